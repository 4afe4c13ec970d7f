"""The heads of the measured encoder, all at once: a wall of patterns, and which tell of place."""

from __future__ import annotations

import numpy as np
from jaxtyping import Float, Int, Shaped

from attention_math.arrays import frozen
from attention_math.derived import CLEAR_ROLE
from attention_math.senses import ROLES, head_patterns, head_roles, origin

Array = np.ndarray

_FULL = 0.99  # of a head's blocks are at most full: the rest, and what is as strong, shine alike
_BY_PLACE = ("previous token", "next token")


def head_wall() -> Float[Array, "rows columns"]:
    """Lay all heads side by side, a row a layer, each by its own scale from 0 to 1.

    A head's scale ends where its strongest hundredth begins, so that faint heads are seen too.
    """
    patterns = head_patterns()
    full = np.quantile(patterns, _FULL, axis=(2, 3), keepdims=True)
    layers, heads, rows, columns = patterns.shape
    shares = np.minimum(patterns / full, 1.0)
    return frozen(shares.swapaxes(1, 2).reshape(layers * rows, heads * columns))


def positional_heads() -> Int[Array, "some 3"]:
    """Find the heads that look one token aside, wherever: layer, head and role, all from 0.

    More than half of what their queries give, on the mean, goes to that one token.
    """
    shares = head_roles()[..., [ROLES.index(role) for role in _BY_PLACE]]
    places = np.argwhere(shares > CLEAR_ROLE)
    roles = [ROLES.index(_BY_PLACE[role]) for role in places[:, 2]]
    return frozen(np.column_stack([places[:, :2], roles]).astype(int))


def measured_on() -> Shaped[Array, " lines"]:
    """Say on what patterns and roles were measured, as the file itself does."""
    told = origin()
    return frozen(np.array([told["text"], told["roles"]]))
