"""What is said of a measured encoder, from the measurement itself: its file is taken as given."""

from __future__ import annotations

import json

import numpy as np
from safetensors import safe_open
from scipy.spatial.distance import cdist

from attention_math.shipped import FOLDER
from renders.checks.expression import DERIVATIONS, Array, Fields, derivation

DERIVATIONS |= {
    "word_vectors": lambda word: _given(f"{word}.vectors"),
    "head_patterns": lambda: _given("patterns"),
    "head_roles": lambda: _given("roles"),
    "same_sense_counts": lambda word: same_sense(word).sum(axis=-1),
    "line_cosines": lambda word: (
        1 - cdist(_given(f"{word}.sentences"), _given(f"{word}.lines"), "cosine")
    ),
}


@derivation
def sense_labels(word: str) -> Array:
    asked = json.loads((FOLDER / "senses.json").read_text(encoding="utf-8"))["words"][word]
    return np.array([i for i, told in enumerate(asked.values()) for _ in told["sentences"]])


@derivation
def same_sense(word: str) -> Array:
    """Find each vector's nearest by Euclid's distance between directions: the same order."""
    labels, found = sense_labels(word), []
    for layer in _given(f"{word}.vectors"):
        directions = _unit(layer - layer.mean(axis=0))
        apart = cdist(directions, directions) + np.diag([np.inf] * len(labels))
        found.append(labels[apart.argmin(axis=1)] == labels)
    return np.array(found)


@derivation
def sense_places(word: str) -> Fields:
    directions = [_unit(layer - layer.mean(axis=0)) for layer in _given(f"{word}.vectors")]
    _, spread, axes = np.linalg.svd(directions[-1] - directions[-1].mean(axis=0))
    plane = [axis * np.sign(axis[np.abs(axis).argmax()]) for axis in axes[:2]]
    percent = 100 * (spread[:2] ** 2).sum() / (spread**2).sum()
    return {"places": np.array(directions) @ np.array(plane).T, "percent": percent}


def _unit(vectors: Array) -> Array:
    lengths = np.sqrt((vectors**2).sum(axis=1, keepdims=True))
    return vectors / np.where(lengths == 0, 1, lengths)


def _given(name: str) -> Array:
    with safe_open(FOLDER / "senses.safetensors", "numpy") as file:
        return file.get_tensor(name).astype(np.float64)
