"""Ids → vectors: a row of the table for each token, plus a vector for its position."""

from __future__ import annotations

import torch
from jaxtyping import Float, Int
from torch import Tensor

from attention_math.checked import checked
from attention_math.positions import sinusoid_table


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
    """Describe each place by sines and cosines, as `sinusoid_table` does, for torch.

    Raises
    ------
    ValueError
        If either size is less than 1, or ``d_model`` is odd: sines and cosines come in pairs.
    """
    return torch.from_numpy(sinusoid_table(tokens, d_model)).to(dtype)
