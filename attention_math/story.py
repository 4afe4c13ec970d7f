"""What the words on screen may claim of the numbers: facts, which the chapters put into words."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from jaxtyping import Bool, Float

Array = np.ndarray

SHOWN = 2  # decimals of a weight on screen: what is not seen in them is not claimed
SAME_WAY = 0.9  # the cosine of updates that a viewer sees as the same move


def leaders(weights: Float[Array, " keys"], decimals: int = SHOWN) -> list[int]:
    """Find the keys that have most of the weight: several, if they look alike as shown."""
    seen = np.round(weights, decimals)
    return [int(place) for place in np.flatnonzero(seen == seen.max())]


def two_largest(row: Float[Array, " keys"]) -> tuple[int, int]:
    """Find the largest score's place, and the second's; of two alike, the later one is larger."""
    order = np.argsort(row, kind="stable")
    return int(order[-1]), int(order[-2])


def short_rows(sums: Float[Array, " rows"], decimals: int = SHOWN) -> list[int]:
    """Find the rows that add up to less than one, as far as a viewer can see it."""
    return [int(place) for place in np.flatnonzero(np.round(sums, decimals) < 1)]


def looking_at(weights: Float[Array, "queries keys"], key: int) -> Bool[Array, " queries"]:
    """Say which queries give a key as much weight as any other gets of them."""
    return weights[:, key] == weights.max(axis=1)


def move_alike(updates: Float[Array, "words d"]) -> bool:
    """Say whether there are several updates, all of nearly the same direction."""
    lengths = np.linalg.norm(updates, axis=1, keepdims=True)
    if len(updates) < 2 or not lengths.all():
        return False
    directions = updates / lengths
    return float((directions @ directions.T).min()) > SAME_WAY


def fullest_keys(scores: Float[Array, "queries keys"], most: int) -> list[int]:
    """Find the keys whose scores are largest in size over all queries, in the sentence's order.

    At most ``most`` of them are named, and none that is no larger than one that is not.
    """
    sizes = np.abs(scores).sum(axis=0, dtype=np.float64)
    order = np.argsort(-sizes, kind="stable")
    rest = sizes[order[most:]].max(initial=0.0)
    return sorted(int(key) for key in order[:most] if sizes[key] > rest)


class Signs(NamedTuple):
    """Whether a row has scores above zero, and below it."""

    above: bool
    below: bool


def signs(row: Float[Array, " keys"]) -> Signs:
    """Say on which sides of zero the scores of one query lie."""
    return Signs(bool((row > 0).any()), bool((row < 0).any()))


def keeps_sides(
    query: Float[Array, " 2"], keys: Float[Array, "keys 2"], scores: Float[Array, " keys"]
) -> bool:
    """Say whether every key lies on that side of the query's line which its score tells.

    In a plane that keeps part of the vectors a key may seem to lie on the other side.
    """
    return bool((np.sign(keys @ query) == np.sign(scores)).all())


class Heating(NamedTuple):
    """What temperature does to a row, as shown: who leads, and whether cold or heat is seen."""

    leaders: int
    sharpens: bool
    evens: bool


def heating(swept: Float[Array, "temperatures keys"], warm: int, decimals: int = SHOWN) -> Heating:
    """Compare a row's weights at the lowest, at the highest and at the ``warm`` temperature."""
    cold, plain, hot = (float(np.round(swept[t].max(), decimals)) for t in (0, warm, -1))
    return Heating(int((swept[0] == swept[0].max()).sum()), cold > plain, hot < cold)
