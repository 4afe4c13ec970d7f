"""One row of scores on its way through softmax: scores, exponentials, their sum, weights."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from manim import LEFT, RIGHT, Line, Mobject, VGroup
from manim.utils.color import ManimColor

from scenes import theme
from scenes.mobjects.attention_grid import AttentionGrid
from scenes.mobjects.bar_column import BarColumn
from scenes.mobjects.formula import Formula
from scenes.stage.cited import Citation, Declared, Quantity
from scenes.stage.claims import Equation, states
from scenes.stage.text import Numeral, Text

TOP, HIGH = 2.2, 4.06  # the upper edge of the rows, and how high they stand together
HEADS, FOOT = 2.5, -2.3  # the baselines of what is written above and below the rows
SCORES, EXPONENTIALS, WEIGHTS = -4.55, -3.35, 1.5  # the middle of one column, the left of two
LONGEST, WHOLE = 2.75, 4.0  # the longest exponential, and a weight of 1
_NAMES, _NUMBERS = -5.4, 0.32  # where the words end, and the type of the scores
_ROOM = 0.95  # for the number behind a bar
_CELL = 1.3


def row_pitch(count: int) -> float:
    """Return how far apart the rows stand."""
    return min(0.9, HIGH / count)


def row_heights(count: int) -> list[float]:
    """Return the height of each row's middle; few rows stand in the middle of the stage."""
    pitch, middle = row_pitch(count), TOP - HIGH / 2
    return [middle + ((count - 1) / 2 - i) * pitch for i in range(count)]


class KeyNames(VGroup):
    """The words that the rows are about, at their left."""

    def __init__(self, words: Sequence[str]) -> None:
        super().__init__()
        for word, height in zip(words, row_heights(len(words)), strict=True):
            name = Text(word, size=0.4, color=theme.KEY, declared=Declared("token"))
            self.add(name.set_x(_NAMES, direction=RIGHT).stand_on(height - 0.1))


class SoftmaxWorking(VGroup):
    """A row a key: its score in a cell, its exponential and its weight as bars.

    Infinite numbers have no bar and stand for themselves.
    """

    def __init__(
        self,
        scores: Quantity,
        exponentials: Quantity,
        sum_of_exponentials: Citation,
        weights: Quantity,
        sum_of_weights: Citation,
        *,
        head: Mobject,
        color_of: Callable[[float], ManimColor],
    ) -> None:
        self.heights, pitch = row_heights(len(scores)), row_pitch(len(scores))
        finite = exponentials.values[np.isfinite(exponentials.values)]
        largest = float(finite.max()) if finite.size else 0.0
        decimals = 2 if largest < 100 else 0
        self.scores = AttentionGrid(
            scores[:, None], decimals=2, cell=(_CELL, pitch), size=_NUMBERS, color_of=color_of
        ).move_to([SCORES, TOP - HIGH / 2, 0])
        rows = {"heights": self.heights, "pitch": pitch}
        self.exponentials = BarColumn(
            exponentials, unit=LONGEST / (largest or 1.0), left=EXPONENTIALS, color=theme.POSITIVE,
            group="exponentials", decimals=decimals, **rows,
        )  # fmt: skip
        self.score_head = head.move_to([SCORES, 0, 0])
        self.score_head.shift([0, HEADS + 0.1 - head.get_y(), 0])
        self.head = Formula("e^z", size=0.5).move_to([EXPONENTIALS + LONGEST / 2, HEADS + 0.15, 0])
        self.foot = self._foot(self.exponentials.numbers, sum_of_exponentials, decimals,
                               EXPONENTIALS, EXPONENTIALS + LONGEST + _ROOM)  # fmt: skip
        self.weights = BarColumn(
            weights, unit=WHOLE, left=WEIGHTS, color=theme.WEIGHT, group="weights", whole=1.0,
            **rows,
        )  # fmt: skip
        self.weight_head = Text("weight", size=0.42, color=theme.WEIGHT)
        self.weight_head.set_x(WEIGHTS + WHOLE / 2).stand_on(HEADS)
        self.weight_foot = self._foot(self.weights.numbers, sum_of_weights, 2, WEIGHTS + 3.2,
                                      WEIGHTS + WHOLE + _ROOM - 0.2)  # fmt: skip
        super().__init__(
            self.scores, self.score_head, self.head, self.exponentials, self.foot,
            self.weights, self.weight_head, self.weight_foot,
        )  # fmt: skip

    @staticmethod
    def _foot(
        parts: Sequence[Numeral], whole: Citation, decimals: int, left: float, right: float
    ) -> VGroup:
        """Draw a line below a column and write what it adds up to, with ≈ where digits differ."""
        line = Line([left, FOOT + 0.38, 0], [right, FOOT + 0.38, 0], color=theme.QUIET)
        line.set_stroke(width=theme.STROKE_THIN)
        number = Numeral(whole, decimals=decimals, size=0.36)
        if np.isfinite(whole.value):
            equation = Equation.of("sum", list(parts), number)
            if equation.relation == "≈":
                number = Numeral(whole, decimals=decimals, size=0.36, prefix="≈ ")
                equation = Equation.of("sum", list(parts), number)
            states(number, equation)
        else:
            number.set_color(theme.WRONG)
        number.set_x(right, direction=RIGHT).stand_on(FOOT)
        label = Text("sum", size=theme.SIZE_LABEL, color=theme.QUIET).stand_on(FOOT)
        label.next_to(number, LEFT, buff=0.3).stand_on(FOOT)
        return VGroup(line, label, number)
