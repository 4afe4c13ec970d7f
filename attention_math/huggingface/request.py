"""How a Hugging Face model is asked for in words: ``hf:`` and its path. Needs no transformers."""

from __future__ import annotations

from attention_math.huggingface.names import PREFIX, named
from attention_math.trace import AttentionTrace, Kind


def trace_path(
    path: str,
    sentence: str,
    layer: int = 1,
    kind: Kind | None = None,
    translation: str | None = None,
) -> AttentionTrace:
    """Load a model from this machine's disk and take one of its layers apart.

    Raises
    ------
    ValueError
        In a line that names the remedy: if transformers is not installed, or as `open_model` and
        `trace_model` do.
    """
    try:
        from attention_math.huggingface.loading import open_model
        from attention_math.huggingface.tracing import trace_model
    except ModuleNotFoundError as missing:
        raise ValueError(
            f"{missing.name} is not installed, and {path} needs it: "
            "pip install 'attention-film[huggingface]'"
        ) from None
    model, tokenizer = open_model(path.removeprefix(PREFIX))
    return trace_model(model, tokenizer, sentence, translation, layer, kind, named(path))
