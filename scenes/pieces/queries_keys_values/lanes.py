"""A contest: one query is tried on several keys, a lane each."""

from __future__ import annotations

from collections.abc import Sequence

from manim import (
    LEFT,
    UP,
    Animation,
    FadeIn,
    FadeOut,
    LaggedStart,
    ReplacementTransform,
    VGroup,
)

from attention_math.derived import DotProductTerms
from scenes.mobjects.attention_grid import AttentionGrid
from scenes.mobjects.icons import Icon
from scenes.mobjects.motion import become
from scenes.mobjects.row_labels import RowLabels
from scenes.pieces.queries_keys_values.fit_bars import FitBars
from scenes.pieces.queries_keys_values.window import Window
from scenes.pieces.queries_keys_values.windows import Windows
from scenes.stage.cited import Citation, Quantity, Word
from scenes.stage.layout import Room, stage
from scenes.stage.shapes import Statement
from scenes.stage.text import Text

_MOST_COLUMNS = 6  # of a strip whose numbers are read; more are told by their colours alone
_STRIP, _DIGITS, _WORD, _SCORE, _ICON = 0.58, 0.47, 0.62, 0.75, 0.45
_HIGHEST, _BAR, _GAP = 1.46, 0.55, 0.25  # of a lane; how thick its bar is; beside words
_THICK = 0.72  # of what each product has


class Lanes(VGroup):
    """What each word answers with, below what one word asks; bars tell how well the two fit.

    Parameters
    ----------
    order
        The places of the words that have a lane: the best first, and then from the next best on.
    terms
        The products of the best one.
    """

    def __init__(
        self,
        windows: Windows,
        words: Sequence[Word],
        order: Sequence[int],
        scores: Quantity,
        terms: DotProductTerms,
        decimals: int,
    ) -> None:
        self.asks, answers, _ = windows.windows
        self.row, self.places = windows.rows.row, sorted(order)
        self.best, *others = (self.places.index(place) for place in order)
        self.others, words = others[::-1], [words[place] for place in self.places]
        names, strips, _, self.free = stage().columns(1.9, 4.2, 0.2, 7.1)
        self.heights = strips.heights(len(self.places), most=_HIGHEST)
        low, right = [one - _STRIP / 2 for one in self.heights], names.right - _GAP
        widest = max(Text(word, size=1).width for word in words)
        size = min(_WORD, (right - names.left) / widest)
        self.words = RowLabels(words, low, right=right, size=size)
        self.keys = [self._strip(answers, place, strips) for place in self.places]
        for key, height in zip(self.keys, low, strict=True):
            key.set_y(height)
        self.query = self._strip(self.asks, self.row, strips)
        self.query.next_to(self.keys[self.best], UP, buff=0)
        self.icon = Icon("query", height=_ICON).next_to(self.query, LEFT, buff=_GAP)
        self.origins = [answers.cells(place) for place in self.places]
        self.asking = self.asks.cells(self.row)
        self.named = [windows.rows.names[place] for place in self.places]
        self._lay_bars([scores.cite(place) for place in self.places], terms, decimals)
        super().__init__(self.words, *self.keys, self.query, self.icon, self.bars)

    def _strip(self, window: Window, at: int, room: Room) -> AttentionGrid:
        quantity = window.result.quantity[at : at + 1]
        count = quantity.shape[1]
        view = "numbers" if count <= _MOST_COLUMNS else "heat"
        cell = room.width / count, _STRIP
        strip = AttentionGrid(
            quantity, view=view, decimals=1, cell=cell, size=_DIGITS, color_of=window.law
        )
        return strip.set_x(room.center[0])

    def _lay_bars(self, fits: Sequence[Citation], terms: DotProductTerms, decimals: int) -> None:
        """Give products and sums one scale; the products share the lane of their sum."""
        starts, products = [0.0, *(one.value for one in terms.totals.each())], terms.terms.each()
        self.bars = FitBars(
            fits, self.heights, self.free, high=_BAR, decimals=decimals, size=_SCORE, reach=starts
        )
        pitch = min(_HIGHEST, self.free.height / len(fits)) / len(products)
        top = self.heights[self.best] + pitch * (len(products) - 1) / 2
        self.products = Statement(
            *(
                self.bars.bar(one, top - i * pitch, _THICK * pitch, start)
                for i, (one, start) in enumerate(zip(products, starts, strict=False))
            )
        )

    def lift(self) -> list[Animation]:
        """Bring the rows out of their matrices, and their words with them."""
        rows = [*zip(self.origins, (key.cells for key in self.keys), strict=True)]
        rows += [(self.asking, self.query.cells), (self.asks.icon, self.icon)]
        return [become(self.named, self.words), *(ReplacementTransform(*pair) for pair in rows)]

    def read(self) -> Animation:
        """Let the numbers of both be read."""
        marks = (strip.marks for strip in (self.query, *self.keys))
        return FadeIn(*marks, self.bars.axis)

    def multiply(self) -> Animation:
        """Let each pair of entries drop its product, which begins where the last one ended."""
        coming = self.products.copy()
        for bar, cell in zip(coming, self.keys[self.best].cells, strict=True):
            bar.move_to(cell).set_opacity(0)
        return ReplacementTransform(coming, self.products, lag_ratio=0.8)

    def add_up(self) -> Animation:
        """Let the products become their sum."""
        total = self.bars.bars[self.best]
        gone = FadeOut(self.products, target_position=total, scale=0.3)
        return LaggedStart(gone, self.bars.grow_one(self.best), lag_ratio=0.5)

    def move_on(self, lane: int) -> Animation:
        """Take the query to another lane."""
        way = self.keys[lane].get_top() - self.query.get_bottom()
        return VGroup(self.query, self.icon).animate.shift(way[1] * UP)
