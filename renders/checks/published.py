"""Figures that others published (`published.json`), to hold the film's numbers to."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import numpy as np

_HALF_A_DIGIT = 0.5e-4

FIGURES = json.loads(Path(__file__).with_suffix(".json").read_text(encoding="utf-8"))


def hold(found: Mapping[str, np.ndarray]) -> None:
    """Hold the worked example, under its own causal mask, to the figures as published.

    Raises
    ------
    ValueError
        If one differs in its last digit.
    """
    for name, figures in FIGURES["tensors"].items():
        away = np.abs(found[name] - np.array(figures)).max()
        if away > 1.05 * _HALF_A_DIGIT:
            raise ValueError(f"{name} of the worked example is {away:.1e} from what is published")
