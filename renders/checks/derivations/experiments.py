"""What is measured on random numbers, drawn again from the same seeds, or in training."""

from __future__ import annotations

import json
from functools import cache
from itertools import pairwise

import numpy as np
from scipy import special

from attention_math.shipped import FOLDER
from renders.checks.expression import Array, Fields, derivation
from renders.checks.reference import model, vocabulary


@derivation
@cache
def score_walks(
    root: int = 32,
    keys: int = 8,
    rows: int = 1_000,
    crowd: int = 24,
    nudge: float = 1.0,
    seed: int = 3,
) -> Fields:
    """Draw each row's query, then its keys, and add products up from length to length."""
    generator = np.random.default_rng(seed)
    lengths = np.array([int((half / 2) ** 2) for half in range(2, 2 * root + 1)])
    walks, begun = np.empty((rows, len(lengths), keys)), np.empty((rows, min(16, root**2), keys))
    for row in range(rows):
        query = generator.standard_normal(root**2)
        terms = (generator.standard_normal((keys, root**2)) * query).T
        begun[row] = np.tri(len(begun[row])) @ terms[: len(begun[row])]
        walks[row] = np.add.accumulate(np.add.reduceat(terms, [0, *lengths[:-1]]))
    both = walks, walks / lengths[:, None] ** 0.5
    largest = [special.softmax(table, axis=-1).max(axis=-1) for table in both]
    strange = sum(np.abs(one - np.quantile(one, 0.5, axis=0)).sum(axis=1) for one in largest)
    row = int(np.argmin(strange))
    order = sorted(range(keys), key=lambda key: -walks[row, -1, key])
    measured = (_walked(table, row, order, crowd, nudge) for table in both)
    return {
        "lengths": lengths,
        "steps": np.array([0.0, *begun[row, :, order[0]]]),
        **dict(zip(("plain", "divided"), measured, strict=True)),
    }


def _walked(walks: Array, row: int, order: list[int], crowd: int, nudge: float) -> Fields:
    followed = walks[row][:, order]
    raised = [score + (nudge if place == 1 else 0) for place, score in enumerate(followed[-1])]
    return {
        "crowd": walks[:crowd, :, 0],
        "row": followed.T,
        "spread": np.sqrt(np.mean(walks**2, axis=(0, 2)) - np.mean(walks, axis=(0, 2)) ** 2),
        "weights": special.softmax(followed, axis=-1),
        "nudged": special.softmax(raised),
    }


@derivation
def grows_like_root(lengths: Array, spread: Array) -> float:
    """Compare the logarithms: a root is half of one, and all may lie a tenth apart."""
    return float(np.ptp(np.log(spread) - np.log(lengths) / 2) < np.log(1.1))


@derivation
@cache
def load_leak() -> Fields:
    """Read the losses that were measured in training, and let both models write once more."""
    words = {f"written_{mask}_mask": _write(f"leak-{mask}-mask") for mask in ("with", "without")}
    return json.loads((FOLDER / "leak.json").read_text(encoding="utf-8")) | words


def _write(name: str, *written: str) -> Array:
    logits = model(name).logits(None, model(name).ids("target", ("[START]", *written)))
    following = list(vocabulary("leak-english"))[logits[-1].argmax()]
    return np.array(written) if following == "[END]" else _write(name, *written, following)


@derivation
def load_recall() -> Fields:
    told = json.loads((FOLDER / "recall.json").read_text(encoding="utf-8"))
    return {name: np.array(value) for name, value in told.items()}


@derivation
def load_surveys() -> Fields:
    told = json.loads((FOLDER / "surveys.json").read_text(encoding="utf-8"))
    return {name: np.array(value) for name, value in told.items()}


@derivation
def habit_of(hears: Array, part: float) -> Fields:
    """Let each place of a sentence ask how often it is the one, and then each part."""
    often = [np.count_nonzero(hears == place) for place in range(7)]
    place, wide = often.index(max(often)), int(part)
    parts = [list(hears[start : start + wide]).count(place) for start in range(0, len(hears), wide)]
    return {"place": place, "parts": np.array(parts), "count": max(often)}


@derivation
def one_network(table: Array, network: int) -> Array:
    return (np.arange(len(table)) == network) @ table


@derivation
def fading(lengths: Array, arriving: Array) -> Array:
    """Go from one measured length to the next in equal steps, a hop each."""
    ends, heights = [1, *lengths.astype(int)], [1.0, *arriving]
    ways = zip(pairwise(ends), pairwise(heights), strict=True)
    parts = [np.linspace(*high, b - a, endpoint=False) for (a, b), high in ways]
    return np.append(np.concatenate(parts), heights[-1])


@derivation
def count_paths(lengths: tuple[int, ...]) -> Fields:
    n = np.array(lengths)
    hops, steps = np.array([n - 1, n / n]), np.array([n, n / n])
    return {"tokens": n, "hops": hops, "steps": steps, "scores": n**2}
