"""Values shrink to their weights and add up tip to tail: where they end is the output."""

from __future__ import annotations

from collections.abc import Sequence

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
from scenes.pieces.worked_example.row_table import BOTH, ROW, RowTable
from scenes.pieces.worked_example.third_row import SEEN, ThirdRow
from scenes.stage.cited import Word
from scenes.stage.derive import derive
from scenes.stage.text import Numeral


class ValuesMixed(VGroup):
    """The values that are seen, what their weights leave of them, and the mix."""

    def __init__(self, drawn: Projections, row: ThirdRow, words: Sequence[Word]) -> None:
        plane, shares = drawn.plane, row.shares()
        draw, hue = plane.vectors, theme.VALUE
        self.values = drawn.made["value"].arrows
        self.names = draw(row.of_head("value")[:SEEN], hue, words[:SEEN], "value").names
        self.small = draw(shares, hue).arrows
        self.chain = plane.chain(derive(column_totals, shares), hue)
        output = row.of_head("output")[ROW : ROW + 1]
        (self.mix,) = draw(output, hue).arrows
        self.guess = Guess(plane, output[0], drawn.second_guess)
        self.legs = plane.legs(*output[0].each())
        self._before, word = drawn.second_guess, drawn.inputs.names[ROW]
        self.word = word.copy().next_to(self.guess.ring, UP, buff=0.1)
        super().__init__(*self.values[:SEEN], self.names, self.small)

    def hand_over(self) -> Animation:
        """Let the values that are seen come back with their words."""
        pairs = zip(self.values, self.names, strict=False)
        come = (FadeIn(arrow, name) for arrow, name in pairs)
        return LaggedStart(*come, lag_ratio=0.5, run_time=theme.SLOW)

    def shrink(self, weights: Sequence[Numeral]) -> Animation:
        """With each weight that is written, let its value leave behind what it takes of it."""
        taken = (
            AnimationGroup(
                FadeIn(number, scale=1.5),
                TransformFromCopy(value, small),
                value.animate.set_color(theme.DIM),
            )
            for number, value, small in zip(weights, self.values, self.small, strict=False)
        )
        return LaggedStart(*taken, lag_ratio=0.8)

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
        gone, named = FadeOut(self.legs), FadeIn(self.word)
        return AnimationGroup(self.guess.come_true(), gone, Create(self.mix), named)


class OutputKnown(VGroup):
    """What leaves, in numbers: of four vectors one is known."""

    def __init__(self, row: ThirdRow, table: RowTable, words: Sequence[Word]) -> None:
        rows = row.of_head("output")
        self.words = table.named(words, theme.INK)
        self.matrix = table.heat(rows, BOTH, "output", digits=[ROW])
        self.known = VGroup(self.matrix.row(ROW), self.matrix.title)
        super().__init__(self.words, self.matrix)
