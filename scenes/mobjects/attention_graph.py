"""Tokens as nodes, attention as directed edges: an edge is as wide as its weight."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import UP, CubicBezier, Line, Polygon, VGroup, VMobject
from manim.utils.color import ManimColor

from scenes import theme
from scenes.citation import Quantity
from scenes.mobjects.token_row import TokenRow

_TIP = 0.13


class Edge(VGroup):
    """One directed edge, from the token that speaks (key) to the one that listens (query)."""

    def __init__(
        self, path: VMobject, weight: float, *, query: int, key: int, color: ManimColor
    ) -> None:
        self.query, self.key, self.weight = query, key, weight
        self.path = path.set_fill(opacity=0).set_stroke(color)
        self.tip = VMobject(fill_color=color, fill_opacity=1, stroke_width=0)
        super().__init__(self.path, self.tip)
        self.weigh()

    def thin(self) -> Edge:
        """Show that the edge exists before its weight is known."""
        return self._set_width(theme.STROKE_THIN)

    def weigh(self) -> Edge:
        """Make the edge as wide as its weight."""
        return self._set_width(theme.edge_width(self.weight))

    def recede(self) -> Edge:
        """Let the edge wait while another one tells the story."""
        self.path.set_stroke(opacity=0.3)
        self.tip.set_fill(opacity=0.3)
        return self

    def flow(self, color: ManimColor = theme.INK) -> VMobject:
        """Return the path of a message along the edge, as wide as the weight."""
        return self.path.copy().set_stroke(color, theme.edge_width(self.weight))

    def apex(self) -> np.ndarray:
        """Return the middle of the edge, where its number stands."""
        return self.path.point_from_proportion(0.5)

    def _set_width(self, width: float) -> Edge:
        self.path.set_stroke(width=width)
        self.tip.set_points(_tip_points(self.path, width))
        return self


class AttentionGraph(VGroup):
    """One row of tokens with arcs above and loops below, or two rows with straight edges.

    Edges that the mask forbids do not exist. Farther partners use the middle of a box's upper
    side and nearer ones its ends, so arcs of one token never cross.

    Parameters
    ----------
    quantity
        The weights, queries × keys: cited by whoever writes their numbers.
    visible
        Which edges exist.
    keys
        The tokens that speak, if they are not the ones that listen: then two rows are drawn.
    """

    def __init__(
        self,
        quantity: Quantity,
        visible: np.ndarray,
        queries: Sequence[str],
        keys: Sequence[str] | None = None,
        *,
        size: float = theme.SIZE_TOKEN,
        gap: float = 0.9,
        rise: float = 2.2,
        color: ManimColor = theme.EDGE,
        widest: float | None = None,
    ) -> None:
        super().__init__()
        self.quantity, self.visible = quantity, visible
        self.tokens = TokenRow(queries, size=size, gap=gap, widest=widest)
        self.speakers = self.tokens
        if keys is not None:
            self.speakers = TokenRow(keys, size=size, gap=gap, widest=widest)
            self.tokens.shift(UP * rise)
        self.edges = VGroup()
        self._edges: dict[tuple[int, int], Edge] = {}
        for query, key in zip(*np.nonzero(visible), strict=True):
            self._add_edge(int(query), int(key), rise, color, bipartite=keys is not None)
        self.add(self.edges, self.tokens)
        if keys is not None:
            self.add(self.speakers)

    def edge(self, query: int, key: int) -> Edge:
        return self._edges[query, key]

    def incoming(self, query: int) -> list[Edge]:
        """Return the edges that arrive at a token, in the order of the words."""
        return [edge for (listener, _), edge in self._edges.items() if listener == query]

    def _add_edge(
        self, query: int, key: int, rise: float, color: ManimColor, *, bipartite: bool
    ) -> None:
        if bipartite:
            path = Line(self.speakers[key].get_top(), self.tokens[query].get_bottom(), buff=0.06)
        elif query == key:
            path = self._loop(query)
        else:
            path = self._arc(query, key, rise)
        weight = float(self.quantity.values[query, key])
        edge = Edge(path, weight, query=query, key=key, color=color)
        self._edges[query, key] = edge
        self.edges.add(edge)

    def _loop(self, index: int) -> VMobject:
        box = self.tokens[index].box
        reach, half = 0.62, min(0.26, box.width / 3)
        left, right = (box.get_bottom() + [side * half, -0.03, 0] for side in (-1, 1))
        down = np.array([0, -reach, 0])
        return CubicBezier(left, left + down + [-0.25, 0, 0], right + down + [0.25, 0, 0], right)

    def _arc(self, query: int, key: int, rise: float) -> VMobject:
        start, end = self._port(key, query), self._port(query, key)
        longest = self.tokens[-1].get_x() - self.tokens[0].get_x()
        height = rise * (0.28 + 0.72 * abs(end[0] - start[0]) / longest) * 4 / 3
        lift = np.array([0, height, 0])
        lean = (end - start) * 0.12
        return CubicBezier(start, start + lift + lean, end + lift - lean, end)

    def _port(self, index: int, partner: int) -> np.ndarray:
        """Find where on a box's upper side the arc to a partner begins or ends."""
        linked = np.nonzero(self.visible[index] | self.visible[:, index])[0]
        left = sorted((int(p) for p in linked if p < index), reverse=True)
        right = sorted((int(p) for p in linked if p > index), reverse=True)
        order = [*left, *right]
        box = self.tokens[index].box
        share = (order.index(partner) + 0.5) / len(order) - 0.5
        return box.get_top() + [share * box.width * 0.86, 0.05, 0]


def _tip_points(path: VMobject, width: float) -> np.ndarray:
    """Return the outline of an arrow's tip that is broader than the edge it ends."""
    end = path.get_end()
    direction = end - path.point_from_proportion(0.96)
    reach = _TIP + width * 0.005
    half = reach * 0.4 + width * 0.006
    triangle = Polygon([0.03, 0, 0], [-reach, half, 0], [-reach, -half, 0])
    angle = np.arctan2(direction[1], direction[0])
    return triangle.rotate(angle, about_point=[0, 0, 0]).shift(end).points
