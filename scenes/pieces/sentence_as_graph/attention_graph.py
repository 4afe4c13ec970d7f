"""Tokens as nodes, attention as directed edges: an edge is as wide as its weight."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import UP, Animation, ReplacementTransform
from manim.utils.color import ManimColor

from scenes import theme
from scenes.mobjects.graph import Graph
from scenes.mobjects.token_row import TokenRow
from scenes.pieces.sentence_as_graph.edge_numbers import ground, is_free, place_number
from scenes.pieces.sentence_as_graph.edge_paths import EdgePaths
from scenes.stage.cited import Quantity
from scenes.stage.text import Numeral

NUMBER_SIZE = 0.4
_SHARES = (0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74)  # of an edge: where its number may stand


class AttentionGraph(Graph):
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
        size: float | None = None,
        gap: float = 0.9,
        rise: float = 2.2,
        color: ManimColor | None = None,
        widest: float | None = None,
    ) -> None:
        self.tokens = TokenRow(queries, size=size, gap=gap, widest=widest)
        self.speakers = self.tokens
        if keys is not None:
            self.speakers = TokenRow(keys, size=size, gap=gap, widest=widest)
            self.tokens.shift(UP * rise)
        paths = EdgePaths(self.tokens, self.speakers, visible, rise)
        super().__init__(quantity, visible, paths.between, color)
        self.add(self.tokens)
        if keys is not None:
            self.add(self.speakers)

    def point_at(self, query: int) -> list[Animation]:
        """Let a token and the edges that arrive at it take the colour of a query."""
        box = self.tokens[query].box
        return [
            *(edge.animate.set_color(theme.QUERY) for edge in self.incoming(query)),
            box.animate.set_stroke(theme.QUERY, theme.STROKE_FRAME),
        ]

    def single_out(self, query: int, keys: Sequence[int]) -> list[Animation]:
        """Let the tokens that a query hears most stand out, and what others hear recede."""
        boxes = [self.tokens[key].box for key in keys]
        return [
            *(edge.animate.recede() for edge in self.edges if edge.query != query),
            *(box.animate.set_stroke(theme.KEY, theme.STROKE_FRAME) for box in boxes),
        ]

    def become(self, other: AttentionGraph) -> list[Animation]:
        """Let what another graph of the same weights shows of them come of this one."""
        edges = ((self.edge(edge.query, edge.key), edge) for edge in other.edges)
        tokens = zip(self.tokens, other.tokens, strict=False)  # one that is small shows fewer
        return [ReplacementTransform(*pair) for pair in (*edges, *tokens)]

    def numbers(self, query: int) -> dict[int, Numeral]:
        """Write at each edge that arrives at a token how wide it is, by the key that speaks."""
        edges, written = self.incoming(query), {}
        grounds = list(map(ground, edges))
        for edge in edges:
            number = Numeral(self.quantity.cite(query, edge.key), size=NUMBER_SIZE)
            places = (place_number(number, edge, share) for share in _SHARES)
            free = (place for place in places if is_free(place, grounds, written.values()))
            written[edge.key] = next(free, None) or place_number(number, edge, _SHARES[0])
        return written
