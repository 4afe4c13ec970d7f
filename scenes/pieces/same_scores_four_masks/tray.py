"""Where stencils wait at the right of the stage, each with the name of what it hides."""

from __future__ import annotations

from manim import DL, LEFT, UR, Animation, FadeIn, LaggedStart, VGroup

from scenes import theme
from scenes.pieces.same_scores_four_masks.stencil import Stencil
from scenes.pieces.same_scores_four_masks.stencilled_grid import StencilledGrid
from scenes.pieces.same_scores_four_masks.told import Told
from scenes.stage.layout import Room
from scenes.stage.shapes import Panel
from scenes.stage.text import Text

WIDTH = 1.75
NAME, CALLED = 0.4, ("filling", "earlier", "later")
_HEAD, _GAP, _APART, _CORNER = 0.4, 0.35, 0.12, 0.1
_INSIDE, _DEPTH = 0.66, 2  # of a stencil's width, for the words before it


class Tray(VGroup):
    """Three stencils on light paper, so that it is seen where they are dark.

    Attributes
    ----------
    filling, earlier, later
        The stencils, called by what they hide.
    names, title
        What they are called, and that it says what they hide.
    """

    def __init__(self, room: Room, grid: StencilledGrid, told: Told) -> None:
        self.filling = Stencil(grid, told.padded.visible, filling=True)
        self.earlier = Stencil(grid, told.later.visible)
        self.later = Stencil(grid, told.causal.visible)
        self.stencils = self.filling, self.earlier, self.later
        self.names = VGroup(*(Text(said, size=NAME) for said in CALLED)).set_z_index(_DEPTH)
        self.papers = VGroup()
        inner = room.inset(left=room.width - WIDTH)
        first, *others = inner.inset(top=_HEAD).rows(0.85, 1, 1)
        slots = first.inset(left=self.names[0].width + _APART), *others
        for stencil, slot in zip(self.stencils, slots, strict=True):
            stencil.wait_in(slot.inset(top=_APART, bottom=_APART))
            self.papers.add(_paper(stencil))
        self._name()
        self._left = inner.left - _GAP
        self.title = Text("hides", size=theme.SIZE_LABEL, color=theme.QUIET, italic=True)
        self.title.set_x(inner.center[0]).stand_on(inner.top - 0.24)
        super().__init__(self.papers, self.names, self.title, *self.stencils)

    def places(self) -> list[Text]:
        """List places before the stencils, where a guess may stand."""
        pairs = zip(self.names, self.papers, strict=True)
        return [name.copy().move_to([self._left, paper.get_y(), 0]) for name, paper in pairs]

    def come(self) -> Animation:
        """Let one after the other come from the right."""
        cards = zip(self.papers, self.names, self.stencils, strict=True)
        coming = (FadeIn(*card, shift=LEFT) for card in cards)
        return LaggedStart(FadeIn(self.title), *coming, lag_ratio=0.4)

    def _name(self) -> None:
        """Write what they hide beside the narrow one, and into the darkness of the others."""
        beside, *inside = self.names
        beside.next_to(self.filling, LEFT, buff=_APART)
        factor = min(1.0, _INSIDE * self.later.width / inside[0].width)
        for name, stencil, corner in zip(inside, self.stencils[1:], (DL, UR), strict=True):
            at = stencil.get_corner(corner) - _CORNER * corner
            name.scale(factor).move_to(at, aligned_edge=corner)


def _paper(stencil: Stencil) -> Panel:
    paper = Panel(width=stencil.width, height=stencil.height, corner_radius=0.01)
    paper.set_stroke(width=0).set_fill(theme.LINE, 1)
    return paper.move_to(stencil)
