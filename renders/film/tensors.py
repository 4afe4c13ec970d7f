"""Says of what tensors the numbers on screen are: their shapes, and of what they are made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attention_math.trace import AttentionTrace
from renders.film.segment import Described
from scenes.stage.cited import Citation


def describe_tensors(
    cited: Sequence[Citation], traces: Mapping[str, AttentionTrace]
) -> tuple[Described, ...]:
    """Describe the tensor of each citation."""
    return tuple(
        {
            "name": one.tensor,
            "source": one.source,
            "shape": None if one.whole is None else list(one.whole.shape),
            "formula": None,
            "operands": [],
            "where": None,
        }
        for one in cited
    )
