"""How well a query fits a key: row above row, products that hang on one another, and their sum."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from manim import (
    DOWN,
    UP,
    Animation,
    FadeIn,
    FadeOut,
    GrowFromEdge,
    LaggedStart,
    ManimColor,
    VGroup,
)

from attention_math.derived import DotProductTerms, dot_product_terms
from attention_math.story import Pair
from scenes import theme
from scenes.formulas import FORMULAS
from scenes.mobjects.attention_grid import AttentionGrid
from scenes.mobjects.formula import Formula
from scenes.pieces.queries_keys_values.results import Result, Results
from scenes.stage.cited import Citation, Quantity
from scenes.stage.claims import Encoding, shows
from scenes.stage.derive import derive
from scenes.stage.layout import Room
from scenes.stage.shapes import Rectangle, Rule, Statement
from scenes.stage.text import Text

_WIDE = 0.62  # of a column: how wide a bar is
_HIGH, _GAP = 0.44, 0.16  # of a row of factors; between two


class Fits:
    """Draws one pair of a query and a key after another where values were, all to one scale."""

    def __init__(self, results: Results, scores: Quantity, pairs: Sequence[Pair]) -> None:
        *self.sides, self.values = results.each
        self.scores = scores
        query, key = (side.heat.quantity for side in self.sides)
        self.terms = {(i, j): derive(dot_product_terms, query[i], key[j]) for i, j in pairs}
        self.room = results.bodies[-1].inset(left=0.3, top=0.1, bottom=0.1)
        ends = [0.0, *(end.value for one in self.terms.values() for end in one.totals.each())]
        low = self.room.inset(top=2 * _HIGH + 3 * _GAP)
        self.unit = low.height / (max(ends) - min(ends))
        self.ground = low.top - self.unit * max(ends)
        above, below = results.heads[-1].rows(0.6, 0.75)
        self.head = VGroup(
            above.hold(Formula(FORMULAS["fit"], size=0.46)),
            below.hold(Text("how well they fit", size=0.4)),
        )

    def come(self) -> list[Animation]:
        """Let values, which nobody needs yet, give their place."""
        return [FadeOut(*self.values.shown, run_time=theme.QUICK), FadeIn(self.head)]

    def of(self, pair: Pair) -> Fit:
        return Fit(self, pair)


class Fit(VGroup):
    """Of one pair; the bars come out of the two rows."""

    def __init__(self, fits: Fits, pair: Pair) -> None:
        self.fits, terms = fits, fits.terms[pair]
        *self.places, end = fits.room.columns(*[1.0] * (len(terms.terms) + 1))
        self.factors = VGroup(*map(self._row, fits.sides, pair, (0, 1)))
        self.origins = [one.matrix.row(at) for one, at in zip(fits.sides, pair, strict=True)]
        self.bars = self._hung(terms)
        self.line = Rule([fits.room.left, fits.ground, 0], [fits.room.right, fits.ground, 0],
                         color=theme.EDGE, stroke_width=theme.STROKE_THIN)  # fmt: skip
        score = fits.scores.cite(*pair)
        self.total = self._bar(score, end, theme.sign_color(score.value))
        super().__init__(self.factors, self.line, self.bars, self.total)

    def _row(self, side: Result, at: int, line: int) -> AttentionGrid:
        quantity = side.heat.quantity[at : at + 1]
        view, cell = "numbers" if side.has_cells else "heat", (self.places[0].width, _HIGH)
        row = AttentionGrid(
            quantity, view=view, decimals=1, cell=cell, size=0.31, color_of=side.heat.color_of
        )
        top, left = self.fits.room.top - line * (_HIGH + _GAP), self.places[0].left
        return row.move_to([left, top, 0], aligned_edge=UP).set_x(
            (left + self.places[-1].right) / 2
        )

    def _hung(self, terms: DotProductTerms) -> Statement:
        starts = [0.0, *(total.value for total in terms.totals.each())]
        bars = Statement()
        for cited, place, start in zip(terms.terms.each(), self.places, starts, strict=False):
            bar = self._bar(cited, place, theme.sign_color(cited.value))
            bars.add(bar.shift(self.fits.unit * start * UP))
        return bars

    def _bar(self, cited: Citation, place: Room, hue: ManimColor) -> Rectangle:
        law = partial(theme.length, unit=self.fits.unit)
        bar = Rectangle(width=_WIDE * place.width, height=law(cited.value),
                        fill_color=hue, fill_opacity=1, stroke_width=0)  # fmt: skip
        edge = UP if cited.value < 0 else DOWN
        bar.move_to([place.center[0], self.fits.ground, 0], aligned_edge=edge)
        return shows(bar, Encoding(cited, "height", law, group="fit"))

    def lift(self) -> list[Animation]:
        """Bring both rows together, one above the other."""
        pairs = zip(self.factors, self.origins, strict=True)
        return [FadeIn(row, target_position=origin) for row, origin in pairs]

    def add_up(self) -> Animation:
        """Let each pair of factors drop its product where the last one ended; then their sum."""
        falling = FadeIn(self.line, self.bars, shift=0.8 * DOWN, lag_ratio=0.35)
        foot = UP if self.total.get_y() < self.line.get_y() else DOWN
        return LaggedStart(falling, GrowFromEdge(self.total, foot), lag_ratio=0.7)
