"""What chapters of the film carry to each other, at the smallest quality."""

from __future__ import annotations

import pytest
from manim import tempconfig

from renders.film.apart import take_apart
from renders.film.carrying import Seam
from renders.film.taken_apart import TakenApart, common
from renders.moment import Moment
from renders.rehearsal import FRAME, rehearse
from scenes.chapter import Chapter

SENTENCE = ["the", "white", "cat", "sees", "the", "green", "car"]


class Seen(Exception):
    """Nothing more of the chapter is needed."""


def opening(name: str) -> TakenApart:
    sides = []

    def look(chapter: Chapter, _moment: Moment) -> None:
        sides.append(take_apart(chapter, "opens_with"))
        raise Seen

    with pytest.raises(Seen):
        rehearse(name, lambda _chapter, _beat: None, on_moment=look)
    return sides[0]


def test_words_and_their_scores_go_on_from_one_chapter_to_the_next() -> None:
    with tempconfig({"pixel_width": FRAME.width, "pixel_height": FRAME.height}):
        after = opening("Softmax")
        chapter = rehearse("DotProductScores", lambda _chapter, _beat: None)
        before = take_apart(chapter, "leaves_with")
    carried = [one.what for one, _ in common(before, after)]
    assert carried[:7] == SENTENCE
    label = "agreement, trained sharp · layer 1 head1.scores"
    assert [what.partition("[1, ")[0] for what in carried[7:14]] == [label] * 7
    assert len(carried) == 16  # and the badge, and the formula
    middle = Seam(before, after).picture(0.5)
    corner = middle[: FRAME.height // 8, : FRAME.width // 4]
    assert corner.std(axis=(0, 1)).max() < 1  # no title there
