"""What one head costs, and all heads of a measured encoder: counted, fitted and found anew."""

from __future__ import annotations

import json

import numpy as np
from safetensors import safe_open

from attention_math.shipped import FOLDER
from renders.checks.derivations.counts import LONGEST, PUBLISHED
from renders.checks.expression import Array, Fields, derivation

_PREVIOUS, _NEXT = 1, 2  # of the recorded roles


@derivation
def load_costs() -> Fields:
    told = json.loads((FOLDER / "costs.json").read_text(encoding="utf-8"))
    return {name: np.array(value) for name, value in told.items()}


@derivation
def fit_square(lengths: Array, milliseconds: Array) -> Fields:
    """Project the times onto n², as the normal equation of one unknown says."""
    cells = lengths * lengths
    factor = (cells * milliseconds).sum() / (cells * cells).sum()
    tokens = np.arange(65) * lengths.max() / 64
    return {
        "nanoseconds": factor * 1e6,
        "tokens": tokens,
        "milliseconds": factor * tokens * tokens,
    }


@derivation
def doubled(lengths: Array, milliseconds: Array) -> Fields:
    by_length = dict(zip(lengths.tolist(), milliseconds, strict=True))
    whole = max(n for n in by_length if n / 2 in by_length)
    ratio = by_length[whole] / by_length[whole / 2]
    order = lengths.tolist()
    return {
        "places": np.array([order.index(whole / 2), order.index(whole)]),
        "ratio": ratio,
        "is_fourfold": float(3 < ratio < 5),
        "is_more": float(by_length[whole] > 2 * by_length[whole / 2]),
    }


@derivation
def count_cells(lengths: tuple[int, ...]) -> Fields:
    cells = [sum(n for _ in range(n)) for n in lengths]
    bits = 32 * np.array(cells)
    return {"tokens": np.array(lengths), "cells": bits // 32, "megabytes": bits / 8 / 10**6}


@derivation
def count_grids(name: str) -> Fields:
    heads, layers = PUBLISHED[name][2], PUBLISHED[name][7]
    tokens = LONGEST[name]
    grids = heads * layers
    cells = grids * tokens * tokens
    return {"layers": layers, "heads": heads, "grids": grids, "tokens": tokens, "cells": cells}


@derivation
def head_wall() -> Array:
    rows = []
    for layer in _given("patterns"):
        scales = [np.percentile(head, 99) for head in layer]
        rows.append(np.hstack([np.clip(h / s, 0, 1) for h, s in zip(layer, scales, strict=True)]))
    return np.vstack(rows)


@derivation
def positional_heads() -> Array:
    found = [
        (layer, head, role)
        for layer, heads in enumerate(_given("roles"))
        for head, shares in enumerate(heads)
        for role in (_PREVIOUS, _NEXT)
        if shares[role] > 0.5
    ]
    return np.array(found)


@derivation
def measured_on() -> Array:
    with safe_open(FOLDER / "senses.safetensors", "numpy") as file:
        told = file.metadata()
    return np.array([told["text"], told["roles"]])


def _given(name: str) -> Array:
    with safe_open(FOLDER / "senses.safetensors", "numpy") as file:
        return file.get_tensor(name).astype(np.float64)
