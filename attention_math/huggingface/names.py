"""How a Hugging Face model is called: ``hf:`` and its path, or the path's last part."""

from __future__ import annotations

PREFIX = "hf:"


def is_path(model: str | None) -> bool:
    """Say whether the name of a model is that of a Hugging Face model."""
    return model is not None and model.startswith(PREFIX)


def named(path: str) -> str:
    """Say how a badge calls a model: by the last part of its path.

    Examples
    --------
    >>> named("hf:models/openai-community/gpt2/")
    'hf:gpt2'
    """
    parts = path.removeprefix(PREFIX).replace("\\", "/").rstrip("/")
    return PREFIX + (parts.rpartition("/")[2] or parts or ".")
