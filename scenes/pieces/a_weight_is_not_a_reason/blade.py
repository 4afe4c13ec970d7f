"""What cuts an edge."""

from __future__ import annotations

import numpy as np

from scenes import theme
from scenes.mobjects.edge import Edge
from scenes.stage.claims import Furniture, shows
from scenes.stage.shapes import Line

_BLADE = 1.0


def blade_across(edge: Edge) -> Line:
    """Draw a line across the middle of an edge."""
    near = edge.path.point_from_proportion(0.48), edge.path.point_from_proportion(0.52)
    along = (near[1] - near[0]) / np.linalg.norm(near[1] - near[0])
    across = np.array([-along[1], along[0], 0]) * _BLADE
    blade = Line(edge.apex() + across, edge.apex() - across, color=theme.HIGHLIGHT)
    return shows(blade.set_stroke(width=theme.STROKE_FRAME), Furniture("blade"))
