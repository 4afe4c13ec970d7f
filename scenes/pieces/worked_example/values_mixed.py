"""Values shrink to their weights and add up tip to tail: where they end is the output."""

from __future__ import annotations

from manim import (
    UP,
    Animation,
    AnimationGroup,
    Create,
    FadeIn,
    FadeOut,
    LaggedStart,
    ReplacementTransform,
    TransformFromCopy,
    VGroup,
)

from attention_math.derived import column_totals
from scenes import theme
from scenes.pieces.worked_example.guess import Guess
from scenes.pieces.worked_example.projections import Projections
from scenes.pieces.worked_example.third_row import SEEN, ThirdRow
from scenes.pieces.worked_example.worksheet import ROW
from scenes.pieces.worked_example.written import Written
from scenes.stage.derive import derive


class ValuesMixed(VGroup):
    """The values that are seen, what their weights leave of them, and the mix."""

    def __init__(self, drawn: Projections, row: ThirdRow) -> None:
        plane, shares = drawn.plane, row.shares()
        draw, hue, values = plane.vectors, theme.VALUE, drawn.made("value")
        self.values, self.names = values.arrows[:SEEN], values.names
        self.small = draw(shares, hue).arrows
        self.chain = plane.chain(derive(column_totals, shares), hue)
        output = row.of_head("output")[ROW : ROW + 1]
        (self.mix,) = draw(output, hue).arrows
        self._before, self.guess = drawn.guess, Guess(plane, output[0], drawn.guess)
        self.legs = plane.legs(*output[0].each())
        self.word = drawn.came[-1].copy().next_to(self.guess.ring, UP, buff=0.1)
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

    def arrive(self) -> Animation:
        """Go across by the first number, and let the guess go to above it."""
        return AnimationGroup(Create(self.legs[0]), self._before.move_to_next(self.guess))

    def rise(self) -> Animation:
        """Go up by the second number."""
        return Create(self.legs[1])

    def settle(self) -> Animation:
        """Draw the way straight to where they end: there the guess has come true."""
        gone = FadeOut(self.legs, self.chain)
        named = AnimationGroup(Create(self.mix), FadeIn(self.word))
        return AnimationGroup(self.guess.come_true(), gone, named)
