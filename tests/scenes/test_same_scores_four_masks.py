"""Chapter 16 writes under each mask what the model writes, and its scores never change."""

from __future__ import annotations

from functools import cache

import pytest
import torch

from renders.rehearsal import Beat, rehearse
from scenes.chapter import Chapter, StageError
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
        written = {(one.citation.index, one.text) for one in french}  # one is large as well
        parts = (part for one in chapter.mobjects for part in one.get_family())
        claims = [(part, getattr(part, "claim", None)) for part in parts]
        radii = {
            claim.citation.index: part.width
            for part, claim in claims
            if isinstance(claim, Encoding) and claim.channel == "radius"
        }
        numbers = [one.text for one in numerals(chapter)]
        seen[beat.name] = [text for _, text in sorted(written)], radii, numbers

    rehearse(NAME, look)
    return seen


@pytest.mark.parametrize(
    ("beat", "gloss"),
    [
        ("scores", "le blanc chat voit la verte voiture"),
        ("causal", "le blanc chat voit le vert voiture"),
        ("turn", "le blanc chat voit la verte voiture"),
        ("filling", "le blanc chat voit la verte voiture"),
        ("padding", "le blanc chat voit la verte voiture"),
        ("answer", "la le vert verte voiture"),
    ],
)
def test_french_is_written_beside_its_rows(beat: str, gloss: str) -> None:
    assert " ".join(told()[beat][0]) == gloss


def test_the_scores_stay_and_only_their_light_changes() -> None:
    radii = [told()[beat][1] for beat in ("scores", "unheard", "turn", "padding")]
    first = radii[0]
    assert len(first) == 49
    assert [len(one) for one in radii] == [49, 49, 49, 63]
    for one in radii:
        assert {at: one[at] for at in first} == first
    areas = torch.tensor([first[at] ** 2 for at in ((2, 2), (6, 2))])
    assert areas[0] / areas[1] == pytest.approx(10.8 / 14.5, abs=0.01)


def test_what_filling_takes_is_told_and_taken_back() -> None:
    assert told()["filling"][2] == ["0.09"]
    assert told()["padding"][2] == ["0"]


def test_a_sentence_without_a_word_that_falls_is_refused() -> None:
    with pytest.raises(StageError, match="needs an adjective that is feminine in French"):
        rehearse(NAME, lambda *_: None, sentence="the cat sees the dog")
    with pytest.raises(StageError, match="choose the model agreement"):
        rehearse(NAME, lambda *_: None, model="translator")
