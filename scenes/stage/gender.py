"""The hue of a French word: that of its gender."""

from __future__ import annotations

from manim.utils.color import ManimColor

from attention_math.readings import gender_of
from scenes import theme


def hue_of_gender(french: str) -> ManimColor:
    """Return the hue of a word's gender; a word that has none is plain."""
    return getattr(theme, (gender_of(french) or "ink").upper())
