"""Values shrink to their weights and add up tip to tail: where they end is the output."""

from __future__ import annotations

from manim import (
    RIGHT,
    UR,
    Animation,
    AnimationGroup,
    Create,
    FadeIn,
    FadeOut,
    LaggedStart,
    ReplacementTransform,
    Succession,
    TransformFromCopy,
    VGroup,
)

from attention_math.derived import column_totals
from scenes import theme
from scenes.mobjects.motion import become
from scenes.pieces.worked_example.projections import Projections
from scenes.pieces.worked_example.third_row import SEEN, ThirdRow
from scenes.pieces.worked_example.worksheet import ROW
from scenes.pieces.worked_example.written import Written
from scenes.stage.derive import derive
from scenes.stage.text import Text

_ANSWER, _AIR = 0.9, 0.2


class ValuesMixed(VGroup):
    """The values that are seen, what their weights leave of them, and the mix."""

    def __init__(self, drawn: Projections, row: ThirdRow) -> None:
        plane, shares = drawn.plane, row.shares()
        draw, hue, values = plane.vectors, theme.VALUE, drawn.made("value")
        self.values, self.names = values.arrows[:SEEN], values.names
        self.small = draw(shares, hue).arrows
        self._sums, self._drawn = derive(column_totals, shares), drawn
        self._output, self.chain = row.of_head("output")[ROW : ROW + 1], self._chained()
        self._across, self._up = self._output[0].each()
        self.legs = plane.legs(self._across, self._up)
        super().__init__(*self.values, self.names, self.small)

    def hand_over(self) -> Animation:
        """Let the values that are seen come with their words."""
        pairs = zip(self.values, self.names, strict=True)
        come = (AnimationGroup(Create(arrow), FadeIn(name)) for arrow, name in pairs)
        return LaggedStart(*come, lag_ratio=0.4)

    def shrink(self, bars: VGroup, weights: Written) -> Animation:
        """Let each bar become a weight, and its value leave behind what it takes of it."""
        taken = (
            AnimationGroup(
                ReplacementTransform(bar, cell),
                FadeIn(number, scale=1.5),
                TransformFromCopy(value, small),
                value.animate.set_color(theme.DIM),
            )
            for bar, cell, number, value, small in zip(
                bars, weights.cells, weights.marks, self.values, self.small, strict=False
            )
        )
        hidden = FadeIn(*weights.filled_cells(0)[SEEN:])
        return LaggedStart(FadeIn(weights.title), *taken, hidden, lag_ratio=0.7)

    def clear(self) -> Animation:
        """Let the values go: what was taken of them is enough."""
        return FadeOut(self.values, self.names)

    def stack(self) -> list[Animation]:
        """Lay the shares tip to tail, one after the other."""
        return [*map(ReplacementTransform, self.small, self.chain)]

    def go_across(self) -> Animation:
        """Go across by the first number, and let the guess stand there, as high as it was."""
        ((_, height),) = self._drawn.guess.places
        return AnimationGroup(Create(self.legs[0]), self._drawn.go_on((self._across, height)))

    def rise(self) -> Animation:
        """Go up by the second number, and the guess too."""
        going = self._drawn.go_on((self._across, self._up))
        return AnimationGroup(Create(self.legs[1]), going)

    def come_nearer(self) -> Animation:
        """See where they end from near, and what came in once more."""
        turning, old = self._drawn.turn("output"), self.chain
        self.chain, self.came = self._chained(), self._drawn.came()
        nearer = AnimationGroup(turning, FadeOut(self.legs), become(old, self.chain))
        return Succession(nearer, FadeIn(self.came))

    def turn_over(self) -> Animation:
        """Let what came in swing to where they end: there the guess has come true."""
        (self.mix,) = self._drawn.plane.vectors(self._output, theme.VALUE).arrows
        guess, (came, word) = self._drawn.guess, self.came
        self.word = word.copy().next_to(guess.ring, RIGHT, buff=0.1)
        turn = self.mix.get_angle() - came.get_angle()
        swinging = ReplacementTransform(came.copy(), self.mix, path_arc=turn)
        told = Text("up!", size=_ANSWER, color=theme.HIGHLIGHT)
        told.next_to(self._drawn.plane.x_axis.get_start(), UR, buff=_AIR)
        coming = FadeIn(self.word), FadeIn(told, scale=1.5)
        named = AnimationGroup(guess.come_true(), FadeOut(self.chain), *coming)
        return AnimationGroup(swinging, named, lag_ratio=0.8)

    def _chained(self) -> VGroup:
        return self._drawn.plane.chain(self._sums, theme.VALUE)
