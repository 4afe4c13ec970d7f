"""Horizontal bars whose length is the value, each with its name and its number."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from manim import LEFT, RIGHT, VGroup
from manim.utils.color import ManimColor

from scenes import theme
from scenes.stage.cited import Citation, largest
from scenes.stage.claims import Encoding, shows
from scenes.stage.shapes import Rectangle
from scenes.stage.text import Numeral, Text

_THICKNESS = 0.5
_SIZE = 0.4


class Bars(VGroup):
    """One bar a row, all to the same scale; the largest value has the length ``longest``."""

    def __init__(
        self,
        names: Sequence[str],
        values: Sequence[Citation],
        *,
        colors: Sequence[ManimColor],
        longest: float,
        pitch: float = 0.95,
        decimals: int = 2,
    ) -> None:
        super().__init__()
        law = partial(theme.proportional, unit=longest / largest(values))
        for place, (name, cited, color) in enumerate(zip(names, values, colors, strict=True)):
            height = -place * pitch
            bar = Rectangle(
                width=law(cited.value),
                height=_THICKNESS,
                fill_color=color,
                fill_opacity=1,
                stroke_width=0,
            ).move_to([0, height, 0], aligned_edge=LEFT)
            shows(bar, Encoding(cited, "width", law, group="bars"))
            label = Text(name, size=_SIZE).move_to([-0.3, height, 0], aligned_edge=RIGHT)
            number = Numeral(cited, decimals=decimals, size=_SIZE).next_to(bar, RIGHT, buff=0.2)
            self.add(VGroup(label.stand_on(height - 0.1), bar, number))
