"""What weights take of values adds up tip to tail, flat and then upright: that is the output."""

from __future__ import annotations

from collections.abc import Iterator

from manim import (
    DOWN,
    LEFT,
    RIGHT,
    UP,
    Animation,
    AnimationGroup,
    Create,
    FadeIn,
    FadeOut,
    LaggedStart,
    ReplacementTransform,
    Succession,
    VGroup,
    there_and_back,
)

from attention_math.derived import column_totals
from scenes import theme
from scenes.mobjects.motion import become, stirring
from scenes.pieces.worked_example.projections import Projections
from scenes.pieces.worked_example.third_row import ENTRY, OTHER, SEEN, ThirdRow
from scenes.pieces.worked_example.worksheet import ROW
from scenes.pieces.worked_example.written import Written
from scenes.stage.derive import derive

_REACH = -1.0, 1.3  # of the line on which it must end
_SLIDES, _AIR = 2.4, 0.1


class ValuesMixed(VGroup):
    """A step for each value: along the first axis, until its second number lifts it."""

    def __init__(self, drawn: Projections, row: ThirdRow) -> None:
        self._shares, self._drawn = row.shares(), drawn
        self._sums = derive(column_totals, self._shares)
        self._output, self._values = row.of_head("output")[ROW : ROW + 1], row.of_head("value")
        self._across, self._up = self._output[0].each()
        self.steps = self._chain(0)
        low, high = ((self._across, height) for height in _REACH)
        self.line = drawn.plane.dashed(low, high, theme.QUIET)
        super().__init__(self.steps, self.line)

    def step_across(self, weights: Written) -> list[Animation]:
        """Lay each first number at the end of the last one; its weight stirs, and it shrinks."""
        begun = self._sums - self._shares
        ends, starts = begun + self._values[:SEEN], [(0.0, 0.0)]
        starts += [(self._sums.cite(key, ENTRY), 0.0) for key in range(SEEN)]
        steps = []
        for key, (step, weight) in enumerate(
            zip(self.steps, weights.filled_cells(0), strict=False)
        ):
            end = (ends.cite(key, ENTRY), 0.0)
            (whole,) = self._drawn.plane.chain([end], starts[key], theme.VALUE)
            shrinking = AnimationGroup(ReplacementTransform(whole, step), stirring([weight]))
            steps.append(Succession(Create(whole), shrinking))
        return steps

    def go_across(self) -> Animation:
        """Let the guess stand there, as high as it was, on the line on which the answer must be."""
        ((_, height),) = self._drawn.guess.places
        going = self._drawn.go_on((self._across, height))
        return LaggedStart(going, Create(self.line), lag_ratio=0.6)

    def waver(self) -> Animation:
        """Let the guess slide along its line and come back: both answers are open again."""
        ring = VGroup(self._drawn.guess.ring, self._drawn.guess.mark)
        sliding = ring.animate(rate_func=there_and_back).shift(_SLIDES * UP)
        return AnimationGroup(sliding, self._drawn.asked.animate.set_color(theme.HIGHLIGHT))

    def rise(self) -> Iterator[Animation]:
        """Let each second number lift its step, and the guess with it, which is at their end."""
        for lifted in range(1, SEEN + 1):
            old, self.steps = self.steps, self._chain(lifted)
            height = self._sums.cite(lifted - 1, OTHER)
            yield AnimationGroup(become(old, self.steps), self._drawn.go_on((self._across, height)))

    def _chain(self, lifted: int) -> VGroup:
        """Lay the steps tip to tail, of which so many are lifted."""
        heights = [0.0, *(self._sums.cite(key, OTHER) for key in range(SEEN))]
        ends = [(self._sums.cite(key, ENTRY), heights[min(key + 1, lifted)]) for key in range(SEEN)]
        return self._drawn.plane.chain(ends, (0.0, 0.0), theme.VALUE)

    def turn_over(self) -> Animation:
        """Let what came in swing to where they end: there the guess has come true."""
        (self.mix,) = self._drawn.plane.vectors(self._output, theme.VALUE).arrows.set_z_index(1)
        guess, (came, word) = self._drawn.guess, self._drawn.came
        self.word = word.copy().next_to(guess.ring, DOWN, buff=_AIR)
        self.word.align_to(guess.ring.get_center() + _AIR * RIGHT, LEFT)
        turn = self.mix.get_angle() - came.get_angle()
        swinging = ReplacementTransform(came.copy(), self.mix, path_arc=turn)
        gone = AnimationGroup(FadeOut(self.line), self.steps.animate.set_color(theme.QUIET))
        named = AnimationGroup(guess.come_true(), gone, FadeIn(self.word), self._drawn.tell())
        return AnimationGroup(swinging, named, lag_ratio=0.8)
