"""XW + b: the input's matrix, a weight matrix, a bias, and the result, with their names."""

from __future__ import annotations

from manim import DOWN, LEFT, RIGHT, UP, VGroup
from manim.utils.color import ManimColor

from scenes import theme
from scenes.formulas import FORMULAS
from scenes.mobjects.equation_column import relate_running
from scenes.mobjects.formula import Formula
from scenes.mobjects.number_matrix import NumberMatrix
from scenes.stage.cited import Citation, Quantity
from scenes.stage.claims import relate
from scenes.stage.phrases import phrase
from scenes.stage.text import Numeral, Text

_STEP = 1.16  # from one term of a running sum to the next
_CLOSER = 0.88  # the rows of a weight: its bias stands clear of them, so that it is no ninth row
_BIAS_ROOM = 0.3
_BIAS = (-1,)  # the place of the bias among the columns: after all of them


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
        name: str,
        size: float,
        most_columns: int = 4,
    ) -> None:
        color = theme.hue_of(name)

        def matrix(quantity: Quantity, closer: float = 1.0) -> NumberMatrix:
            wide, high = inputs.pitch
            pitch = (wide, closer * high)
            return NumberMatrix(
                quantity, size=size, pitch=pitch, most_columns=most_columns, color=color
            )

        self.weight, self.result = matrix(weight, _CLOSER), matrix(result)
        self.bias = matrix(bias[None], _CLOSER)
        self.weight.next_to(inputs.brackets, RIGHT, buff=0.42).begin_at(inputs.row_height(0))
        self.bias.next_to(self.weight, DOWN, buff=_BIAS_ROOM)
        self.result.next_to(self.weight, RIGHT, buff=0.55).begin_at(inputs.row_height(0))
        top = inputs.brackets.get_top()[1] + 0.56
        self.weight_name = Formula(FORMULAS[f"{name}_weight"]).move_to(
            [self.weight.get_x(), top, 0], aligned_edge=UP
        )
        self.bias_name = Formula(FORMULAS[f"{name}_bias"], size=0.42)
        self.bias_name.next_to(self.bias, RIGHT, buff=0.15)
        self.result_name = Formula(FORMULAS[name]).move_to(
            [self.result.get_x(), top, 0], aligned_edge=UP
        )
        self.plus = Formula(FORMULAS["plus"], size=0.42).next_to(self.bias, LEFT, buff=0.18)
        middle = inputs.brackets.get_y()
        self.times = Formula(FORMULAS["times"]).move_to(
            [(inputs.brackets.get_right()[0] + self.weight.get_left()[0]) / 2, middle, 0]
        )
        self.equals = Formula(FORMULAS["equals"]).move_to(
            [(self.weight.get_right()[0] + self.result.get_left()[0]) / 2, middle, 0]
        )
        self.names = VGroup(self.weight_name, self.bias_name, self.result_name)
        self.signs = VGroup(self.times, self.plus, self.equals)
        self.formula = Formula(FORMULAS[f"{name} made"], size=0.42).move_to(
            [inputs.brackets.get_x(), self.bias.get_y(), 0]
        )
        super().__init__(self.weight, self.bias, self.result, self.names, self.signs, self.formula)


class RunningSum(VGroup):
    """One entry of XW + b, worked out: two factors, their product, and below it the sum so far.

    ``steps`` holds one pair of numerals (term, sum so far) for each column of the input that is
    shown (a None among ``columns`` is an ellipsis), and a last one for the bias, whose sum is the
    entry. ``factors`` holds the two numbers of each product, above it.
    """

    def __init__(
        self,
        pairs: tuple[Quantity, Quantity],
        terms: Quantity,
        totals: Quantity,
        *,
        bias: Citation,
        entry: Citation,
        columns: list[int | None],
        heights: tuple[float, float, float, float],
        color: ManimColor,
        size: float = 0.3,
    ) -> None:
        self.columns = [j for j in columns if j is not None]
        *above, first, second = heights
        self.factors, self.steps, self.gaps = VGroup(), VGroup(), VGroup()
        for place, j in enumerate([*columns, *_BIAS]):
            right = theme.STAGE_LEFT + 2.2 + place * _STEP
            if j is None:
                gap = Text("⋯", size=size, color=theme.QUIET)
                self.gaps.add(gap.move_to([right - 0.3, first, 0]))
                continue
            cited = (bias, entry) if j in _BIAS else (terms.cite(j), totals.cite(j))
            shade = color if j in _BIAS else theme.INK
            step = VGroup(*(Numeral(number, size=size, color=shade) for number in cited))
            for numeral, height in zip(step, (first, second), strict=True):
                numeral.stand_on(height).set_x(right, direction=RIGHT)
            self.steps.add(step)
            if j in _BIAS:
                continue
            factors = VGroup(
                *(
                    Numeral(quantity.cite(j), size=size, color=shade)
                    for quantity, shade in zip(pairs, (theme.INK, color), strict=True)
                )
            )
            for numeral, height in zip(factors, above, strict=True):
                numeral.stand_on(height).set_x(right, direction=RIGHT)
            self.factors.add(factors)
        entries = [*self.columns, self.columns[-1] + 1]
        terms_shown, totals_shown = zip(*self.steps, strict=True)
        of_terms = relate("product", list(zip(*self.factors, strict=True)), terms_shown[:-1])
        of_sums = relate_running(entries, terms_shown, totals_shown)
        says = (
            phrase("row"),
            phrase("× column"),
            phrase("{relation} term", relation=of_terms),
            phrase("{relation} sum", relation=of_sums),
        )
        self.heads = VGroup(
            *(
                Text(words, size=theme.SMALLEST, color=theme.QUIET)
                .stand_on(height)
                .set_x(theme.STAGE_LEFT, direction=LEFT)
                for words, height in zip(says, heights, strict=True)
            )
        )
        self.bias_head = Text("bias", size=theme.SMALLEST, color=theme.QUIET)
        self.bias_head.next_to(self.steps[-1][0], UP, buff=0.15)
        self.bias_head.stand_on(above[-1])
        super().__init__(self.heads, self.factors, self.steps, self.bias_head, self.gaps)
