"""Tokens as nodes, attention as directed edges: an edge is as wide as its weight."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import numpy as np
from manim import UP, Animation
from manim.utils.color import ManimColor

from scenes import theme
from scenes.mobjects.edge_numbers import ground, is_free, is_near, place_number
from scenes.mobjects.edge_paths import EdgePaths
from scenes.mobjects.graph import Graph
from scenes.mobjects.token_row import TokenRow
from scenes.stage.own_array import Numbers, quantity_of
from scenes.stage.refusal import StageError
from scenes.stage.text import Numeral

NUMBER_SIZE = 0.4
_RISE, _RISE_OF_ALL = 2.3, 1.5  # arcs to earlier tokens need room below
_SHARES = (0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74)  # of an edge: where its number may stand


class AttentionGraph(Graph):
    """One row of tokens with arcs and loops, or two rows with straight edges.

    Arcs above lead to later tokens, arcs below to earlier ones. Edges that the mask forbids do
    not exist. Farther partners use the middle of a box's side and nearer ones its ends, so arcs
    of one token do not cross. An edge's tip fills the room between its path and its listener.

    Examples
    --------
    >>> weights = np.array([[0.9, 0.1, 0], [0.3, 0.6, 0.1], [0.2, 0.5, 0.3]])
    >>> AttentionGraph(weights, weights > 0, ("a", "cat", "sat"))

    Parameters
    ----------
    quantity
        The weights, queries × keys: cited by whoever writes their numbers.
    visible
        Which edges exist; all if left out.
    keys
        The tokens that speak, if they are not the ones that listen: then two rows are drawn.
    pitch
        How far the middles of neighbours are apart, if that is to be the same for all.
    """

    def __init__(
        self,
        quantity: Numbers,
        visible: np.ndarray | None = None,
        queries: Sequence[str] = (),
        keys: Sequence[str] | None = None,
        *,
        size: float | None = None,
        gap: float = 0.9,
        rise: float | None = None,
        color: ManimColor | None = None,
        widest: float | None = None,
        pitch: float | None = None,
    ) -> None:
        quantity = quantity_of(quantity, axes=2)
        visible = np.ones(quantity.shape, dtype=bool) if visible is None else visible
        _require_words(quantity.shape, (queries, queries if keys is None else keys))
        rise = rise or (_RISE_OF_ALL if visible.all() else _RISE)
        look = {"size": size, "gap": gap, "widest": widest, "pitch": pitch}
        self.tokens = TokenRow(queries, **look)
        self.speakers = self.tokens
        if keys is not None:
            self.speakers = TokenRow(keys, **look)
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

    def single_out(self, keys: Sequence[int]) -> list[Animation]:
        """Let the tokens that are heard most stand out."""
        boxes = (self.speakers[key].box for key in keys)
        return [box.animate.set_stroke(theme.KEY, theme.STROKE_FRAME) for box in boxes]

    def numbers(self, query: int, size: float = NUMBER_SIZE) -> dict[int, Numeral]:
        """Write at each edge that arrives at a token how wide it is, by the key that speaks.

        Numbers stand above wide arcs, inside narrow ones and below loops, or on the other side.
        """
        edges, written = self.incoming(query), {}
        grounds = list(map(ground, edges))
        for edge in edges:
            number = Numeral(self.quantity.cite(query, edge.key), size=size)
            place, near = partial(place_number, number, edge), is_near(edge)
            places = (place(share, below=side) for side in (near, not near) for share in _SHARES)
            free = (one for one in places if is_free(one, grounds, written.values()))
            written[edge.key] = next(free, None) or place(_SHARES[0], below=near)
        return written


def _require_words(shape: tuple[int, ...], words: tuple[Sequence[str], Sequence[str]]) -> None:
    if (counts := tuple(map(len, words))) != shape:
        raise StageError(f"weights of shape {shape} need as many words: here are {counts}")
