"""How far a trained head's own scores spread, and how far independent ones of its width would."""

from __future__ import annotations

from manim import DOWN, LEFT, VGroup

from scenes import theme
from scenes.stage.cited import Declared, Quantity
from scenes.stage.layout import line
from scenes.stage.text import Numeral, Text


class OwnSpread(VGroup):
    """Two lines: the variance of the scores, and what independent entries would give one query."""

    def __init__(self, variance: Quantity, query: Quantity) -> None:
        width = Numeral(
            len(query),
            decimals=0,
            color=theme.QUIET,
            declared=Declared("shape", of=query.name),
            size=theme.SIZE_TOKEN,
        )
        spread = Numeral(variance.cite(), decimals=0, size=theme.SIZE_TOKEN)
        super().__init__(
            line(Text("its variance", size=theme.SIZE_TOKEN), spread),
            line(Text("if independent", size=theme.SIZE_TOKEN, color=theme.QUIET), width),
        )
        self.arrange(DOWN, buff=0.2, aligned_edge=LEFT)
