"""What is derived from a trace or measured, a second time: by name, anew, and in 64 bits.

A function here has the name and the arguments under which the film cites `attention_math`, and
none of its code. Whoever adds a derived number to a chapter adds it here too: the audit takes a
name that is missing for a failure.
"""

from __future__ import annotations

import ast
import json
from collections.abc import Callable, Mapping, Sequence
from functools import cache, wraps
from inspect import signature
from typing import Any

import numpy as np

from renders.checks import published
from renders.checks.expression import Derivation, Reference, Surroundings, Unknown
from renders.checks.reference import (
    MODELS,
    VOCABULARIES,
    merges,
    model,
    past,
    sinusoids,
    softmax,
    vocabulary,
)

Array = np.ndarray
Fields = Mapping[str, Any]

DERIVATIONS: dict[str, Derivation] = {}


def derivation(function: Callable[..., Any]) -> Callable[..., Any]:
    """Let names call a function that is given arrays."""

    @wraps(function)
    def plain(_surroundings: Surroundings, *arguments: object, **options: object) -> Any:  # noqa: ANN401
        return function(*map(_values, arguments), **options)

    DERIVATIONS[function.__name__] = plain
    return function


def surrounded(function: Derivation) -> Derivation:
    """Let names call a function that must know which tensors it is given, or the words."""
    DERIVATIONS[function.__name__] = function
    return function


def parameters(call: str) -> set[float]:
    """Collect the numbers that a call is made with, those that it leaves to defaults included.

    0 and 1 are always among them: mean and variance of what is drawn.
    """
    try:
        nodes = list(ast.walk(ast.parse(call, mode="eval")))
    except SyntaxError:
        return set()
    functions = [DERIVATIONS.get(node.id) for node in nodes if isinstance(node, ast.Name)]
    defaults = [p.default for f in functions if f for p in signature(f).parameters.values()]
    taken = [node.value for node in nodes if isinstance(node, ast.Constant)] + defaults
    flat = [x for value in taken for x in (value if isinstance(value, tuple) else (value,))]
    return {0.0, 1.0} | {float(x) for x in flat if isinstance(x, int | float)}


def _values(argument: object) -> Any:  # noqa: ANN401
    return argument.values if isinstance(argument, Reference) else argument


# --- terms of sums -------------------------------------------------------------------------------


@surrounded
def projection_terms(surroundings: Surroundings, entry: Reference) -> Fields:
    """Take one entry of a query, a key or a value apart: x · w for each column, and the bias."""
    head, role = entry.name.split(".")
    row, column = entry.index
    side = "query_side" if role == "query" else "key_side"
    inputs = surroundings.tensors[f"{side}.inputs"][row]
    weight = surroundings.tensors[f"{head}.{role}_weight"][:, column]
    terms = np.array([x * w for x, w in zip(inputs, weight, strict=True)])
    bias = surroundings.tensors[f"{head}.{role}_bias"][column]
    return {"terms": terms, "totals": _growing([*terms, bias])}


@derivation
def dot_product_terms(query: Array, key: Array) -> Fields:
    terms = np.array([q * k for q, k in zip(query, key, strict=True)])
    return {"terms": terms, "totals": _growing(terms)}


@derivation
def weighted_values(weights: Array, value: Array) -> Array:
    return np.einsum("j,jd->jd", weights, value)


@derivation
def column_totals(terms: Array) -> Array:
    return np.array([terms[: count + 1].sum(axis=0) for count in range(len(terms))])


@derivation
def residual(inputs: Array, update: Array) -> Array:
    return np.add(inputs, update)


@derivation
def before_and_after(inputs: Array, update: Array) -> Array:
    return np.vstack([inputs, inputs + update])


@derivation
def at_position(word: Array, position: Array) -> Array:
    return np.add(word, position)


@derivation
def difference(minuend: Array, subtrahend: Array) -> Array:
    return np.subtract(minuend, subtrahend)


@derivation
def score_divisor(query: Array) -> Array:
    return np.array([query.shape[1] ** 0.5])


def _growing(terms: Sequence[float] | Array) -> Array:
    return np.array([sum(terms[: count + 1]) for count in range(len(terms))])


