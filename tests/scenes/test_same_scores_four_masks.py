"""Chapter 16 writes under each mask what the model writes, and its scores never change."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
import pytest

from renders.rehearsal import Beat, rehearse
from scenes import theme
from scenes.chapter import Chapter, StageError
from scenes.pieces.same_scores_four_masks.any_head import Heard
from scenes.stage.cited import Quantity
from scenes.stage.claims import Encoding
from tests.stage import texts

NAME = "SameScoresFourMasks"


@dataclass
class Seen:
    """The French, by columns the lengths of bars, cords, and black cells by what decides them."""

    french: list[str]
    bars: dict[int, float]
    cords: dict[int, float]
    hidden: list[tuple[str, int, int]]


@cache
def told() -> dict[str, Seen]:
    """Collect beat by beat what is seen, from the top of the stage."""
    seen = {}

    def look(chapter: Chapter, beat: Beat) -> None:
        words = sorted(texts(chapter), key=lambda one: -one.get_y())
        cited = [one for one in words if one.citation]
        french = [one.text for one in cited if one.citation.tensor.endswith(".written")]
        parts = (part for one in chapter.mobjects for part in one.get_family())
        claims = [(part, getattr(part, "claim", None)) for part in parts]
        bars, cords, hidden = {}, {}, []
        for part, claim in claims:
            if not isinstance(claim, Encoding):
                continue
            row, column = claim.citation.index
            if claim.channel == "height":
                bars[column] = part.height
            if claim.channel == "stroke width":
                cords[column] = part.get_stroke_width()
            if claim.law is theme.hidden_color:
                assert not claim.citation.value
                hidden.append((_called(claim.citation.tensor), row, column))
        seen[beat.name] = Seen(french, bars, cords, sorted(hidden))

    rehearse(NAME, look)
    return seen


def _called(tensor: str) -> str:
    masks = "causal and padding", "padding", "later"
    return next(one for one in masks if f"'{one}'" in tensor)


@pytest.mark.parametrize(
    ("beat", "gloss"),
    [
        ("row", "verte"),
        ("earlier", "verte"),
        ("filling", "verte"),
        ("causal", "vert"),
        ("whole", "le blanc chat voit le vert voiture"),
    ],
)
def test_french_is_what_is_written_under_the_mask(beat: str, gloss: str) -> None:
    assert " ".join(told()[beat].french) == gloss


def test_at_the_end_what_fell_is_seen_below_what_stood() -> None:
    french = told()["land"].french
    assert set(french[:3]) == {"la", "verte", "voiture"}
    assert set(french[3:]) == {"le", "vert", "voiture"}


def test_the_scores_stay_the_same_under_all_masks() -> None:
    first, *others = (told()[beat].bars for beat in ("row", "earlier", "filling", "causal"))
    assert [len(one) for one in (first, *others)] == [7, 7, 9, 9]
    for bars in others:
        assert [bars[column] for column in range(7)] == pytest.approx([*first.values()])
    assert first[2] / first[6] == pytest.approx(5.85 / 5.90, abs=0.01)


def test_it_hangs_on_the_noun_until_that_is_hidden() -> None:
    for beat in ("row", "earlier", "filling"):
        assert list(told()[beat].cords) == [6]
    cords = told()["causal"].cords
    assert max(cords, key=cords.get) == 3
    assert 6 not in cords


def test_covers_hide_of_the_followed_row_what_their_masks_hide() -> None:
    filling = [("padding", 5, column) for column in (7, 8)]
    assert told()["earlier"].hidden == [("later", 5, column) for column in range(5)]
    assert told()["filling"].hidden == filling
    assert told()["causal"].hidden == [("causal and padding", 5, 6), *filling]


def test_all_rows_are_dark_wherever_the_masks_hide() -> None:
    rows, columns = range(7), range(9)
    due = [("causal and padding", i, j) for i in rows for j in columns if j > i]
    assert told()["whole"].hidden == due


def test_what_hides_nothing_of_the_row_is_not_tried() -> None:
    beats = []
    rehearse(NAME, lambda _, beat: beats.append(beat.name), sentence="heavy box")
    assert beats == ["row", "filling", "causal", "whole", "land"]


def heard(scores: list[list[float]], *, is_masked: bool = False) -> Heard:
    words = np.array(["a", "cat", "sat"])
    sides = (Quantity("s", f"{side}_side.shown", words) for side in ("query", "key"))
    return Heard(
        Quantity("s", "head1.scaled", np.array(scores, dtype=float)), *sides, is_masked=is_masked
    )


def test_of_a_head_that_writes_nothing_the_row_says_what_it_hears_most() -> None:
    told = heard([[0, 9, 0], [1, 1, 7], [5, 0, 0]])
    readings = told.free, told.causal, told.later, told.padded
    assert [list(one.written.values) for one in readings] == [
        ["cat", "sat", "a"],
        ["a", "several", "a"],
        ["cat", "sat", "sat"],
        ["cat", "several", "a"],
    ]
    assert told.query == 1
    tried = {name: told.flight(told.free, under) for name, under in told.trials().items()}
    assert tried == {"earlier": None, "later": (2, 0)}
    assert told.says_row() == "What “cat” hears most, with nothing hidden:"


def test_what_a_head_hears_is_told_without_its_own_mask() -> None:
    told = heard([[9, 0, 0], [9, 0, 0], [0, 9, 0]], is_masked=True)
    assert told.says_row() == "What “cat” hears most, without its own mask:"


def test_a_sentence_without_a_word_that_falls_is_refused() -> None:
    with pytest.raises(StageError, match="needs an adjective that is feminine in French"):
        rehearse(NAME, lambda *_: None, sentence="the cat sees the dog")
    with pytest.raises(StageError, match="choose the model agreement"):
        rehearse(NAME, lambda *_: None, model="translator")
