"""The command line with stand-ins for chapters: `python -m tests.standin_film render …`."""

from __future__ import annotations

import sys
from operator import attrgetter

from renders.__main__ import main
from renders.commands import options
from renders.film import running_order
from scenes.storyboard import CHAPTERS, Entry


def named(name: str, number: int, seconds: int, module: str = "tests.standins") -> Entry:
    """List a stand-in without importing it: a run that draws nothing need not wait for manim."""
    return Entry(number, name, module, seconds, "that the machine works")


FIRST, LAST = CHAPTERS[0].number, CHAPTERS[-1].number
STANDINS = (
    named("Wanders", FIRST, 3, "tests.standin_wanders"),
    named("Lasts", LAST, 1, "tests.standin_lasts"),
)
WEIGHS = named("Weighs", 1, 17)  # no part of that film, and found by its name


def show(*chapters: Entry) -> None:
    """Put other chapters in the place of the film's."""
    options.CHAPTERS = chapters
    options.find = {chapter.name: chapter for chapter in (*chapters, WEIGHS)}.__getitem__
    running_order.heading = attrgetter("name")  # to ask a chapter for its own would import it


if __name__ == "__main__":
    show(*STANDINS)
    sys.exit(main())
