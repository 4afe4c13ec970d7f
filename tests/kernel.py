"""Another processor, on any processor: sums in 32 bits in an order of one's own."""

from __future__ import annotations

from functools import partial

import numpy as np

ORDERS = ("forward", "backward", "shuffled", "blocks", "fused")


class Kernel(np.ndarray):
    """Numbers in 32 bits whose sums of products follow an ``order``; all else is as in numpy.

    ``fused`` rounds each product and sum once, together; ``blocks`` adds up eight partial sums, as
    a vector register does.
    """

    order = "forward"

    @classmethod
    def of(cls, array: np.ndarray, order: str) -> Kernel:
        found = np.asarray(array, dtype=np.float32).view(cls)
        found.order = order
        return found

    def __array_finalize__(self, origin: object) -> None:
        self.order = getattr(origin, "order", "forward")

    def __array_ufunc__(
        self, ufunc: np.ufunc, method: str, *inputs: object, out: object = None, **options: object
    ) -> np.ndarray:
        plain = [_narrow(x) for x in inputs]
        order = next(x.order for x in inputs if isinstance(x, Kernel))
        if ufunc is np.matmul:
            of_each = np.vectorize(partial(_product, order=order), signature="(i,j),(j,k)->(i,k)")
            result = of_each(*plain)
        else:
            result = getattr(ufunc, method)(*plain, **options)
        is_number = np.asarray(result).dtype.kind == "f"
        return Kernel.of(result, order) if is_number else result


def _narrow(value: object) -> object:
    is_wide = isinstance(value, np.ndarray | np.float64) and value.dtype == np.float64
    return np.asarray(value, dtype=np.float32 if is_wide else None)


def _product(a: np.ndarray, b: np.ndarray, order: str) -> np.ndarray:
    places = np.arange(a.shape[1])
    if order == "backward":
        places = places[::-1]
    elif order == "shuffled":
        places = np.random.default_rng(len(places)).permutation(places)
    if order == "blocks":
        return sum((_added(a, b, places[start::8], order) for start in range(8)), np.float32(0))
    return _added(a, b, places, order)


def _added(a: np.ndarray, b: np.ndarray, places: np.ndarray, order: str) -> np.ndarray:
    precision = np.float64 if order == "fused" else np.float32
    total = np.zeros((a.shape[0], b.shape[1]), dtype=np.float32)
    for k in places:
        total = (total + a[:, k, None].astype(precision) * b[k].astype(precision)).astype(
            np.float32
        )
    return total