# --- rows of weights -----------------------------------------------------------------------------


@derivation
def row_sums(weights: Array) -> Array:
    return np.array([sum(row) for row in weights])


DERIVATIONS["softmax"] = lambda _surroundings, scores: softmax(_values(scores))


@derivation
def exponentials(scores: Array) -> Array:
    with np.errstate(over="ignore"):
        return np.e ** np.asarray(scores)


@derivation
def total(values: Array) -> Array:
    return np.array([sum(values)])


@derivation
def shifted(scores: Array, by: float) -> Array:
    return np.array([score + by for score in scores])


@derivation
def below_maximum(scores: Array) -> Array:
    return np.array([score - max(scores) for score in scores])


@derivation
def lead(scores: Array) -> Fields:
    first, second = sorted(scores, reverse=True)[:2]
    ratio = np.exp(first) / np.exp(second)
    return {"difference": np.array([first - second]), "ratio": np.array([ratio])}


@derivation
def tempered(scores: Array, temperature: float) -> Array:
    return softmax(scores * (1 / temperature))


@derivation
def temperature_sweep(scores: Array) -> Fields:
    """Heat from 0.2 to 5 in steps of 0.04."""
    temperatures = np.array([0.2 + 0.04 * step for step in range(121)])
    weights = np.array([tempered(scores, temperature) for temperature in temperatures])
    return {"temperatures": temperatures, "weights": weights}


@derivation
def even_share(keys: int) -> Array:
    return np.full(1, 1 / keys)


@surrounded
def mask_after_softmax(surroundings: Surroundings, scaled: Reference) -> Fields:
    weights = softmax(scaled.values) * surroundings.tensors["visible"]
    return {"weights": weights, "row_sums": row_sums(weights)}


@derivation
def mask_patterns(tokens: int, padding: int) -> Fields:
    columns = np.ones((tokens, tokens), dtype=bool)
    columns[:, tokens - padding :] = False
    return {"causal": past(tokens), "padding": columns, "both": past(tokens) * columns}


@surrounded
def head_measures(surroundings: Surroundings, weights: Reference) -> Fields:
    """Average a head's weights over the cells that each measure is about."""
    table, queries, keys = weights.values, surroundings.query_tokens, surroundings.key_tokens
    same, count = queries == keys, len(queries)
    offsets = {"previous": -1, "itself": 0, "following": 1} if same else {}
    cells = {name: [(i, i + step) for i in range(count)] for name, step in offsets.items()}
    cells["first"] = [(i, 0) for i in range(count) if i or not same]
    cells["partner"] = list(enumerate(_nouns_of(queries)))
    chooses = [int((row > 0).sum()) > 1 for row in table]
    return {
        name: _mean([table[i, j] for i, j in pairs if chooses[i] and 0 <= j < len(keys)])
        for name, pairs in cells.items()
    }


@derivation
def head_role(measures: Fields) -> Fields:
    return {"share": max(measures.values())}


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def _nouns_of(words: Sequence[str]) -> list[int]:
    """Find each adjective's and determiner's noun, by the lists of the generated grammar; or −1."""
    from attention_math.training import grammar

    nouns = {noun.english for noun in grammar.NOUNS}
    asking = {*grammar.DETERMINERS, *(adjective.english for adjective in grammar.ADJECTIVES)}
    found = [-1] * len(words)
    for place in reversed(range(len(words))):
        if words[place] in asking and place + 1 < len(words):
            is_noun = words[place + 1] in nouns
            found[place] = place + 1 if is_noun else found[place + 1]
    return found


# --- planes --------------------------------------------------------------------------------------


@derivation
def principal_plane(points: Array) -> Fields:
    """Find the two directions of most variance, each with its largest entry positive."""
    center = points.mean(axis=0)
    _, sizes, axes = np.linalg.svd(points - center)
    spread = np.zeros(len(axes))
    spread[: len(sizes)] = sizes**2
    axes = _upright(axes[:2])
    return {"center": center, "axes": axes, "percent": 100 * spread[:2] / spread.sum()}


@derivation
def places_on_plane(points: Array, vectors: Array) -> Array:
    plane = principal_plane(points)
    return np.einsum("nd,ad->na", vectors - plane["center"], plane["axes"])


