"""Chapter 16 writes under each mask what the model writes, and its scores never change."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
import torch

from renders.rehearsal import Beat, rehearse
from scenes.chapter import Chapter, StageError
from scenes.pieces.same_scores_four_masks.any_head import Heard
from scenes.stage.cited import Quantity
from scenes.stage.claims import Encoding
from tests.stage import numerals, texts

NAME = "SameScoresFourMasks"


@cache
def told() -> dict[str, tuple[list[str], dict[tuple[int, ...], float], list[str]]]:
    """Collect, beat by beat, the French, the sizes of the dots and the numbers."""
    seen = {}

    def look(chapter: Chapter, beat: Beat) -> None:
        french = [one for one in texts(chapter) if one.citation]
        french = [one for one in french if one.citation.tensor.endswith(".written")]
        places = [(one.citation.index, -one.get_y(), one.text) for one in french]
        parts = (part for one in chapter.mobjects for part in one.get_family())
        claims = [(part, getattr(part, "claim", None)) for part in parts]
        radii = {
            claim.citation.index: part.width
            for part, claim in claims
            if isinstance(claim, Encoding) and claim.channel == "radius"
        }
        numbers = [one.text for one in numerals(chapter)]
        seen[beat.name] = [text for *_, text in sorted(places)], radii, numbers

    rehearse(NAME, look)
    return seen


@pytest.mark.parametrize(
    ("beat", "gloss"),
    [
        ("row", "verte"),
        ("scores", "le blanc chat voit la verte voiture"),
        ("filling", "le blanc chat voit la verte voiture"),
        ("padding", "le blanc chat voit la verte voiture"),
        ("earlier", "le blanc chat voit la verte voiture"),
        ("causal", "le blanc chat voit le vert voiture"),
        ("answer", "verte verte verte vert"),
    ],
)
def test_french_is_written_beside_its_rows(beat: str, gloss: str) -> None:
    assert " ".join(told()[beat][0]) == gloss


def test_the_scores_stay_and_only_their_light_changes() -> None:
    radii = [told()[beat][1] for beat in ("scores", "filling", "earlier", "causal")]
    first = radii[0]
    assert len(first) == 49
    assert [len(one) for one in radii] == [49, 63, 49, 49]
    for one in radii:
        assert {at: one[at] for at in first} == first
    areas = torch.tensor([first[at] ** 2 for at in ((2, 2), (6, 2))])
    assert areas[0] / areas[1] == pytest.approx(10.8 / 14.5, abs=0.01)


def test_what_filling_takes_is_told_and_taken_back() -> None:
    assert told()["filling"][2] == ["0.09"]
    assert told()["padding"][2] == []


def test_the_answer_has_one_row_under_each_mask_that_was_seen() -> None:
    radii = told()["answer"][1]
    assert sorted(radii) == [(5, j) for j in range(9)]


def heard(scores: list[list[float]], *, is_masked: bool = False) -> Heard:
    words = np.array(["a", "cat", "sat"])
    sides = (Quantity("s", f"{side}_side.shown", words) for side in ("query", "key"))
    return Heard(
        Quantity("s", "head1.scaled", np.array(scores, dtype=float)), *sides, is_masked=is_masked
    )


def test_of_a_head_that_writes_nothing_each_row_says_what_it_hears_most() -> None:
    told = heard([[0, 9, 0], [1, 1, 7], [5, 0, 0]])
    readings = told.free, told.causal, told.later, told.padded
    assert [list(one.written.values) for one in readings] == [
        ["cat", "sat", "a"],
        ["a", "several", "a"],
        ["cat", "sat", "sat"],
        ["cat", "several", "a"],
    ]
    assert told.says_what_stays() == "What it hears most is the same as without a mask."
    taken = told.taken(told.free)
    assert (told.query, taken.row.values.tolist()) == (1, [1])
    assert taken.shares.values[1] == pytest.approx(0.995067, abs=1e-6)


def test_what_a_head_hears_is_told_without_its_own_mask() -> None:
    told = heard([[9, 0, 0], [9, 0, 0], [0, 9, 0]], is_masked=True)
    assert told.says_what_stays() == "What it hears most is not the same as without a mask."
    assert told.says_rows() == "Each row lights what it hears, without its own mask."


def test_a_sentence_without_a_word_that_falls_is_refused() -> None:
    with pytest.raises(StageError, match="needs an adjective that is feminine in French"):
        rehearse(NAME, lambda *_: None, sentence="the cat sees the dog")
    with pytest.raises(StageError, match="choose the model agreement"):
        rehearse(NAME, lambda *_: None, model="translator")
