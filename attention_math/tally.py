"""What a transformer's matrices hold, from one of one head out to all: as a picture adds it up."""

from __future__ import annotations

from typing import NamedTuple

from attention_math.architectures import PRESETS, Architecture, of_own_model, preset
from attention_math.named import unknown
from attention_math.parameters import count_levels
from attention_math.shipped import MODELS

_VECTORS = ("biases", "norms", "positions")
_THIRD = (32.5, 34.5)  # per cent


class Tally(NamedTuple):
    """Counts of numbers that are learnt.

    Parameters
    ----------
    width, narrow
        Of a token's vector, and of a head's queries, keys and values.
    square, strip
        A matrix from width to width, and one from width to narrow.
    head
        The four strips that a head uses: query, key, value down, value up.
    copies, matrices
        How many heads have a strip of each of the four, and what these hold side by side.
    block, blocks, attention
        The four of one attention block together; how many blocks; all that these hold.
    names, parts, total
        The whole model's matrices, attention first; a table that is embedding and unembedding
        counts twice.
    share
        Of attention in them, in per cent.
    is_tied
        Whether one table is embedding and unembedding: 1 or 0, as all below.
    is_square
        Whether each of a block's four matrices is as large as the square.
    fits, is_third, is_less
        Whether attention is exactly as large as one feed-forward matrix, about a third of the
        total, less than half of it.
    """

    width: int
    narrow: int
    square: int
    strip: int
    head: int
    copies: list[int]
    matrices: list[int]
    block: int
    blocks: int
    attention: int
    names: list[str]
    parts: list[int]
    total: int
    share: float
    is_tied: float
    is_square: float
    fits: float
    is_third: float
    is_less: float


def tally(name: str) -> Tally:
    """Count a published model, or one of our own, from its sizes.

    Raises
    ------
    ValueError
        If there is no such model.
    """
    sizes = sizes_of(name)
    by_kind = count_levels(sizes)[-1]
    attention = by_kind.lines[0]
    strip = sizes.d_model * sizes.d_head
    copies = [sizes.heads, sizes.kv_heads, sizes.kv_heads, sizes.heads]
    matrices = [number * strip for number in copies]
    parts = {line.name: line.count for line in by_kind.lines if line.name not in _VECTORS}
    if sizes.tied:
        parts["unembedding"] = sizes.output_vocabulary * sizes.d_model
    total = sum(parts.values())
    share = 100 * attention.count / total
    return Tally(
        sizes.d_model,
        sizes.d_head,
        sizes.d_model**2,
        strip,
        4 * strip,
        copies,
        matrices,
        attention.each,
        attention.times,
        attention.count,
        list(parts),
        list(parts.values()),
        total,
        share,
        float(sizes.tied),
        float(matrices == 4 * [sizes.d_model**2]),
        float(attention.count == parts["feed-forward up"]),
        float(_THIRD[0] < share < _THIRD[1]),
        float(share < 50),
    )


def sizes_of(name: str) -> Architecture:
    """Return the sizes of a published model, or of one of our own.

    Raises
    ------
    ValueError
        If there is no such model.
    """
    if name in PRESETS:
        return preset(name)
    if name not in MODELS:
        raise ValueError(unknown("model", name, (*PRESETS, *MODELS)))
    from attention_math.registry import load_model  # late: it imports torch

    return of_own_model(load_model(name).sizes)
