"""What is written beside a grid: how many cells it has, and how many grids there are."""

from __future__ import annotations

from manim import DOWN, LEFT, RIGHT, UP, Animation, VGroup

from attention_math.costs import Cells, Grids
from scenes import theme
from scenes.mobjects.equation_line import EquationLine
from scenes.mobjects.heat_map import HeatMap
from scenes.mobjects.motion import exchange
from scenes.stage.cited import Declared, Quantity
from scenes.stage.layout import Room, line
from scenes.stage.text import Numeral, Text

_SIZE, _WORDS, _TOTAL, _HUGE, _NOTE, _TINY = 0.68, 0.45, 0.75, 1.15, 0.36, 0.9
_GAP, _APART = 0.28, 0.8
_COUNT = {"decimals": 0, "grouped": True}
_NAME = Declared("published constant", source="Brown et al., 2020")


class CellCounts(VGroup):
    """n × n = so many weights for one text after the other, and for the last one their memory."""

    def __init__(self, counted: Cells, room: Room) -> None:
        upper, middle, lower = room.inset(top=1.9, bottom=1.9).rows(1, 1, 1)
        self.products = []
        for n, made in zip(counted.tokens.each(), counted.cells.each(), strict=True):
            product = EquationLine("product", [n, n], made, **_COUNT, size=_SIZE)
            product.total.set_color(theme.WEIGHT)
            self.products.append(upper.hold(product, LEFT))
        words = Text("weights in one head", size=_WORDS, color=theme.WEIGHT)
        self.words = middle.hold(words, LEFT)
        last = counted.megabytes.cite(len(counted.megabytes) - 1)
        memory = lower.hold(Numeral(last, decimals=2, size=_WORDS, color=theme.QUIET), LEFT)
        unit = Text("MB", size=_WORDS, color=theme.QUIET)
        unit.next_to(memory, RIGHT, buff=0.15).stand_on(memory.get_bottom()[1])
        self.memory = VGroup(memory, unit)
        super().__init__(self.products[0], self.words)

    def change(self, step: int) -> Animation:
        """Write the count of a step in place of the one before."""
        is_last = step == len(self.products) - 1
        memory = [self.memory] if is_last else []
        return exchange([self.products[step - 1]], [self.products[step], *memory])


class AllGrids(VGroup):
    """So many heads in so many layers, and at last all their cells beside those of one grid."""

    def __init__(self, counted: Grids, first: Quantity, cells: Cells, room: Room) -> None:
        factors = [counted.layers.cite(), counted.heads.cite()]
        name = Text("GPT-3", size=_TOTAL, declared=_NAME)
        self.product = EquationLine("product", factors, counted.grids.cite(), size=_SIZE, **_COUNT)
        words = Text("layers × heads: so many grids", size=_WORDS, color=theme.WEIGHT)
        note = Text("counted, not measured", size=_NOTE, color=theme.QUIET)
        self.above = VGroup(line(name, note, gap=_GAP), self.product, words)
        room.hold(self.above.arrange(DOWN, buff=_GAP, aligned_edge=LEFT), LEFT + UP)
        tiny = HeatMap(first, width=_TINY, height=_TINY, color_of=theme.weight_color)
        one = cells.tokens.cite(0), cells.cells.cite(0)
        made = EquationLine("product", [one[0]] * 2, one[1], size=_SIZE, **_COUNT)
        made.total.set_color(theme.WEIGHT)
        first = VGroup(tiny, made).arrange(RIGHT, buff=_GAP)
        tokens = Numeral(counted.tokens.cite(), size=_WORDS, **_COUNT)
        cells = Numeral(counted.cells.cite(), size=_HUGE, color=theme.WEIGHT, **_COUNT)
        full = line(tokens, Text("tokens, every grid full:", size=_WORDS), gap=0.15)
        made = Text("weights", size=_WORDS, color=theme.WEIGHT)
        below = VGroup(full, cells, made).arrange(DOWN, buff=0.25, aligned_edge=LEFT)
        self.below = VGroup(first, below).arrange(DOWN, buff=_APART, aligned_edge=LEFT)
        room.inset(top=_APART).hold(self.below, LEFT, shrink=True)
        super().__init__(self.above, self.below)
