"""The same graph with its nodes in the order of the sentence: later words stand at the right."""

from __future__ import annotations

import numpy as np
from manim import RIGHT, TAU

from scenes.pieces.directed_graphs.ring_graph import RingGraph

_APART, _BELOW = 2.55, -1.98  # from a node to the next; how far its column hangs below it


class RowGraph(RingGraph):
    """Nodes in a row, what they carry below them; arcs to later ones lead over those between."""

    turn = TAU / 6.5

    @staticmethod
    def places(count: int) -> list[np.ndarray]:
        return [(i - (count - 1) / 2) * _APART * RIGHT for i in range(count)]

    @staticmethod
    def beside(_place: np.ndarray) -> tuple[float, float]:
        return 0.0, _BELOW
