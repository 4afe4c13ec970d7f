"""Ids → vectors: a row of the table for each token, plus a vector for its position."""

from __future__ import annotations

import torch
from jaxtyping import Float, Int
from torch import Tensor

from attention_math.checked import checked

WAVELENGTH_BASE = 10_000.0


@checked
def embed(
    ids: Int[Tensor, " tokens"], table: Float[Tensor, "vocabulary d_model"]
) -> Float[Tensor, "tokens d_model"]:
    """Look up one row of the table for each id: ids of shape (T,) become vectors (T, d_model).

    Raises
    ------
    ValueError
        If an id has no row in the table.
    """
    if ids.numel() and not (int(ids.min()) >= 0 and int(ids.max()) < len(table)):
        raise ValueError(f"embed: ids must lie in 0 … {len(table) - 1}, got {ids.tolist()}")
    return table[ids]


@checked
def add_positions(
    embeddings: Float[Tensor, "tokens d_model"], positions: Float[Tensor, "tokens d_model"]
) -> Float[Tensor, "tokens d_model"]:
    """Add to each word's vector the vector of its place, entry by entry."""
    return embeddings + positions


def sinusoidal_positions(
    tokens: int, d_model: int, dtype: torch.dtype = torch.float32
) -> Float[Tensor, "tokens d_model"]:
    """Describe each place by sines and cosines of growing wavelength.

    ``PE(pos, 2i) = sin(pos / 10000^(2i/d_model))`` and ``PE(pos, 2i+1)`` is the cosine of the same.

    Source: Vaswani et al. (2017), "Attention Is All You Need", section 3.5.

    Raises
    ------
    ValueError
        If either size is less than 1, or ``d_model`` is odd: sines and cosines come in pairs.
    """
    if tokens < 1 or d_model < 2 or d_model % 2:
        raise ValueError(
            f"sinusoidal_positions: needs tokens of at least 1 and an even d_model of at least 2, "
            f"got {tokens} and {d_model}"
        )
    position = torch.arange(tokens, dtype=torch.float64)[:, None]
    exponent = torch.arange(0, d_model, 2, dtype=torch.float64) / d_model
    angle = position / WAVELENGTH_BASE**exponent
    return torch.stack([angle.sin(), angle.cos()], dim=-1).flatten(1).to(dtype)
