"""What a mask hides of one row: black, called by what it hides; it is drawn over the scores."""

from __future__ import annotations

from collections.abc import Collection

from manim import (
    LEFT,
    RIGHT,
    Animation,
    AnimationGroup,
    FadeIn,
    FadeOut,
    Restore,
    Succession,
    VGroup,
)

from scenes import theme
from scenes.pieces.same_scores_four_masks.score_row import ScoreRow
from scenes.stage.cited import Quantity
from scenes.stage.claims import Encoding, shows
from scenes.stage.shapes import Outline, Rectangle
from scenes.stage.text import Text

_DEPTH, _NAME_DEPTH = 1.5, 2  # before the bars
_NAME, _INSIDE, _NOTHING = 0.6, 0.8, 1e-3  # the last two of its width: for its name, undrawn


class Cover(VGroup):
    """Cells of a row in one frame, drawn like a curtain from the row's nearer end.

    Attributes
    ----------
    cells
        What is hidden, by its column.
    """

    def __init__(
        self, row: ScoreRow, visible: Quantity, name: str, columns: Collection[int]
    ) -> None:
        self.cells = {at: _hidden(row.cells[at], visible, at) for at in columns}
        self._side = RIGHT if min(columns) else LEFT
        dark = VGroup(*self.cells.values())
        frame = Outline(width=dark.width, height=dark.height).move_to(dark)
        frame.set_stroke(theme.QUIET, theme.STROKE_FRAME).set_z_index(_DEPTH)
        self._curtain = VGroup(dark, frame)
        self._called = Text(name, size=_NAME).set_z_index(_NAME_DEPTH)
        self._called.scale(min(1.0, _INSIDE * dark.width / self._called.width)).move_to(dark)
        super().__init__(self._curtain, self._called)

    def draw(self, *along: Animation) -> Animation:
        """Come along the row, and something else with it; then say what is hidden."""
        self._curtain.save_state()
        self._curtain.stretch(_NOTHING, 0, about_edge=self._side)
        begun, named = (FadeIn(one, run_time=0.2) for one in (self._curtain, self._called))
        return Succession(begun, AnimationGroup(Restore(self._curtain), *along), named)

    def lift(self) -> Animation:
        return FadeOut(self, shift=self._side)


def _hidden(cell: Rectangle, visible: Quantity, at: int) -> Rectangle:
    dark = cell.copy().set_fill(theme.HIDDEN, 1).set_z_index(_DEPTH)
    return shows(dark, Encoding(visible.cite(at), "fill", theme.hidden_color))
