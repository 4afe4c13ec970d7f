"""A directed edge that is as wide as its weight."""

from __future__ import annotations

import numpy as np
from manim import Polygon, VGroup, VMobject
from manim.utils.color import ManimColor

from scenes import theme
from scenes.stage.cited import Citation
from scenes.stage.claims import Encoding, Tip, shows
from scenes.stage.shapes import Path

_CURVES = 4  # as many as a rectangle has, into which a path may bend


def tip_length(width: float) -> float:
    """Return the length of an arrow's tip for a stroke of this width."""
    return 0.09 + width * 0.008


class Edge(VGroup):
    """One directed edge, from the token that speaks (key) to the one that listens (query)."""

    def __init__(
        self, path: VMobject, weight: Citation, *, query: int, key: int, color: ManimColor
    ) -> None:
        self.query, self.key, self.weight = query, key, weight.value
        self.path = Path(stroke_color=color).set_points(path.points)
        self.path.insert_n_curves(_CURVES - path.get_num_curves())
        shows(self.path, Encoding(weight, "stroke width", theme.edge_width))
        tip = Path(fill_color=color, fill_opacity=1, stroke_width=0)
        self.tip = shows(tip, Tip(weight))
        super().__init__(self.path, self.tip)
        self.weigh()

    def thin(self) -> Edge:
        """Show that the edge exists before its weight is known."""
        return self._set_width(theme.STROKE_THIN)

    def weigh(self) -> Edge:
        """Make the edge as wide as its weight."""
        return self._set_width(theme.edge_width(self.weight))

    def flow(self, color: ManimColor | None = None) -> VMobject:
        """Return the path of a message along the edge, as wide as the weight."""
        return self.path.copy().set_stroke(color or theme.INK, theme.edge_width(self.weight))

    def apex(self) -> np.ndarray:
        """Return the middle of the edge, where its number stands."""
        return self.path.point_from_proportion(0.5)

    def _set_width(self, width: float) -> Edge:
        self.path.set_stroke(width=width)
        reach = tip_length(theme.edge_width(self.weight))  # what the path leaves for the tip
        self.tip.set_points(_tip_points(self.path, width, reach))
        return self


def _tip_points(path: VMobject, width: float, reach: float) -> np.ndarray:
    """Return the outline of an arrow's tip that is broader than the edge it continues."""
    end = path.get_end()
    direction = end - path.point_from_proportion(0.97)
    half = 0.04 + width * 0.0085
    triangle = Polygon([reach, 0, 0], [-0.02, half, 0], [-0.02, -half, 0])
    angle = np.arctan2(direction[1], direction[0])
    return triangle.rotate(angle, about_point=[0, 0, 0]).shift(end).points
