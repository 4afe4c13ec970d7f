"""Sinusoidal positions in numpy: the waves, and how the vectors of two places compare."""

from __future__ import annotations

import numpy as np
from jaxtyping import Float

Array = np.ndarray

WAVELENGTH_BASE = 10_000.0


def sinusoid_table(
    tokens: int, d_model: int, per_position: int = 1
) -> Float[Array, "places d_model"]:
    """Describe each place by sines and cosines of growing wavelength.

    ``PE(pos, 2i) = sin(pos / 10000^(2i/d_model))`` and ``PE(pos, 2i+1)`` is the cosine of the same.
    With ``per_position`` above 1 the table also holds what the waves do between two places: row k
    then belongs to the place k / ``per_position``.

    Source: Vaswani et al. (2017), "Attention Is All You Need", section 3.5.

    Raises
    ------
    ValueError
        If a size is less than 1, or ``d_model`` is odd: sines and cosines come in pairs.
    """
    if min(tokens, per_position) < 1 or d_model < 2 or d_model % 2:
        raise ValueError(
            f"sinusoid_table: needs tokens of at least 1 and an even d_model of at least 2, "
            f"got {tokens} and {d_model}"
        )
    places = np.arange((tokens - 1) * per_position + 1) / per_position
    angles = places[:, None] / _slowness(d_model)
    return np.stack([np.sin(angles), np.cos(angles)], axis=-1).reshape(len(places), d_model)


def wavelengths(d_model: int) -> Float[Array, " pairs"]:
    """Say after how many places each pair of waves begins again: 2π for the first."""
    return 2 * np.pi * _slowness(d_model)


def position_products(tokens: int, d_model: int) -> Float[Array, "tokens tokens"]:
    """Multiply the vectors of every two places: the product depends on their distance alone."""
    table = sinusoid_table(tokens, d_model)
    return table @ table.T


def hands_apart(tokens: int, d_model: int, per_position: int = 1) -> Float[Array, "pairs places"]:
    """Measure how far each pair of `sinusoid_table`, a hand, has got from the first place."""
    table = sinusoid_table(tokens, d_model, per_position)
    return np.linalg.norm((table - table[0]).reshape(len(table), -1, 2), axis=2).T


def _slowness(d_model: int) -> Float[Array, " pairs"]:
    return WAVELENGTH_BASE ** (np.arange(0, d_model, 2) / d_model)
