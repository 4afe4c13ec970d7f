"""What is derived inside a head: sums, weights, masks, what it does and what for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from attention_math.shipped import MODELS
from attention_math.training import grammar
from renders.checks.expression import DERIVATIONS, Array, Fields, derivation
from renders.checks.reference import Model, model, past, softmax, split, vocabulary
from renders.checks.rounding import single

DERIVATIONS |= {
    "softmax": softmax,
    "total": lambda values: values.sum(keepdims=True),
    "even_share": lambda keys: np.array([1 / keys]),
    "row_sums": lambda weights: weights.sum(axis=1),
    "column_totals": lambda terms: np.add.accumulate(terms),
    "score_divisor": lambda query: np.array([query.shape[1] ** 0.5]),
    "written_next": lambda tokens: np.append(tokens[1:], "?"),
    "hide_word": lambda name, text, *places: _effect(name, text, *places),
    "take_out": lambda name, text, *kinds: _effect(name, text, *kinds),
    "dot_product_terms": lambda q, k: {"terms": q * k, "totals": np.add.accumulate(q * k)},
    "most_ahead": lambda w, query: np.array([max(range(query + 1, len(w)), key=w.__getitem__)]),
    "padded_in_front": lambda seen, n: np.hstack([np.zeros((len(seen), n)), seen]),
    "mask_after_softmax": lambda scaled, visible: softmax(scaled) * visible,
}


@derivation
def projection_terms(inputs: Array, weights: Array, bias: Array) -> Fields:
    """Take one entry of a query, a key or a value apart: x · w for each column, and the bias."""
    terms = inputs * weights
    return {"terms": terms, "totals": np.add.accumulate(single(np.append(terms, bias)))}


@derivation
def score_spread(query: Array, scores: Array) -> Fields:
    """Take the mean of the squares less the square of the mean."""
    variance = (scores**2).mean() - scores.mean() ** 2
    return {"variance": variance, "is_wider": float(variance > query.shape[1])}


@derivation
def exponentials(scores: Array) -> Array:
    with np.errstate(over="ignore"):
        return np.e ** np.asarray(scores)


@derivation
def temperature_sweep(scores: Array, stop: Array = ()) -> Fields:
    """Heat from 0.2 to 5 in steps of 0.04, and to a temperature where it is to stop."""
    steps = [0.2 + 0.04 * step for step in range(121)]
    others = [t for t in steps if not any(abs(t - end) < 1e-4 for end in stop)]
    temperatures = np.array(sorted([*others, *stop]))
    return {"temperatures": temperatures, "weights": softmax(scores / temperatures[:, None])}


@derivation
def weights_in_words(weights: Array, keys: float) -> Array:
    """Name the first of the grades, from the highest down, that a weight in even shares reaches."""
    grades = {
        "most of the weight": weights > 0.5,
        "about an even share": np.char.mod("%.2f", weights) == f"{1 / keys:.2f}",
        "more than an even share": weights * keys > 1,
        "less than an even share": weights * keys > 0.5,
        "little": weights >= 0.01,
        "almost nothing": weights > 0,
    }
    return np.select(list(grades.values()), list(grades), "nothing")


@derivation
def leaders(weights: Array) -> Array:
    """Find the keys whose weight no other exceeds in the two decimals that are shown."""
    shown = np.char.mod("%.2f", weights)
    return np.flatnonzero(shown == max(shown))


@derivation
def leaders_beside(weights: Array, listener: int) -> Array:
    return np.setdiff1d(leaders(weights), [listener])


@derivation
def even_listeners(weights: Array) -> Array:
    return np.array([row for row, shares in enumerate(weights) if len({*shares.round(9)}) == 1])


@derivation
def heating(swept: Array, warm: int) -> Fields:
    """Compare the largest weights, as written, of the coldest row, a warm one and the hottest."""
    cold, plain, hot = (f"{swept[place].max():.2f}" for place in (0, warm, -1))
    alone = np.count_nonzero(swept[0] == swept[0].max()) == 1
    return {"one_leads": float(alone), "sharpens": float(cold > plain), "evens": float(hot < cold)}


@derivation
def mask_patterns(tokens: int, padding: int) -> Fields:
    columns = np.tile(np.arange(tokens) < tokens - padding, (tokens, 1))
    return {"causal": past(tokens), "padding": columns, "both": past(tokens) * columns}


@derivation
def head_role(weights: Array, query_tokens: Sequence[str], key_tokens: Sequence[str]) -> Fields:
    """Average a head's weights over the cells that each measure is about, and take the largest."""
    rows, same = np.arange(len(query_tokens)), query_tokens == key_tokens
    chooses = (weights > 0).sum(axis=1) > 1
    measures = [rows + step for step in (-1, 0, 1) if same]
    measures += [np.where(same & (rows == 0), -1, 0), _nouns_of(query_tokens)]
    shares = []
    for columns in measures:
        counts = chooses & (columns >= 0) & (columns < len(key_tokens))
        if counts.any():
            shares.append(weights[rows[counts], columns[counts]].mean())
    return {"share": max(shares)}


