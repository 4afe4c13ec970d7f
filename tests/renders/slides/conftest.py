"""A lecture of four stops."""

from __future__ import annotations

from pathlib import Path

import pytest

from renders.film.concatenate import Footage
from renders.film.segment import Subtitle
from renders.slides.lecture import Card, Lecture, Showing
from renders.slides.page import compose_page
from renders.slides.stops import Stop, Told, Writer
from tests.renders.slides.counted_lecture import FRAME, HOSTILE, counted

NOTES = {"": "Good morning.", "two": HOSTILE}


@pytest.fixture(scope="module")
def lecture(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Stop]]:
    """A card, a beat of 10 frames, and one of 16 that asks after its 9th; frames bear a number."""
    folder = tmp_path_factory.mktemp("lecture")
    beats = [
        Footage(
            counted(folder / "a.mp4", 10), captions=(Subtitle(0, 1, "One & <one>."),), beat="one"
        ),
        Footage(
            counted(folder / "b.mp4", 16, 20),
            captions=(Subtitle(0, 0.5, "Two?"), Subtitle(0.8, 1, HOSTILE)),
            beat="two",
            guesses=(9,),
        ),
    ]
    told = Lecture(HOSTILE, [Card("A card", "of mine"), Showing(("x",), notes=NOTES)])
    stops = Writer(folder, FRAME).write(told, [[], [Told("clip", "14 · Masks", beats)]])
    page = compose_page(told.title, stops, FRAME.rate)
    (folder / "index.html").write_text(page, encoding="utf-8")
    return folder, stops
