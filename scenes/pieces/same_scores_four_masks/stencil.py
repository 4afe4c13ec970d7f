"""A stencil: dark where a mask hides, open where it lets through; it slides over a grid."""

from __future__ import annotations

from manim import (
    RIGHT,
    Animation,
    AnimationGroup,
    FadeOut,
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
        self.dark = VGroup(*(_dark(grid, visible, at) for at in self.places))
        covered = VGroup(*(grid.cell(*at) for at in cells))
        frame = Outline(width=covered.width + _RIM, height=covered.height + _RIM)
        frame.set_stroke(theme.HIGHLIGHT, theme.STROKE_FRAME).move_to(covered)
        super().__init__(self.dark, frame)
        self.set_z_index(_DEPTH)

    def wait_in(self, room: Room) -> Stencil:
        """Stand in a room, not larger than it, until it is laid over the grid."""
        self.save_state()
        return room.hold(self, shrink=True)

    def lay(self) -> Animation:
        return Restore(self)

    def turn_over(self, turned: Stencil) -> Animation:
        """Turn over along the diagonal: what hid all that follows hides what comes before.

        ``turned`` is what it is then.
        """
        cells = dict(zip(turned.places, turned.dark, strict=True))
        pairs = zip(self.places, self.dark, strict=True)
        moves = [ReplacementTransform(cell, cells[at[::-1]]) for at, cell in pairs]
        return AnimationGroup(*moves, ReplacementTransform(self[1], turned[1]))

    def leave(self) -> Animation:
        return FadeOut(self, shift=RIGHT)


def _dark(grid: StencilledGrid, visible: Quantity, at: tuple[int, int]) -> Rectangle:
    cell = grid.cell(*at).copy().set_fill(theme.HIDDEN, 1)
    return shows(cell, Encoding(visible.cite(*at), "fill", theme.hidden_color))
