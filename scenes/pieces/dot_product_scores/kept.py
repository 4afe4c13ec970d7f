"""How much of the keys is seen in a plane, in words."""

from __future__ import annotations

from manim import VGroup

from scenes import theme
from scenes.stage.cited import Quantity
from scenes.stage.layout import line
from scenes.stage.text import Numeral, Text

_SIZE = 0.4


def kept_in_plane(percent: Quantity) -> VGroup:
    """Say how much of the keys the plane keeps."""
    number = Numeral(percent.cite(), decimals=0, size=_SIZE, color=theme.QUIET)
    words = Text("% of the keys’ spread", size=_SIZE, color=theme.QUIET)
    return line(number, words, gap=0.06)
