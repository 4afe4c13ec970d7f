"""What the pictures follow, and what the words on screen may claim: chosen from the numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

import numpy as np
from jaxtyping import Bool, Float, Int, Shaped

from attention_math.arrays import entropy

Array = np.ndarray

SHOWN = 2  # decimals of a weight on screen: what is not seen in them is not claimed
NATS = 3  # decimals in which a cost is nothing
ALIKE = 0.1  # how far weights may differ, and their edges still look alike


class Pair(NamedTuple):
    """A query, and a key that it is looked at with."""

    query: int
    key: int


Legible = Callable[[Pair], object]  # whether what a pair asks can be put into words


def looks(weights: Float[Array, "queries keys"]) -> list[Pair]:
    """Find for each query the key that it looks at most."""
    return [Pair(query, int(row.argmax())) for query, row in enumerate(weights)]


def differing_heads(rows: Float[Array, "heads keys"], most: int = 3) -> list[int]:
    """Choose heads that look at different keys, the surest first, and order them by their keys.

    Parameters
    ----------
    rows
        Of each head, the weights of one and the same query.

    Returns
    -------
    list
        As many heads as differ, but no more than ``most``: one if all look at the same key.
    """
    surest: dict[int, int] = {}
    for head in np.argsort(-rows.max(axis=1), kind="stable").tolist():
        surest.setdefault(int(rows[head].argmax()), head)
    chosen = list(surest.items())[:most]
    return [head for _key, head in sorted(chosen)]


def in_order_of_looks(rows: Float[Array, "heads keys"]) -> list[int]:
    """Order heads by the key that each looks at most; of equal ones the first head comes first."""
    return np.argsort(rows.argmax(axis=1), kind="stable").tolist()


def telling_pair(weights: Float[Array, "queries keys"], is_legible: Legible) -> Pair:
    """Choose the least certain query among those that can be read.

    A query whose weight lies all on one key has nothing to weigh. If no question can be put into
    words, every query that looks at another token may tell the story.
    """
    pairs, spread = looks(weights), entropy(weights)
    legible = [pair for pair in pairs if is_legible(pair)]
    elsewhere = [pair for pair in pairs if pair.query != pair.key]
    return max(legible or elsewhere or pairs, key=lambda pair: spread[pair.query])


def contenders(
    scores: Float[Array, " keys"], visible: Bool[Array, " keys"], query: int
) -> list[int]:
    """Name the keys that tell how a contest ends: of those that a query sees, in this order.

    Returns
    -------
    list
        The best, the next best, the last, and the query's own token, each once.
    """
    order = [place for place in ranking(scores) if visible[place]]
    own = [query] if query in order else []
    return list(dict.fromkeys([*order[:2], order[-1], *own]))


def freed_row(unmasked: Float[Array, "queries keys"], visible: Bool[Array, "queries keys"]) -> int:
    """Find the row that loses most to a mask, of those in which several keys can take it."""
    freed = np.where(visible, 0, unmasked).sum(axis=1)
    sharing = [row for row in np.flatnonzero(freed) if visible[row].sum() > 1]
    return int(max(sharing or range(len(freed)), key=freed.__getitem__))


def most_ahead(weights: Float[Array, " keys"], query: int) -> list[int]:
    """Find the key after the query that has most of its weight."""
    return [query + 1 + int(weights[query + 1 :].argmax())]


def hidden_cells(visible: Bool[Array, "queries keys"]) -> list[Pair]:
    """List who may not see whom."""
    return [Pair(*map(int, cell)) for cell in np.argwhere(~visible)]


def farthest_from(places: Float[Array, " some"], one: int) -> list[int]:
    """Find which of some places on a line, two or more, lies farthest from one of them."""
    others = [place for place in range(len(places)) if place != one]
    return [max(others, key=lambda place: abs(places[place] - places[one]))]


def ends(row: Float[Array, " keys"]) -> tuple[float, float]:
    """Return the smallest and the largest value of a row; 0 in place of one beyond it."""
    return min(0.0, float(row.min())), max(0.0, float(row.max()))


def largest_entry(vector: Float[Array, " d"], shown: Sequence[int]) -> int:
    """Find the largest in size of the entries that are shown."""
    return max(shown, key=lambda entry: abs(vector[entry]))


def closing_entry(vector: Float[Array, " d"], factor: float, decimals: int = 2) -> int:
    """Find the largest in size of the entries whose product with a factor closes as it is shown.

    That is so if the product of both as they are shown, rounded, is the shown one. If none closes,
    it is the largest of all.
    """
    left, right, made = (np.round(one, decimals) for one in (vector, factor, vector * factor))
    closing = np.flatnonzero(np.abs(left * right - made) < 0.499 * 10.0**-decimals)
    return largest_entry(vector, closing.tolist() or range(len(vector)))


def keys_heard(weights: Float[Array, " keys"], least: float) -> list[int]:
    """Find the keys that have at least so much of the weight."""
    return np.flatnonzero(weights >= least).tolist()


def leaders(weights: Float[Array, " keys"], decimals: int = SHOWN) -> list[int]:
    """Find the keys that have most of the weight: several, if they look alike as shown."""
    seen = np.round(weights, decimals)
    return [int(place) for place in np.flatnonzero(seen == seen.max())]


def changed_since(before: Sequence[str] | Array, after: Sequence[str] | Array, place: int) -> int:
    """Find where the places begin that differ without a gap up to one of them."""
    alike = (i for i in range(place) if before[i] == after[i])
    return max(alike, default=-1) + 1


def leaders_hidden(
    before: Float[Array, "queries keys"],
    after: Float[Array, "queries keys"],
    visible: Bool[Array, "queries keys"],
) -> list[tuple[int, int, int]]:
    """Find rows whose leader a mask hides: the row, who led it, and who leads it then."""
    led = [(leaders(old)[0], leaders(new)[0]) for old, new in zip(before, after, strict=True)]
    return [(row, *pair) for row, pair in enumerate(led) if not visible[row, pair[0]]]


def leaders_beside(weights: Float[Array, " keys"], listener: int) -> list[int]:
    """Find the `leaders` that are not the one who listens."""
    return [place for place in leaders(weights) if place != listener]


def heard_before(weights: Float[Array, "queries keys"], listener: int) -> list[int]:
    """Find all between the first one and a listener, if each gives most to the one before it."""
    between = range(1, listener)
    return [*between] if all(leaders(weights[one]) == [one - 1] for one in between) else []


def told_first(numbers: Iterable[int], words: Sequence[str], told: Iterable[str]) -> list[int]:
    """Put the numbers of words that a story tells of before all others, each in its order."""
    known = set(told)
    return sorted(numbers, key=lambda number: words[number] not in known)


def two_largest(row: Float[Array, " keys"]) -> tuple[int, int]:
    """Find the largest score's place, and the second's; of two alike, the later one is larger."""
    order = np.argsort(row, kind="stable")
    return int(order[-1]), int(order[-2])


def decimals_to_see(value: float, least: int = SHOWN, most: int = 4) -> int:
    """Count the decimals with which a number is not written as zero, if few of them do."""
    return next((n for n in range(least, most) if round(value, n)), most)


def decimals_of_scores(largest: float) -> int:
    """Count the decimals of a matrix of scores: one, or none where they have three digits."""
    return int(round(largest, 1) < 100)


def keys_seen(masked: Float[Array, " keys"]) -> int:
    """Count the keys that the mask leaves to a query: the scores of all others are −∞."""
    return int(np.isfinite(masked).sum())


def turning_word(
    whole: Sequence[str] | Array,
    hidden: Sequence[Sequence[str] | Array],
    twin: Sequence[str] | Array,
    is_telling: Sequence[bool],
) -> Pair | None:
    """Find a word that is written otherwise if just one other is hidden, and among other nouns.

    Parameters
    ----------
    whole, twin
        What is written of a sentence, and of the same with its nouns exchanged.
    hidden
        What is written with each of its words hidden in turn.
    is_telling
        Which words are taken before all others.
    """
    found = []
    for row, written in enumerate(whole):
        turned = [place for place, words in enumerate(hidden) if words[row] != written]
        if len(turned) == 1 and hidden[turned[0]][row] == twin[row] and turned != [row]:
            found.append(Pair(row, turned[0]))
    return max(found, key=lambda pair: is_telling[pair.query], default=None)


def alike_edges(
    weights: Float[Array, "queries keys"],
    costs: Float[Array, " queries"],
    turned: Sequence[bool],
    is_telling: Sequence[bool],
) -> list[Pair] | None:
    """Find three edges nearly alike in weight, of which the last alone is needed.

    Parameters
    ----------
    costs
        What each query's word loses, in nats, if the edge to the key that it looks at most is cut.
    turned
        Whether another word is written then.
    is_telling
        Which queries are taken as the last one before all others.

    Returns
    -------
    list
        Two edges whose cut costs nothing that is seen, in the order of their queries, and the one
        that turns its word; ``None`` if there are no such three.
    """
    pairs = looks(weights)
    needed = [pair for pair in pairs if turned[pair.query]]
    if not needed:
        return None
    last = max(needed, key=lambda pair: (is_telling[pair.query], len({*pair}), weights[pair]))
    apart = {
        pair: abs(weights[pair] - weights[last])
        for pair in pairs
        if not turned[pair.query] and round(abs(costs[pair.query]), NATS) == 0
    }
    first = sorted(sorted(apart, key=apart.get)[:2])
    if len(first) < 2 or max(map(apart.get, first)) > ALIKE:
        return None
    return [*first, last]


def by_weight(weights: Float[Array, ...], least: float) -> list[list[int]]:
    """List the places, counted through the whole table, of faint weights and of heavy ones.

    Both from light to heavy; one of ``least`` is heavy.
    """
    order = np.argsort(weights, axis=None, kind="stable")
    is_heavy = weights.ravel()[order] >= least
    return [order[~is_heavy].tolist(), order[is_heavy].tolist()]


def fan_of(scores: Float[Array, "steps keys"], key: int, home: int) -> tuple[int, int]:
    """Find from which step to which a swept query may turn about ``home`` while a key is ahead.

    The first may lie before step 0, the last beyond the end: the sweep goes round.
    """
    round_once = len(scores) - 1  # its end is its beginning
    behind = np.flatnonzero(np.roll(~_are_led(scores[:-1], key), -home))
    if not len(behind):  # nobody else is there
        return home, home + round_once
    return home + int(behind[-1]) + 1 - round_once, home + int(behind[0]) - 1


def stays_ahead(scores: Float[Array, "steps keys"], key: int, first: int, last: int) -> bool:
    """Say whether a key scores best, as scores are shown, from one step of a sweep to another."""
    steps = np.arange(first, last + 1) % (len(scores) - 1)
    return bool(_are_led(scores[steps], key).all())


def _are_led(scores: Float[Array, "steps keys"], key: int) -> Bool[Array, " steps"]:
    seen = np.round(scores, SHOWN)
    return seen[:, key] == seen.max(axis=1)


def ranking(weights: Float[Array, " keys"]) -> list[int]:
    """List the keys from the heaviest on; of two alike, the earlier one comes first."""
    return np.argsort(-weights, kind="stable").tolist()


def ranks(weights: Float[Array, " keys"]) -> list[int]:
    """Say of each key which place it has in the `ranking`, counted from 0."""
    return np.argsort(ranking(weights)).tolist()


def lowest_and_highest(values: Sequence[float]) -> tuple[int, int]:
    """Find the place of the smallest value, and of the largest."""
    return int(np.argmin(values)), int(np.argmax(values))


def evens_out(swept: Float[Array, "temperatures keys"], warm: int, decimals: int = SHOWN) -> bool:
    """Say if a row's largest weight, as shown, is less at the highest temperature than ``warm``."""
    plain, hot = (float(np.round(swept[place].max(), decimals)) for place in (warm, -1))
    return hot < plain


def all_alike(one: Shaped[Array, " words"], other: Shaped[Array, " others"]) -> bool:
    """Say whether two texts have the same words."""
    return np.array_equal(one, other)


def came_true(
    predicted: Shaped[Array, " words"], true: Shaped[Array, " words"]
) -> Bool[Array, " words"]:
    """Say of each predicted word whether it is the true one."""
    return predicted == true


def come_as_taught(
    shares: Float[Array, " told"], counts: Int[Array, " told"], far: float = 0.05
) -> Bool[Array, ""]:
    """Say whether something was taught, and no share is far from its share of that."""
    taught = counts / max(1, counts.sum())
    return np.array(counts.any() and (np.abs(shares - taught) < far).all())


def is_exception(
    one: Shaped[Array, " words"],
    other: Shaped[Array, " others"],
    exact: int | np.integer | Int[Array, ""],
    many: int | np.integer | Int[Array, ""],
) -> bool:
    """Say whether a text comes out as another, though of many less than half come out exactly."""
    return all_alike(one, other) and bool(2 * exact < many)


def stammers(words: Shaped[Array, " words"]) -> bool:
    """Say whether a word stands three times in a row."""
    return any(len({*words[place : place + 3]}) == 1 for place in range(len(words) - 2))
