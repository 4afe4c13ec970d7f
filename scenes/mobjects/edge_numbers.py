"""Where the number of an edge stands, so that no other edge crosses it."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from manim import DL, DOWN, UP, UR, Mobject

from scenes import theme
from scenes.mobjects.edge import Edge
from scenes.stage.text import Numeral

_SAMPLES = np.linspace(0, 1, 60)
_APART = 0.04


def is_near(edge: Edge) -> bool:
    """Say whether an edge is a loop or leads to a neighbour."""
    return abs(edge.query - edge.key) <= 1


def place_number(number: Numeral, edge: Edge, share: float, *, below: bool) -> Numeral:
    """Write above or below an edge, at a share of its length."""
    # Inside a narrow arc its shoulders come down on both sides.
    narrow = is_near(edge) and edge.query != edge.key
    place = edge.path.point_from_proportion(share)
    room = _half_width(edge) + (0.2 if narrow else 0.1)
    return number.next_to(place, DOWN if below else UP, buff=room)


def is_free(number: Numeral, grounds: Iterable[np.ndarray], others: Iterable[Mobject]) -> bool:
    """Say whether a number stands on no edge, given as `ground`, and on no other number."""
    low, high = _corners(number)
    for x, y, half_width in grounds:
        apart = np.maximum.reduce([low[0] - x, x - high[0], low[1] - y, y - high[1]])
        if (apart < half_width + _APART).any():
            return False
    boxes = map(_corners, others)
    return all(np.maximum(low - top, bottom - high).max() > _APART for bottom, top in boxes)


def ground(edge: Edge) -> np.ndarray:
    """Return what an edge covers: x, y and half a width (3 × points) all along it."""
    points = np.array([edge.path.point_from_proportion(share) for share in _SAMPLES])
    points[:, 2] = _half_width(edge)
    return points.T


def _corners(mobject: Mobject) -> tuple[np.ndarray, np.ndarray]:
    return mobject.get_corner(DL)[:2], mobject.get_corner(UR)[:2]


def _half_width(edge: Edge) -> float:
    return theme.edge_width(edge.weight) / 200
