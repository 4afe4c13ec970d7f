"""The chapter on the root of d shows distances, weights and variances as torch has them."""

from __future__ import annotations

import pytest
import torch

from renders.rehearsal import Beat, rehearse
from scenes.chapter import Chapter
from scenes.why_divide_by_root_d import WhyDivideByRootD
from tests.stage import numerals


def told(beats: dict[str, dict[str, float]], **attributes: object) -> WhyDivideByRootD:
    def look(chapter: Chapter, beat: Beat) -> None:
        cited = (n for n in numerals(chapter) if n.citation)
        beats[beat.name] = {n.citation.tensor: n.value for n in cited}

    return rehearse("WhyDivideByRootD", look, **attributes)


def test_the_head_spreads_as_published() -> None:
    beats: dict[str, dict[str, float]] = {}
    chapter = told(beats)
    variance = beats["answer"]["score_spread(head1.query, head1.scores).variance"]
    assert variance == pytest.approx(105.2, abs=0.1)
    scores = torch.tensor(chapter.story.scores, dtype=torch.float64)
    assert variance == pytest.approx(scores.var(correction=0).item(), rel=1e-5)


def test_four_times_the_products_get_twice_as_far_and_one_key_takes_four_rows_of_five() -> None:
    beats: dict[str, dict[str, float]] = {}
    told(beats)
    assert beats["spread"]["score_walks().plain.spread"] == pytest.approx(1024**0.5, rel=0.01)
    assert 75 < beats["widen"]["score_walks().plain.dead"] < 85
    assert beats["nudge"]["score_walks().plain.nudged"] == pytest.approx(1, abs=0.001)
    assert beats["alive"]["score_walks().divided.dead"] == 0.0


def test_the_row_that_the_film_follows_is_seen_undivided_first_and_divided_at_last() -> None:
    shown: dict[str, list[float]] = {}

    def look(chapter: Chapter, beat: Beat) -> None:
        cited = (n for n in numerals(chapter) if n.citation)
        shown[beat.name] = [n.value for n in cited if n.citation.tensor.startswith("softmax(")]

    chapter = rehearse("WhyDivideByRootD", look)
    scores = torch.tensor(chapter.story.scores[chapter.pair.query])
    for beat, divisor in (("question", 1.0), ("answer", 2.0)):
        assert shown[beat] == pytest.approx((scores / divisor).softmax(0).tolist(), abs=1e-6)
    assert [round(shown[beat][2], 2) for beat in ("question", "answer")] == [0.95, 0.73]
