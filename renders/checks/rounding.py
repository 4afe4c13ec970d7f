"""How far 32 bits may lead from the truth, whatever the kernel: by rounding at random.

One operation in 32 bits is at most u = 2⁻²⁴ of its result from the truth, and a sum of n products,
in any order, with fused steps or without, about √n·u·Σ|a·b| (Higham and Mary, "A New Approach to
Probabilistic Rounding Error Analysis", 2019). Carrying worst cases from layer to layer would allow
anything, and they never meet: the oracle does its work again and again instead, with every result
moved by all of that, up or down by lot (Parker, "Monte Carlo Arithmetic", 1997). How far a number
is scattered says how far any kernel can be, and what is derived from it needs no rule of its own.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

import numpy as np

Array = np.ndarray

UNIT = 2.0**-24
TINY = float(np.finfo(np.float32).tiny)  # whatever is smaller may be taken for 0
RUNS = 16
# Each rounding being at its largest, one standard deviation is more than most kernels reach.
DEVIATIONS = 4
EXPONENTIAL = 40  # roundings: torch's fused attention takes exp to 20 units in the last place
_EXACT = (np.negative, np.absolute, np.maximum, np.minimum)

_lot: ContextVar[np.random.Generator | None] = ContextVar("lot", default=None)


class Rounded(np.ndarray):
    """Numbers in 64 bits; whatever is computed from them is moved as far as 32 bits might."""

    def __array_ufunc__(
        self, ufunc: np.ufunc, method: str, *inputs: object, out: object = None, **options: object
    ) -> Array:
        plain = [np.asarray(x) if isinstance(x, Rounded) else x for x in inputs]
        result = np.asarray(getattr(ufunc, method)(*plain, **options))
        if result.dtype != np.float64:
            return result
        return _moved(result, _bound(ufunc, method, plain, result, options))

    def __getitem__(self, selection: Any) -> Array:  # noqa: ANN401 - as numpy does
        found = super().__getitem__(selection)
        return found if isinstance(found, np.ndarray) else np.asarray(found).view(Rounded)


def _bound(
    ufunc: np.ufunc, method: str, inputs: list[Any], result: Array, options: dict[str, object]
) -> Array | float:
    """Say how far 32 bits may be from the result of one operation."""
    if ufunc is np.matmul:
        return np.sqrt(np.shape(inputs[0])[-1]) * UNIT * np.matmul(*map(np.abs, inputs))
    if ufunc is np.add and method in ("reduce", "accumulate"):
        terms = np.size(inputs[0]) / max(1, result.size)
        add = getattr(np.add, method)
        return np.sqrt(terms) * UNIT * add(np.abs(inputs[0]), *inputs[1:], **options)
    roundings = EXPONENTIAL if ufunc is np.exp else 0 if ufunc in _EXACT else 1
    return roundings * UNIT * np.abs(result)


def _moved(exact: Array, bound: Array | float) -> Rounded:
    lot = _lot.get()
    with np.errstate(invalid="ignore"):
        moved = exact + (2 * lot.integers(0, 2, exact.shape) - 1) * bound
    return np.asarray(np.where(np.isfinite(exact), moved, exact)).view(Rounded)


def single(array: Array) -> Array:
    """Say that an array enters what the film computes in 32 bits; it changes in a run alone."""
    if _lot.get() is None:
        return array
    exact = np.asarray(array, dtype=np.float64)
    return _moved(exact, UNIT * np.abs(exact))


@contextmanager
def exactly() -> Iterator[None]:
    """Compute in 64 bits while the block runs, whatever run it is in."""
    token = _lot.set(None)
    try:
        yield
    finally:
        _lot.reset(token)


def bound(exact: Array, name: str, compute: Callable[[int], Array]) -> Array:
    """Say how far from its exact value each entry may come, by computing it again and again.

    ``compute`` takes a run's number; all that it makes of `single` arrays is moved by the lots that
    belong to this run and ``name``.
    """
    squares = np.zeros(exact.shape)
    try:
        for number in range(RUNS):
            _lot.set(np.random.default_rng([number, zlib.crc32(name.encode())]))
            with np.errstate(invalid="ignore"):
                squares += np.where(np.isfinite(exact), compute(number) - exact, 0) ** 2
    finally:
        _lot.set(None)
    stored = UNIT * np.abs(np.where(np.isfinite(exact), exact, 0))
    return DEVIATIONS * np.sqrt(squares / RUNS) + stored + TINY
