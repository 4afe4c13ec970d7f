"""Chapter 16 writes under each mask what the model writes, and its scores never change."""

from __future__ import annotations

from collections import defaultdict
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
    """The French, and by columns the lengths of bars; black cells by their masks."""

    french: list[str]
    bars: dict[int, list[float]]
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
        bars: dict[int, list[float]] = defaultdict(list)
        hidden = []
        for part, claim in claims:
            if not isinstance(claim, Encoding):
                continue
            row, column = claim.citation.index
            if claim.channel == "height":
                bars[column].append(part.height)
            if claim.law is theme.hidden_color:
                assert not claim.citation.value
                hidden.append((_called(claim.citation.tensor), row, column))
        seen[beat.name] = Seen(french, bars, sorted(hidden))

    rehearse(NAME, look)
    return seen


def _called(tensor: str) -> str:
    (mask,) = (one for one in ("padding", "later", "causal") if f"'{one}'" in tensor)
    return mask


@pytest.mark.parametrize(
    ("beat", "gloss"),
    [
        ("row", "verte"),
        ("masks", "verte"),
        ("filling", "verte verte"),
        ("earlier", "verte verte verte"),
        ("causal", "verte verte verte vert"),
        ("whole", "verte"),
        ("answer", "verte verte verte vert"),
    ],
)
def test_french_is_written_behind_its_rows(beat: str, gloss: str) -> None:
    assert " ".join(told()[beat].french) == gloss


def test_the_scores_are_the_same_in_all_rows() -> None:
    bars = told()["answer"].bars
    assert [len(bars[column]) for column in range(9)] == [4] * 7 + [1] * 2
    for column in range(7):
        assert bars[column] == pytest.approx([bars[column][0]] * 4)
    assert bars[2][0] / bars[6][0] == pytest.approx(5.85 / 5.90, abs=0.01)


def test_covers_hide_of_the_followed_row_what_their_masks_hide() -> None:
    columns = {"causal": [6], "later": range(5), "padding": [7, 8]}
    due = [(mask, 5, column) for mask, hidden in columns.items() for column in hidden]
    assert told()["masks"].hidden == told()["answer"].hidden == due


def test_whole_masks_are_dark_wherever_they_hide() -> None:
    rows = range(7)
    due = [("causal", i, j) for i in rows for j in rows if j > i]
    due += [("later", i, j) for i in rows for j in rows if j < i]
    due += [("padding", i, j) for i in rows for j in (7, 8)]
    assert told()["whole"].hidden == due


def test_what_hides_nothing_of_the_row_is_not_tried() -> None:
    beats = []
    rehearse(NAME, lambda _, beat: beats.append(beat.name), sentence="heavy box")
    assert beats == ["row", "masks", "filling", "causal", "whole", "answer"]


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
    tried = [(trial.hides, told.flight(trial)) for trial in told.trials()]
    assert tried == [("", None), ("filling", (2, 0)), ("earlier", None), ("later", (2, 0))]
    assert told.says_row() == "What “cat” hears most, with nothing hidden:"


def test_what_a_head_hears_is_told_without_its_own_mask() -> None:
    told = heard([[9, 0, 0], [9, 0, 0], [0, 9, 0]], is_masked=True)
    assert told.says_row() == "What “cat” hears most, without its own mask:"


def test_a_sentence_without_a_word_that_falls_is_refused() -> None:
    with pytest.raises(StageError, match="needs an adjective that is feminine in French"):
        rehearse(NAME, lambda *_: None, sentence="the cat sees the dog")
    with pytest.raises(StageError, match="choose the model agreement"):
        rehearse(NAME, lambda *_: None, model="translator")
