"""What models are called, and who published their sizes."""

from __future__ import annotations

from scenes import theme
from scenes.stage.cited import Declared
from scenes.stage.text import Text

_PUBLISHED = {
    "gpt2": ("GPT-2", "Radford et al., 2019"),
    "gpt3": ("GPT-3", "Brown et al., 2020"),
    "llama3-8b": ("Llama 3 8B", "Llama Team, 2024"),
    "transformer-base": ("the Transformer (base)", "Vaswani et al., 2017"),
}


def called(preset: str) -> str:
    """Return what readers call a model."""
    return _PUBLISHED[preset][0] if preset in _PUBLISHED else preset


def published(preset: str) -> Declared:
    """Say why a model's name may have digits."""
    source = _PUBLISHED[preset][1] if preset in _PUBLISHED else preset
    return Declared("published constant", source=source)


def name_of(preset: str, size: float) -> Text:
    """Write a model's name."""
    return Text(called(preset), size=size, color=theme.INK, declared=published(preset))
