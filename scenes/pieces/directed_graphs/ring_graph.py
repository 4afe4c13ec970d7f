"""A sentence around a clock, every word a node, with curved edges in both directions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from manim import (
    TAU,
    Animation,
    CubicBezier,
    FadeOut,
    LaggedStart,
    ReplacementTransform,
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
_WIDE, _HIGH, _LEAN = 4.9, 1.6, 0.5  # how far from the middle nodes stand; see `_beside`
_BOW = 0.36  # of the way: how far an edge keeps the direction in which it leaves
_LOOP, _ROUND = 0.8, TAU / 17  # how far a node's edge to itself goes out, and its turn
_CLEAR = 0.06
_LIFT = 0.68  # of its height: how far a column rises beside the nodes that stand highest
_SHARE = 0.36  # of an edge: where its number stands
_ASIDE, _OF_LOOP = 0.42, 0.34
_OVER = TAU / 4  # the bow in which something goes over others


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

    turn = TAU / 20  # between a straight way and that in which an edge leaves its node

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
        for i, place in enumerate(self.places(len(words))):
            beside, limit = self.beside(place), vectors.limit()
            node = GraphNode(words[i], vectors[i], limit=limit, beside=beside)
            self.nodes.add(node.shift(place))
            if not digits:
                node.hide_digits()
        if listener is not None:
            visible = visible & (np.arange(len(words)) == listener)[:, None]
        super().__init__(weights, visible, self._between)
        self.add(self.nodes)

    @staticmethod
    def places(count: int) -> list[np.ndarray]:
        """Return where so many nodes stand."""
        angles = ((1 - node) * TAU / count for node in range(count))
        return [np.array([_WIDE * np.cos(one), _HIGH * np.sin(one), 0]) for one in angles]

    @staticmethod
    def beside(place: np.ndarray) -> tuple[float, float]:
        """Return on which side of a node its column stands, and how far it is raised.

        At the highest one it is on the left: at its right an edge leaves.
        """
        x, y = place[0] / _WIDE, place[1] / _HIGH
        return float(np.copysign(1, x - _LEAN * y)), float(_LIFT * y)

    def numbers(self, query: int) -> VGroup:
        """Write at each edge that arrives at a node how wide it is."""
        return VGroup(*map(self._number, self.incoming(query)))

    def _number(self, edge: Edge) -> Numeral:
        start, end = edge.path.get_start(), edge.path.get_end()
        number = Numeral(self.quantity.cite(edge.query, edge.key), size=NUMBER_SIZE)
        if edge.query == edge.key:
            out = edge.apex() - self.middle_of(edge.key)
            return number.move_to(edge.apex() + _OF_LOOP * np.sign(out) * [0, 1, 0])
        aside = _turned((end - start) / np.linalg.norm(end - start), TAU / 4)
        return number.move_to(edge.path.point_from_proportion(_SHARE) + _ASIDE * aside)

    def wither(self, other: RingGraph) -> Animation:
        """Let the edges go that another graph lacks, and all else look as it did."""
        fewer = [edge for edge in self.edges if not other.visible[edge.query, edge.key]]
        self.edges.remove(*fewer)
        return FadeOut(*(VGroup(edge.path, edge.tip) for edge in fewer))

    def become(self, other: RingGraph) -> Iterator[Animation]:
        """Let the edges go, then each node to where a graph has it that brings its own edges."""

        def going(old: VGroup, new: VGroup) -> Animation:
            over = _OVER if new.get_x() < old.get_x() else 0
            return ReplacementTransform(old, new, path_arc=over)

        walking = LaggedStart(*map(going, self.nodes, other.nodes), lag_ratio=0.25)
        yield LaggedStart(FadeOut(self.edges, run_time=theme.QUICK), walking, lag_ratio=0.8)

    def middle_of(self, node: int) -> np.ndarray:
        return self.nodes[node].circle.get_center()

    def _between(self, query: int, key: int, reach: float) -> VMobject:
        if query == key:
            return self._loop(query, reach)
        start, end = self.middle_of(key), self.middle_of(query)
        way = (end - start) / np.linalg.norm(end - start)
        out, back = _turned(way, self.turn), _turned(-way, -self.turn)
        first = start + out * (self._radius(key) + _CLEAR)
        last = end + back * (self._radius(query) + _CLEAR + reach)
        bow = _BOW * float(np.linalg.norm(last - first))
        return CubicBezier(first, first + bow * out, last + bow * back, last)

    def _loop(self, node: int, reach: float) -> VMobject:
        """Leave upwards or downwards, away from the middle, and come back."""
        middle, radius = self.middle_of(node), self._radius(node) + _CLEAR
        away = np.array([-0.35 * self.beside(middle)[0], np.copysign(1, middle[1] + _CLEAR), 0])
        away = away / np.linalg.norm(away)
        out, back = _turned(away, _ROUND), _turned(away, -_ROUND)
        first, last = middle + out * radius, middle + back * (radius + reach)
        return CubicBezier(first, first + _LOOP * out, last + _LOOP * back, last)

    def _radius(self, node: int) -> float:
        return self.nodes[node].circle.width / 2


def _turned(direction: np.ndarray, angle: float) -> np.ndarray:
    turned = complex(*direction[:2]) * np.exp(1j * angle)
    return np.array([turned.real, turned.imag, 0])
