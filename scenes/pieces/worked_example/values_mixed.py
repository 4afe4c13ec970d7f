"""What weights take of values adds up tip to tail, first across and then up: that is the output."""

from __future__ import annotations

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
    VGroup,
    there_and_back,
)

from attention_math.derived import column_totals
from scenes import theme
from scenes.pieces.worked_example.projections import Projections
from scenes.pieces.worked_example.third_row import ENTRY, OTHER, SEEN, ThirdRow
from scenes.pieces.worked_example.worksheet import ROW
from scenes.stage.derive import derive

_REACH = -1.0, 1.3  # of the line on which it must end
_SLIDES, _AIR = 1.8, 0.1


class ValuesMixed(VGroup):
    """Three steps along the first axis, and three more from there: where they end is the mix."""

    def __init__(self, drawn: Projections, row: ThirdRow) -> None:
        plane, sums = drawn.plane, derive(column_totals, row.shares())
        self._drawn, self._output = drawn, row.of_head("output")[ROW : ROW + 1]
        self._across, self._up = self._output[0].each()
        across = [(sums.cite(key, ENTRY), 0.0) for key in range(SEEN)]
        up = [(self._across, sums.cite(key, OTHER)) for key in range(SEEN)]
        self.first = plane.chain(across, (0.0, 0.0), theme.VALUE)
        self.second = plane.chain(up, (self._across, 0.0), theme.VALUE)
        low, high = ((self._across, height) for height in _REACH)
        self.line = plane.dashed(low, high, theme.QUIET)
        super().__init__(self.first, self.second, self.line)

    def step_across(self) -> list[Animation]:
        """Lay what is taken of the first numbers tip to tail, one after the other."""
        return [*map(Create, self.first)]

    def go_across(self) -> Animation:
        """Let the guess stand there, as high as it was, on the line on which the answer must be."""
        ((_, height),) = self._drawn.guess.places
        going = self._drawn.go_on((self._across, height))
        return LaggedStart(going, Create(self.line), lag_ratio=0.6)

    def waver(self) -> Animation:
        """Let the guess slide along its line and come back: it could end here or there."""
        ring = VGroup(self._drawn.guess.ring, self._drawn.guess.mark)
        return ring.animate(rate_func=there_and_back).shift(_SLIDES * UP)

    def rise(self) -> Animation:
        """Lay what is taken of the second numbers tip to tail, and let the guess go up with it."""
        steps = LaggedStart(*map(Create, self.second), lag_ratio=1)
        return AnimationGroup(
            steps, self._drawn.go_on((self._across, self._up)).set_run_time(steps.run_time)
        )

    def turn_over(self) -> Animation:
        """Let what came in swing to where they end: there the guess has come true."""
        (self.mix,) = self._drawn.plane.vectors(self._output, theme.VALUE).arrows
        guess, (came, word) = self._drawn.guess, self._drawn.came
        self.word = word.copy().next_to(guess.ring, DOWN, buff=_AIR)
        self.word.align_to(guess.ring.get_center() + _AIR * RIGHT, LEFT)
        turn = self.mix.get_angle() - came.get_angle()
        swinging = ReplacementTransform(came.copy(), self.mix, path_arc=turn)
        gone = FadeOut(self.first, self.second, self.line)
        named = AnimationGroup(guess.come_true(), gone, FadeIn(self.word), self._drawn.tell())
        return AnimationGroup(swinging, named, lag_ratio=0.8)
