"""A window of learnt numbers: rows of X shine through it, and leave as queries, keys or values."""

from __future__ import annotations

from functools import partial

import numpy as np
from manim import (
    LEFT,
    RIGHT,
    UP,
    Animation,
    FadeIn,
    GrowFromEdge,
    LaggedStart,
    ShowPassingFlash,
    Succession,
    VGroup,
)

from scenes import theme
from scenes.formulas import FORMULAS
from scenes.mobjects.formula import Formula
from scenes.mobjects.heat_map import HeatMap
from scenes.mobjects.number_matrix import elided
from scenes.stage.cited import Quantity
from scenes.stage.claims import Furniture, shows
from scenes.stage.layout import Room, line
from scenes.stage.shapes import Path, Polygon, Rectangle

MOST_COLUMNS = 4  # of a result are read
_LIGHT, _BEHIND = 0.16, -1  # how much a beam colours what is behind it, and its place there


class Window(VGroup):
    """A pane of learnt numbers, the beams before and behind it, and the matrix that leaves it."""

    def __init__(
        self, role: str, weight: Quantity, result: Quantity, *, inputs: HeatMap, room: Room
    ) -> None:
        hue, (_, pane, _, out) = theme.hue_of(role), room.columns(5.7, 2.2, 1.9, 2.0)
        self.role, (over, glass), (head, out) = role, *(one.rows(0.58, 1.32) for one in (pane, out))

        def held(quantity: Quantity, room: Room) -> HeatMap:
            law = partial(theme.size_color, limit=quantity.limit(), hue=hue)
            heat = HeatMap(quantity, width=room.width, height=room.height, color_of=law)
            return room.hold(heat)

        self.pane, self.result = held(weight, glass), held(result, out)
        self.rim = Rectangle(width=glass.width, height=glass.height, color=hue)
        shows(self.rim.move_to(self.pane), Furniture("window", of=role))
        weights, bias = (
            Formula(FORMULAS[name], size=0.44) for name in (f"{role}_weight", f"{role} bias added")
        )
        self.label = over.hold(line(weights, bias, gap=0.1))
        left, right = head.columns(1, 1.2)
        self.symbol, self.home = right.hold(Formula(FORMULAS[role], size=0.5), LEFT), left
        self.beams = VGroup(
            *(_beam(role, *ends) for ends in ((inputs, self.pane), (self.pane, self.result)))
        )
        self.rays = [
            _ray(role, share, inputs, self.pane, self.result) for share in _middles(len(result))
        ]
        super().__init__(self.beams, self.pane, self.rim, self.label, self.result, self.symbol)

    @property
    def shown(self) -> list[int]:
        """The columns of the result whose numbers will be read."""
        return [j for j in elided(self.result.quantity.shape[1], MOST_COLUMNS) if j is not None]

    def open(self) -> Animation:
        """Let the window stand there, and light fall through it onto its result."""
        stands = FadeIn(self.pane, self.rim, self.label)
        shines = LaggedStart(*(GrowFromEdge(b, LEFT) for b in self.beams), lag_ratio=0.8)
        leaves = GrowFromEdge(self.result, LEFT), FadeIn(self.symbol, shift=0.3 * RIGHT)
        return Succession(stands, shines, LaggedStart(*leaves, lag_ratio=0.6))

    def flash(self) -> Animation:
        """Send every row of X through."""
        rays = (ShowPassingFlash(ray, time_width=0.4) for ray in self.rays)
        return LaggedStart(*rays, lag_ratio=0.15)


def _middles(rows: int) -> list[float]:
    """Return how far down the middle of each row is, as a share of all."""
    return [(row + 0.5) / rows for row in range(rows)]


def _beam(role: str, start: HeatMap, end: HeatMap) -> Polygon:
    corners = (start.get_corner(RIGHT + UP), end.get_corner(LEFT + UP), end.get_corner(LEFT - UP),
               start.get_corner(RIGHT - UP))  # fmt: skip
    beam = Polygon(*corners, color=theme.hue_of(role), fill_opacity=_LIGHT, stroke_width=0)
    return shows(beam, Furniture("beam", of=role)).set_z_index(_BEHIND)


def _ray(role: str, share: float, *through: HeatMap) -> Path:
    """Lead from a row of X to the same row of the result."""
    start, *panes = through
    ends = [_edge(start, RIGHT, share)]
    ends += [_edge(pane, side, share) for pane in panes for side in (LEFT, RIGHT)]
    ray = Path(stroke_color=theme.hue_of(role), stroke_width=theme.STROKE_FRAME)
    return shows(ray.set_points_as_corners(ends), Furniture("ray", of=role))


def _edge(pane: HeatMap, side: np.ndarray, share: float) -> np.ndarray:
    top, bottom = pane.get_corner(side + UP), pane.get_corner(side - UP)
    return top + share * (bottom - top)
