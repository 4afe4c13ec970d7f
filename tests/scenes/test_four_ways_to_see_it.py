"""Chapter 27 shows one row four times over, as torch finds it, and ends on both sentences."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
import torch
from manim import Mobject

from attention_math.tracing import trace_sentence
from renders.rehearsal import Beat, rehearse
from scenes import theme
from scenes.chapter import Chapter, StageError
from scenes.mobjects.unicorn import Unicorn
from scenes.pieces.four_ways_to_see_it.columns import Columns
from scenes.stage.cited import Citation
from scenes.stage.claims import Encoding, Placement
from tests.stage import texts

NAME = "FourWaysToSeeIt"
QUEEN = "this old queen slept behind a bridge"
Seen = dict[str, tuple[list, ...]]


@cache
def told() -> tuple[Chapter, Seen]:
    """Collect, beat by beat, the words below from the left, how high their bars are, and lines."""
    seen: Seen = {}

    def look(chapter: Chapter, beat: Beat) -> None:
        words = [one for one in texts(chapter) if one.citation and one.get_y() < 0]
        parts = [part for one in chapter.mobjects for part in one.get_family()]
        claims = [(part, getattr(part, "claim", None)) for part in parts]
        bars = [part for part, one in claims if isinstance(one, Placement) and _is_bar(one)]
        shown = {(part, claim.channel): claim for part, claim in claims if _shows_weight(claim)}
        lines = {c.citation.index: p.get_stroke_width() for (p, how), c in shown.items()
                 if how == "stroke width"}  # fmt: skip
        cells = {c.citation.index for (_, how), c in shown.items() if how == "fill"}
        heights = [bar.height for bar in sorted(bars, key=_across)]
        seen[beat.name] = [one.text for one in sorted(words, key=_across)], heights, lines, cells

    return rehearse(NAME, look), seen


def _is_bar(claim: Placement) -> bool:
    return isinstance(claim.plane, Columns) and isinstance(claim.places[0][1], Citation)


def _shows_weight(claim: object) -> bool:
    return isinstance(claim, Encoding) and "weights" in claim.citation.tensor


def _across(mobject: Mobject) -> float:
    return mobject.get_x()


def _weights(chapter: Chapter) -> np.ndarray:
    """Let torch make the row of its scores."""
    scores = torch.tensor(chapter.story.scores[chapter.pair.query], dtype=torch.float64)
    return torch.softmax(scores / chapter.story.query.shape[1] ** 0.5, dim=0).numpy()


@pytest.mark.parametrize("beat", ["question", "dictionary"])
def test_bars_are_as_high_as_the_weights_that_torch_makes_of_the_scores(beat: str) -> None:
    chapter, seen = told()
    words, heights, *_ = seen[beat]
    shares = np.array(heights) / sum(heights)
    assert shares.tolist() == pytest.approx(_weights(chapter).tolist(), abs=2e-3)
    assert words == chapter.sentence.split()


def test_the_best_bar_falls_as_short_of_its_frame_as_torch_says() -> None:
    chapter, _ = told()
    best, whole = chapter.columns.bars[chapter.columns.best], chapter.columns.whole()
    assert best.height / whole.height == pytest.approx(_weights(chapter).max(), abs=2e-3)
    assert whole.get_bottom() == pytest.approx(best.get_bottom(), abs=1e-6)


def test_the_search_engine_lists_the_best_first() -> None:
    chapter, seen = told()
    words, heights, *_ = seen["search"]
    assert words[0] == "cat"
    assert heights == sorted(heights, reverse=True)
    assert heights[0] / sum(heights) == pytest.approx(_weights(chapter).max(), abs=2e-3)


def test_the_row_of_the_grid_lies_at_the_foot_of_all_that_keep_the_order_of_the_sentence() -> None:
    chapter, seen = told()
    for beat in ("question", "dictionary", "switchboard", "swap"):
        assert len(seen[beat][3]) >= len(chapter.sentence.split())


def test_the_shuffled_memory_gives_each_word_the_light_that_torch_gives_it() -> None:
    chapter, seen = told()
    words, heights, *_ = seen["memory"]
    weights = dict(zip(chapter.sentence.split(), _weights(chapter), strict=True))
    assert words[-1] == chapter.sentence.split()[chapter.pair.key]
    assert heights == sorted(heights)
    for word, height in zip(words, heights, strict=True):
        if word != "the":  # said twice
            assert height / sum(heights) == pytest.approx(weights[word], abs=2e-3)


def test_only_what_can_be_seen_is_handed_over() -> None:
    chapter, _ = told()
    handed = [one.claim.citation.value for one in chapter.columns.parcels()]
    assert handed == [weight for weight in chapter.columns.weights.values if weight >= 0.05]
    assert len(handed) == 3


def test_the_switchboard_has_the_lines_that_the_model_lays_in_the_twin() -> None:
    chapter, seen = told()
    lines = seen["swap"][2]
    weights = trace_sentence("agreement", "the white car sees the green cat").head(1).weights
    assert sorted(lines) == [(chapter.pair.query, key) for key in range(len(weights))]
    for place, width in lines.items():
        assert width == pytest.approx(max(theme.EDGE_FAINTEST, theme.EDGE_WIDEST * weights[place]))


def test_the_parcels_of_both_sentences_are_as_large_as_what_torch_gives_the_noun() -> None:
    chapter, _ = told()
    sentences = chapter.sentence, "the white car sees the green cat"
    for sentence, share in zip(sentences, chapter.ways.shares, strict=True):
        weights = trace_sentence("agreement", sentence).head(1).weights
        assert share.value == pytest.approx(weights[chapter.pair], abs=1e-4)


def test_it_ends_on_both_sentences_and_their_french() -> None:
    chapter, _ = told()
    assert {"blanc", "blanche"} <= {one.text for one in texts(chapter)}


def test_the_unicorn_sees_the_cats_of_both_sentences_and_no_queen() -> None:
    queens = rehearse(NAME, lambda *_: None, sentence=QUEEN)
    for chapter, unicorns in ((told()[0], 1), (queens, 0)):
        parts = [part for one in chapter.mobjects for part in one.get_family()]
        assert sum(isinstance(part, Unicorn) for part in parts) == unicorns


def test_a_sentence_without_a_second_noun_is_refused() -> None:
    with pytest.raises(StageError, match="changes places with another"):
        rehearse(NAME, lambda *_: None, sentence="heavy box")
    with pytest.raises(StageError, match="choose the model agreement|two sentences|needs"):
        rehearse(NAME, lambda *_: None, model="translator")
