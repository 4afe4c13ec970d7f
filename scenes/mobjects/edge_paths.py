"""Along which paths messages go: straight between two rows, in arcs and loops on one."""

from __future__ import annotations

import numpy as np
from manim import CubicBezier, Line, VMobject

from scenes.mobjects.token_row import TokenRow


class EdgePaths:
    """The paths of a graph's edges; each ends so far from its listener that its tip has room."""

    def __init__(
        self, tokens: TokenRow, speakers: TokenRow, visible: np.ndarray, rise: float
    ) -> None:
        self._tokens, self._speakers = tokens, speakers
        self._visible, self._rise = visible, rise

    def between(self, query: int, key: int, reach: float) -> VMobject:
        """Lead from the key that speaks to the query that listens, but for a tip of this length."""
        if self._speakers is not self._tokens:
            return self._straight(query, key, reach)
        return self._loop(query, reach) if query == key else self._arc(query, key, reach)

    def _straight(self, query: int, key: int, reach: float) -> VMobject:
        speaker, listener = self._speakers[key].box, self._tokens[query].box
        start = speaker.get_top() + _spread(speaker, query, len(self._tokens))
        end = listener.get_bottom() + _spread(listener, key, len(self._speakers))
        direction = (end - start) / np.linalg.norm(end - start)
        return Line(start + [0, 0.06, 0], end - (reach + 0.04) * direction)

    def _loop(self, index: int, reach: float) -> VMobject:
        box = self._tokens[index].box
        depth, half = 0.62, min(0.26, box.width / 3.4)
        left, right = (box.get_bottom() + [side * half, -0.03, 0] for side in (-1, 1))
        down, out = np.array([0, -depth, 0]), np.array([0.16, 0, 0])
        end = right + [0, -reach, 0]
        return CubicBezier(left, left + down - out, end + down * 0.8 + out * 0.6, end)

    def _arc(self, query: int, key: int, reach: float) -> VMobject:
        side = 1 if query > key else -1
        start, end = self._port(key, query, side), self._port(query, key, side)
        longest = self._tokens[-1].get_x() - self._tokens[0].get_x()
        height = self._rise * (0.28 + 0.72 * abs(end[0] - start[0]) / longest) * 4 / 3
        lift = np.array([0, side * height, 0])
        lean = (end - start) * 0.12
        end = end + np.array([0, side * reach, 0])
        return CubicBezier(start, start + lift + lean, end + lift - lean, end)

    def _port(self, index: int, partner: int, side: int) -> np.ndarray:
        """Find where on a box's upper (1) or lower (-1) side an arc begins or ends."""
        linked = np.nonzero(self._visible[index] | self._visible[:, index])[0]
        left = sorted((int(p) for p in linked if p < index), reverse=True)
        right = sorted((int(p) for p in linked if p > index), reverse=True)
        order = [*left, *right]
        box = self._tokens[index].box
        edge = box.get_top() if side > 0 else box.get_bottom()
        return edge + _spread(box, order.index(partner), len(order)) + [0, side * 0.05, 0]


def _spread(box: VMobject, place: int, places: int) -> np.ndarray:
    """Return how far from a box's middle one of the places on its side is."""
    return np.array([((place + 0.5) / places - 0.5) * box.width * 0.86, 0, 0])
