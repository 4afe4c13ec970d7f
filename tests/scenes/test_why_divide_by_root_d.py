"""The chapter on the root of d shows bells, weights and variances as torch has them."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from renders.rehearsal import Beat, rehearse
from scenes.chapter import Chapter
from scenes.pieces.why_divide_by_root_d.own_scores import OwnScores
from scenes.why_divide_by_root_d import WhyDivideByRootD
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


def test_four_times_the_products_get_twice_as_far_and_one_key_takes_four_rows_of_five() -> None:
    beats: dict[str, dict[str, float]] = {}
    told(beats)
    assert beats["spread"]["score_walks().plain.spread"] == pytest.approx(1024**0.5, rel=0.01)
    assert beats["softmax"]["score_walks().plain.dead"] < 1
    assert 75 < beats["nudge"]["score_walks().plain.dead"] < 85
    assert beats["nudge"]["score_walks().plain.nudged"] == pytest.approx(1, abs=0.001)
    assert beats["alive"]["score_walks().divided.dead"] == 0.0


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
