"""A chapter is stopped at every moment, and ends as if nobody had looked."""

from __future__ import annotations

import pytest
from manim import DOWN, UP, FadeIn, LaggedStart, Square, VGroup

from renders.rehearsal import Moment, picture, rehearse_class
from scenes import theme
from scenes.chapter import Chapter
from scenes.stage.captions import Caption


class Plays(Chapter):
    """Two squares that appear one after the other, and a standstill."""

    heading = "Plays"

    def construct(self) -> None:
        self.beat("only", "Two squares appear, one after the other, and stand.")
        self.squares = VGroup(Square(), Square()).arrange(DOWN)
        appearing = (FadeIn(one, shift=UP) for one in self.squares)
        self.play(LaggedStart(*appearing, lag_ratio=1.2), run_time=2.2)


@pytest.fixture(scope="module")
def played() -> tuple[Chapter, list[Moment], list[float]]:
    moments: list[Moment] = []
    heights: list[float] = []

    def note(chapter: Chapter, moment: Moment) -> None:
        moments.append(moment)
        heights.append(chapter.squares[0].get_y() if hasattr(chapter, "squares") else 0.0)

    chapter = rehearse_class(Plays, lambda chapter, beat: None, on_moment=note)
    return chapter, moments, heights


def test_moments_fill_the_chapter(played: tuple[Chapter, list[Moment], list[float]]) -> None:
    chapter, moments, _ = played
    assert sum(one.lasts for one in moments) == pytest.approx(chapter.time)
    assert [one.time for one in moments] == sorted(one.time for one in moments)
    moving = [one for one in moments if one.moving]
    assert all(0 < one.lasts <= 0.2 + 1e-9 for one in moving)


def test_a_moment_says_what_moves(played: tuple[Chapter, list[Moment], list[float]]) -> None:
    chapter, moments, heights = played
    first, second = chapter.squares
    kinds = [
        ("caption" if isinstance(one.moving[0], Caption) else one.moving[0]) if one.moving else None
        for one in moments
    ]
    assert list(dict.fromkeys(kinds)) == ["caption", first, second, None]
    rising = [y for y, one in zip(heights, moments, strict=True) if first in one.moving]
    assert rising == sorted(set(rising))
    assert len(rising) == 6


def test_a_standstill_is_one_moment(played: tuple[Chapter, list[Moment], list[float]]) -> None:
    _, moments, _ = played
    reading, poster = (one.lasts for one in moments if not one.moving and one.lasts > 0.3)
    assert reading > 0.5
    assert poster == theme.POSTER


def test_looking_at_moments_changes_nothing() -> None:
    pictures = []

    def look(chapter: Chapter, beat: object) -> None:
        pictures.append(picture(chapter))

    for on_moment in (None, lambda chapter, moment: None):
        rehearse_class(Plays, look, on_moment=on_moment)
    assert (pictures[0] == pictures[1]).all()
