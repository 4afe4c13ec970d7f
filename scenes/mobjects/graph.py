"""A directed graph whose edges are as wide as their weights; its nodes stand where others say."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from manim import VGroup, VMobject
from manim.utils.color import ManimColor

from scenes import theme
from scenes.mobjects.edge import Edge, tip_length
from scenes.stage.cited import Quantity

Between = Callable[[int, int, float], VMobject]  # a path to a query from a key, but for the tip


class Graph(VGroup):
    """The edges that a mask leaves, each from a key that speaks to a query that listens.

    Parameters
    ----------
    quantity
        The weights, queries × keys: cited by whoever writes their numbers.
    visible
        Which edges exist.
    between
        Leads from the key to the query, and leaves room for a tip of the given length.
    """

    def __init__(
        self,
        quantity: Quantity,
        visible: np.ndarray,
        between: Between,
        color: ManimColor | None = None,
    ) -> None:
        self.quantity, self.visible = quantity, visible
        self._edges: dict[tuple[int, int], Edge] = {}
        for query, key in np.argwhere(visible).tolist():
            weight = quantity.cite(query, key)
            path = between(query, key, tip_length(theme.edge_width(weight.value)))
            edge = Edge(path, weight, query=query, key=key, color=color or theme.EDGE)
            self._edges[query, key] = edge
        self.edges = VGroup(*self._edges.values())
        super().__init__(self.edges)

    def edge(self, query: int, key: int) -> Edge:
        return self._edges[query, key]

    def incoming(self, query: int) -> list[Edge]:
        """Return the edges that arrive at a node, in the order of the words."""
        return [edge for edge in self.edges if edge.query == query]

    def outgoing(self, key: int) -> list[Edge]:
        """Return the edges that leave a node, in the order of the words."""
        return [edge for edge in self.edges if edge.key == key]

    def loops(self, *, besides: int) -> list[Edge]:
        """Return the edges from all nodes but one to themselves."""
        return [edge for edge in self.edges if edge.query == edge.key != besides]

    def thin(self) -> None:
        """Show that the edges exist before their weights are known."""
        for edge in self.edges:
            edge.thin()
