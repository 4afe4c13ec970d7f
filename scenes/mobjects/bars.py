"""Bars of a vector: they stand or hang on a line, or lie to the right or the left of one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import numpy as np
from manim import UP, VGroup
from manim.utils.color import ManimColor

from scenes import theme
from scenes.stage.cited import Citation, Quantity, extent
from scenes.stage.claims import Encoding, shows
from scenes.stage.shapes import Rectangle, Rule

_NOTHING = 1e-4  # of a bar whose value is 0
_BEYOND = 0.1  # of a line, past its bars


def span(*values: Quantity) -> tuple[float, float]:
    """Return the lowest and the highest place that bars of these vectors need, 0 between them."""
    low, high = extent(*values)
    return min(0.0, float(np.min(low))), max(0.0, float(np.max(high)))


class Bars(VGroup):
    """The entries of a vector as bars on one line, all in one hue.

    Parameters
    ----------
    feet
        Where each bar begins, in units of the frame.
    way
        To which side a positive value points: ``UP`` or ``RIGHT``.
    unit
        How long a bar of value 1 is; bars of one ``group`` are to one scale.
    """

    def __init__(
        self,
        values: Quantity,
        feet: Sequence[np.ndarray],
        *,
        unit: float,
        thick: float | Sequence[float],
        hue: ManimColor,
        group: str,
        way: np.ndarray = UP,
    ) -> None:
        self._shown, self.way, self.unit = values, way, unit
        self._law, self._group, self._hue = partial(theme.length, unit=unit), group, hue
        wide = [thick] * len(feet) if isinstance(thick, float) else thick
        self.bars = VGroup(*map(self._bar, values.each(), feet, wide))
        across = np.array([way[1], way[0], 0.0])
        beyond = across * (0.5 + _BEYOND) * (-1 if way[0] else 1)  # rows go down
        ends = feet[0] - beyond * wide[0], feet[-1] + beyond * wide[-1]
        self.line = Rule(*ends, color=theme.EDGE, stroke_width=theme.STROKE_THIN)
        super().__init__(self.line, self.bars)

    def _bar(self, cited: Citation, foot: np.ndarray, thick: float) -> Rectangle:
        size = max(_NOTHING, self._law(cited.value))
        lies = bool(self.way[0])
        width, height = (size, thick) if lies else (thick, size)
        bar = Rectangle(width=width, height=height, stroke_width=0)
        side = self.way if cited.value >= 0 else -self.way
        bar.set_fill(self._hue, opacity=1).move_to(foot, aligned_edge=-side)
        channel = "width" if lies else "height"
        return shows(bar, Encoding(cited, channel, self._law, group=self._group))
