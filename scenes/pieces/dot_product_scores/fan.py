"""What a query sweeps over in a plane."""

from __future__ import annotations

from scenes import theme
from scenes.mobjects.plane import Plane
from scenes.stage.cited import Quantity
from scenes.stage.shapes import Polygon

_COARSE = 6  # steps from one corner to the next
_PALE = 0.07


def fan_between(plane: Plane, turned: Quantity, first: int, last: int) -> Polygon:
    """Fill what lies between the query at one step and at a later one; steps go round."""
    steps = [*range(first, last, _COARSE), last]
    tips = (turned[step % (len(turned) - 1)] for step in steps)
    corners = (0.0, 0.0), *((tip.cite(0), tip.cite(1)) for tip in tips)
    fan = plane.outline(corners, color=theme.QUERY).set_z_index(-1)
    return fan.set_fill(opacity=_PALE)
