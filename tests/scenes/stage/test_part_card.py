"""The card of each part: what becomes of the word that is followed, legible, and short."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest
from manim import Circle, tempconfig

from attention_math.readings import adjective_forms
from renders.rehearsal import FRAME
from scenes import theme
from scenes.stage import part_card
from scenes.stage.card import Card
from scenes.stage.end_card import EndCard
from scenes.stage.part_card import PartCard
from scenes.stage.text import Text
from scenes.storyboard import CHAPTERS, PARTS, Entry, Part, part_of

ROOT = Path(__file__).parents[3]


def play(part: Part, folder: Path) -> PartCard:
    """Play a card without making video."""
    frame = {"pixel_width": FRAME.width, "pixel_height": FRAME.height, "frame_rate": FRAME.rate}
    settings = {"dry_run": True, "media_dir": str(folder), "progress_bar": "none"}
    with tempconfig(settings | frame):
        card = getattr(part_card, part.card)()
        card.render()
    return card


def texts(card: Card) -> list[Text]:
    family = {id(one): one for mobject in card.mobjects for one in mobject.get_family()}
    return [one for one in family.values() if isinstance(one, Text)]


def test_every_chapter_of_the_film_stands_in_one_part() -> None:
    numbers = [number for part in PARTS for number in part.numbers]
    assert numbers == list(range(1, 1 + len(numbers)))
    for entry in CHAPTERS:
        assert entry.number in part_of(entry).numbers


BEGUN = [part for part in PARTS if any(entry.number in part.numbers for entry in CHAPTERS)]


@pytest.mark.parametrize("part", BEGUN, ids=lambda part: part.card)
def test_a_card_says_how_far_the_word_has_come(part: Part, tmp_path: Path) -> None:
    card = play(part, tmp_path)
    shown = texts(card)
    assert sorted(text.text for text in shown) == sorted(
        (part.called, part.name, part.step, part.word)
    )
    assert 2.5 <= card.time <= 5
    for text in shown:
        assert abs(text.get_x()) + text.width / 2 <= 7.11 - theme.MARGIN
        assert abs(text.get_y()) + text.height / 2 <= 4 - theme.MARGIN
    for first, second in combinations(shown, 2):
        apart = abs(first.get_center() - second.get_center())[:2]
        sizes = (first.width + second.width) / 2, (first.height + second.height) / 2
        assert (apart > sizes).any(), f"{first.text} and {second.text} overlap"


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.card)
def test_the_beads_of_a_whole_film_light_up_under_the_word(
    part: Part, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    numbers = range(1, PARTS[-1].numbers.stop)
    chapters = tuple(Entry(number, "Any", "any", 40, "") for number in numbers)
    monkeypatch.setattr(part_card, "CHAPTERS", chapters)
    card = play(part, tmp_path)
    lit = [one for one in _circles(card) if one.get_fill_color() == theme.INK]
    assert len(lit) == len(part.numbers)
    word = next(text for text in texts(card) if text.text == part.word)
    assert min(one.get_x() for one in lit) <= word.get_x() <= max(one.get_x() for one in lit)


def test_the_word_and_its_french_are_those_of_the_grammar() -> None:
    words = {part.word for part in PARTS}
    assert words == {"white", adjective_forms("white")[0]}


def _circles(card: PartCard) -> list[Circle]:
    family = {id(one): one for mobject in card.mobjects for one in mobject.get_family()}
    return [one for one in family.values() if isinstance(one, Circle)]


def test_the_end_card_names_sources_and_licences_as_the_repository_does(tmp_path: Path) -> None:
    settings = {"dry_run": True, "media_dir": str(tmp_path), "progress_bar": "none"}
    with tempconfig(settings):
        card = EndCard()
        card.render()
    said = " ".join(text.text for text in texts(card))
    licence = (ROOT / "LICENSE").read_text(encoding="utf-8")
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "Code: MIT" in said and licence.startswith("MIT License")
    assert "Tatoeba, CC BY" in said and "Tatoeba (tatoeba.org), CC BY" in " ".join(readme.split())
    assert "attention-film render" in said
    for text in texts(card):
        assert text.width / 2 <= 7.11 - theme.MARGIN
