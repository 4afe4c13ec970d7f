"""Softmax taken apart: what it does to one row of scores, step by step, and how it overflows.

All of it is computed in double precision, so that what is shown of one step fits the next.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from jaxtyping import Float, Num

from attention_math.arrays import frozen, softmax

Array = np.ndarray

TEMPERATURES = frozen(np.linspace(0.2, 5, 121))  # in steps of 0.04: 1 is among them
COLD, ONE, HOT = 0.2, 1.0, 5.0  # of them: where the scale begins, where it does nothing, far up
LARGEST_SCORE = 12.0  # a larger one has an exponential that nobody reads
LEAST_SCORE = -4.0  # one of less looks like zero
NOTHING_MUCH = 0.01
SHOWN = 2  # decimals: what looks like an even share is called one


def exponentials(scores: Float[Array, "*keys"]) -> Float[Array, "*keys"]:
    """Make every score positive; one of more than 709 overflows to infinity."""
    with np.errstate(over="ignore"):
        return np.asarray(np.exp(np.asarray(scores, dtype=np.float64)))


def can_be_raised(scores: Float[Array, "*keys"]) -> bool:
    """Say whether e to the largest of the scores is a number that can still be read."""
    return bool(LEAST_SCORE <= np.max(scores) <= LARGEST_SCORE)


def lead_can_be_raised(raised: Float[Array, "*keys"]) -> bool:
    """Say whether e to the two largest scores, and the one divided by the other, can be read."""
    second, first = np.sort(raised)[-2:]
    return bool(second >= LEAST_SCORE and first - second <= LARGEST_SCORE)


def total(values: Num[Array, " keys"]) -> Float[Array, " one"]:
    """Add a row up."""
    return np.asarray(values, dtype=np.float64).sum(keepdims=True)


def tempered(scores: Float[Array, " keys"], temperature: float) -> Float[Array, " keys"]:
    """Divide the scores by a temperature before softmax: low sharpens the weights, high evens them.

    Raises
    ------
    ValueError
        Unless the temperature is positive.
    """
    if not temperature > 0:
        raise ValueError(f"a temperature is more than 0, not {temperature}")
    return softmax(np.asarray(scores, dtype=np.float64) / temperature)


class TemperatureSweep(NamedTuple):
    """One row's weights at many temperatures, from low to high."""

    temperatures: Float[Array, " temperatures"]
    weights: Float[Array, "temperatures keys"]


def temperature_sweep(
    scores: Float[Array, " keys"], stop: Float[Array, " one"] | None = None
) -> TemperatureSweep:
    """Heat a row of scores from 0.2 to 5; ``stop`` is a temperature that is to be among them."""
    heats = TEMPERATURES
    if stop is not None:
        heats = np.sort(np.append(heats[~np.isclose(heats, stop)], stop))
    return TemperatureSweep(heats, np.array([tempered(scores, heat) for heat in heats]))


def place_of(temperatures: Num[Array, " temperatures"], temperature: float) -> int:
    """Find the place of the temperature that is nearest to one."""
    return int(np.abs(temperatures - temperature).argmin())


def even_share(keys: int) -> Float[Array, " one"]:
    """Return the weight of each key if all keys were alike."""
    return np.array([1 / keys])


def weights_in_words(weights: Float[Array, " keys"], keys: int) -> list[str]:
    """Say how much each weight is, compared with an even share among the keys that are seen."""
    return [_in_words(float(weight), float(even_share(keys)[0])) for weight in weights]


def _in_words(weight: float, even: float) -> str:
    if weight > 0.5:
        return "most of the weight"
    if round(weight, SHOWN) == round(even, SHOWN):
        return "about an even share"
    if weight > even:
        return "more than an even share"
    if weight > even / 2:
        return "less than an even share"
    if weight >= NOTHING_MUCH:
        return "little"
    return "almost nothing" if weight > 0 else "nothing"
