"""Edges below a row of words: some that are chosen, and those that share what one of them had."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from attention_math.story import Pair, keys_heard
from scenes import theme
from scenes.mobjects.edge_paths import EdgePaths
from scenes.mobjects.graph import Graph
from scenes.mobjects.token_row import TokenRow
from scenes.stage.cited import Quantity

_DEEP, _FLATTER = 2.4, 1.9  # how far edges hang down, at most; and those that take over
_SEEN = 0.05  # of a row: what takes over less is not drawn


def linked(
    tokens: TokenRow, weights: Quantity, pairs: Sequence[Pair], rise: float = _DEEP
) -> Graph:
    """Link words by some edges."""
    visible = np.zeros(weights.shape, dtype=bool)
    visible[tuple(np.transpose(pairs))] = True
    paths = EdgePaths(tokens, tokens, visible, rise, below=True)
    return Graph(weights, visible, paths.between, theme.QUIET)


def taking_over(tokens: TokenRow, weights: Quantity, query: int) -> Graph:
    """Link a word by the edges that are left of its row, as far as they weigh anything."""
    keys = keys_heard(weights.values[query], _SEEN)
    return linked(tokens, weights, [Pair(query, key) for key in keys], _FLATTER)
