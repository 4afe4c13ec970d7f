"""The command line with stand-ins for chapters: `python -m tests.standin_film render …`."""

from __future__ import annotations

import sys

from renders.__main__ import main
from renders.commands import options
from scenes.storyboard import CHAPTERS, Entry
from tests import standins
from tests.standins import entry

FIRST, LAST = CHAPTERS[0].number, CHAPTERS[-1].number
STANDINS = (entry(standins.Wanders, FIRST, seconds=3), entry(standins.Lasts, LAST))


def show(*chapters: Entry) -> None:
    """Put other chapters in the place of the film's."""
    options.CHAPTERS = chapters
    options.find = {chapter.name: chapter for chapter in chapters}.__getitem__


if __name__ == "__main__":
    show(*STANDINS)
    sys.exit(main())
