"""What is worked out of one row: the lines of its worksheet, its sums, and what they make."""

from __future__ import annotations

from functools import partial

from manim import VGroup
from manim.utils.color import ManimColor

from attention_math.derived import column_totals, dot_product_terms
from attention_math.softmax_steps import even_share, exponentials
from scenes import theme
from scenes.chapter import Chapter
from scenes.pieces.worked_example.pencil_sum import PencilSum
from scenes.pieces.worked_example.worksheet import (
    FOLLOWED,
    OUTPUT,
    ROW,
    SCORES,
    SCRATCH,
    Worksheet,
)
from scenes.pieces.worked_example.written import Written, end_to_end
from scenes.stage.cited import Citation, Quantity
from scenes.stage.derive import derive

ENTRY = 0  # of the output, and which score: it is worked out
OTHER = 1  # of the output: it is left to the viewer
SEEN = ROW + 1  # the mask hides what is later


class ThirdRow:
    """Finds the arrays of a chapter's head, and writes on a sheet what one row makes."""

    def __init__(self, chapter: Chapter, sheet: Worksheet) -> None:
        self.of_head, self._sheet = chapter.of_head, sheet
        self.inputs = chapter.quantity("query_side.inputs")
        self._visible = chapter.trace.visible[ROW : ROW + 1]

    def __call__(self, name: str) -> Quantity:
        """Return the row of an array."""
        return self.of_head(name)[ROW]

    def vector(self) -> Written:
        """Write what comes in."""
        row = self.inputs[ROW : ROW + 1]
        return self._sheet.line(FOLLOWED, "vector", row, ink=theme.INK)

    def query(self) -> Written:
        """Write the query."""
        return self._sheet.line(FOLLOWED, "query", self._row("query"), ink=theme.QUERY)

    def scores(self, name: str) -> Written:
        """Write a score a word: bare, ``scaled``, or with what the mask hides."""
        law = partial(theme.score_color, limit=self.of_head(name).limit())
        visible = self._visible if name == "masked" else None
        called = "score" if name == "scores" else "scaled"
        return self._sheet.line(SCORES, called, self._row(name), law, visible=visible)

    def weights(self) -> Written:
        """Write a weight a word."""
        row, law = self._row("weights"), theme.weight_color
        return self._sheet.line(SCORES, "weight", row, law, visible=self._visible)

    def output(self) -> Written:
        """Write what leaves."""
        law = partial(theme.size_color, limit=self.of_head("output").limit(), hue=theme.VALUE)
        return self._sheet.line(OUTPUT, "output", self._row("output"), law)

    def score_entry(self) -> PencilSum:
        """Work out the score of a key: a product for each number."""
        query, key = self("query"), self.of_head("key")[ENTRY]
        terms, made = derive(dot_product_terms, query, key).terms, self("scores").cite(ENTRY)
        return self._sum((query, key), (theme.QUERY, theme.KEY), terms, made)

    def output_entry(self, entry: int) -> PencilSum:
        """Work out an entry of the output, above it: a product for each key that is seen."""
        factors = self("weights")[:SEEN], self.of_head("value")[:SEEN, entry]
        terms, made = self.shares()[:, entry], self("output").cite(entry)
        return self._sum(factors, (theme.WEIGHT, theme.VALUE), terms, made)

    def _sum(
        self,
        factors: tuple[Quantity, Quantity],
        hues: tuple[ManimColor, ManimColor],
        terms: Quantity,
        total: Citation,
    ) -> PencilSum:
        right, heights = self._sheet.sum_right, self._sheet.heights(*SCRATCH, OUTPUT)
        pairs = list(zip(*(one.each() for one in factors), strict=True))
        return PencilSum(right, heights[: len(pairs) + 1], pairs, terms.each(), total, hues)

    def _row(self, name: str) -> Quantity:
        return self.of_head(name)[ROW : ROW + 1]

    def laid_and_stretched(self) -> tuple[VGroup, VGroup]:
        """Lay the exponentials of what is seen end to end, and their shares of a whole."""
        raised, lay = derive(exponentials, self("masked")), partial(end_to_end, self._sheet.free)
        return lay(raised, theme.POSITIVE), lay(self("weights"), theme.WEIGHT, whole=True)

    def evenly(self, rows: Quantity) -> Quantity:
        """Mix the rows that are seen, and take as much of each."""
        share = derive(even_share, SEEN, source=rows.source)
        return derive(column_totals, share * rows[:SEEN])[-1]

    def shares(self) -> Quantity:
        """Shrink each value that is seen to its weight."""
        return (self.of_head("weights")[ROW, :, None] * self.of_head("value"))[:SEEN]