@derivation
def plane_of(query: Array, key: Array) -> Fields:
    """Find the plane through the origin that keeps most of queries and keys."""
    both = np.vstack([query, key])
    sizes, axes = np.linalg.eigh(both.T @ both)
    axes = _upright(axes[:, ::-1][:, :2].T)
    seen = np.einsum("nd,ad->na", both, axes)
    asking = seen[: len(query)]
    across = np.array([[-y, x] / np.hypot(x, y) for x, y in asking])
    return {
        "query": asking,
        "key": seen[len(query) :],
        "across": across,
        "share": sizes[-2:].sum() / sizes.sum(),
    }


@derivation
def running_means(weights: Array, values: Array) -> Array:
    heaviest = sorted(range(len(weights)), key=lambda j: -weights[j])
    steps = [heaviest[: count + 1] for count in range(len(heaviest))]
    return np.array([np.average(values[step], axis=0, weights=weights[step]) for step in steps])


def _upright(axes: Array) -> Array:
    return np.array([axis if axis[abs(axis).argmax()] > 0 else -axis for axis in axes])


# --- vocabularies and positions ------------------------------------------------------------------


@surrounded
def embedding_table(_surroundings: Surroundings, name: str) -> Array:
    """Return the rows of a shipped model's table for what it reads."""
    shipped = model(name)
    if shipped is None:
        raise Unknown(f"nobody can recompute embedding_table({name}): there is no such model")
    return shipped.table("source" if "source.table" in shipped.weights else "target")


@derivation
def look_up(ids: Array, table: Array) -> Array:
    return np.take(table, np.asarray(ids, dtype=int), axis=0)


@surrounded
def batch_ids(_surroundings: Surroundings, ids: Reference, companion: str, name: str) -> Array:
    known = vocabulary(VOCABULARIES[name][0])
    return np.vstack([ids.values, [known[word] for word in companion.split()]])


@surrounded
def vocabulary_ids(_surroundings: Surroundings, name: str) -> Array:
    return np.array(sorted(vocabulary(VOCABULARIES[name][0]).values()))


@surrounded
def vocabulary_size(_surroundings: Surroundings, name: str) -> Array:
    return np.array(len(vocabulary(VOCABULARIES[name][0])))


@surrounded
def merge_rules(_surroundings: Surroundings, piece: str, name: str) -> Array:
    """Number the learnt pairs that join a piece of text, by applying the pairs in learnt order.

    Each pair in turn joins wherever it can: what byte-pair encoding was defined as.
    """
    parts = [piece[0], *(f"##{character}" for character in piece[1:])]
    used = []
    for rule, (left, right) in enumerate(merges(VOCABULARIES[name][0]), start=1):
        place = 0
        while place + 1 < len(parts):
            if (parts[place], parts[place + 1]) == (left, right):
                parts[place : place + 2] = [left + right.removeprefix("##")]
                used.append(rule)
            place += 1
    return np.array(used)


@surrounded
def count_words(_surroundings: Surroundings, sentence: str) -> Array:
    return np.array(len(sentence.split()))


@derivation
def count_tokens(ids: Array) -> Array:
    return np.array(len(ids))


@derivation
def sinusoid_table(tokens: int, width: int, per_position: int = 1) -> Array:
    steps = (tokens - 1) * per_position + 1
    return sinusoids(steps, width, step=1 / per_position)


