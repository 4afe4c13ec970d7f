"""The chapter on the root of d shows distances and weights as torch has them."""

from __future__ import annotations

import pytest
import torch

from attention_math.experiments import score_walks
from renders.rehearsal import Beat, rehearse
from scenes.chapter import Chapter
from scenes.stage.claims import Encoding
from scenes.why_divide_by_root_d import WhyDivideByRootD
from tests.stage import numerals


def told(beats: dict[str, dict[str, float]], **attributes: object) -> WhyDivideByRootD:
    def look(chapter: Chapter, beat: Beat) -> None:
        cited = (n for n in numerals(chapter) if n.citation)
        beats[beat.name] = {n.citation.tensor: n.value for n in cited}

    return rehearse("WhyDivideByRootD", look, **attributes)


def test_the_trained_head_spreads_wider_than_random_vectors_as_it_says() -> None:
    beats: dict[str, dict[str, float]] = {}
    chapter = told(beats)
    scores = torch.tensor(chapter.story.scores, dtype=torch.float64)
    assert scores.var(correction=0).item() == pytest.approx(105.2, abs=0.1)
    assert scores.var(correction=0) > chapter.story.query.shape[1]


def test_four_times_the_products_get_twice_as_far() -> None:
    beats: dict[str, dict[str, float]] = {}
    told(beats)
    assert beats["spread"]["score_walks().plain.spread"] == pytest.approx(1024**0.5, rel=0.01)


def test_a_nudge_moves_no_bar_of_a_wide_head_and_all_of_them_once_it_is_divided() -> None:
    lengths: dict[str, list[float]] = {}

    def look(chapter: Chapter, beat: Beat) -> None:
        if beat.name in ("nudge", "alive"):
            cut = chapter.bench.cut
            assert cut.plus.get_y() == pytest.approx(cut.dots[1].get_y(), abs=0.02)
        claims = (getattr(one, "claim", None) for one in chapter.get_mobject_family_members())
        bars = (one for one in claims if isinstance(one, Encoding) and one.group == "softmax")
        lengths[beat.name] = [one.citation.value for one in bars]

    rehearse("WhyDivideByRootD", look)
    assert lengths["nudge"] == pytest.approx([1.0, *[0.0] * 7], abs=3e-4)
    scores = torch.tensor(score_walks().divided.row[:, -1])
    scores[1] += 1
    assert lengths["alive"] == pytest.approx(scores.softmax(0).tolist())
    assert min(lengths["alive"]) > 0.01


def test_the_row_that_the_film_follows_comes_back_divided_at_last() -> None:
    shown: dict[str, list[float]] = {}

    def look(chapter: Chapter, beat: Beat) -> None:
        cited = (n for n in numerals(chapter) if n.citation)
        shown[beat.name] = [n.value for n in cited if n.citation.tensor.startswith("softmax(")]

    chapter = rehearse("WhyDivideByRootD", look)
    scores = torch.tensor(chapter.story.scores[chapter.pair.query])
    assert shown["answer"] == pytest.approx((scores / 2).softmax(0).tolist(), abs=1e-6)
    assert round(shown["answer"][2], 2) == 0.73
