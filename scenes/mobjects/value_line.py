"""A line along which values lie, on which marks stand at cited places."""

from __future__ import annotations

import numpy as np
from manim import VGroup
from manim.utils.color import ManimColor

from scenes import theme
from scenes.stage.cited import Citation
from scenes.stage.claims import Placement, shows
from scenes.stage.shapes import DashedLine, Dot, Rule

NAN = float("nan")
_AIR = 0.1  # of the line, left free at each end


class ValueLine(VGroup):
    """A horizontal axis.

    What stands at a place of the line is read across alone: `mark` and `threshold` make such marks,
    and any other says so by `at_place`.

    Parameters
    ----------
    ends
        The lowest and the highest place that the axis has to hold.
    """

    def __init__(self, *, ends: tuple[float, float], width: float) -> None:
        low, high = ends
        air = _AIR * (high - low)
        self._ends = low - air, high + air
        self.axis = Rule([-width / 2, 0, 0], [width / 2, 0, 0], color=theme.EDGE, stroke_width=3)
        super().__init__(self.axis)

    def at(self, x: float, y: float = NAN) -> np.ndarray:
        """Return where on the stage a place of the line is now; the height is free."""
        low, high = self._ends
        start, end = self.axis.get_start()[0], self.axis.get_end()[0]
        return np.array([start + (x - low) / (high - low) * (end - start), y, 0.0])

    def over(self, cited: Citation, height: float) -> np.ndarray:
        """Return the point over a cited place."""
        return self.at(cited.value, height)

    def at_place(self, cited: Citation) -> Placement:
        """Let a mark claim that its middle stands at a place, however high."""
        return Placement(self, ((cited, NAN),), lambda drawn: np.array([[drawn.get_x(), NAN, 0]]))

    def mark(self, cited: Citation, *, color: ManimColor, radius: float = 0.07) -> Dot:
        """Put a dot on the axis."""
        point = self.over(cited, float(self.axis.get_y()))
        return shows(Dot(point, radius=radius, color=color), self.at_place(cited))

    def threshold(self, cited: Citation, *, top: float, bottom: float | None = None) -> DashedLine:
        """Draw a dashed line across a place."""
        ends = (top, float(self.axis.get_y()) if bottom is None else bottom)
        line = DashedLine(*(self.over(cited, y) for y in ends), color=theme.INK, stroke_width=3)
        return shows(line, self.at_place(cited))
