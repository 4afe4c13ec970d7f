"""How well a query fits a key: row above row, products that hang on one another, and their sum."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from manim import (
    DOWN,
    LEFT,
    RIGHT,
    UP,
    Animation,
    AnimationGroup,
    Create,
    FadeIn,
    FadeOut,
    GrowFromEdge,
    ManimColor,
    ReplacementTransform,
    VGroup,
)

from attention_math.derived import DotProductTerms, dot_product_terms
from scenes import theme
from scenes.mobjects.attention_grid import AttentionGrid
from scenes.mobjects.icons import Icon
from scenes.pieces.queries_keys_values.window import MOST_COLUMNS, Window
from scenes.stage.cited import Citation, Word
from scenes.stage.claims import Encoding, shows
from scenes.stage.derive import derive
from scenes.stage.layout import Room, line, stage
from scenes.stage.shapes import Rectangle, Rule, Statement
from scenes.stage.text import Numeral, Text

_WIDE = 0.62  # of a column: how wide a bar is
_DIGITS, _WORD, _SCORE, _SAID = 0.55, 0.6, 1.2, 0.48
_ICON = 0.85


class Fit(VGroup):
    """What one word asks above what another answers; bars come out of them, and the score."""

    def __init__(
        self,
        windows: Sequence[Window],
        pair: tuple[int, int],
        words: Sequence[Word],
        score: Citation,
    ) -> None:
        self.said, self.score = words, score
        rows = [one.result.quantity[at] for one, at in zip(windows, pair, strict=True)]
        terms, room = derive(dot_product_terms, *rows), stage()
        *rooms, low = room.rows(1, 1, 3.8, gap=0.1)
        head, middle, self.end = room.columns(2.7, 6.8, 3.9)
        self.places = middle.columns(*[1.0] * len(terms.terms))
        self.factors = VGroup(*map(self._row, rooms, windows, pair))
        self.icons, self.words = VGroup(), VGroup()
        for one, band, word in zip(windows, rooms, words, strict=True):
            icon = Icon(one.role, height=_ICON)
            named = line(icon, Text(word, size=_WORD, color=theme.hue_of(one.role)), gap=0.25)
            place = Room(head.left, head.right - 0.3, band.bottom, band.top)
            place.hold(named, RIGHT, shrink=True)
            self.icons.add(icon)
            self.words.add(named[1])
        self.origins = [one.cells(at) for one, at in zip(windows, pair, strict=True)]
        self.frames = VGroup(
            *(row.frame(cells) for row, cells in zip(self.factors, self.origins, strict=True))
        )
        self._lay_bars(terms, low.inset(top=0.2, bottom=0.1))
        super().__init__(self.factors, self.icons, self.words, self.line, self.bars, self.total)

    def _row(self, band: Room, window: Window, at: int) -> AttentionGrid:
        quantity = window.result.quantity[at : at + 1]
        view = "numbers" if quantity.shape[1] <= MOST_COLUMNS else "heat"
        cell = self.places[0].width, band.height
        row = AttentionGrid(
            quantity, view=view, decimals=1, cell=cell, size=_DIGITS, color_of=window.law
        )
        middle = (self.places[0].left + self.places[-1].right) / 2
        return row.move_to([middle, band.center[1], 0])

    def _lay_bars(self, terms: DotProductTerms, room: Room) -> None:
        """Hang each product where the last one ended; at the end stands how far they get."""
        starts = [0.0, *(total.value for total in terms.totals.each())]
        unit = room.height / (max(starts) - min(starts))
        self.law, ground = partial(theme.length, unit=unit), room.top - unit * max(starts)
        self.bars = Statement()
        for cited, place, start in zip(terms.terms.each(), self.places, starts, strict=False):
            bar = self._bar(cited, place, ground, theme.sign_color(cited.value))
            self.bars.add(bar.shift(unit * start * UP))
        hue, wide = theme.sign_color(self.score.value), self.places[0].width
        place = Room(self.end.left, self.end.left + wide, room.bottom, room.top)
        self.total = self._bar(self.score, place, ground, hue)
        self.line = Rule([self.places[0].left, ground, 0], [place.right, ground, 0],
                         color=theme.EDGE, stroke_width=theme.STROKE_THIN)  # fmt: skip
        number = Statement(Numeral(self.score, decimals=1, size=_SCORE, color=hue))
        self.says = VGroup(Text("score", size=_SAID), number).arrange(DOWN, aligned_edge=LEFT)
        self.says.next_to(self.total, RIGHT, buff=0.25)

    def _bar(self, cited: Citation, place: Room, ground: float, hue: ManimColor) -> Rectangle:
        bar = Rectangle(width=_WIDE * place.width, height=self.law(cited.value),
                        fill_color=hue, fill_opacity=1, stroke_width=0)  # fmt: skip
        edge = UP if cited.value < 0 else DOWN
        bar.move_to([place.center[0], ground, 0], aligned_edge=edge)
        return shows(bar, Encoding(cited, "height", self.law, group="fit"))

    def point_out(self) -> Animation:
        """Frame both rows in their matrices."""
        return AnimationGroup(FadeIn(*self.origins), *map(Create, self.frames))

    def lift(self) -> list[Animation]:
        """Bring both rows out of their matrices, one above the other."""
        rows = (row.cells for row in self.factors)
        return [FadeOut(self.frames), *map(ReplacementTransform, self.origins, rows)]

    def read(self) -> Animation:
        return FadeIn(self.line, *(row.marks for row in self.factors))

    def add_up(self) -> Animation:
        """Let each pair of entries drop its product where the last one ended."""
        coming, (_, low) = self.bars.copy(), self.factors
        for bar, cell in zip(coming, low.cells, strict=True):
            bar.move_to(cell.get_bottom(), aligned_edge=UP).set_opacity(0)
        return ReplacementTransform(coming, self.bars, lag_ratio=0.8)

    def end_with_score(self) -> Animation:
        foot = UP if self.score.value < 0 else DOWN
        said = FadeIn(*self.says)
        return AnimationGroup(GrowFromEdge(self.total, foot), said)
