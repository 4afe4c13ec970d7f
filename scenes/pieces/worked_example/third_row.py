"""What is worked out of one row: its sums of products, with what they are made of beside them."""

from __future__ import annotations

from manim import DOWN, RIGHT, UP, VGroup
from manim.utils.color import ManimColor

from attention_math.derived import projection_terms
from attention_math.softmax_steps import exponentials, total
from scenes import theme
from scenes.chapter import Chapter
from scenes.formulas import FORMULAS
from scenes.mobjects.formula import Formula
from scenes.pieces.worked_example.pencil import PencilSum
from scenes.pieces.worked_example.row_table import ROW, NamedMatrix
from scenes.stage.cited import Citation, Quantity
from scenes.stage.derive import derive
from scenes.stage.layout import Room

ENTRY = 0  # of the row that is followed: it is worked out
SEEN = ROW + 1  # the mask hides what is later
_LOOK = {"pitch": 0.5, "size": 0.31}
_GAP = 0.2


class ThirdRow:
    """Finds the arrays of a chapter's head, and writes into a room what one row of them makes."""

    def __init__(self, chapter: Chapter, room: Room) -> None:
        self.of_head, self.projecting = chapter.of_head, chapter.projecting
        self.inputs = chapter.quantity("query_side.inputs")
        self.visible, self.halves = chapter.trace.visible[ROW], room.columns(3.2, 4.4)

    def __call__(self, name: str) -> Quantity:
        """Return the row of an array."""
        return self.of_head(name)[ROW]

    def query_entry(self) -> PencilSum:
        """Work out an entry of the query: two products and a bias."""
        x, weight = self.inputs[ROW], self.of_head("query_weight")[:, ENTRY]
        bias = self.of_head("query_bias")
        made = derive(projection_terms, x, weight, bias[ENTRY])
        hues = theme.INK, theme.QUERY
        return self._sum(x, weight, made.terms, self("query"), hues, bias=bias.cite(ENTRY))

    def output_entry(self) -> PencilSum:
        """Work out an entry of the output: a product for each key that is seen."""
        weights, value = self("weights")[:SEEN], self.of_head("value")[:SEEN, ENTRY]
        terms, hues = self.shares()[:, ENTRY], (theme.WEIGHT, theme.VALUE)
        return self._sum(weights, value, terms, self("output"), hues)

    def _sum(
        self,
        first: Quantity,
        second: Quantity,
        terms: Quantity,
        result: Quantity,
        hues: tuple[ManimColor, ManimColor],
        **bias: Citation,
    ) -> PencilSum:
        pairs = list(zip(first.each(), second.each(), strict=True))
        cited = terms.each(), result.cite(ENTRY)
        return PencilSum(self.halves[1], pairs, *cited, hues=hues, **bias)

    def feet(self) -> Quantity:
        """Find how far along the query each key reaches: where it falls on the query's line."""
        query = self("query")
        return self.of_head("scores")[ROW, :, None] / derive(total, query * query) * query

    def exponentials(self) -> Quantity:
        return derive(exponentials, self("masked"))

    def shares(self) -> Quantity:
        """Shrink each value that is seen to its weight."""
        return (self.of_head("weights")[ROW, :, None] * self.of_head("value"))[:SEEN]

    def machine(self, role: str, half: int) -> VGroup:
        """Stand the weights of a projection, and the bias that is added, into half of the room."""
        hue = theme.hue_of(role)
        weight, bias = self.projecting(role)
        weight, bias = (NamedMatrix(rows, hue, **_LOOK) for rows in (weight, bias[None]))
        named = VGroup(Formula(FORMULAS[f"{role}_weight"]), weight).arrange(DOWN, buff=_GAP)
        added = VGroup(Formula(FORMULAS[f"{role} bias added"]), bias).arrange(RIGHT, buff=_GAP)
        added.next_to(weight, DOWN, buff=_GAP)
        added.shift(RIGHT * (weight.get_x() - bias.get_x()))
        return self.halves[half].hold(VGroup(named, added), shrink=True)

    def vector(self, name: str) -> NamedMatrix:
        """Write the row of an array as a vector, and its name above it."""
        row = self.of_head(name)[ROW : ROW + 1]
        vector = NamedMatrix(row, theme.hue_of(name), **_LOOK)
        self.halves[0].hold(vector)
        return vector.entitle(Formula(FORMULAS[name]).next_to(vector, UP, buff=_GAP))
