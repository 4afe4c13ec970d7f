"""What stands before attention: vocabularies, tables, positions, and a published batch."""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np

from attention_math.shipped import MODELS
from attention_math.training.grammar import NOUNS
from renders.checks import published
from renders.checks.expression import DERIVATIONS, Array, Fields, derivation
from renders.checks.reference import model, plain, readable, sinusoids, split, tokenizer, vocabulary
from renders.checks.rounding import single

DERIVATIONS |= {
    "vocabulary_ids": lambda name: np.array(sorted(_read_by(name).values())),
    "vocabulary_size": lambda name: len(_read_by(name)),
    "look_up": lambda ids, table: table[np.asarray(ids, dtype=int)],
    "noun_ids": lambda name: np.array([_read_by(name)[noun.english] for noun in NOUNS]),
    "entering_at": lambda name, text, place: _entering(name, text)[place],
    "entering_alike": lambda name, *texts: np.equal(*(_entering(name, text) for text in texts)).all(
        axis=1
    ),
    "projected": lambda inputs, weight, bias: inputs @ weight + bias,
    "places_along": lambda vectors, center, axes: (vectors - center) @ axes.T,
    "sentence_words": lambda sentence: np.array(plain(sentence).split()),
    "count_words": lambda sentence: len(plain(sentence).split()),
    "count_pieces": np.size,
    "sinusoid_table": lambda tokens, width, per_position=1: sinusoids(
        (tokens - 1) * per_position + 1, width, 1 / per_position
    ),
    "comes_round": lambda apart, near, wide, slower: np.array_equal(
        np.sign(apart[[0, slower], near] - apart[[0, slower], wide]), [1, -1]
    ),
    "how_often": lambda words, place: {
        name: float(list(words).count(words[int(place)]) == times)
        for times, name in enumerate(("once", "twice"), start=1)
    },
    "wavelengths": lambda width: 2 * np.pi * 10_000 ** (np.arange(0, width, 2) / width),
}


@derivation
def said_again(ids: Array) -> Array:
    first = [one for place, one in enumerate(ids) if one in ids[place + 1 :]]
    return np.array([place for place, one in enumerate(ids) if one in first[:1]], dtype=int)


@derivation
def embedding_table(name: str) -> Array:
    """Return the rows of a shipped model's table for what it reads."""
    shipped = model(name)
    if shipped is None:
        raise LookupError("there is no such model")
    return shipped.table(shipped.reading)


@derivation
def vocabulary_words(name: str) -> Array:
    """Write every token alone; where two would read alike, the one that is a byte says so."""
    known = _read_by(name)
    alone = {token: readable([token])[0] for token in sorted(known, key=known.get)}
    shown = ((token, text, text in known and text != token) for token, text in alone.items())
    return np.array([f"byte {token[3:5]}" if is_twice else text for token, text, is_twice in shown])


@derivation
def whole_words(sentence: str, name: str) -> Fields:
    """Cut each word alone; a mark is a token by itself that continues nothing."""
    cut = [split(MODELS[name].reads, word) for word in plain(sentence).split()]
    whole = [len(tokens) < 2 for tokens in cut]
    inside = [any(re.match("##|<0x[89A-F]", token) for token in tokens) for tokens in cut]
    apart = [not is_one and not has for is_one, has in zip(whole, inside, strict=True)]
    told = {"none": True not in whole, "most": np.mean(whole) > 0.5, "every": False not in whole}
    found = {"each": np.array(whole), "at_marks": np.array(apart)}
    return found | {key: float(is_so) for key, is_so in told.items()}


@derivation
def batch_ids(ids: Array, companion: str, name: str) -> Array:
    known = _read_by(name)
    return np.vstack([ids, [known[word] for word in companion.split()]])


@derivation
def merge_rules(piece: str, name: str) -> Array:
    """Number the learnt pairs that join a piece of text."""
    return np.array([rule for rule, _ in _joining(piece, name)][1:])


@derivation
def merge_steps(piece: str, name: str) -> Array:
    """Write each part where it begins: what stands before it is as long as all parts before."""
    rows = []
    for _, parts in _joining(piece, name):
        row, start = [""] * len(piece), 0
        for part in parts:
            row[start] = part.removeprefix("##")
            start += len(row[start])
        rows.append(row)
    return np.array(rows)


def _joining(piece: str, name: str) -> Iterator[tuple[int, list[str]]]:
    """Yield each rule that is used with what is left after it, by applying all in learnt order.

    Each pair in turn joins wherever it can: what byte-pair encoding was defined as.
    """
    parts = [piece[0], *(f"##{character}" for character in piece[1:])]
    yield 0, parts
    rules = tokenizer(MODELS[name].reads)["model"].get("merges", [])
    for rule, (left, right) in enumerate(rules, start=1):
        place = 0
        while place + 1 < len(parts):
            if (parts[place], parts[place + 1]) == (left, right):
                joined = left + right.removeprefix("##")
                parts = [*parts[:place], joined, *parts[place + 2 :]]
                yield rule, parts
            place += 1


@derivation
def position_products(tokens: int, width: int) -> Array:
    """Use cos a cos b + sin a sin b = cos(a − b): a sum of cosines of the distance alone."""
    rates = 10_000.0 ** -(np.arange(0, width, 2) / width)
    distance = np.subtract.outer(np.arange(tokens), np.arange(tokens))
    return np.cos(distance[..., None] * rates).sum(axis=-1)


@derivation
def hands_apart(tokens: int, width: int, steps: int = 1) -> Array:
    """Take the chord 2 sin(a / 2) of each hand, turned by its angle a."""
    rates = 10_000.0 ** -(np.arange(0, width, 2) / width)
    turned = np.outer(rates, np.arange((tokens - 1) * steps + 1) / steps)
    return np.abs(2 * np.sin(turned / 2))


@derivation
def worked_example_batch() -> Fields:
    """Give the published ids, and draw the vectors as torch does from seed 42.

    Random 24-bit numbers of a Mersenne Twister become normal ones by the formula of Box and
    Muller (1958); the logarithm and the angle of each pair stand eight places apart.
    """
    words = np.random.RandomState(42).randint(0, 2**32, 16, dtype=np.uint32)
    uniform = single((words % 2**24) / 2**24)
    radius, angle = np.sqrt(-2 * np.log(1 - uniform[:8])), 2 * np.pi * uniform[8:]
    drawn = np.concatenate([radius * np.cos(angle), radius * np.sin(angle)])
    tokens = np.array(re.findall(r" ?\w+|\.", published.FIGURES["text"])).reshape(2, 4)
    ids = np.array(published.FIGURES["ids"])
    return {"tokens": tokens, "ids": ids, "inputs": drawn.reshape(2, 4, 2)}


def _read_by(name: str) -> dict[str, int]:
    return vocabulary(MODELS[name].reads)


@derivation
def exchanged_words(words: Array, *places: int) -> Array:
    found = words.copy()
    np.put(found, places, words[list(reversed(places))])
    return found


@derivation
def replaced_word(words: Array, place: int, word: str) -> Array:
    return np.where(np.arange(len(words)) == place, word, words)


def _entering(name: str, text: str) -> Array:
    shipped = model(name)
    return shipped.embed(
        shipped.reading, shipped.ids(shipped.reading, split(MODELS[name].reads, text))
    )
