"""How far the best score is ahead: of scores it is a difference, after exp it is a factor."""

from __future__ import annotations

from collections.abc import Sequence

from manim import DOWN, RIGHT, Animation, AnimationGroup, VGroup

from attention_math.softmax_steps import exponentials
from scenes import theme
from scenes.mobjects.equation_line import EquationLine
from scenes.mobjects.motion import become, exchange
from scenes.pieces.softmax.score_columns import ScoreColumns
from scenes.stage.cited import Quantity
from scenes.stage.claims import Operation
from scenes.stage.derive import derive
from scenes.stage.layout import Room
from scenes.stage.text import Numeral, Text

_SIZE, _GAP = 0.55, 0.4


class Lead(VGroup):
    """Frames around the two largest scores, and below the bars how they differ."""

    def __init__(self, columns: ScoreColumns) -> None:
        places, row, grid = columns.row.places, columns.row.row, columns.grid
        ahead = row[places[0]] - row[places[1]]
        scored = [grid.mark(0, place) for place in places]
        self.frames = VGroup(*(grid.frame(grid.cell(0, place), theme.INK) for place in places))
        told, foot = columns.row.tells_factor, columns.foot
        self.difference = self._line(
            foot, "ahead by", "difference", scored, ahead, decimals=columns.row.decimals
        )
        self.ratio = VGroup()
        if told:
            raised = [columns.numbers[place] for place in places]
            bars = (columns.bars[place] for place in places)
            self._around_bars = VGroup(*(grid.frame(bar, theme.INK) for bar in bars))
            factor = derive(exponentials, ahead)
            self.ratio = self._line(foot, "times as long", "quotient", raised, factor)
        super().__init__(self.frames, self.difference)

    def become_factor(self) -> Animation:
        """Let e make a factor of the difference, and the frames go from the scores to the bars."""
        going = become(self.frames, self._around_bars)
        self.remove(*self).add(self._around_bars, self.ratio)
        return AnimationGroup(going, exchange([self.difference], [self.ratio]))

    @staticmethod
    def _line(
        room: Room,
        says: str,
        operation: Operation,
        terms: Sequence[Numeral],
        result: Quantity,
        decimals: int = 1,
    ) -> VGroup:
        style = {"size": _SIZE, "decimals": decimals, "result_color": theme.HIGHLIGHT}
        equation = EquationLine(operation, terms, result.cite(), **style)
        title = Text(says, size=_SIZE, color=theme.QUIET)
        return room.hold(VGroup(title, equation).arrange(RIGHT, buff=_GAP), DOWN, shrink=True)
