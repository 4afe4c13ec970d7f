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

_SIZE, _WORDS, _TOTAL, _HUGE, _NOTE, _TINY = 0.68, 0.45, 0.75, 1.05, 0.36, 0.9
_GAP = 0.28
_COUNT = {"decimals": 0, "grouped": True}
_NAME = Declared("published constant", source="Brown et al., 2020")


class CellCounts(VGroup):
    """n × n = so many weights, and their memory, for one text after the other; words stay."""

    def __init__(self, counted: Cells, room: Room) -> None:
        upper, middle, lower = room.inset(top=1.9, bottom=1.9).rows(1, 1, 1)
        self.products, self.memories = [], []
        cited = (one.each() for one in counted)
        for n, made, megabytes in zip(*cited, strict=True):
            product = EquationLine("product", [n, n], made, **_COUNT, size=_SIZE)
            product.total.set_color(theme.WEIGHT)
            self.products.append(upper.hold(product, LEFT))
            memory = Numeral(megabytes, decimals=2, size=_WORDS, color=theme.QUIET)
            self.memories.append(lower.hold(memory, LEFT))
        words = Text("weights in one head", size=_WORDS, color=theme.WEIGHT)
        self.words = middle.hold(words, LEFT)
        self.unit = Text("MB", size=_WORDS, color=theme.QUIET)
        self.unit.next_to(self.memories[0], RIGHT, buff=0.15).stand_on(
            self.memories[0].get_bottom()[1]
        )
        super().__init__(self.products[0], self.words)

    def change(self, step: int) -> Animation:
        """Write the counts of a step in place of the last ones."""
        old, new = ([self.products[i], self.memories[i]] for i in (step - 1, step))
        return exchange(old if step > 1 else old[:1], new if step > 1 else [*new, self.unit])


class AllGrids(VGroup):
    """So many heads in so many layers, and at last all their cells beside those of one grid."""

    def __init__(self, counted: Grids, first: Quantity, cells: Cells, room: Room) -> None:
        upper, middle, lower = room.rows(5, 3, 5)
        factors = [counted.layers.cite(), counted.heads.cite()]
        self.name = Text("GPT-3", size=_TOTAL, declared=_NAME)
        self.product = EquationLine("product", factors, counted.grids.cite(), size=_SIZE, **_COUNT)
        words = Text("layers × heads: so many grids", size=_WORDS, color=theme.WEIGHT)
        note = Text("counted, not measured", size=_NOTE, color=theme.QUIET)
        self.above = VGroup(line(self.name, note, gap=_GAP), self.product, words)
        upper.hold(self.above.arrange(DOWN, buff=_GAP, aligned_edge=LEFT), LEFT + UP)
        tiny = HeatMap(first, width=_TINY, height=_TINY, color_of=theme.weight_color)
        one = cells.tokens.cite(0), cells.cells.cite(0)
        made = EquationLine("product", [one[0]] * 2, one[1], size=_SIZE, **_COUNT)
        made.total.set_color(theme.WEIGHT)
        self.first = VGroup(tiny, made).arrange(RIGHT, buff=_GAP)
        middle.hold(self.first, LEFT)
        tokens = Numeral(counted.tokens.cite(), size=_WORDS, **_COUNT)
        cells = Numeral(counted.cells.cite(), size=_HUGE, color=theme.WEIGHT, **_COUNT)
        full = line(tokens, Text("tokens, every grid full:", size=_WORDS), gap=0.15)
        made = Text("weights", size=_WORDS, color=theme.WEIGHT)
        self.below = VGroup(full, cells, made).arrange(DOWN, buff=0.25, aligned_edge=LEFT)
        lower.hold(self.below, LEFT, shrink=True)
        super().__init__(self.above, self.first, self.below)
