"""What cuts a rope."""

from __future__ import annotations

import numpy as np

from scenes import theme
from scenes.mobjects.edge import Edge
from scenes.stage.claims import Furniture, shows
from scenes.stage.shapes import Line

_BLADE = 1.2
CUT = 0.6  # of an edge, from who speaks: where it is cut


def blade_across(edge: Edge) -> Line:
    """Draw a line across an edge."""
    here, ahead = map(edge.path.point_from_proportion, (CUT, CUT + 0.02))
    along = (ahead - here) / np.linalg.norm(ahead - here)
    across = np.array([-along[1], along[0], 0]) * _BLADE
    blade = Line(here + across, here - across, color=theme.HIGHLIGHT)
    return shows(blade.set_stroke(width=2 * theme.STROKE_FRAME), Furniture("blade"))
