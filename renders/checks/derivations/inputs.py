"""What stands before attention: vocabularies, tables, positions, and a published batch."""

from __future__ import annotations

import numpy as np

from renders.checks import published
from renders.checks.derivations.registry import Array, Fields, derivation, surrounded
from renders.checks.expression import Reference, Surroundings, Unknown
from renders.checks.reference import VOCABULARIES, merges, model, plain, sinusoids, vocabulary
from renders.checks.rounding import single


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
    return np.array(len(plain(sentence).split()))


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
    return {"ids": np.array(published.WORKED_EXAMPLE_IDS), "inputs": drawn.reshape(2, 4, 2)}
