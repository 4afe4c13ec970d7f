"""A stencil: dark where a mask hides, open where it lets through; it slides over a grid."""

from __future__ import annotations

from manim import (
    Animation,
    AnimationGroup,
    FadeOut,
    MoveToTarget,
    ReplacementTransform,
    Restore,
    VGroup,
)

from scenes import theme
from scenes.pieces.same_scores_four_masks.stencilled_grid import StencilledGrid
from scenes.stage.cited import Quantity
from scenes.stage.claims import Encoding, shows
from scenes.stage.layout import Room
from scenes.stage.shapes import Outline, Rectangle

_DEPTH = 1.5  # before dots, behind names
_RIM = 0.06


class Stencil(VGroup):
    """The hidden cells of some columns of a mask, in a frame; made where it is to lie."""

    def __init__(self, grid: StencilledGrid, visible: Quantity, *, filling: bool = False) -> None:
        columns = grid.columns(filling=filling)
        cells = [(i, j) for i in range(grid.count) for j in columns]
        self.places = [at for at in cells if not visible.values[at]]
        self.dark = VGroup(*(hidden(grid, visible, at) for at in self.places))
        covered = VGroup(*(grid.cell(*at) for at in cells))
        self.frame = Outline(width=covered.width + _RIM, height=covered.height + _RIM)
        self.frame.set_stroke(theme.HIGHLIGHT, theme.STROKE_FRAME).move_to(covered)
        super().__init__(self.dark, self.frame)
        self.set_z_index(_DEPTH)

    def wait_in(self, room: Room) -> Stencil:
        """Stand in a room, not larger than it, until it is laid over the grid, and after that."""
        self.save_state()
        self.target = room.hold(self, shrink=True).copy()
        return self

    def lay(self) -> Animation:
        return Restore(self)

    def put_back(self) -> Animation:
        """Go back to where it waits."""
        return MoveToTarget(self)

    def cover(self, row: int, dark: VGroup) -> Animation:
        """Let what it hides of one row go where that row stands now, and all else go."""
        own = [one for one, at in zip(self.dark, self.places, strict=True) if at[0] == row]
        others = (one for one in self.dark if one not in own)
        moves = (ReplacementTransform(*pair) for pair in zip(own, dark, strict=True))
        return AnimationGroup(*moves, FadeOut(self.frame, *others))


def hidden(grid: StencilledGrid, visible: Quantity, at: tuple[int, int]) -> Rectangle:
    """Make what hides one cell."""
    cell = grid.cell(*at).copy().set_fill(theme.HIDDEN, 1).set_z_index(_DEPTH)
    return shows(cell, Encoding(visible.cite(*at), "fill", theme.hidden_color))
