"""From the heads' outputs to the word's new vector: W_O makes an update, and it is added."""

from __future__ import annotations

from collections.abc import Sequence

from manim import DOWN, LEFT, UP, Arrow, VGroup

from scenes import theme
from scenes.formulas import FORMULAS
from scenes.mobjects.equation_column import signs_between
from scenes.mobjects.formula import Formula
from scenes.mobjects.vector_column import VectorColumn
from scenes.stage.cited import Declared, Quantity
from scenes.stage.claims import relate
from scenes.stage.phrases import phrase
from scenes.stage.text import Text

_PITCH = (1.0, 0.52)
_AT = (-4.75, -0.95, 2.1, 5.15)


class UpdateSum(VGroup):
    """Four columns: the outputs of all heads, the update, and the word before and after it.

    Parameters
    ----------
    widths
        How many entries each head puts into the first column.
    head
        The number of the head whose entries keep the colour of values.
    """

    def __init__(
        self,
        concat: Quantity,
        update: Quantity,
        before: Quantity,
        after: Quantity,
        *,
        widths: Sequence[int],
        head: int,
        word: str,
    ) -> None:
        columns = (
            (concat, "mixes", theme.VALUE),
            (update, "update", theme.HIGHLIGHT),
            (before, phrase("“{word}” before", word=word), theme.INK),
            (after, "after", theme.INK),
        )
        self.concat, self.update_vector, self.before, self.after = (
            VectorColumn(
                quantity, Text(name, color=color, declared=Declared("token")), pitch=_PITCH,
                color=color,
            )
            for quantity, name, color in columns
        )  # fmt: skip
        self.columns = VGroup(self.concat, self.update_vector, self.before, self.after)
        for column, x in zip(self.columns, _AT, strict=True):
            column.shift([x - column.ground.get_x(), -0.05 - column.ground.get_y(), 0])
        self.heads = self._heads(widths, head)
        _, update, before, after = self.columns
        sign = relate("sum", (update.numerals, before.numerals), after.numerals)
        grounds = [column.ground for column in (update, before, after)]
        self.signs = signs_between(grounds, ("+", sign))
        self.arrow = Arrow(
            self.concat.ground.get_right(), self.update_vector.ground.get_left(),
            buff=0.2, color=theme.QUIET, stroke_width=theme.STROKE_FRAME,
        )  # fmt: skip
        self.matrix = Formula(FORMULAS["mixed"], size=0.42).next_to(self.arrow, UP, buff=0.15)
        self.matrix_name = Text("a matrix, a bias", size=theme.SMALLEST, color=theme.QUIET)
        self.matrix_name.next_to(self.arrow, DOWN, buff=0.15)
        self.norm = Text("next: layer norm", color=theme.QUIET)
        self.norm.next_to(self.after, DOWN, buff=0.2)
        super().__init__(self.columns, self.heads, self.signs, self.arrow, self.matrix,
                         self.matrix_name, self.norm)  # fmt: skip

    def _heads(self, widths: Sequence[int], own: int) -> VGroup:
        """Say which entries come from which head."""
        names, start = VGroup(), 0
        for number, width in enumerate(widths, start=1):
            color = theme.VALUE if number == own else theme.QUIET
            span = range(start, start + width)
            shown = [self.concat.body.row(i) for i in self.concat.body.rows if i in span]
            if shown:
                name = Text(
                    phrase("head {number}", number=number),
                    color=color,
                    declared=Declared("number of a head"),
                )
                name.next_to(self.concat, LEFT, buff=0.2).set_y(VGroup(*shown).get_y())
                names.add(name)
                VGroup(*shown).set_fill(color)
            start += width
        return names
