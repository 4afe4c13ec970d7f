"""The chapter on the root of d shows bells, weights and variances as torch has them."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from renders.rehearsal import Beat, rehearse
from scenes.chapter import Chapter
from scenes.pieces.why_divide_by_root_d.own_scores import OwnScores
from scenes.pieces.why_divide_by_root_d.sampled import BINS, ROOTS, WIDTHS, Sampled
from scenes.why_divide_by_root_d import WIDEST, WhyDivideByRootD
from tests.stage import numerals


def told(beats: dict[str, dict[str, float]], **attributes: object) -> WhyDivideByRootD:
    def look(chapter: Chapter, beat: Beat) -> None:
        cited = (n for n in numerals(chapter) if n.citation)
        beats[beat.name] = {n.citation.tensor: n.value for n in cited}

    return rehearse("WhyDivideByRootD", look, **attributes)


def test_the_head_spreads_as_published_and_divides_all_the_same() -> None:
    beats: dict[str, dict[str, float]] = {}
    chapter = told(beats)
    variance = beats["own head"]["score_spread(head1.query, head1.scores).variance"]
    assert variance == pytest.approx(105.2, abs=0.1)
    scores = torch.tensor(chapter.story.scores, dtype=torch.float64)
    assert variance == pytest.approx(scores.var(correction=0).item(), rel=1e-5)
    answer, pair = beats["answer"], tuple(chapter.pair)
    assert answer["head1.scores"] == pytest.approx(scores[pair].item())
    assert answer["head1.scaled"] == pytest.approx(scores[pair].item() / 4**0.5)


def test_the_dial_lets_one_key_take_four_rows_of_five_until_scores_are_divided() -> None:
    beats: dict[str, dict[str, float]] = {}
    told(beats)
    name = "softmax_saturation().{}scaled.dead"
    assert beats["softmax"][name.format("un")] == pytest.approx(0.6)
    assert beats["turn"][name.format("un")] == pytest.approx(80.9)
    assert beats["turn back"][name.format("")] == 0.0
    assert beats["turn"]["dot_product_variance().variances"] == pytest.approx(1024, rel=0.05)


def test_divided_bells_are_the_same_counts_on_an_axis_that_is_as_much_narrower() -> None:
    sampled = Sampled()
    for place, (width, root) in enumerate(zip(WIDTHS, ROOTS, strict=True)):
        assert root == width**0.5
        wide, narrow = (sampled.counts(place, divided=divided) for divided in (False, True))
        assert wide.values.tolist() == narrow.values.tolist()
        reach = sampled.reach(place, divided=False)
        assert reach == pytest.approx(root * sampled.reach(place, divided=True))
        assert len(wide) == BINS
        assert wide.values.sum() > 9_950  # of ten thousand: four roots reach nearly all
    assert len(WIDTHS) - 1 == WIDEST


def test_dots_stand_where_torch_says_once_they_are_divided() -> None:
    seen: list[float] = []

    def look(chapter: Chapter, beat: Beat) -> None:
        if beat.name == "answer":
            family = (part for one in chapter.mobjects for part in one.get_family())
            own = next(part for part in family if isinstance(part, OwnScores))
            zero, one = own.plane.at(0, 0)[0], own.plane.at(1, 0)[0]
            seen.extend((dot.get_x() - zero) / (one - zero) for dot in own.dots)

    chapter = rehearse("WhyDivideByRootD", look)
    scores = torch.tensor(chapter.story.scores, dtype=torch.float64)
    assert np.array(seen) == pytest.approx((scores / 2).flatten().numpy(), abs=1e-4)
