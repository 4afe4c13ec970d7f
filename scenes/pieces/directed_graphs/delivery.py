"""How a vector travels along an edge of a product, shrunk to its weight, into what is heard."""

from __future__ import annotations

import numpy as np
from manim import Animation, Mobject, UpdateFromAlphaFunc, VGroup, VMobject

from scenes import theme

_LARGEST = 0.6  # of a row: a parcel whose weight is one
_SHRUNK, _GONE = 0.3, 0.9  # of its way: until it has its size, from when on it vanishes
_STOPS = 9


def delivery(row: VGroup, weight: float, edge: VMobject, *stops: Mobject) -> Animation:
    """Let a copy of a row go along an edge, and on through some stops; its area is its weight."""
    way = _way(row, edge, *stops)
    share = theme.dot_radius(weight, _LARGEST)

    def put(parcel: VGroup, alpha: float) -> None:
        size = 1 + (share - 1) * min(1.0, alpha / _SHRUNK)
        size *= min(1.0, max(0.02, (1 - alpha) / (1 - _GONE)))
        parcel.become(row.copy().scale(size)).move_to(way.point_from_proportion(alpha))

    return UpdateFromAlphaFunc(row.copy(), put, remover=True)


def _way(row: VGroup, edge: VMobject, *stops: Mobject) -> VMobject:
    along = [edge.point_from_proportion(share) for share in np.linspace(0, 1, _STOPS)]
    ends = [stop.get_center() for stop in stops]
    return VMobject().set_points_as_corners([row.get_center(), *along, *ends])
