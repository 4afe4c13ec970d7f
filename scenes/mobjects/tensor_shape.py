"""The shape of a tensor, as the film writes it."""

from __future__ import annotations

from manim.utils.color import ManimColor

from scenes.stage.cited import Declared, Quantity
from scenes.stage.text import Text


def shape_of(quantity: Quantity, *, size: float, color: ManimColor | None = None) -> Text:
    """Write how many rows and columns a tensor has, and whose shape that is."""
    sizes = " × ".join(map(str, quantity.shape))
    return Text(sizes, size=size, color=color, declared=Declared("shape", of=quantity.name))
