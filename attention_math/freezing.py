"""What was computed with torch → an `AttentionTrace` of read-only numpy arrays."""

from __future__ import annotations

import numpy as np
from torch import Tensor

from attention_math.attention import Attended
from attention_math.heads import MultiHeadAttended, Projections
from attention_math.trace import AttentionTrace, HeadTrace, Side, Source

Array = np.ndarray


def build_trace(
    source: Source,
    query_side: Side,
    key_side: Side,
    attended: MultiHeadAttended,
    projections: Projections,
    visible: Tensor,
    **typed: str | None,
) -> AttentionTrace:
    """Freeze what `multi_head_attention` computed, with the weights it used.

    Without W_O the trace has no ``output_weight``. A projection without a bias is the same as one
    whose bias is zero, and that is what the trace holds. ``typed`` are the trace's texts.
    """
    count = len(attended.heads)
    return AttentionTrace(
        source=source,
        query_side=query_side,
        key_side=key_side,
        heads=tuple(
            _head(head, projections, index, count) for index, head in enumerate(attended.heads)
        ),
        visible=visible.numpy(),
        concat=attended.concat.numpy(),
        output=attended.output.numpy(),
        output_weight=_array(projections.output_weight),
        output_bias=_array(projections.output_bias),
        **typed,
    )


def _head(attended: Attended, projections: Projections, index: int, count: int) -> HeadTrace:
    parts: dict[str, Array] = {}
    for name in ("query", "key", "value"):
        weight = getattr(projections, f"{name}_weight")
        bias = getattr(projections, f"{name}_bias")
        bias = weight.new_zeros(weight.shape[1]) if bias is None else bias
        parts[f"{name}_weight"] = weight.chunk(count, dim=-1)[index].numpy()
        parts[f"{name}_bias"] = bias.chunk(count, dim=-1)[index].numpy()
    steps = {name: tensor.numpy() for name, tensor in attended._asdict().items()}
    return HeadTrace(**parts, **steps)


def _array(tensor: Tensor | None) -> Array | None:
    return None if tensor is None else tensor.numpy()
