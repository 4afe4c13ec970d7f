"""What a missing causal mask does to a language model, as measured by training one of each kind."""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple

FILE = Path(__file__).parent / "models" / "leak.json"


class Leak(NamedTuple):
    """Losses in nats per token of two models, alike but for the mask, on text of the same kind.

    Attributes
    ----------
    with_mask, without_mask
        Mean loss of the last steps of training, each model as it was trained.
    honest_with_mask, honest_without_mask
        Loss on other sentences when the future really is not there, as when text is written: the
        causal mask is on for both models.
    steps, averaged
        How many steps each was trained for, and how many of them the mean takes in.
    """

    with_mask: float
    without_mask: float
    honest_with_mask: float
    honest_without_mask: float
    steps: int
    averaged: int


def save_leak(leak: Leak, path: Path = FILE) -> None:
    """Write the measurement as JSON."""
    path.write_text(json.dumps(leak._asdict(), indent=2) + "\n", encoding="utf-8")


def load_leak(path: Path = FILE) -> Leak:
    """Read the shipped measurement.

    Raises
    ------
    ValueError
        If the file is missing or is not such a measurement.
    """
    try:
        return Leak(**json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError) as error:
        reason = str(error).splitlines()[0]
        raise ValueError(f"the measurement {path} cannot be read: {reason}") from None
