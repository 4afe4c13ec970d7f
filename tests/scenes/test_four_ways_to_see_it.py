"""Chapter 27 shows one row four times over, as torch finds it, and ends on both sentences."""

from __future__ import annotations

from functools import cache

import pytest
import torch

from renders.rehearsal import Beat, rehearse
from scenes.chapter import Chapter, StageError
from scenes.stage.claims import Placement
from tests.stage import texts

NAME = "FourWaysToSeeIt"
Seen = dict[str, tuple[list[str], list[float]]]


@cache
def told() -> tuple[Chapter, Seen]:
    """Collect, beat by beat, the words from the top, and how long their bars are."""
    seen: Seen = {}

    def look(chapter: Chapter, beat: Beat) -> None:
        words = [one for one in texts(chapter) if one.citation and one.get_x() < 0]
        words = [one.text for one in sorted(words, key=lambda one: -one.get_y())]
        parts = [part for one in chapter.mobjects for part in one.get_family()]
        bars = [part for part in parts if isinstance(getattr(part, "claim", None), Placement)]
        bars = [bar for bar in bars if hasattr(bar.claim.plane, "bars")]
        bars.sort(key=lambda bar: -bar.get_y())
        seen[beat.name] = words, [bar.width for bar in bars]

    return rehearse(NAME, look), seen


def test_bars_are_as_long_as_the_weights_that_torch_makes_of_the_scores() -> None:
    chapter, seen = told()
    query = chapter.pair.query
    scores = torch.tensor(chapter.story.scores[query], dtype=torch.float64)
    root = chapter.story.query.shape[1] ** 0.5
    lengths = torch.tensor(seen["dictionary"][1], dtype=torch.float64)
    weights = torch.softmax(scores / root, dim=0)
    assert (lengths / lengths.sum()).tolist() == pytest.approx(weights.tolist(), abs=2e-3)


def test_the_search_engine_lists_the_best_first() -> None:
    words, lengths = told()[1]["search"]
    assert words[0] == "cat"
    assert lengths == sorted(lengths, reverse=True)


def test_another_noun_and_another_place_light_another_line() -> None:
    for beat, word, line in (("switchboard", "car", 2), ("memory", "cat", 3)):
        words, lengths = told()[1][beat]
        assert words[line] == word
        assert max(lengths) == lengths[line]


def test_it_ends_on_both_sentences_and_their_french() -> None:
    chapter, _ = told()
    assert {"blanc", "blanche"} <= {one.text for one in texts(chapter)}


def test_a_sentence_whose_noun_is_last_is_refused() -> None:
    with pytest.raises(StageError, match="finds its noun wherever that stands"):
        rehearse(NAME, lambda *_: None, sentence="heavy box")
    with pytest.raises(StageError, match="choose the model agreement|two sentences|needs"):
        rehearse(NAME, lambda *_: None, model="translator")
