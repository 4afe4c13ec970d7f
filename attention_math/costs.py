"""What one head's weights cost: counted as cells and bytes, and as time that was measured."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import numpy as np
from jaxtyping import Float, Int, Shaped

from attention_math.arrays import Array, frozen
from attention_math.measurement import load_measurement
from attention_math.sizes import require_positive
from attention_math.tally import sizes_of

FILE = Path(__file__).parent / "models" / "costs.json"
BYTES = 4  # of a number in 32 bits
_FOURFOLD = (3.0, 5.0)
_STEPS = 64  # of a fitted curve


class Costs(NamedTuple):
    """One head, run on texts of growing length on one machine.

    Attributes
    ----------
    lengths
        Tokens of each text.
    milliseconds
        What scores, softmax and mixing took, queries, keys and values being there: the least of
        all rounds, for whatever else a machine does only adds to it.
    megabytes
        Of the weights, as torch holds them.
    machine
        Its class: the processor and its cores; torch, and with how many threads it ran.
    width, rounds
        d_head, and how often each was run.
    """

    lengths: Int[Array, " lengths"]
    milliseconds: Float[Array, " lengths"]
    megabytes: Float[Array, " lengths"]
    machine: Shaped[Array, " lines"]
    width: int
    rounds: int


def load_costs(path: Path = FILE) -> Costs:
    """Read the shipped measurement; see `load_measurement`."""
    return load_measurement(Costs, path)


class Square(NamedTuple):
    """The curve c·n² that is closest to measured times: c, and the curve from 0 tokens on."""

    nanoseconds: float
    tokens: Float[Array, " steps"]
    milliseconds: Float[Array, " steps"]


def fit_square(lengths: Int[Array, " lengths"], milliseconds: Float[Array, " lengths"]) -> Square:
    """Find c by least squares."""
    cells = np.asarray(lengths, dtype=float)[:, None] ** 2
    (factor, *_), *_ = np.linalg.lstsq(cells, milliseconds, rcond=None)
    tokens = np.linspace(0, float(max(lengths)), _STEPS + 1)
    return Square(float(1e6 * factor), frozen(tokens), frozen(factor * tokens**2))


class Doubled(NamedTuple):
    """The longest measured text of which half was measured too.

    Attributes
    ----------
    places
        Of the half and of the whole among the lengths.
    ratio
        How many times as long the whole takes.
    is_fourfold
        Whether that is about four: 1 or 0.
    is_more
        Whether it is more than two: 1 or 0.
    """

    places: list[int]
    ratio: float
    is_fourfold: float
    is_more: float


def doubled(lengths: Int[Array, " lengths"], milliseconds: Float[Array, " lengths"]) -> Doubled:
    """Compare a text with its half.

    Raises
    ------
    ValueError
        If no text is twice as long as another.
    """
    tokens = np.asarray(lengths).tolist()
    pairs = [(tokens.index(n / 2), place) for place, n in enumerate(tokens) if n / 2 in tokens]
    if not pairs:
        raise ValueError(f"of {tokens} tokens none is twice as many as another")
    half, whole = max(pairs, key=lambda pair: tokens[pair[1]])
    ratio = float(milliseconds[whole] / milliseconds[half])
    return Doubled(
        [half, whole], ratio, float(_FOURFOLD[0] < ratio < _FOURFOLD[1]), float(ratio > 2)
    )


class Cells(NamedTuple):
    """The weights of one head on texts of these lengths, and the memory of them in 32 bits."""

    tokens: Int[Array, " lengths"]
    cells: Int[Array, " lengths"]
    megabytes: Float[Array, " lengths"]


def count_cells(lengths: tuple[int, ...]) -> Cells:
    """Count: a cell for every query and key.

    Raises
    ------
    ValueError
        If a text has no token.
    """
    for length in lengths:
        require_positive("tokens", length)
    tokens = np.array(lengths)
    return Cells(frozen(tokens), frozen(tokens**2), frozen(tokens**2 * BYTES / 1e6))


class Grids(NamedTuple):
    """How many grids of weights a model makes of its longest text, and how many cells they have.

    Every cell counts, also one that a mask hides or that a sparse layer leaves out.
    """

    layers: int
    heads: int
    grids: int
    tokens: int
    cells: int


def count_grids(name: str) -> Grids:
    """Count a published model, or one of ours, from its sizes; one stack of layers alone.

    Raises
    ------
    ValueError
        If there is no such model, or it learns no positions and so has no longest text.
    """
    sizes = sizes_of(name)
    require_positive("positions", sizes.positions)
    grids = sizes.layers * sizes.heads
    return Grids(sizes.layers, sizes.heads, grids, sizes.positions, grids * sizes.positions**2)
