"""An arrow from one block to another, in the hue of what it carries."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import Animation, ShowPassingFlash, VGroup

from scenes import theme
from scenes.stage.claims import Furniture, shows
from scenes.stage.shapes import Path, Polygon

GAP = 0.05  # between an arrow's end and its box
_TIP, _STROKE, _OVER = 0.18, 4, 2


class Pipe(VGroup):
    """An arrow through given corners, for a step of attention or for what has no hue."""

    def __init__(self, corners: Sequence[np.ndarray], carries: str = "") -> None:
        hue = {"output": "value"}.get(carries, carries if carries in theme.hues() else "")
        color = theme.hue_of(hue) if hue else theme.QUIET
        *before, last = corners
        way = (last - before[-1]) / np.linalg.norm(last - before[-1])
        across, base = np.array([-way[1], way[0], 0]) * _TIP * 0.5, last - _TIP * way
        pipe = Furniture("pipe", of=hue)
        self._path = shows(Path(stroke_color=color, stroke_width=_STROKE), pipe)
        self._path.set_points_as_corners([*before, base])
        tip = shows(Polygon(last, base + across, base - across), pipe)
        super().__init__(self._path, tip.set_stroke(width=0).set_fill(color, 1))

    def start(self) -> np.ndarray:
        return self._path.get_start()

    def flash(self) -> Animation:
        """Let a message run along it."""
        message = self._path.copy().set_stroke(width=3 * _STROKE).set_z_index(_OVER)
        return ShowPassingFlash(message, time_width=0.6)
