"""Where stencils wait at the right of the stage, each below what it hides."""

from __future__ import annotations

from manim import LEFT, Animation, FadeIn, LaggedStart, VGroup

from scenes import theme
from scenes.pieces.same_scores_four_masks.stencil import Stencil
from scenes.pieces.same_scores_four_masks.stencilled_grid import StencilledGrid
from scenes.pieces.same_scores_four_masks.told import Told
from scenes.stage.layout import Room
from scenes.stage.shapes import Panel
from scenes.stage.text import Text

WIDTH = 1.75
NAME, _APART = 0.4, 0.5  # from where a stencil ends up to the name of the next one
_HEAD, _GAP = 0.4, 0.3


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
        names = Text("filling", size=NAME), Text("earlier", size=NAME), Text("later", size=NAME)
        self.names, self.papers = VGroup(*names), VGroup()
        inner = room.inset(left=room.width - WIDTH)
        slots = inner.inset(top=_HEAD).rows(1, 1, 1)
        for stencil, name, slot in zip(self.stencils, names, slots, strict=True):
            stencil.wait_in(slot.inset(top=_APART, bottom=0.15))
            name.set_x(slot.center[0]).stand_on(slot.top - _APART + 0.14)
            self.papers.add(_paper(stencil))
        self.title = Text("hides", size=theme.SIZE_LABEL, color=theme.QUIET, italic=True)
        self.title.set_x(inner.center[0]).stand_on(inner.top - 0.24)
        super().__init__(self.papers, self.names, self.title, *self.stencils)

    def places(self) -> list[Text]:
        """List places behind the names, where a guess may stand."""
        return [one.copy().set_x(one.get_right()[0] + _GAP) for one in self.names]

    def come(self) -> Animation:
        """Let one after the other come from the right."""
        cards = zip(self.papers, self.names, self.stencils, strict=True)
        coming = (FadeIn(*card, shift=LEFT) for card in cards)
        return LaggedStart(FadeIn(self.title), *coming, lag_ratio=0.4)


def _paper(stencil: Stencil) -> Panel:
    paper = Panel(width=stencil.width, height=stencil.height, corner_radius=0.01)
    paper.set_stroke(width=0).set_fill(theme.LINE, 1)
    return paper.move_to(stencil)