def _nouns_of(words: Sequence[str]) -> Array:
    """Find each adjective's and determiner's noun, by the lists of the generated grammar; or −1."""
    nouns = {noun.english for noun in grammar.NOUNS}
    asking = {*grammar.DETERMINERS, *(adjective.english for adjective in grammar.ADJECTIVES)}
    found = np.full(len(words), -1)
    for place in reversed(range(len(words) - 1)):
        if words[place] in asking:
            found[place] = place + 1 if words[place + 1] in nouns else found[place + 1]
    return found


@dataclass(frozen=True)
class _Changed(Model):
    changes: tuple[int | str, ...]

    def embed(self, side: str, ids: Array) -> Array:
        is_bare = side == self.reading and "positions" in self.changes
        return single(self.table(side)[ids]) if is_bare else super().embed(side, ids)

    def attention(self, block: str, asking: Array, answering: Array, visible: Array) -> Fields:
        """Let nobody see the places among the changes but themselves; a kind there adds nothing."""
        hidden = np.isin(np.arange(len(answering)), self.changes)
        own = hidden[:, None] if asking is answering else False
        found = super().attention(block, asking, answering, visible & (own | ~hidden))
        return found | {
            "output": found["output"] * (MODELS[self.name].kinds[0] not in self.changes)
        }


def _effect(name: str, text: str, *changes: int | str) -> Fields:
    """Compare a changed model with the shipped one on a gloss, or on the words that come next."""
    shipped, known = model(name), vocabulary(MODELS[name].writes)
    ids = shipped.ids(shipped.reading, split(MODELS[name].reads, text))
    read = (ids, None) if shipped.reading == "source" else (None, ids)
    models = (shipped, _Changed(**vars(shipped), changes=changes))
    if "cross" in MODELS[name].kinds:
        return {"written": _translated(models[1], ids)}
    before, after = (softmax(one.logits(*read)) for one in models)
    kept = np.arange(len(ids)), before.argmax(axis=1)
    words = np.array(sorted(known, key=known.get))[[kept[1], after.argmax(axis=1)]]
    found = {"before": words[0], "after": words[1], "ids": kept[1], "probabilities": after}
    return found | {"written": words[1], "nats": np.log(before[kept] / after[kept])}


def _translated(changed: Model, read: Array, *written: str) -> Array:
    """Let a changed translator write from [START] on, always the likeliest token."""
    known = vocabulary(MODELS[changed.name].writes)
    logits = changed.logits(read, changed.ids("target", ("[START]", *written)))
    following = max(known, key=lambda word: logits[-1][known[word]])
    if following == "[END]":
        spelt = re.sub(r" ##| ?(['-]) ?", r"\1", " ".join(written))
        return np.array(spelt.split())
    return _translated(changed, read, *written, following)


@derivation
def roles(name: str, text: str, *places: int) -> Fields:
    """Read a text, and the same with two tokens exchanged, without positions and with them."""
    shipped = model(name)
    models = _Changed(**vars(shipped), changes=("positions",)), shipped
    ids = shipped.ids("source", split(MODELS[name].reads, text))
    other = ids.copy()
    other[list(places)] = ids[list(reversed(places))]
    read = [[one.entering("", each, None)[0] for each in (ids, other)] for one in models]
    rows = np.array([[one[list(places)], two[list(reversed(places))]] for one, two in read])
    (a, c), (b, d) = rows[1]  # the first word early and the second late, and the other way round
    axes = np.linalg.qr(np.array([c + d - a - b, a + d - b - c]).T)
    seen = (rows - rows[1].mean(axis=(0, 1))) @ (axes[0] * np.sign(np.diag(axes[1])))
    kept = seen[1].var(axis=(0, 1)).sum() / rows[1].var(axis=(0, 1)).sum()
    apart = np.sqrt(((rows[:, 0] - rows[:, 1]) ** 2).sum(axis=-1))
    return {"places": seen, "apart": apart, "percent": 100 * kept}
