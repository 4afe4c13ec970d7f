"""Named worked examples: small fixed configurations, and the trace of each.

`pencil` can be followed with a pencil: integers up to the scores, and every sum that is shown to
two decimals closes. `worked-example` was published in the blog post "The Attention" (repository
iamaryav/posts, Apache-2.0); its weights are a random initialisation, so it teaches the arithmetic
and says nothing of which word should attend to which.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

import numpy as np
import torch
from jaxtyping import Float, Int
from torch import Tensor, nn

from attention_math.arrays import frozen
from attention_math.embedding import add_positions
from attention_math.freezing import build_trace
from attention_math.heads import Projections, multi_head_attention
from attention_math.masks import named_mask
from attention_math.named import unknown
from attention_math.trace import AttentionTrace, Mask, Side, Source

_WORKED_TOKENS = (("This", " given", " sentence", " is"), (" an", " example", " text", "."))
_WORKED_IDS = ((2500, 4335, 21872, 382), (448, 4994, 2201, 13))


@dataclass(frozen=True)
class Example:
    """All that one head on one sentence needs: the words, their vectors and the projections."""

    name: str
    origin: str
    mask: Mask
    tokens: tuple[str, ...]
    ids: tuple[int, ...]
    token_embeddings: Float[Tensor, "tokens d_model"]
    positions: Float[Tensor, "tokens d_model"]
    projections: Projections


def _pencil() -> Example:
    """Integers found by search: with every mask, every sum closes at the decimals shown."""
    parts = {
        "query_weight": [[0, 1, 0, 1], [1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0]],
        "query_bias": [0, 0, 0, 0],
        "key_weight": [[1, 0, -1, 0], [0, 0, 1, 0], [0, 0, 0, 1], [0, 1, 0, 0]],
        "key_bias": [1, -1, 0, 0],
        "value_weight": [[0, 0, -1, -1], [0, 0, 0, 0], [1, 1, 0, -2], [1, 2, 2, -1]],
        "value_bias": [0, 0, -1, 2],
    }
    tokens = ("the", "cat", "sat", "on", "mat")
    return Example(
        name="pencil",
        origin="by hand",
        mask="none",
        tokens=tokens,
        ids=tuple(range(len(tokens))),
        token_embeddings=_numbers(
            [[1, 0, 0, 0], [0, 2, 1, 0], [2, 1, 0, 1], [0, 1, 0, 0], [1, 0, 0, 2]]
        ),
        positions=_numbers(
            [[0, 0, 0, 1], [-1, 0, 0, 0], [0, 0, -1, 0], [0, -1, 0, 0], [-1, 0, 0, -1]]
        ),
        projections=Projections(**{name: _numbers(rows) for name, rows in parts.items()}),
    )


def _numbers(rows: list[int] | list[list[int]]) -> Tensor:
    return torch.tensor(rows, dtype=torch.float32)


class Batch(NamedTuple):
    """Two samples of one text on their way in: ids (B, T), and a vector for each (B, T, C)."""

    text: str
    tokens: np.ndarray  # of texts, samples × tokens
    ids: Int[np.ndarray, "samples tokens"]
    inputs: Float[np.ndarray, "samples tokens d_model"]


def worked_example_batch() -> Batch:
    """Return both samples of the worked example; its trace follows the first.

    The ids are those of the o200k_base vocabulary, whose tokens begin with their space. The
    vectors belong to a place in the batch and not to an id: they are drawn, not looked up.
    """
    x, _ = _draw_worked_example()
    ids, inputs = frozen(np.array(_WORKED_IDS)), frozen(x.numpy())
    tokens = frozen(np.array(_WORKED_TOKENS))
    return Batch("".join(tokens.flat), tokens, ids, inputs)


def _draw_worked_example() -> tuple[Tensor, dict[str, nn.Linear]]:
    """Follow the published recipe, whose order decides every number."""
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(42)
        x = torch.randn(2, 4, 2)
        return x, {name: nn.Linear(2, 2) for name in ("query", "key", "value")}


def _worked_example() -> Example:
    """The published recipe; the batch of two is part of it, and the first sample is shown.

    It has no position vectors: positions are zeros, and what enters attention are the token
    embeddings. It has no W_O either.
    """
    x, linears = _draw_worked_example()
    weights = {f"{name}_weight": linear.weight.detach().mT for name, linear in linears.items()}
    biases = {f"{name}_bias": linear.bias.detach() for name, linear in linears.items()}
    return Example(
        name="worked-example",
        origin="random initialisation",
        mask="causal",
        tokens=_WORKED_TOKENS[0],
        ids=_WORKED_IDS[0],
        token_embeddings=x[0],
        positions=torch.zeros_like(x[0]),
        projections=Projections(**weights, **biases),
    )


EXAMPLES: dict[str, Callable[[], Example]] = {
    "pencil": _pencil,
    "worked-example": _worked_example,
}


@cache
def trace_example(name: str, mask: Mask | None = None, padded: int = 0) -> AttentionTrace:
    """Compute a worked example: one head, self-attention, and no W_O.

    Parameters
    ----------
    mask
        Another mask on the same scores; the example's own if left out.
    padded
        How many tokens at the end count as padding, if the mask hides padding.

    Raises
    ------
    ValueError
        If there is no such example, or the padding does not fit the mask or the sentence.
    """
    if name not in EXAMPLES:
        raise ValueError(unknown("example", name, EXAMPLES))
    example = EXAMPLES[name]()
    chosen = mask or example.mask
    inputs = add_positions(example.token_embeddings, example.positions)
    visible = named_mask(chosen, len(example.tokens), padded)
    attended = multi_head_attention(inputs, inputs, example.projections, visible, heads=1)
    looks_back = "causal" in example.mask and "causal" in chosen
    kind = "masked" if looks_back else "self"
    source = Source(name, "", 1, kind, chosen, example.origin)
    side = _side(example, inputs)
    return build_trace(source, side, side, attended, example.projections, visible)


def _side(example: Example, inputs: Float[Tensor, "tokens d_model"]) -> Side:
    return Side(
        tokens=example.tokens,
        ids=torch.tensor(example.ids).numpy(),
        token_embeddings=example.token_embeddings.numpy(),
        positions=example.positions.numpy(),
        embeddings=inputs.numpy(),
        inputs=inputs.numpy(),
    )
