"""The card of each part: it names the part's chapters, all of them can be read, and it is short."""

from __future__ import annotations

from importlib import import_module
from itertools import combinations
from pathlib import Path

import pytest
from manim import Circle, tempconfig

from scenes import theme
from scenes.stage import part_card
from scenes.stage.part_card import PartCard
from scenes.stage.text import Text
from scenes.storyboard import CHAPTERS, PARTS, Entry, Part, part_of

LONGEST = "Why the scores are divided by the root"


def play(part: Part, folder: Path) -> PartCard:
    """Play a card without making video."""
    settings = {"dry_run": True, "media_dir": str(folder), "progress_bar": "none"}
    with tempconfig(settings):
        card = getattr(part_card, part.card)()
        card.render()
    return card


def texts(card: PartCard) -> list[Text]:
    family = {id(one): one for mobject in card.mobjects for one in mobject.get_family()}
    return [one for one in family.values() if isinstance(one, Text)]


def test_every_chapter_of_the_film_stands_in_one_part() -> None:
    numbers = [number for part in PARTS for number in part.numbers]
    assert numbers == list(range(1, 29))
    for entry in CHAPTERS:
        assert entry.number in part_of(entry).numbers


BEGUN = [part for part in PARTS if any(entry.number in part.numbers for entry in CHAPTERS)]


@pytest.mark.parametrize("part", BEGUN, ids=lambda part: part.card)
def test_a_card_names_the_chapters_of_its_part(part: Part, tmp_path: Path) -> None:
    own = [entry for entry in CHAPTERS if entry.number in part.numbers]
    card = play(part, tmp_path)
    headings = [getattr(import_module(entry.module), entry.name).heading for entry in own]
    lines = [f"{entry.number} · {line}" for entry, line in zip(own, headings, strict=True)]
    assert [text.text for text in texts(card)] == [part.called, part.name, *lines]
    assert 3 <= card.time <= 5


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.card)
def test_a_whole_film_of_long_headings_fits(
    part: Part, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chapters = tuple(Entry(number, "Any", "any", 40, "") for number in range(1, 29))
    monkeypatch.setattr(part_card, "CHAPTERS", chapters)
    monkeypatch.setattr(part_card, "heading", lambda entry: LONGEST)
    card = play(part, tmp_path)
    shown = texts(card)
    assert len(shown) == 2 + len(part.numbers)
    for text in shown:
        assert abs(text.get_x()) + text.width / 2 <= 7.11 - theme.MARGIN
        assert abs(text.get_y()) + text.height / 2 <= 4 - theme.MARGIN
    for first, second in combinations(shown, 2):
        apart = abs(first.get_center() - second.get_center())[:2]
        sizes = (first.width + second.width) / 2, (first.height + second.height) / 2
        assert (apart > sizes).any(), f"{first.text} and {second.text} overlap"
    lit = [one for one in _circles(card) if one.get_fill_color() == theme.HIGHLIGHT]
    assert len(lit) == 2 * len(part.numbers), "one bead on the string, one before the heading"


def _circles(card: PartCard) -> list[Circle]:
    family = {id(one): one for mobject in card.mobjects for one in mobject.get_family()}
    return [one for one in family.values() if isinstance(one, Circle)]
