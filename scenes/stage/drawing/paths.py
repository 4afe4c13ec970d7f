"""Puts a mobject's outline onto a Cairo context, cheaply.

manim looks for the ends of subpaths with a dozen NumPy calls, 40 µs for a square, and then passes
one curve after the other from Python in every frame. Here plain numbers are compared on the way,
and an outline that is drawn again as it was is handed to Cairo as a whole.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import inf
from weakref import WeakKeyDictionary

import cairo
import numpy as np
from manim import VMobject

CURVE = 4  # points
_RELATIVE = 1e-5  # the tolerance that manim takes from NumPy


@dataclass(slots=True)
class _Known:
    points: bytes
    path: cairo.Path | None = None


class Paths:
    """The outlines that were drawn last, one for each mobject, on contexts of one scale."""

    def __init__(self) -> None:
        self._known: WeakKeyDictionary[VMobject, _Known] = WeakKeyDictionary()

    def put(self, context: cairo.Context, vmobject: VMobject) -> None:
        """Make the mobject's points, four a curve and all finite, the context's path.

        Only an outline that comes a second time is kept: what moves has another one each time.
        """
        now, known = vmobject.points.tobytes(), self._known.get(vmobject)
        context.new_path()
        if known is None or known.points != now:
            self._known[vmobject] = _Known(now)
            trace(context, vmobject.points, vmobject.tolerance_for_point_equality)
        elif known.path is None:
            trace(context, vmobject.points, vmobject.tolerance_for_point_equality)
            known.path = context.copy_path()
        else:
            context.append_path(known.path)


def trace(context: cairo.Context, points: np.ndarray, tolerance: float) -> None:
    """Add curves of four points each; they are one subpath as long as each begins at an end.

    Two ends meet if they differ by less than ``tolerance``, plus a share of the coordinate.
    """
    curve_to = context.curve_to
    end_x = end_y = inf
    start_x = start_y = 0.0
    is_open = False
    rows = points[:, :2].reshape(-1, 2 * CURVE).tolist()
    for ax, ay, bx, by, cx, cy, dx, dy in rows:
        if (ax != end_x and not _near(end_x, ax, tolerance)) or (
            ay != end_y and not _near(end_y, ay, tolerance)
        ):
            if is_open and _meet(start_x, start_y, end_x, end_y, tolerance):
                context.close_path()
            context.new_sub_path()
            context.move_to(ax, ay)
            start_x, start_y, is_open = ax, ay, True
        curve_to(bx, by, cx, cy, dx, dy)
        end_x, end_y = dx, dy
    if is_open and _meet(start_x, start_y, end_x, end_y, tolerance):
        context.close_path()


def _near(one: float, other: float, tolerance: float) -> bool:
    return abs(one - other) <= tolerance + _RELATIVE * abs(other)


def _meet(ax: float, ay: float, bx: float, by: float, tolerance: float) -> bool:
    return (ax == bx or _near(ax, bx, tolerance)) and (ay == by or _near(ay, by, tolerance))
