"""From where a wall is seen, and the way from there to elsewhere."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from scenes.stage.layout import Room


class Look(NamedTuple):
    """Which point of the wall is in the middle of the window, and how large a head is.

    Heads are a unit wide there, the first one at the left and at the top.
    """

    across: float
    down: float
    side: float

    @classmethod
    def at_all(cls, layers: int, heads: int, room: Room, window: Room) -> Look:
        """Return from where the first so many layers and heads fill a room of the window."""
        side = min(room.width / heads, room.height / layers)
        away = (room.center - window.center) / side
        return cls(heads / 2 - away[0], layers / 2 + away[1], side)

    def through(self, room: Room, window: Room) -> Look:
        """Return from where all stands as it does now, seen through another window."""
        away = (room.center - window.center) / self.side
        return Look(self.across + away[0], self.down - away[1], self.side)

    def towards(self, there: Look, alpha: float) -> Look:
        """Go a share of the way; what is in the middle of the nearer of both moves evenly."""
        if alpha in (0, 1):
            return there if alpha else self
        near, far = (self, there) if self.side > there.side else (there, self)
        side = self.side ** (1 - alpha) * there.side**alpha
        shift = np.subtract(near[:2], far[:2]) * far.side * (alpha if near is self else 1 - alpha)
        across, down = np.array(near[:2]) - shift / side
        return Look(float(across), float(down), side)

    def ends(self, window: Room) -> np.ndarray:
        """Return the first and the last point of the wall that the window holds (2 × 2)."""
        half = np.array([window.width, window.height]) / 2 / self.side
        return np.array([self[:2] - half, self[:2] + half])
