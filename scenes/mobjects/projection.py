"""XW + b: the input's matrix, a weight matrix, a bias, and the result, with their names."""

from __future__ import annotations

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, VGroup
from manim.utils.color import ManimColor

from scenes import theme
from scenes.citation import Citation, Quantity, relation
from scenes.mobjects.formula import Formula
from scenes.mobjects.number_matrix import NumberMatrix
from scenes.text import Numeral, Text


class Projection(VGroup):
    """What stands to the right of X: the weight, under it the bias, and the result.

    All matrices begin at the height of the input's first row.
    """

    def __init__(
        self,
        weight: Quantity,
        bias: Quantity,
        result: Quantity,
        *,
        inputs: NumberMatrix,
        symbol: str,
        color: ManimColor,
        size: float,
        most_columns: int = 4,
    ) -> None:
        def matrix(quantity: Quantity) -> NumberMatrix:
            return NumberMatrix(
                quantity, size=size, pitch=inputs.pitch, most_columns=most_columns, color=color
            )

        self.weight, self.bias, self.result = matrix(weight), matrix(bias[None]), matrix(result)
        self.weight.next_to(inputs.brackets, RIGHT, buff=0.42).begin_at(inputs.row_height(0))
        self.bias.next_to(self.weight, DOWN, buff=0.25)
        self.result.next_to(self.weight, RIGHT, buff=0.55).begin_at(inputs.row_height(0))
        self.weight_name = Formula(f"W_{symbol}", color=color).next_to(self.weight, UP, buff=0.15)
        self.bias_name = Formula(f"b_{symbol}", size=0.42, color=color)
        self.bias_name.next_to(self.bias, RIGHT, buff=0.15)
        self.result_name = Formula(symbol, color=color).next_to(self.result, UP, buff=0.15)
        self.plus = Formula("+", size=0.42).next_to(self.bias, LEFT, buff=0.12)
        middle = inputs.get_y()
        self.times = Formula("dot.op").move_to(
            [(inputs.brackets.get_right()[0] + self.weight.get_left()[0]) / 2, middle, 0]
        )
        self.equals = Formula("=").move_to(
            [(self.weight.get_right()[0] + self.result.get_left()[0]) / 2, middle, 0]
        )
        self.names = VGroup(self.weight_name, self.bias_name, self.result_name)
        self.signs = VGroup(self.times, self.plus, self.equals)
        super().__init__(self.weight, self.bias, self.result, self.names, self.signs)


class RunningSum(VGroup):
    """One entry of XW + b, worked out: each product under its column of X, below it the sum so far.

    ``steps`` holds one pair of numerals for each column that is shown; ``ending`` adds the bias
    and states the entry, with "≈" where the rounded numbers do not add up.
    """

    def __init__(
        self,
        inputs: NumberMatrix,
        row: int,
        terms: Quantity,
        totals: Quantity,
        *,
        bias: Citation,
        entry: Citation,
        heights: tuple[float, float],
        color: ManimColor,
        size: float = 0.3,
    ) -> None:
        self.heads = VGroup(
            *(
                Text(words, size=theme.SMALLEST, color=theme.QUIET).move_to(
                    [inputs.brackets.get_left()[0] - 0.12, height, 0], aligned_edge=RIGHT
                )
                for words, height in zip(("terms ≈", "sum"), heights, strict=True)
            )
        )
        self.columns = [j for j in inputs.columns if j is not None]
        self.steps = VGroup()
        for j in self.columns:
            right = inputs.numeral(row, j).get_right()[0] + 0.06
            step = VGroup(
                Numeral(terms.cite(j), decimals=1, size=size),
                Numeral(totals.cite(j), decimals=1, size=size, color=color),
            )
            for numeral, height in zip(step, heights, strict=True):
                numeral.move_to([right, height, 0], aligned_edge=RIGHT)
            self.steps.add(step)
        sign = "+ " if bias.value >= 0 else ""
        self.bias = Numeral(bias, decimals=1, size=size, color=color, prefix=sign)
        before = float(totals.values[-2])
        self.sign = Text(relation([before, bias.value], entry.value, 1), size=size)
        self.entry = Numeral(entry, decimals=1, size=size + 0.06, color=color)
        ending = VGroup(self.bias, self.sign, self.entry).arrange(RIGHT, buff=0.15)
        start = np.array([inputs.brackets.get_right()[0] + 0.2, heights[1], 0])
        ending.move_to(start, aligned_edge=LEFT)
        super().__init__(self.heads, self.steps, ending)
