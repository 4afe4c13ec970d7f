"""What a missing causal mask does to a language model, as measured by training one of each kind."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import numpy as np
from jaxtyping import Shaped

from attention_math.measurement import load_measurement

Array = np.ndarray

FILE = Path(__file__).parent / "models" / "leak.json"
WITH_MASK, WITHOUT_MASK = "leak-with-mask", "leak-without-mask"  # the models, as they are listed


class Leak(NamedTuple):
    """Losses in nats per token of two models, alike but for the mask, and what both write.

    Attributes
    ----------
    with_mask, without_mask
        Mean loss of the last steps of training, each model as it was trained.
    honest_with_mask, honest_without_mask
        Loss on other sentences of the kind when the future really is not there, as when text is
        written: the causal mask is on for both models.
    steps, averaged
        How many steps each was trained for, and how many of them the mean takes in.
    written_with_mask, written_without_mask
        What each writes from [START] on: always the word that it finds likeliest, until it ends.
    """

    with_mask: float
    without_mask: float
    honest_with_mask: float
    honest_without_mask: float
    steps: int
    averaged: int
    written_with_mask: Shaped[Array, " words"]
    written_without_mask: Shaped[Array, " words"]


def load_leak(path: Path = FILE) -> Leak:
    """Read the shipped measurement; see `load_measurement`."""
    return load_measurement(Leak, path)
