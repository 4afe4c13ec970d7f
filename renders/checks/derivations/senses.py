"""What is said of a measured encoder, from the measurement itself: its file is taken as given."""

from __future__ import annotations

import json
from itertools import product

import numpy as np
from safetensors import safe_open
from scipy.spatial.distance import cdist

from attention_math.shipped import FOLDER
from renders.checks.expression import DERIVATIONS, Array, Fields, derivation

DERIVATIONS |= {
    "word_vectors": lambda word: _given(f"{word}.vectors"),
    "head_patterns": lambda: _given("patterns"),
    "head_roles": lambda: _given("roles"),
    "right_lines": lambda word: (
        cdist(_given(f"{word}.sentences"), _given(f"{word}.lines"), "cosine").argmin(axis=1)
        == sense_labels(word)
    ),
    "all_lines_right": lambda word: np.array(
        np.argmax(DERIVATIONS["line_cosines"](word), axis=1).tolist() == [*sense_labels(word)]
    ),
    "same_sense_counts": lambda word: same_sense(word).sum(axis=-1),
    "line_cosines": lambda word: (
        1 - cdist(_given(f"{word}.sentences"), _given(f"{word}.lines"), "cosine")
    ),
}


@derivation
def sense_labels(word: str) -> Array:
    return np.array([i for i, told in enumerate(_asked(word)) for _ in told["sentences"]])


@derivation
def nearest_sentences(word: str) -> Array:
    """Find each vector's nearest by Euclid's distance between directions: the same order."""
    found = []
    for layer in _given(f"{word}.vectors"):
        directions = _unit(layer - layer.mean(axis=0))
        apart = cdist(directions, directions)
        np.fill_diagonal(apart, np.inf)
        found.append(np.round(apart, 9).argmin(axis=1))
    return np.array(found)


@derivation
def same_sense(word: str) -> Array:
    labels = sense_labels(word)
    return np.array([labels[near] == labels for near in nearest_sentences(word)])


@derivation
def concordance(word: str, most: int) -> Fields:
    told = [one.split(" ") for sense in _asked(word) for one in sense["sentences"]]
    at = [next(i for i, one in enumerate(said) if one.rstrip(".,") == word) for said in told]
    after = [[said[i].removeprefix(word), *said[i + 1 :]] for said, i in zip(told, at, strict=True)]
    return {
        "before": np.array([" ".join(said[:i]) for said, i in zip(told, at, strict=True)]),
        "word": np.array([word] * len(told)),
        "after": np.array([_cut(" ".join(said).strip(), most) for said in after]),
    }


def _cut(text: str, most: int) -> str:
    words = text.split()
    while len(shown := " ".join(words)) > most - 2 * (shown != text):
        words.pop()
    return shown if shown == text else f"{shown} …"


@derivation
def dictionary(word: str, most: int) -> Fields:
    broken = []
    for told in _asked(word):
        rows = [""]
        for one in told["line"].split():
            joined = f"{rows[-1]} {one}".strip()
            rows[-1:] = [joined] if len(joined) <= most else [rows[-1], one]
        broken.append(rows)
    most_rows = max(map(len, broken))
    return {
        "names": np.array(list(_words(word))),
        "lines": np.array([rows + [""] * (most_rows - len(rows)) for rows in broken]),
    }


@derivation
def opening_sentences(word: str) -> Array:
    """Try every choice of a sentence a sense; of equals the first is taken."""
    labels, entering = sense_labels(word), _given(f"{word}.vectors")[0]
    apart = np.round(cdist(entering, entering), 9)
    best = np.inf, ()
    senses = ([*np.flatnonzero(labels == sense)] for sense in range(max(labels) + 1))
    for chosen in product(*senses):
        best = min(best, (max(apart[i, j] for i in chosen for j in chosen), chosen))
    ends = sense_places(word)["places"][-1]
    return np.array(sorted(best[1], key=lambda i: ends[i, 1], reverse=True))


@derivation
def misled_sentence(word: str) -> Fields:
    """Look for it among all pairs of distances between the points, and between the vectors."""
    labels, opening = sense_labels(word), opening_sentences(word)
    flat = cdist(*[sense_places(word)["places"][-1]] * 2)
    full = cdist(*[_given(f"{word}.vectors")[-1]] * 2)
    for number in range(len(labels)):
        seen, true = (min(opening, key=lambda i, far=far: far[number, i]) for far in (flat, full))
        if labels[seen] != labels[number] == labels[true]:
            two = [true, seen]
            numbers = np.array([number, *two])
            return {"numbers": numbers, "flat": flat[number, two], "full": full[number, two]}
    raise ValueError(word)


@derivation
def measured_model() -> Array:
    with safe_open(FOLDER / "senses.safetensors", "numpy") as file:
        return np.array(file.metadata()["model"].split(",")[0].split("/")[1] + " · a measurement")


@derivation
def sense_places(word: str) -> Fields:
    centred = np.array([layer - layer.mean(axis=0) for layer in _given(f"{word}.vectors")])
    _, spread, axes = np.linalg.svd(centred[-1])
    plane = [axis * np.sign(axis[np.abs(axis).argmax()]) for axis in axes[:2]]
    percent = 100 * (spread[:2] ** 2).sum() / (spread**2).sum()
    return {"places": centred @ np.array(plane).T, "percent": percent}


def _words(word: str) -> dict[str, dict]:
    return json.loads((FOLDER / "senses.json").read_text(encoding="utf-8"))["words"][word]


def _asked(word: str) -> list[dict]:
    return [*_words(word).values()]


def _unit(vectors: Array) -> Array:
    lengths = np.sqrt((vectors**2).sum(axis=1, keepdims=True))
    return vectors / np.where(lengths == 0, 1, lengths)


def _given(name: str) -> Array:
    with safe_open(FOLDER / "senses.safetensors", "numpy") as file:
        return file.get_tensor(name).astype(np.float64)
