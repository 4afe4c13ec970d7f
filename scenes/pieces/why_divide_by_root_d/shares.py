"""What softmax makes of eight scores, a bar each."""

from __future__ import annotations

from collections.abc import Iterator

from manim import LEFT, UP, Animation, GrowFromEdge, LaggedStart, ReplacementTransform, VGroup

from attention_math.experiments import Walks
from scenes import theme
from scenes.mobjects.bar_column import BarColumn
from scenes.stage.cited import Quantity
from scenes.stage.layout import Room
from scenes.stage.text import Text

_HEAD, _BODY = 0.9, 4.9


class Shares(VGroup):
    """Weights of eight scores, in the order of the scores of the widest head."""

    def __init__(self, walks: Walks, place: int, room: Room) -> None:
        self.walks, (head, self.body) = walks, room.rows(_HEAD, _BODY)
        self.says = Text("shares", size=theme.SIZE_FORMULA, color=theme.WEIGHT)
        head.hold(self.says, UP + LEFT)
        self.column = self._column(walks.weights[place])
        self.bars = self.column.bars
        second = self.body.heights(len(self.bars))[1]
        self.verdict = Text("nothing moves", size=theme.SIZE_GUESS, color=theme.WEIGHT)
        self.verdict.move_to(self.body.center).set_y(second)
        super().__init__(self.says, self.bars)

    def show(self, place: int) -> Shares:
        """Show another width."""
        self.column.show(self.walks.weights[place])
        return self

    def grow(self) -> Animation:
        """Let each bar grow from the left."""
        return LaggedStart(*(GrowFromEdge(bar, LEFT) for bar in self.bars), lag_ratio=0.1)

    def nudge(self) -> Iterator[Animation]:
        """Show what softmax makes of the scores once the second is raised."""
        before, self.bars = self.bars, self._column(self.walks.nudged).bars
        yield ReplacementTransform(before, self.bars)

    def _column(self, weights: Quantity) -> BarColumn:
        count, room = len(weights), self.body
        return BarColumn(weights, unit=room.width, left=room.left, heights=room.heights(count),
                         pitch=room.height / count, group="softmax")  # fmt: skip
