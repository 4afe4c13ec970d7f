"""Tokens as nodes, attention as directed edges: an edge is as wide as its weight."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import UP, CubicBezier, Line, Polygon, VGroup, VMobject, interpolate_color
from manim.utils.color import ManimColor

from scenes import theme
from scenes.mobjects.token_row import TokenRow
from scenes.stage.cited import Citation, Quantity
from scenes.stage.claims import Encoding, shows


def tip_length(width: float) -> float:
    """Return the length of an arrow's tip for a stroke of this width."""
    return 0.09 + width * 0.008


class Edge(VGroup):
    """One directed edge, from the token that speaks (key) to the one that listens (query)."""

    def __init__(
        self, path: VMobject, weight: Citation, *, query: int, key: int, color: ManimColor
    ) -> None:
        self.query, self.key, self.weight, self._hue = query, key, weight.value, color
        self.path = path.set_fill(opacity=0).set_stroke(color)
        shows(self.path, Encoding(weight, "stroke width", theme.edge_width))
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
        return self.set_color(interpolate_color(theme.GROUND, self._hue, 0.45))

    def come_forward(self) -> Edge:
        """Let the edge take part in the story again."""
        return self.set_color(self._hue)

    def flow(self, color: ManimColor = theme.INK) -> VMobject:
        """Return the path of a message along the edge, as wide as the weight."""
        return self.path.copy().set_stroke(color, theme.edge_width(self.weight))

    def apex(self) -> np.ndarray:
        """Return the middle of the edge, where its number stands."""
        return self.path.point_from_proportion(0.5)

    def _set_width(self, width: float) -> Edge:
        self.path.set_stroke(width=width)
        reach = tip_length(
            theme.edge_width(self.weight)
        )  # the path leaves so much room for the tip
        self.tip.set_points(_tip_points(self.path, width, reach))
        return self


class AttentionGraph(VGroup):
    """One row of tokens with arcs and loops, or two rows with straight edges.

    Arcs above lead to later tokens, arcs below to earlier ones. Edges that the mask forbids do
    not exist. Farther partners use the middle of a box's side and nearer ones its ends, so arcs
    of one token do not cross. An edge's tip fills the room between its path and its listener.

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
        widest: float = theme.STAGE_RIGHT - theme.STAGE_LEFT,
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
        weight = self.quantity.cite(query, key)
        reach = tip_length(theme.edge_width(weight.value))
        if bipartite:
            path = self._straight(query, key, reach)
        elif query == key:
            path = self._loop(query, reach)
        else:
            path = self._arc(query, key, rise, reach)
        edge = Edge(path, weight, query=query, key=key, color=color)
        self._edges[query, key] = edge
        self.edges.add(edge)

    def _straight(self, query: int, key: int, reach: float) -> VMobject:
        speaker, listener = self.speakers[key].box, self.tokens[query].box
        start = speaker.get_top() + self._spread(speaker, query, len(self.tokens))
        end = listener.get_bottom() + self._spread(listener, key, len(self.speakers))
        direction = (end - start) / np.linalg.norm(end - start)
        return Line(start + 0.06 * direction, end - (reach + 0.04) * direction)

    @staticmethod
    def _spread(box: VMobject, place: int, places: int) -> np.ndarray:
        return np.array([((place + 0.5) / places - 0.5) * box.width * 0.86, 0, 0])

    def _loop(self, index: int, reach: float) -> VMobject:
        box = self.tokens[index].box
        depth, half = 0.62, min(0.26, box.width / 3.4)
        left, right = (box.get_bottom() + [side * half, -0.03, 0] for side in (-1, 1))
        down, out = np.array([0, -depth, 0]), np.array([0.16, 0, 0])
        end = right + [0, -reach, 0]
        return CubicBezier(left, left + down - out, end + down * 0.8 + out * 0.6, end)

    def _arc(self, query: int, key: int, rise: float, reach: float) -> VMobject:
        side = 1 if query > key else -1
        start, end = self._port(key, query, side), self._port(query, key, side)
        longest = self.tokens[-1].get_x() - self.tokens[0].get_x()
        height = rise * (0.28 + 0.72 * abs(end[0] - start[0]) / longest) * 4 / 3
        lift = np.array([0, side * height, 0])
        lean = (end - start) * 0.12
        end = end + np.array([0, side * reach, 0])
        return CubicBezier(start, start + lift + lean, end + lift - lean, end)

    def _port(self, index: int, partner: int, side: int) -> np.ndarray:
        """Find where on a box's upper (1) or lower (-1) side an arc begins or ends."""
        linked = np.nonzero(self.visible[index] | self.visible[:, index])[0]
        left = sorted((int(p) for p in linked if p < index), reverse=True)
        right = sorted((int(p) for p in linked if p > index), reverse=True)
        order = [*left, *right]
        box = self.tokens[index].box
        share = (order.index(partner) + 0.5) / len(order) - 0.5
        edge = box.get_top() if side > 0 else box.get_bottom()
        return edge + [share * box.width * 0.86, side * 0.05, 0]


def _tip_points(path: VMobject, width: float, reach: float) -> np.ndarray:
    """Return the outline of an arrow's tip that is broader than the edge it continues."""
    end = path.get_end()
    direction = end - path.point_from_proportion(0.97)
    half = 0.04 + width * 0.0085
    triangle = Polygon([reach, 0, 0], [-0.02, half, 0], [-0.02, -half, 0])
    angle = np.arctan2(direction[1], direction[0])
    return triangle.rotate(angle, about_point=[0, 0, 0]).shift(end).points
