"""The number of a word's place, which it wears as a badge."""

from __future__ import annotations

from manim import VGroup

from scenes import theme
from scenes.stage.cited import Declared, Quantity
from scenes.stage.shapes import Panel
from scenes.stage.text import Numeral

_NUMBER, _HEIGHT = 0.6, 0.66


def badge(number: int, vector: Quantity) -> VGroup:
    """Write in a circle at which place a vector of positions stands."""
    declared = Declared("place", of=vector.name)
    written = Numeral(number, decimals=0, size=_NUMBER, color=theme.INK, declared=declared)
    ground = Panel(width=_HEIGHT, height=_HEIGHT, corner_radius=_HEIGHT / 2)
    ground.set_fill(theme.PANEL, 1).set_stroke(theme.QUIET, theme.STROKE_THIN)
    return VGroup(ground, written.move_to(ground))
