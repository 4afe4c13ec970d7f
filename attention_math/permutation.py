"""Attention has no notion of order: exchange two tokens, and the outputs are merely exchanged."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import torch
from jaxtyping import Float
from torch import Tensor

from attention_math.arrays import frozen
from attention_math.directions import upright
from attention_math.registry import TrainedModel, load_model

Array = np.ndarray


class Roles(NamedTuple):
    """Two words of a sentence, and of the same with both exchanged, as an encoder leaves them.

    They are seen in a plane, from the middle of the four vectors that it makes with positions. The
    first axis leads from the one word to the other, the second from the later place to the earlier.

    Attributes
    ----------
    places
        Without positions, and with them; in the sentence, and in the exchanged one; each word.
    apart
        Without positions, and with them: how far each word's vector in the one sentence is from
        that in the other, in all dimensions.
    percent
        What the plane keeps of the spread of those with positions.
    """

    places: Float[Array, "2 2 2 2"]
    apart: Float[Array, "2 2"]
    percent: float


def roles(model: str, sentence: str, first: int, second: int) -> Roles:
    """Exchange two tokens, counted from 0, of what the model's encoder reads, and compare both.

    Raises
    ------
    ValueError
        If the model has no encoder.
    """
    trained = load_model(model)
    if trained.sizes.design == "decoder":
        raise ValueError(f"{model} has no encoder")
    ids = torch.tensor(trained.source_vocabulary.encode(sentence, trained.sizes.max_length).ids)
    order = torch.arange(len(ids))
    order[[first, second]] = order[[second, first]]
    read = [(ids, [first, second]), (ids[order], [second, first])]
    vectors = np.array([
        [_encode(trained, tokens, positions)[places].double().numpy() for tokens, places in read]
        for positions in (False, True)
    ])  # fmt: skip
    placed = vectors[1]
    early, late = (placed[0, 0] + placed[1, 1]) / 2, (placed[0, 1] + placed[1, 0]) / 2
    axes = upright(placed[:, 1].mean(0) - placed[:, 0].mean(0), early - late)
    seen = (vectors - placed.mean((0, 1))) @ axes.T
    spread = ((placed - placed.mean((0, 1))) ** 2).sum()
    return Roles(
        frozen(seen),
        frozen(np.linalg.norm(vectors[:, 0] - vectors[:, 1], axis=-1)),
        100 * float((seen[1] ** 2).sum() / spread),
    )


def _encode(trained: TrainedModel, ids: Tensor, positions: bool) -> Tensor:
    model = trained.transformer
    with torch.no_grad():
        x = model.source(ids[None]) if positions else model.source.table[ids][None]
        visible = torch.ones(1, 1, len(ids), dtype=torch.bool)
        for layer in model.encoder:
            x = layer(x, visible)
    return x[0]
