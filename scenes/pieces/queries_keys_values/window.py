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
    ShowPassingFlash,
    Transform,
    VGroup,
)

from scenes import theme
from scenes.formulas import FORMULAS
from scenes.mobjects.attention_grid import AttentionGrid
from scenes.mobjects.formula import Formula
from scenes.mobjects.heat_map import HeatMap
from scenes.stage.cited import Quantity
from scenes.stage.claims import Furniture, shows
from scenes.stage.layout import Room, line
from scenes.stage.shapes import Path, Polygon, Rectangle
from scenes.stage.text import Text

MOST_COLUMNS = 6  # of a result whose numbers are read; more are told by their colours alone
_LIGHT, _BEHIND = 0.16, -1  # how much a beam colours what is behind it, and its place there
_TILE, _DIGITS = 0.85, 0.42  # how high what one row becomes is, and its numbers


class Window(VGroup):
    """A pane of learnt numbers, and what leaves it: of one row first, then of all of X."""

    def __init__(
        self,
        role: str,
        weight: Quantity,
        result: Quantity,
        *,
        row: int,
        source: VGroup,
        room: Room,
    ) -> None:
        hue, (pane, _, out) = theme.hue_of(role), room.columns(2.2, 1.0, 4.0)
        self.role, self.row = role, row
        (over, glass), (head, out) = (one.rows(0.55, 1.35) for one in (pane, out))
        self.law = partial(theme.size_color, limit=result.limit(), hue=hue)
        law = partial(theme.size_color, limit=weight.limit(), hue=hue)
        self.pane = glass.hold(
            HeatMap(weight, width=glass.width, height=glass.height, color_of=law)
        )
        self.rim = Rectangle(width=glass.width, height=glass.height, color=hue)
        shows(self.rim.move_to(self.pane), Furniture("window", of=role))
        weights, bias = (
            Formula(FORMULAS[name], size=0.48) for name in (f"{role}_weight", f"{role} bias added")
        )
        self.label = over.hold(line(weights, bias, gap=0.1))
        self.result = out.hold(
            HeatMap(result, width=out.width, height=out.height, color_of=self.law)
        )
        self.one = out.hold(self._tiles(result, out.width))
        self.beams = VGroup(self._beam(source, self.pane), self._beam(self.pane, self.one.cells))
        self.home, _, named, symbol = head.columns(0.75, 0.15, 2, 1)
        self.called = named.hold(Text(role, size=0.48, color=hue), LEFT)
        self.symbol = symbol.hold(Formula(FORMULAS[role], size=0.55), RIGHT)
        super().__init__(self.pane, self.rim, self.label, self.result, self.called, self.symbol)

    def _tiles(self, result: Quantity, width: float) -> AttentionGrid:
        count = result.shape[1]
        return AttentionGrid(
            result[self.row : self.row + 1],
            view="numbers" if count <= MOST_COLUMNS else "heat",
            decimals=1,
            cell=(width / count, _TILE),
            size=_DIGITS,
            color_of=self.law,
        )

    def open(self) -> Animation:
        """Let the window stand there, and the light of one row fall through it, tile by tile."""
        stands = FadeIn(self.pane, self.rim, self.label)
        shines = (GrowFromEdge(beam, LEFT) for beam in self.beams)
        tiles = FadeIn(self.one, shift=0.4 * RIGHT, lag_ratio=0.3)
        return LaggedStart(stands, *shines, tiles, lag_ratio=0.6)

    def widen(self, source: HeatMap) -> Animation:
        """Let what one row became shrink to its place among all."""
        beams = self._beam(source, self.pane), self._beam(self.pane, self.result)
        high = self.result.height / len(self.result.quantity)
        height = self.result.get_top()[1] - (self.row + 0.5) * high
        place = self.one.cells.animate.stretch_to_fit_height(high).set_y(height)
        moves = map(Transform, self.beams, beams)
        return AnimationGroup(*moves, FadeOut(self.one.marks, run_time=theme.QUICK), place)

    def flash(self, source: HeatMap) -> Animation:
        """Send every row of X through; they leave as a matrix."""
        rays = (ShowPassingFlash(ray, time_width=0.4) for ray in self._rays(source))
        comes = FadeIn(self.result, self.symbol, shift=0.3 * RIGHT)
        return AnimationGroup(LaggedStart(*rays, lag_ratio=0.15), comes)

    def cells(self, row: int) -> VGroup:
        """Return a row of what left it as squares of their own."""
        wide = self.result.quantity.shape[1]
        return VGroup(*self.result.cells()[row * wide : (row + 1) * wide])

    def _beam(self, start: VGroup | HeatMap, end: VGroup | HeatMap) -> Polygon:
        corners = (start.get_corner(RIGHT + UP), end.get_corner(LEFT + UP),
                   end.get_corner(LEFT - UP), start.get_corner(RIGHT - UP))  # fmt: skip
        hue = theme.hue_of(self.role)
        beam = Polygon(*corners, color=hue, fill_opacity=_LIGHT, stroke_width=0)
        return shows(beam, Furniture("beam", of=self.role)).set_z_index(_BEHIND)

    def _rays(self, source: HeatMap) -> list[Path]:
        """Lead from each row of X to the same row of the result."""
        rays, count = [], len(self.result.quantity)
        for share in ((row + 0.5) / count for row in range(count)):
            ends = [_edge(source, RIGHT, share)]
            ends += [
                _edge(to, side, share) for to in (self.pane, self.result) for side in (LEFT, RIGHT)
            ]
            ray = Path(stroke_color=theme.hue_of(self.role), stroke_width=theme.STROKE_FRAME)
            rays.append(shows(ray.set_points_as_corners(ends), Furniture("ray", of=self.role)))
        return rays


def _edge(pane: HeatMap, side: np.ndarray, share: float) -> np.ndarray:
    top, bottom = pane.get_corner(side + UP), pane.get_corner(side - UP)
    return top + share * (bottom - top)
