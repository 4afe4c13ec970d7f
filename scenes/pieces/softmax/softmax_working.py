"""One row of scores on its way through softmax: scores, exponentials, their sum, weights."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from manim import (
    DOWN,
    Animation,
    FadeIn,
    LaggedStart,
    Mobject,
    ReplacementTransform,
    TransformFromCopy,
    VGroup,
)
from manim.utils.color import ManimColor

from attention_math.arrays import softmax
from attention_math.softmax_steps import exponentials, total
from scenes import theme
from scenes.formulas import FORMULAS
from scenes.mobjects.attention_grid import AttentionGrid
from scenes.mobjects.bar_column import BarColumn
from scenes.mobjects.formula import Formula
from scenes.mobjects.motion import exchange
from scenes.mobjects.row_labels import RowLabels
from scenes.pieces.softmax.bands import SIZE, bands
from scenes.pieces.softmax.column_sum import ColumnSum
from scenes.stage.cited import Quantity
from scenes.stage.derive import derive
from scenes.stage.layout import Room
from scenes.stage.phrases import phrase
from scenes.stage.text import Text

_GAP = 0.1
_PITCH = 0.9  # the most by which two rows are apart
_FOR_NUMBERS = 0.95  # behind the longest bar
_DIGITS_FIT = 100.0  # larger exponentials are written without decimals


class SoftmaxWorking(VGroup):
    """A row a key: its score in a cell, its exponential and its weight as bars.

    Infinite numbers have no bar and stand for themselves.
    """

    def __init__(
        self,
        scores: Quantity,
        weights: Quantity | None = None,
        *,
        head: Mobject,
        color_of: Callable[[float], ManimColor],
    ) -> None:
        heads, rows, foot = bands()
        raised = derive(exponentials, scores)
        weights = weights or derive(softmax, scores)
        self.heights = rows.scores.heights(len(scores), most=_PITCH)
        pitch = min(_PITCH, rows.scores.height / len(scores))
        cell = (rows.scores.width, pitch)
        self.scores = rows.scores.hold(
            AttentionGrid(scores[:, None], cell=cell, size=theme.SIZE_NUMBER, color_of=color_of)
        )
        largest = raised.limit()
        bars = partial(BarColumn, heights=self.heights, pitch=pitch)
        room = rows.exponentials
        self.exponentials = bars(
            raised,
            unit=(room.width - _FOR_NUMBERS) / (largest or 1.0),
            left=room.left,
            color=theme.POSITIVE,
            group="exponentials",
            decimals=2 if largest < _DIGITS_FIT else 0,
        )
        room = rows.weights
        unit, hue = room.width - _FOR_NUMBERS, theme.WEIGHT
        self.weights = bars(
            weights, unit=unit, left=room.left, color=hue, group="weights", whole=1.0
        )
        self.score_head = heads.scores.hold(head)
        self.head = heads.exponentials.hold(Formula(FORMULAS["exponential"]))
        self.foot = ColumnSum(foot.exponentials, self.exponentials, derive(total, raised))
        self.weight_head = heads.weights.hold(Text("weight", size=SIZE, color=theme.WEIGHT))
        self.weight_foot = ColumnSum(foot.weights, self.weights, derive(total, weights))
        of_scores = self.scores, self.score_head
        of_exponentials = self.head, self.exponentials, self.foot
        of_weights = self.weights, self.weight_head, self.weight_foot
        super().__init__(*of_scores, *of_exponentials, *of_weights)

    def names(self, words: Sequence[str]) -> RowLabels:
        """Write the words that the rows are about, at their left."""
        right = bands()[1].names.right - _GAP
        return RowLabels(words, self.heights, right=right, size=theme.SIZE_TOKEN)

    @property
    def aside(self) -> tuple[Room, ...]:
        """Two rooms, one above the other, in which nothing stands while there are no weights."""
        return bands()[1].weights.rows(2, 3)

    def road(self) -> Formula:
        """Write what is to be done, ``exp`` and ``sum``, where the weights will stand."""
        return self.aside[0].hold(
            Formula(FORMULAS["softmax worked out"], size=0.7, color=theme.DIM)
        )

    def no_weights(self) -> VGroup:
        """Say in place of the weights why there are none."""
        said = phrase("infinity ÷ infinity"), phrase("is no number: no weights")
        lines = (Text(one, size=theme.SIZE_FORMULA, color=theme.WRONG) for one in said)
        return bands()[1].weights.hold(VGroup(*lines).arrange(DOWN, buff=0.25))

    def exchange_scores(self, other: SoftmaxWorking) -> list[Animation]:
        """Let other scores come in place of these, whose digits have gone; the first word stays."""
        (word, *old), (same, *new) = self.score_head, other.score_head
        return [
            ReplacementTransform(self.scores.cells, other.scores.cells),
            ReplacementTransform(word, same),
            exchange(old, new),
        ]

    def exchange_exponentials(self, other: SoftmaxWorking) -> Animation:
        """Let other exponentials, and what they add up to, come in place of these."""
        old, new = ((one.exponentials, one.foot.number) for one in (self, other))
        return exchange(old, new)

    def exponentiate(self) -> list[Animation]:
        """Let each score put forth its exponential."""
        grown = (
            FadeIn(bar, target_position=cell, scale=0.2)
            for bar, cell in zip(self.exponentials.bars, self.scores.cells, strict=True)
        )
        return _one_by_one(grown, self.exponentials.numbers)

    def normalise(self) -> list[Animation]:
        """Let each exponential become a weight."""
        grown = map(TransformFromCopy, self.exponentials.bars, self.weights.bars)
        return _one_by_one(grown, self.weights.numbers)


def _one_by_one(bars: Iterable[Animation], numbers: VGroup) -> list[Animation]:
    """Let bars come one after the other, and their numbers with them."""
    return [LaggedStart(*some, lag_ratio=0.15) for some in (bars, map(FadeIn, numbers))]