@derivation
def wavelengths(width: int) -> Array:
    return np.array([2 * np.pi * 10_000 ** (2 * pair / width) for pair in range(width // 2)])


@derivation
def position_products(tokens: int, width: int) -> Array:
    """Use cos a cos b + sin a sin b = cos(a − b): a sum of cosines of the distance alone."""
    rates = 10_000.0 ** -(np.arange(0, width, 2) / width)
    distance = np.subtract.outer(np.arange(tokens), np.arange(tokens))
    return np.cos(distance[..., None] * rates).sum(axis=-1)


# --- experiments ---------------------------------------------------------------------------------

WIDTHS = tuple(2**power for power in range(1, 11))


@derivation
@cache
def dot_product_variance(
    dimensions: tuple[int, ...] = WIDTHS, samples: int = 10_000, seed: int = 1
) -> Fields:
    """Draw the same random numbers again, a thousand pairs at a time, and measure their products.

    The generator and the order of its numbers are part of the experiment.
    """
    generator = np.random.default_rng(seed)
    products = np.empty((len(dimensions), samples))
    for row, width in zip(products, dimensions, strict=True):
        for start in range(0, samples, 1_000):
            pairs = generator.standard_normal((2, min(1_000, samples - start), width))
            row[start : start + 1_000] = np.einsum("nd,nd->n", *pairs)
    scaled = np.array([row / d**0.5 for row, d in zip(products, dimensions, strict=True)])
    return {
        "dimensions": dimensions,
        "products": products,
        "variances": _variances(products),
        "scaled": scaled,
        "scaled_variances": _variances(scaled),
    }


@derivation
def histogram(values: Array, bins: int, limit: float) -> Array:
    edges = np.linspace(-limit, limit, bins + 1)
    inside = values[(values >= -limit) & (values <= limit)]
    places = np.minimum(np.searchsorted(edges, inside, side="right") - 1, bins - 1)
    return np.bincount(places, minlength=bins)


@derivation
@cache
def softmax_saturation(
    dimensions: tuple[int, ...] = WIDTHS, keys: int = 8, rows: int = 1_000, seed: int = 1
) -> Fields:
    """Draw each row's keys, then its query, and measure what softmax makes of their products."""
    generator = np.random.default_rng(seed)
    scores = np.empty((len(dimensions), rows, keys))
    for table, width in zip(scores, dimensions, strict=True):
        for row in range(rows):
            key, query = generator.standard_normal((keys, width)), generator.standard_normal(width)
            table[row] = key @ query
    roots = np.sqrt(dimensions)[:, None, None]
    return {
        "dimensions": dimensions,
        "unscaled": _saturation(scores),
        "scaled": _saturation(scores / roots),
    }


def _saturation(scores: Array) -> Fields:
    """Measure rows of weights; the gradient is softmax's whole Jacobian, written out."""
    weights = softmax(scores)
    logarithms = np.log(np.where(weights > 0, weights, 1))
    outer = np.einsum("dri,drj->drij", weights, weights)
    jacobians = np.einsum("dri,ij->drij", weights, np.eye(weights.shape[-1])) - outer
    largest = weights.max(axis=-1)
    middles = [np.argsort(row)[len(row) // 2] for row in largest]
    typical = [sorted(table[i], reverse=True) for table, i in zip(weights, middles, strict=True)]
    return {
        "largest": largest.mean(axis=1),
        "entropy": -(weights * logarithms).sum(axis=-1).mean(axis=1),
        "gradient": np.linalg.norm(jacobians, axis=(-2, -1)).mean(axis=1),
        "typical": np.array(typical),
    }


def _variances(table: Array) -> Array:
    return np.array([((row - row.mean()) ** 2).sum() / (len(row) - 1) for row in table])


# --- what is read and not computed ---------------------------------------------------------------


@derivation
def worked_example_batch() -> Fields:
    """Give the published ids, and draw the vectors as torch does from seed 42.

    Random 24-bit numbers of a Mersenne Twister become normal ones by the formula of Box and
    Muller (1958); the logarithm and the angle of each pair stand eight places apart.
    """
    words = np.random.RandomState(42).randint(0, 2**32, 16, dtype=np.uint32)
    uniform = (words % 2**24) / 2**24
    radius, angle = np.sqrt(-2 * np.log(1 - uniform[:8])), 2 * np.pi * uniform[8:]
    drawn = np.concatenate([radius * np.cos(angle), radius * np.sin(angle)])
    return {"ids": np.array(published.WORKED_EXAMPLE_IDS), "inputs": drawn.reshape(2, 4, 2)}


def shipped_measurements() -> dict[str, Array]:
    """Read the losses that were measured in training: nobody can recompute them from weights."""
    measured: dict[str, float] = json.loads((MODELS / "leak.json").read_text(encoding="utf-8"))
    return {name: np.array([value]) for name, value in measured.items()}
