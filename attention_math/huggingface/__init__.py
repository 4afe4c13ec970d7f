"""Any attention layer of a Hugging Face model → an `AttentionTrace`. Needs the extra `huggingface`.

`trace_model` takes a model in memory, `request.trace_path` one on disk. The model's own attention
is recorded while it runs; all that the trace shows beyond the recorded queries, keys and values is
computed again from them, and held to what the model gave.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from attention_math.huggingface.tracing import trace_model

__all__ = ["trace_model"]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever it is
    """Import transformers no sooner than a model is traced."""
    if name != "trace_model":
        raise AttributeError(name)
    from attention_math.huggingface.tracing import trace_model

    return trace_model
