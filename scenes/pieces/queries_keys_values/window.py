"""A window of learnt numbers: rows of X shine through it, and leave as queries, keys or values."""

from __future__ import annotations

from functools import partial

import numpy as np
from manim import (
    LEFT,
    RIGHT,
    UP,
    Animation,
    AnimationGroup,
    FadeIn,
    FadeOut,
    GrowFromEdge,
    LaggedStart,
    Succession,
    VGroup,
)

from scenes import theme
from scenes.formulas import FORMULAS
from scenes.mobjects.formula import Formula
from scenes.mobjects.heat_map import HeatMap
from scenes.mobjects.icons import Icon
from scenes.mobjects.motion import exchange
from scenes.stage.cited import Quantity
from scenes.stage.claims import Furniture, shows
from scenes.stage.layout import Room, line
from scenes.stage.shapes import Polygon, Rectangle
from scenes.stage.text import Text

_LIGHT, _BEHIND = 0.2, -1  # how much a beam colours what is behind it, and its place there
_ICON, _NAME, _SYMBOL = 0.5, 0.45, 0.7


class Window(VGroup):
    """A pane of learnt numbers, and the column that leaves it, each row beside its word."""

    def __init__(
        self,
        role: str,
        weight: Quantity,
        result: Quantity,
        *,
        row: int,
        source: HeatMap,
        rooms: tuple[Room, Room, Room],
    ) -> None:
        hue, (pane, head, out) = theme.hue_of(role), rooms
        self.role, self.row, self.source = role, row, source
        over, _, glass = pane.rows(0.45, 0.1, 1.15)
        self.law = partial(theme.size_color, limit=result.limit(), hue=hue)
        law = partial(theme.size_color, limit=weight.limit(), hue=hue)
        self.pane = glass.hold(
            HeatMap(weight, width=glass.width, height=glass.height, color_of=law)
        )
        self.rim = Rectangle(width=glass.width, height=glass.height, color=hue)
        shows(self.rim.move_to(self.pane), Furniture("window", of=role))
        weights, bias = (
            Formula(FORMULAS[name], size=0.5) for name in (f"{role}_weight", f"{role} bias added")
        )
        self.label = over.hold(line(weights, bias, gap=0.1))
        self.result = HeatMap(result, width=out.width, height=source.height, color_of=self.law)
        self.result.move_to([out.center[0], source.get_y(), 0])
        self.one = self.cells(row)
        self.beams = VGroup(*self._beams(0.4))
        self.icon, self.called = Icon(role, height=_ICON), Text(role, size=_NAME, color=hue)
        head.hold(line(self.icon, self.called, gap=0.15))
        self.symbol = Formula(FORMULAS[role], size=_SYMBOL).next_to(self.icon, RIGHT, buff=0.25)
        self.symbol.stand_on(self.called.baseline)
        super().__init__(self.pane, self.rim, self.label, self.result, self.icon, self.called)

    def open(self) -> Animation:
        """Let the window stand there, and the light of one row fall through it."""
        stands = FadeIn(self.pane, self.rim, self.label)
        shines = (GrowFromEdge(beam, LEFT) for beam in self.beams)
        named = FadeIn(self.called, *(() if self.role == "query" else (self.icon,)))
        tiles = FadeIn(self.one, shift=0.4 * RIGHT, lag_ratio=0.3)
        shown = LaggedStart(stands, *shines, AnimationGroup(tiles, named), lag_ratio=0.5)
        return Succession(shown, FadeOut(self.beams, run_time=theme.QUICK))

    def widen(self) -> Animation:
        """Let the light of all rows fall through it."""
        self.beams = VGroup(*self._beams(1.0))
        return LaggedStart(*(GrowFromEdge(beam, LEFT) for beam in self.beams), lag_ratio=0.5)

    def fill(self) -> Animation:
        """Let the rows of all words leave it as one matrix."""
        comes = FadeIn(self.result, shift=0.4 * RIGHT)
        renamed = exchange([self.called], [self.symbol])
        return Succession(AnimationGroup(comes, renamed), FadeOut(self.beams))

    def cells(self, row: int) -> VGroup:
        """Return a row of what left it as squares of their own."""
        wide = self.result.quantity.shape[1]
        return VGroup(*self.result.cells()[row * wide : (row + 1) * wide])

    def _beams(self, share: float) -> list[Polygon]:
        """Lead from all rows to all rows, or from one to one."""
        ends = [_corners(self.source, side, share == 1, self.row) for side in (RIGHT, LEFT)]
        ends = ends[0], *(_corners(self.pane, side, True, 0) for side in (LEFT, RIGHT))
        ends = *ends, _corners(self.result, LEFT, share == 1, self.row)
        return [self._beam(*ends[at : at + 2]) for at in (0, 2)]

    def _beam(self, start: np.ndarray, end: np.ndarray) -> Polygon:
        corners = start[0], end[0], end[1], start[1]
        hue = theme.hue_of(self.role)
        beam = Polygon(*corners, color=hue, fill_opacity=_LIGHT, stroke_width=0)
        return shows(beam, Furniture("beam", of=self.role)).set_z_index(_BEHIND)


def _corners(pane: HeatMap, side: np.ndarray, is_whole: bool, row: int) -> np.ndarray:
    """Find where a side of a matrix, or of one of its rows, begins and ends."""
    top, bottom = pane.get_corner(side + UP), pane.get_corner(side - UP)
    if is_whole:
        return np.array([top, bottom])
    step = (bottom - top) / len(pane.quantity)
    return np.array([top + row * step, top + (row + 1) * step])
