"""What every array of numpy needs, once: read-only arrays, softmax, entropy. Needs no torch."""

from __future__ import annotations

import numpy as np
from jaxtyping import Float, Shaped

Array = np.ndarray


def frozen(array: Shaped[Array, "*shape"]) -> Shaped[Array, "*shape"]:
    """Make an array read-only, so that all who are given it can share it."""
    array.setflags(write=False)
    return array


def softmax(scores: Float[Array, "*rows keys"]) -> Float[Array, "*rows keys"]:
    """Turn each row of finite scores into weights that sum to 1."""
    exponentials = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return exponentials / exponentials.sum(axis=-1, keepdims=True)


def entropy(weights: Float[Array, "*rows keys"]) -> Float[Array, "*rows"]:
    """Say in nats how spread out each row is; a weight of 0 adds nothing."""
    logarithms = np.log(weights, out=np.zeros_like(weights), where=weights > 0)
    return -(weights * logarithms).sum(axis=-1)
