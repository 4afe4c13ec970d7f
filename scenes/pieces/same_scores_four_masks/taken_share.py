"""The share of one row's weight that goes to filling, framed and written behind the row."""

from __future__ import annotations

from manim import (
    RIGHT,
    Animation,
    AnimationGroup,
    Create,
    FadeIn,
    FadeOut,
    Indicate,
    ReplacementTransform,
    TransformFromCopy,
    VGroup,
)

from scenes import theme
from scenes.pieces.same_scores_four_masks.stencilled_grid import StencilledGrid
from scenes.pieces.same_scores_four_masks.told import Reading
from scenes.stage.text import Numeral

WIDTH = 0.85  # of the column in which it stands
_SIZE, _GAP, _DEPTH = 0.46, 0.15, 2


class TakenShare(VGroup):
    """A number at the end of a row; a 0 that is exact has no decimals."""

    def __init__(self, grid: StencilledGrid, taken: Reading, row: int) -> None:
        cited = taken.shares.cite(row)
        decimals = 2 if cited.value else 0
        self.number = Numeral(cited, decimals=decimals, size=_SIZE, color=theme.WEIGHT)
        self.number.next_to(grid.row(row), RIGHT, buff=_GAP).set_z_index(_DEPTH)
        filling = grid.columns(filling=True)
        self.frame = grid.point_at(row, *filling)
        self.words = grid.point_at(row, *range(filling.start))
        super().__init__(self.frame, self.number)
        self._listener = grid.row_labels[row]

    def come(self) -> Animation:
        """Let the one who listens be seen, then to which filling, and how much."""
        listening = Indicate(self._listener, color=theme.HIGHLIGHT)
        return AnimationGroup(listening, Create(self.frame), FadeIn(self.number, scale=1.2))

    def turn(self, other: TakenShare) -> Animation:
        """Let another share come in the same frame, and what it had go to the words."""
        kept = ReplacementTransform(self.frame, other.frame)
        freed = TransformFromCopy(self.frame, other.words)
        other.add(other.words)
        return AnimationGroup(kept, freed, FadeOut(self.number), FadeIn(other.number, scale=2))
