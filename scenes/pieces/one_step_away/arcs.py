"""The arc of one hop."""

from __future__ import annotations

import numpy as np
from manim import UP, CubicBezier

_TALLEST = 4 / 3  # what a curve's handles must rise, for the curve to rise by one


def arc(start: np.ndarray, end: np.ndarray, rise: float) -> CubicBezier:
    """Lead up by ``rise`` and down again."""
    lift = UP * rise * _TALLEST
    return CubicBezier(start, start + lift, end + lift, end)
