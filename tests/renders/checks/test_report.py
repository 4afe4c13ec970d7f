"""Each figure of the film report is what it is by hand, and each limit is seen broken."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from manim import (
    DOWN,
    RIGHT,
    UP,
    YELLOW,
    FadeIn,
    FadeOut,
    ReplacementTransform,
    Square,
    VGroup,
    config,
)

from renders.checks.inspection import inspect
from renders.checks.measures import Measures
from renders.checks.report import LIMITS, Report
from renders.rehearsal import Beat, picture, rehearse_class
from scenes import theme
from scenes.chapter import Chapter
from scenes.mobjects.attention_grid import AttentionGrid
from scenes.stage.text import Numeral, Text
from tests.standins import Says, entry

BRIEF = "It is said."  # for 1.6 seconds, and a breath


class Paces(Chapter):
    """Two beats of a known pace: the second is a hold, a guess and two moves of the camera."""

    heading = "Two beats"

    def construct(self) -> None:
        weights = self.of_head("weights")
        self.beat("moving", BRIEF)  # 0.2 s for the caption to come
        row = VGroup(*(Numeral(weights.cite(3, j)) for j in range(4))).arrange(RIGHT)
        self.play(FadeIn(row), run_time=1.0)
        self.wait(1.5)
        self.play(FadeOut(row[2:]), run_time=1.0)
        self.beat("resting", BRIEF)  # 0.4 s for one caption to go and one to come
        self.hold(4.0)
        self.guess(row[0].copy().shift(2 * DOWN))
        self.zoom(row[:2], run_time=1.0)
        self.step_back(run_time=1.0)


def reported(chapter: type[Chapter]) -> Report:
    """Rehearse a chapter and sum up how it fares."""
    measures, beats = Measures(), list[Beat]()

    def look(played: Chapter, beat: Beat) -> None:
        beat.picture = picture(played)
        beats.append(beat)
        measures.look(played, beat)

    return measures.report(rehearse_class(chapter, look, on_moment=measures.moment), beats)


@pytest.fixture(scope="module")
def paces() -> Report:
    return reported(Paces)


def test_beats_have_their_lengths_and_a_spread(paces: Report) -> None:
    assert paces.beats == pytest.approx((3.7, 8.9))
    assert paces.spread == pytest.approx((8.9 - 3.7) / 2 / ((8.9 + 3.7) / 2), abs=1e-3)


def test_a_stage_stands_still_while_only_captions_move_and_a_hold_is_declared(
    paces: Report,
) -> None:
    still = 0.2 + 1.5 + 0.4 + 4.0 + theme.GUESS + theme.POSTER
    assert paces.still == pytest.approx(still / (3.7 + 8.9 + theme.POSTER), abs=1e-3)
    assert paces.longest_standstill == 1.5
    assert paces.where["longest standstill"] == "moving"


def test_numbers_are_counted_where_the_stage_rests(paces: Report) -> None:
    # Four in the wait, two at the end of the beat, in the hold, in the guess and at the end.
    assert (paces.numerals, paces.most_numerals) == (2, 4)
    assert paces.where["most numerals"] == "moving"


class Rests(Chapter):
    """Three numbers wait until the caption is read; then one is left, and the beat ends at once."""

    heading = "Two rests"

    def construct(self) -> None:
        self.beat("three", BRIEF)
        row = VGroup(*(Numeral(self.of_head("weights").cite(3, j)) for j in range(3)))
        self.add(row)
        self.beat("one", BRIEF)
        self.play(FadeOut(row[:2]), run_time=3.0)


def test_the_numbers_of_a_rest_are_counted_once() -> None:
    assert reported(Rests).numerals == 1  # of three, of one at the end, and of that one held


def test_guesses_and_moves_of_the_camera_are_counted(paces: Report) -> None:
    assert (paces.guesses, paces.camera_moves) == (1, 2)


class Covers(Chapter):
    """Three blocks in the middles of squares, then one more upon the line between two squares."""

    heading = "Blocks"

    def construct(self) -> None:
        self.beat("three", BRIEF)
        # The squares begin at the frame's left edge, and below the title.
        first = np.array([3.5 - config.frame_width / 2, 2.5, 0]) + theme.STAGE_BELOW * DOWN
        blocks = [Square(0.5, color=YELLOW, fill_opacity=1).move_to(first) for _ in range(4)]
        self.add(*(block.shift(i * RIGHT) for i, block in enumerate(blocks[:3])))
        self.beat("four", BRIEF)
        self.add(blocks[3].shift(3 * DOWN + 0.5 * RIGHT))


def test_the_stage_in_use_is_counted_in_squares() -> None:
    squares = 14 * 6
    assert reported(Covers).stage_in_use == pytest.approx((3 + 5) / 2 / squares, abs=1e-3)


class Loses(Chapter):
    """A word, a number and a cell go; the second beat shows them again, or what they became."""

    heading = "Lost and found"
    becomes = False

    def construct(self) -> None:
        weights = self.of_head("weights")
        grid = AttentionGrid(weights[3:], view="heat")
        old = VGroup(Text("score"), Numeral(weights.cite(2, 0)), grid).arrange(DOWN)
        new = VGroup(Text("score"), Numeral(weights.cite(2, 0)), grid.copy()).arrange(RIGHT)
        self.beat("before", BRIEF)
        self.play(FadeIn(old, Text("gone for good").shift(3 * UP)))
        self.play(FadeOut(self.mobjects[-1][1], *([] if self.becomes else old)))
        self.beat("after", BRIEF)
        self.play(ReplacementTransform(old, new) if self.becomes else FadeIn(new))
        self.beat("much later", BRIEF)
        self.play(FadeIn(Text("gone for good").shift(3 * UP)))


class Becomes(Loses):
    becomes = True


class Crosses(Chapter):
    """A word fades into the same word elsewhere, and another one into a word that stays."""

    heading = "A cross-fade"

    def construct(self) -> None:
        self.beat("before", BRIEF)
        self.play(FadeIn(*(Text("score").shift(y * UP) for y in (1, 2, 3)), Text("weight")))
        *scores, weight = self.mobjects[-1]
        self.beat("after", BRIEF)
        self.play(FadeOut(weight, scores[0]), FadeIn(Text("weight").shift(DOWN)))


def test_what_is_faded_and_shown_again_was_lost_on_the_way() -> None:
    names = ("head1.weights", "“score”")
    assert reported(Loses).faded == tuple(f"{name} in the beat “after”" for name in names)
    assert reported(Crosses).faded == ("“weight” in the beat “after”",)


def test_what_becomes_the_next_thing_is_not_lost() -> None:
    assert reported(Becomes).faded == ()


# --- limits ----------------------------------------------------------------------------------

KEPT = Report(
    own=False,
    numerals=12,
    most_numerals=40,
    still=0.25,
    longest_standstill=2.5,
    stage_in_use=0.5,
    beats=(3.0, 9.0),
    spread=0.5,
    faded=(),
    camera_moves=0,
    guesses=1,
    where={"longest standstill": "sum", "most numerals": "table", "faded, then used": "“score”"},
    exceptions={},
)
BROKEN = {
    "numerals at rest": ({"numerals": 12.5}, "the whole chapter", "12 at most", "12.5"),
    "most numerals": ({"most_numerals": 41}, "table", "40 at most", "41"),
    "standstill": ({"still": 0.251}, "the whole chapter", "25.0% at most", "25.1%"),
    "longest standstill": ({"longest_standstill": 2.53}, "sum", "2.50 s at most", "2.53 s"),
    "stage in use": ({"stage_in_use": 0.49}, "the whole chapter", "50.0% at least", "49.0%"),
    "spread of beats": ({"spread": 0.05}, "the whole chapter", "20.0% at least", "5.0%"),
    "faded, then used": ({"faded": ("“score”",)}, "“score”", "0 at most", "1"),
    "guess holds": ({"guesses": 0}, "the whole chapter", "1 at least", "0"),
}


def told(report: Report) -> list[tuple[str, ...]]:
    failures = [*report.failures("Softmax")]
    assert {(one.chapter, one.beat) for one in failures} <= {("Softmax", "as a film")}
    return [(one.check, one.mobject, one.expected, one.seen) for one in failures]


def test_a_chapter_may_be_at_every_limit() -> None:
    assert told(KEPT) == []
    assert BROKEN.keys() == LIMITS.keys()


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_limit_is_named_unless_it_is_excepted_or_the_viewers_own(name: str) -> None:
    figures, *said = BROKEN[name]
    broken = replace(KEPT, **figures)
    assert told(broken) == [(name, *said)]
    assert told(replace(broken, own=True)) == []
    assert told(replace(broken, exceptions={name: "the matrix is the answer"})) == []


@pytest.mark.parametrize("name", [*BROKEN, "numerals at work"])
def test_an_exception_that_nothing_needs_is_a_failure(name: str) -> None:
    ((check, mobject, *_),) = told(replace(KEPT, exceptions={name: "once it was needed"}))
    assert (check, mobject) == ("exception", name)


def test_a_chapter_that_was_re_cut_is_held_to_the_limits_with_its_own_sentence(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def checks() -> set[str]:
        return {one.check for one in inspect(entry(Says)).failures}

    assert {"guess holds", "stage in use"} <= checks()  # it varies a chapter of the film
    monkeypatch.setenv("ATTENTION_SENTENCE", "birds sing")
    assert not LIMITS.keys() & checks()
