"""Pictures one behind the other: a stack of them, seen a little from the side."""

from __future__ import annotations

import numpy as np
from manim import Animation, Mobject, UpdateFromAlphaFunc, VGroup


class Layers(VGroup):
    """Pictures one behind the other, the first one in front, that can be turned a little.

    They are seen from far away, so that each of them stays a parallelogram: what they show by
    colour is as true as before. Digits are not to be turned.

    Parameters
    ----------
    apart
        From a picture to the next one behind it, in units of the frame.
    """

    def __init__(self, *pictures: Mobject, apart: float) -> None:
        super().__init__(*reversed(pictures))
        self.apart = apart
        self._flat = [[part.points.copy() for part in one.get_family()] for one in self]
        self._middle = self.get_center()

    def show(self, turn: float, lift: float) -> Layers:
        """Turn by an angle to the right, and look from so far above; both in radians, 0 is flat."""
        across = np.array([[np.cos(turn), 0], [np.sin(turn) * np.sin(lift), np.cos(lift)]])
        for place, (picture, flat) in enumerate(zip(self, self._flat, strict=True)):
            depth = self.apart * (len(self) - 1 - place)
            back = depth * np.array([np.sin(turn), np.cos(turn) * np.sin(lift)])
            for part, points in zip(picture.get_family(), flat, strict=True):
                if len(points):
                    moved = (points - self._middle)[:, :2] @ across.T + back
                    part.points = np.c_[moved, points[:, 2]] + self._middle * [1, 1, 0]
        return self

    def turned(self, turn: float, lift: float, start: tuple[float, float] = (0, 0)) -> Animation:
        """Turn from one view to another."""
        first, last = np.array(start), np.array([turn, lift])
        return UpdateFromAlphaFunc(
            self, lambda layers, alpha: layers.show(*(first + alpha * (last - first)))
        )
