"""How far the best score is ahead: of scores it is a difference, after exp it is a factor."""

from __future__ import annotations

from collections.abc import Sequence

from manim import DOWN, VGroup

from attention_math.softmax_steps import exponentials
from attention_math.story import two_largest
from scenes import theme
from scenes.mobjects.equation_line import EquationLine
from scenes.pieces.softmax.bands import SIZE
from scenes.pieces.softmax.softmax_working import SoftmaxWorking
from scenes.stage.cited import Quantity
from scenes.stage.claims import Operation
from scenes.stage.derive import derive
from scenes.stage.text import Numeral, Text

_TITLE = 0.36


class Compared(VGroup):
    """Two lines with a title each; ``frames`` stand around the scores that they compare.

    ``others`` are the numbers of the other scores.
    """

    def __init__(self, working: SoftmaxWorking, row: Quantity) -> None:
        places = two_largest(row.values)
        ahead = row[places[0]] - row[places[1]]
        scores = working.scores
        scored = [scores.mark(i, 0) for i in places]
        raised = [working.exponentials.numbers[i] for i in places]
        self.difference = self._line("in score, ahead by", "difference", scored, ahead)
        factor = derive(exponentials, ahead)
        self.ratio = self._line("after exp, this many times as large", "quotient", raised, factor)
        super().__init__(self.difference, self.ratio)
        self.others = VGroup(*(mark for mark in scores.marks if mark not in scored))
        self.arrange(DOWN, buff=0.6)
        self.frames = VGroup(*(scores.frame(scores.cell(i, 0), theme.INK) for i in places))

    @staticmethod
    def _line(
        says: str, operation: Operation, terms: Sequence[Numeral], result: Quantity
    ) -> VGroup:
        equation = EquationLine(
            operation, terms, result.cite(), size=SIZE, result_color=theme.HIGHLIGHT
        )
        title = Text(says, size=_TITLE, color=theme.QUIET)
        return VGroup(title, equation).arrange(DOWN, buff=0.25)
