"""A sentence around a clock, every word a node, with curved edges in both directions."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import (
    TAU,
    Animation,
    CubicBezier,
    FadeOut,
    LaggedStart,
    ReplacementTransform,
    ShowPassingFlash,
    VGroup,
    VMobject,
)

from scenes import theme
from scenes.mobjects.edge import Edge
from scenes.mobjects.graph import Graph
from scenes.mobjects.graph_node import GraphNode
from scenes.stage.cited import Quantity
from scenes.stage.text import Numeral

NUMBER_SIZE = 0.42
_WIDE, _HIGH = 4.9, 1.6  # how far from the middle nodes stand
_TURN = TAU / 20  # between a straight way and that in which an edge leaves its node
_BOW = 0.36  # of the way: how far an edge keeps the direction in which it leaves
_LOOP = 0.8  # how far a node's edge to itself goes out
_CLEAR = 0.06
_LIFT = 0.68  # of its height: how far a column rises beside the nodes that stand highest
_SHARE = 0.36  # of an edge: where its number stands
_ASIDE = 0.34


class RingGraph(Graph):
    """Nodes clockwise on an ellipse, the second at its right; between two of them two curves.

    Parameters
    ----------
    weights, visible
        Queries × keys: the edges, and which of them exist.
    vectors
        What the words carry, a row each.
    listener
        The one node at which edges arrive, if not at all of them.
    """

    def __init__(
        self,
        weights: Quantity,
        visible: np.ndarray,
        words: Sequence[str],
        vectors: Quantity,
        *,
        digits: bool = True,
        listener: int | None = None,
    ) -> None:
        self.nodes = VGroup()
        for i, word in enumerate(words):
            x, y = _place(i, len(words))
            beside, limit = (np.copysign(1, x), _LIFT * y), vectors.limit()
            node = GraphNode(word, vectors[i], limit=limit, beside=beside)
            self.nodes.add(node.shift([_WIDE * x, _HIGH * y, 0]))
            if not digits:
                node.hide_digits()
        if listener is not None:
            visible = visible & (np.arange(len(words)) == listener)[:, None]
        super().__init__(weights, visible, self._between)
        self.add(self.nodes)

    def numbers(self, query: int) -> VGroup:
        """Write at each edge that arrives at a node how wide it is."""
        return VGroup(*map(self._number, self.incoming(query)))

    def _number(self, edge: Edge) -> Numeral:
        start, end = edge.path.get_start(), edge.path.get_end()
        number = Numeral(self.quantity.cite(edge.query, edge.key), size=NUMBER_SIZE)
        if edge.query == edge.key:
            out = edge.apex() - self.middle_of(edge.key)
            return number.move_to(edge.apex() + _ASIDE * np.sign(out) * [0, 1, 0])
        aside = _turned((end - start) / np.linalg.norm(end - start), TAU / 4)
        return number.move_to(edge.path.point_from_proportion(_SHARE) + _ASIDE * aside)

    def become(self, other: RingGraph) -> list[Animation]:
        """Let edges that another graph lacks wither, and all else be as it is there."""
        fewer = [edge for edge in self.edges if not other.visible[edge.query, edge.key]]
        pairs = ((self.edge(edge.query, edge.key), edge) for edge in other.edges)
        moves = (ReplacementTransform(*pair) for pair in (*pairs, (self.nodes, other.nodes)))
        return [*(FadeOut(edge.path, edge.tip) for edge in fewer), *moves]

    def shout(self, key: int) -> Animation:
        """Send a bright and long message along every edge that leaves a node."""
        pulses = (edge.flow(theme.HIGHLIGHT) for edge in self.outgoing(key))
        return LaggedStart(*(ShowPassingFlash(one, time_width=1) for one in pulses), lag_ratio=0.1)

    def middle_of(self, node: int) -> np.ndarray:
        return self.nodes[node].circle.get_center()

    def _between(self, query: int, key: int, reach: float) -> VMobject:
        if query == key:
            return self._loop(query, reach)
        start, end = self.middle_of(key), self.middle_of(query)
        way = (end - start) / np.linalg.norm(end - start)
        out, back = _turned(way, _TURN), _turned(-way, -_TURN)
        first = start + out * (self._radius(key) + _CLEAR)
        last = end + back * (self._radius(query) + _CLEAR + reach)
        bow = _BOW * float(np.linalg.norm(last - first))
        return CubicBezier(first, first + bow * out, last + bow * back, last)

    def _loop(self, node: int, reach: float) -> VMobject:
        """Leave upwards or downwards, away from the middle, and come back."""
        middle, radius = self.middle_of(node), self._radius(node) + _CLEAR
        x, y = _place(node, len(self.nodes))
        away = np.array([-0.35 * np.copysign(1, x), np.copysign(1, y + _CLEAR), 0])
        away = away / np.linalg.norm(away)
        out, back = _turned(away, _TURN * 1.2), _turned(away, -_TURN * 1.2)
        first, last = middle + out * radius, middle + back * (radius + reach)
        return CubicBezier(first, first + _LOOP * out, last + _LOOP * back, last)

    def _radius(self, node: int) -> float:
        return self.nodes[node].circle.width / 2


def _place(node: int, count: int) -> tuple[float, float]:
    """Return where a node stands on a circle of radius 1."""
    angle = (1 - node) * TAU / count
    return float(np.cos(angle)), float(np.sin(angle))


def _turned(direction: np.ndarray, angle: float) -> np.ndarray:
    turned = complex(*direction[:2]) * np.exp(1j * angle)
    return np.array([turned.real, turned.imag, 0])
