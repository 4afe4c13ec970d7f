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
        behind = [apart * (len(self) - 1 - place) for place in range(len(self))]
        parts = [
            (part, depth)
            for picture, depth in zip(self, behind, strict=True)
            for part in picture.family_members_with_points()
        ]
        self._parts = [part for part, _ in parts]
        self._middle = self.get_center()
        self._flat = np.concatenate([part.points for part in self._parts]) - self._middle
        lengths = [len(part.points) for part in self._parts]
        self._ends = np.cumsum(lengths)[:-1]
        self._depths = np.repeat([depth for _, depth in parts], lengths)

    def show(self, turn: float, lift: float) -> Layers:
        """Turn by an angle to the right, and look from so far above; both in radians, 0 is flat."""
        across = np.array([[np.cos(turn), 0], [np.sin(turn) * np.sin(lift), np.cos(lift)]])
        back = np.array([np.sin(turn), np.cos(turn) * np.sin(lift)])
        moved = self._flat.copy()
        moved[:, :2] = self._flat[:, :2] @ across.T + self._depths[:, None] * back
        places = np.split(moved + self._middle, self._ends)
        for part, points in zip(self._parts, places, strict=True):
            part.set_points(points)
        return self

    def turned(self, turn: float, lift: float) -> Animation:
        """Turn from the flat to a view."""
        return UpdateFromAlphaFunc(
            self, lambda layers, alpha: layers.show(alpha * turn, alpha * lift)
        )
