"""One entry of XW + b: products fall as bars, and each then hangs where the last one ended."""

from __future__ import annotations

from functools import partial

from manim import (
    DOWN,
    LEFT,
    UP,
    Animation,
    AnimationGroup,
    FadeIn,
    GrowFromEdge,
    ManimColor,
    Transform,
    TransformFromCopy,
    VGroup,
)

from attention_math.derived import ProjectionTerms
from scenes import theme
from scenes.formulas import FORMULAS
from scenes.mobjects.attention_grid import AttentionGrid
from scenes.mobjects.formula import Formula
from scenes.mobjects.heat_map import HeatMap
from scenes.stage.cited import Citation, Quantity
from scenes.stage.claims import Encoding, shows
from scenes.stage.layout import Room
from scenes.stage.shapes import Rectangle, Rule, Statement
from scenes.stage.text import Numeral, Text

_MOST_DIGITS = 10  # factors beyond so many are told by their colours alone
_WIDE = 0.62  # of a column: how wide a bar is


class EntrySum(Statement):
    """A row of X above a column of a weight, below them their products, the bias and the sum.

    ``column`` and ``row`` are matrices of a single row; the bars are to one scale.
    """

    def __init__(
        self,
        row: Quantity,
        column: Quantity,
        terms: ProjectionTerms,
        *,
        bias: Citation,
        entry: Citation,
        laws: tuple[partial, partial],
        room: Room,
    ) -> None:
        top, second, low = room.rows(0.62, 0.62, 4.4)
        head, middle, *last = room.columns(1.6, 8, 1, 1)
        count = row.shape[1]
        self._places = [*middle.columns(*[1.0] * count), *last]
        view = "numbers" if count <= _MOST_DIGITS else "heat"
        self.factors = VGroup()
        for quantity, law, band in ((row, laws[0], top), (column, laws[1], second)):
            cell = middle.width / count, band.height - 0.06
            line = AttentionGrid(
                quantity, view=view, decimals=1, cell=cell, size=0.31, color_of=law
            )
            self.factors.add(line.set_x(middle.center[0]).set_y(band.center[1]))
        spots = zip((head, head, *last), (top, second, top, top), strict=True)
        names = ("inputs", "times query_weight", "query_bias", "query")
        self.heads = VGroup(
            *(
                Formula(FORMULAS[name], size=0.42).move_to([at.center[0], band.center[1], 0])
                for name, (at, band) in zip(names, spots, strict=True)
            )
        )
        self._lay_bars(terms, bias, entry, low.inset(top=0.35, bottom=0.1))
        self.product = Formula(FORMULAS["entry product"], size=0.46)
        self.product.move_to([head.center[0], self.line.get_y(), 0])
        self.says = Text("sum", size=0.4, color=theme.QUERY).next_to(self.number, LEFT, buff=0.25)
        self.says.stand_on(self.number.get_bottom()[1])
        told = self.heads, self.product, self.says
        super().__init__(self.factors, *told, self.line, self.bars, self.bias, self.total)

    def _lay_bars(
        self, terms: ProjectionTerms, bias: Citation, entry: Citation, room: Room
    ) -> None:
        """Let all bars stand on one line, and find where each will hang in the sum."""
        each = [*terms.terms.each(), bias]
        starts = [0.0, *(total.value for total in terms.totals.each())]
        values = [*starts, *(term.value for term in each)]
        unit = (room.height - 0.6) / (max(values) - min(values))
        self._law, ground = partial(theme.length, unit=unit), room.top - unit * max(values)
        hues = [*(theme.sign_color(term.value) for term in each[:-1]), theme.QUERY]
        bars = list(map(self._bar, each, self._places, [ground] * len(each), hues))
        hung = [bar.copy().shift(unit * at * UP) for bar, at in zip(bars, starts, strict=False)]
        first, last = self._places[0], self._places[-1]
        self.bars, self.hung = Statement(*bars[:-1]), Statement(*hung[:-1])
        self.bias = hung[-1]
        self.line = Rule([first.left, ground, 0], [last.right, ground, 0],
                         color=theme.EDGE, stroke_width=theme.STROKE_THIN)  # fmt: skip
        self.total = self._bar(entry, last, ground, theme.QUERY)
        self.number = Numeral(entry, decimals=1, size=0.5, color=theme.QUERY)
        self.number.next_to(self.total, DOWN if entry.value < 0 else UP, buff=0.15)

    def _bar(self, cited: Citation, place: Room, ground: float, hue: ManimColor) -> Rectangle:
        bar = Rectangle(width=_WIDE * place.width, height=self._law(cited.value),
                        fill_color=hue, fill_opacity=1, stroke_width=0)  # fmt: skip
        bar.move_to([place.center[0], ground, 0], aligned_edge=UP if cited.value < 0 else DOWN)
        return shows(bar, Encoding(cited, "height", self._law, group="entry"))

    def lift(self, inputs: HeatMap, pane: HeatMap, row: int, column: int) -> Animation:
        """Bring the row and the column out of their pictures."""
        wide, across = inputs.quantity.shape[1], pane.quantity.shape[1]
        out = inputs.cells()[row * wide : (row + 1) * wide], pane.cells()[column::across]
        lifted = (VGroup(*cells) for cells in out)
        return AnimationGroup(
            *map(TransformFromCopy, lifted, (line.cells for line in self.factors))
        )

    def read(self) -> Animation:
        return FadeIn(*(line.marks for line in self.factors), *self.heads[:2], self.line)

    def fall(self) -> Animation:
        """Let each pair of factors drop its product."""
        falling = FadeIn(self.bars, shift=1.1 * DOWN, lag_ratio=0.35)
        return AnimationGroup(FadeIn(self.product, shift=1.1 * DOWN), falling)

    def stack(self) -> Animation:
        """Let each bar go where the last one ends."""
        return Transform(self.bars, self.hung, lag_ratio=0.35)

    def add_bias(self) -> Animation:
        return FadeIn(self.bias, self.heads[2], shift=0.6 * DOWN)

    def end(self) -> Animation:
        """Let one bar reach as far as all of them, and say how far that is."""
        grown = GrowFromEdge(self.total, UP if self.total.get_y() < self.line.get_y() else DOWN)
        return AnimationGroup(grown, FadeIn(self.number, self.says, self.heads[3]))
