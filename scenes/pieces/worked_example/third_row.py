"""What is worked out of one row: its sums of products, and the vectors that they make."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from manim import LEFT, RIGHT
from manim.utils.color import ManimColor

from attention_math.derived import (
    ProjectionTerms,
    column_totals,
    dot_product_terms,
    projection_terms,
)
from attention_math.softmax_steps import even_share, exponentials, total
from scenes import theme
from scenes.chapter import Chapter
from scenes.formulas import FORMULAS
from scenes.mobjects.formula import Formula
from scenes.pieces.worked_example.end_to_end import EndToEnd
from scenes.pieces.worked_example.pencil import PencilSum
from scenes.pieces.worked_example.row_table import (
    BOTH,
    FIRST,
    NUMBER,
    ROW,
    SECOND,
    NamedCells,
    RowTable,
)
from scenes.stage.cited import Citation, Quantity
from scenes.stage.derive import derive
from scenes.stage.layout import Room

ENTRY = 0  # of the output, and which score: it is worked out
_ASKED = 1  # of the query
SEEN = ROW + 1  # the mask hides what is later
_CELL, _HEAD = (2.0, 0.85), 0.55


class ThirdRow:
    """Finds the arrays of a chapter's head, and works out beside a table what one row makes.

    Its vectors stand in the room below.
    """

    def __init__(self, chapter: Chapter, table: RowTable, lower: Room) -> None:
        self.of_head, self._table, self._lower = chapter.of_head, table, lower
        self.inputs = chapter.quantity("query_side.inputs")
        self.visible = chapter.trace.visible[ROW]

    def __call__(self, name: str) -> Quantity:
        """Return the row of an array."""
        return self.of_head(name)[ROW]

    def query_entry(self) -> PencilSum:
        """Work out an entry of the query: two products and a bias."""
        made, bias = self._query_made(), self.of_head("query_bias")
        x, weight = self.inputs[ROW], self.of_head("query_weight")[:, _ASKED]
        hues, cited = (theme.INK, theme.QUERY), (self("query").cite(_ASKED), bias.cite(_ASKED))
        return self._sum("example query", x, weight, made.terms, *cited, hues=hues, at=range(4))

    def query_climb(self) -> Quantity:
        """Return the sum of that entry as it grows."""
        return self._query_made().totals

    def _query_made(self) -> ProjectionTerms:
        weight, bias = self.of_head("query_weight"), self.of_head("query_bias")
        return derive(projection_terms, self.inputs[ROW], weight[:, _ASKED], bias[_ASKED])

    def score_entry(self) -> PencilSum:
        """Work out the score of a key: a product for each number."""
        query, key = self("query"), self.of_head("key")[ENTRY]
        made = derive(dot_product_terms, query, key)
        hues, result = (theme.QUERY, theme.KEY), self("scores").cite(ENTRY)
        return self._sum("scores", query, key, made.terms, result, hues=hues, at=range(3))

    def output_entry(self) -> PencilSum:
        """Work out an entry of the output: a product for each key that is seen."""
        weights, value = self("weights")[:SEEN], self.of_head("value")[:SEEN, ENTRY]
        terms, hues = self.shares()[:, ENTRY], (theme.WEIGHT, theme.VALUE)
        result, rows = self("output").cite(ENTRY), (*range(SEEN), SEEN + 1)  # one is hidden
        return self._sum("output", weights, value, terms, result, hues=hues, at=rows)

    def _sum(
        self,
        name: str,
        first: Quantity,
        second: Quantity,
        terms: Quantity,
        result: Citation,
        bias: Citation | None = None,
        *,
        hues: tuple[ManimColor, ManimColor],
        at: Sequence[int],
    ) -> PencilSum:
        pairs = list(zip(first.each(), second.each(), strict=True))
        sum_of = pairs, terms.each(), result
        return self._table.pencilled(name, *sum_of, at=at, hues=hues, bias=bias)

    def feet(self, name: str) -> Quantity:
        """Find where on the query's line each key is as far along as its ``name`` says."""
        query = self("query")
        return self.of_head(name)[ROW, :, None] / derive(total, query * query) * query

    def evenly(self, rows: Quantity) -> Quantity:
        """Mix the rows that are seen, and take as much of each."""
        share = derive(even_share, SEEN, source=rows.source)
        return derive(column_totals, share * rows[:SEEN])[-1]

    def end_to_end(self) -> tuple[EndToEnd, EndToEnd]:
        """Lay the exponentials, and then the weights, end to end below the table."""
        room, raised = self._table.below(self._lower), derive(exponentials, self("masked"))
        return EndToEnd.of_exponentials(room, raised), EndToEnd.of_weights(room, self("weights"))

    def drawn(self) -> NamedCells:
        """Show all inputs, and write the one that is followed."""
        return self._table.heat(self.inputs, BOTH, "example inputs", digits=[ROW])

    def made(self, role: str) -> NamedCells:
        """Show all keys, or beside them all values."""
        column = FIRST if role == "key" else SECOND
        return self._table.heat(self.of_head(role), column, role)

    def shares(self) -> Quantity:
        """Shrink each value that is seen to its weight."""
        return (self.of_head("weights")[ROW, :, None] * self.of_head("value"))[:SEEN]

    def scores_and_shares(self) -> tuple[NamedCells, NamedCells]:
        """Write the row's masked scores, and beside them its weights."""
        masked, weights = self("masked")[:, None], self("weights")[:, None]
        law = partial(theme.score_color, limit=self.of_head("scaled").limit())
        look = {"visible": self.visible[:, None], "digits": range(len(masked))}
        scores = self._table.cells(masked, FIRST, "example scaled", law, **look)
        law = theme.weight_color
        return scores, self._table.cells(weights, SECOND, "weights", law, **look)

    def vector(self, name: str) -> NamedCells:
        """Write the row of an array as a vector, and its name before it."""
        row = self.of_head(name)[ROW : ROW + 1]
        vector = NamedCells(row, decimals=4, size=NUMBER, cell=_CELL, color_of=theme.plain_color)
        for number in vector.marks:
            number.set_color(theme.hue_of(name))
        self._table.below(self._lower).hold(vector, RIGHT)
        head = Formula(FORMULAS[name], size=_HEAD)
        return vector.entitle(head.next_to(vector, LEFT, buff=0.3))
