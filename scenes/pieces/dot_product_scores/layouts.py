"""Where queries, keys and scores stand in the chapter on dot products."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from manim import DOWN, LEFT, RIGHT, UP, Rectangle, VGroup, VMobject

from attention_math.derived import dot_product_terms
from attention_math.principal import PlaneThroughOrigin, plane_of
from attention_math.story import extremes, keeps_sides
from scenes import theme
from scenes.formulas import FORMULAS
from scenes.mechanism import DECIMALS, Mechanism
from scenes.mobjects.attention_grid import AttentionGrid, View
from scenes.mobjects.formula import Formula
from scenes.mobjects.number_matrix import NumberMatrix
from scenes.mobjects.scale_legend import ScaleLegend
from scenes.pieces.dot_product_scores.cell_reading import CellReading
from scenes.pieces.dot_product_scores.directions import Directions, Offer
from scenes.pieces.dot_product_scores.product_table import ProductTable
from scenes.pieces.dot_product_scores.vector_plane import VectorPlane
from scenes.pieces.dot_product_scores.worked_product import WorkedProduct
from scenes.stage.cited import Citation, Declared
from scenes.stage.derive import derive
from scenes.stage.text import Numeral, Text

_SIZE = 0.275
_ENTRIES = 4  # of a vector are shown at most; more are an ellipsis
_SPREAD = (0.63, 0.4)  # between the entries of a query, and of a key, beside the grid
_OPENING, _OPENING_PLACES = 1.35, (-2.0, 3.6)  # before the matrices make room for the grid
_TABLE, _TABLE_SIZE = (2.48, -0.2), (5.32, 3.08)  # its right end; the most room for its cells
_RIGHT = (4.7, -0.6)  # the middle of what stands to the right of the table
_GRID, _GRID_SIZE = (-2.42, -0.32), (5.46, 3.64)  # the same of the grid aside
_SMALL, _SMALL_WIDTH = (1.99, 5.0), 2.75  # the middles of the other views; their most room
_BOX = (3.65, 0.35, 5.9, 4.7)  # of the arrows: its middle, its width and its height
_NOTE = -2.72  # the height of what is said about the plane


@dataclass(frozen=True)
class Opening:
    """Queries and keys as chapter 9 left them, with their words, symbols and meanings."""

    tokens: VGroup
    query: NumberMatrix
    key: NumberMatrix
    symbols: VGroup
    meanings: VGroup


@dataclass(frozen=True)
class Comparison:
    """A grid of scores and, beside it, the arrows of one of its rows, which is framed."""

    grid: AttentionGrid
    frame: Rectangle
    arrows: Directions


class ScoreLayouts(Mechanism):
    """Lay out the head's scores: as a product of matrices, as arrows, as dots and colours."""

    def opening(self) -> Opening:
        parts = (("query", "what I am looking for"), ("key", "what I offer"))
        matrices, symbols, meanings = [], VGroup(), VGroup()
        for (name, says), x in zip(parts, _OPENING_PLACES, strict=True):
            color = theme.hue_of(name)
            matrix = NumberMatrix(self.of_head(name), size=_SIZE, pitch=(0.69, 0.44), color=color,
                                  most_columns=_ENTRIES)  # fmt: skip
            matrices.append(matrix.scale(_OPENING).move_to([x, -0.05, 0]))
            symbols.add(Formula(FORMULAS[name], size=0.65).next_to(matrix, UP, buff=0.2))
            meanings.add(Text(says, size=0.4, color=color).next_to(matrix, DOWN, buff=0.25))
        tokens = VGroup()
        for i, word in enumerate(self.trace.query_side.shown):
            label = Text(word, size=0.42, declared=Declared("token"))
            label.next_to(matrices[0].brackets, LEFT, buff=0.3)
            tokens.add(label.stand_on(matrices[0].row_height(i) - 0.12))
        return Opening(tokens, *matrices, symbols, meanings)

    def table(self) -> ProductTable:
        """Lay out queries, keys and the grid where they meet."""
        grid = self._numbers(_TABLE_SIZE, most=(1.0, 0.6))
        table = ProductTable(self.of_head("query"), self.of_head("key"), grid, size=_SIZE,
                             spread=_SPREAD, most_entries=_ENTRIES)  # fmt: skip
        return table.move_to([*_TABLE, 0], aligned_edge=RIGHT)

    def grid_aside(self) -> AttentionGrid:
        """Lay out the scores alone, where they leave room to their right."""
        grid = self._numbers(_GRID_SIZE, most=(1.3, 0.9))
        return grid.shift([*_GRID, 0] - grid.cells.get_center())

    def _numbers(self, room: tuple[float, float], *, most: tuple[float, float]) -> AttentionGrid:
        """Lay out the scores as numbers alone, without colours."""
        rows, columns = self.story.scores.shape
        cell = min(most[0], room[0] / columns), min(most[1], room[1] / rows)
        return self.grid("scores", cell=cell, size=theme.SMALLEST, color_of=theme.plain_color)

    def small_view(self, view: View, place: int) -> AttentionGrid:
        """Lay out the scores in another view, its rows level with those of the numbers."""
        quantity = self.of_head("scores")
        rows, columns = quantity.shape
        cell = min(0.9, _SMALL_WIDTH / columns), min(0.9, _GRID_SIZE[1] / rows)
        grid = AttentionGrid(
            quantity, keys=self.trace.key_side.shown, view=view, cell=cell,
            color_of=self.color_of("scores"), limit=quantity.limit(),
        )  # fmt: skip
        return grid.shift([_SMALL[place], _GRID[1], 0] - grid.cells.get_center())

    def legend(
        self, grid: AttentionGrid, sample: Callable[[Citation], VMobject], says: str
    ) -> ScaleLegend:
        """Explain a view by the largest and the smallest score."""
        legend = ScaleLegend(
            [grid.quantity.cite(*end) for end in extremes(grid.quantity.values)], sample,
            Text(says, size=theme.SMALLEST, color=theme.QUIET), decimals=DECIMALS["scores"],
        )  # fmt: skip
        return legend.next_to(grid.cells, DOWN, buff=0.18)

    def working(self, table: ProductTable) -> WorkedProduct:
        query, key = self.pair
        factors = self.of_head("query")[query], self.of_head("key")[key]
        added = derive(dot_product_terms, *factors)
        working = WorkedProduct(*factors, *added, entries=table.query.columns)
        return working.move_to([*_RIGHT, 0])

    def reading(self) -> CellReading:
        """Put the story's cell into words."""
        query, key = self.pair
        asker, offerer = self.trace.query_side.shown[query], self.trace.key_side.shown[key]
        score = self.of_head("scores").cite(query, key)
        reading = CellReading(asker, score, offerer, decimals=DECIMALS["scores"])
        return reading.move_to([*_RIGHT, 0])

    @cached_property
    def _places(self) -> PlaneThroughOrigin:
        """Queries, keys and the directions across the queries in one plane, and its share."""
        return derive(plane_of, self.of_head("query"), self.of_head("key"))

    def plane(self) -> tuple[VectorPlane, VGroup]:
        """Lay out the plane that keeps most of all queries and keys, and say how much."""
        (x, y, width, height), places = _BOX, self._places
        box = VectorPlane(places.query, places.key, width=width, height=height)
        share = Numeral(places.share.cite(), size=0.31, color=theme.QUIET)
        words = [Text(says, size=0.31, color=theme.QUIET) for says in
                 ("this plane keeps", "of all squared lengths")]  # fmt: skip
        note = VGroup(words[0], share, words[1]).arrange(RIGHT, buff=0.12)
        for part in note:
            part.stand_on(_NOTE)
        return box.move_to([x, y, 0]), note.set_x(x)

    def keeps_sides(self, query: int, keys: list[int]) -> bool:
        """Say whether the plane shows these keys on the side that their scores tell."""
        places, scores = self._places, self.story.scores[query, keys]
        return keeps_sides(places.query.values[query], places.key.values[keys], scores)

    def comparison(
        self, grid: AttentionGrid, box: VectorPlane, query: int, keys: list[int]
    ) -> Comparison:
        """Draw one query and some keys, whose scores stand in one row of the grid."""
        places, words = self._places, self.trace.key_side.shown
        arrows = Directions(
            box, places.query[query], places.across[query],
            word=self.trace.query_side.shown[query],
            offers=[Offer(places.key[j], words[j], grid.quantity.cite(query, j)) for j in keys],
            decimals=DECIMALS["scores"], says_sides=self.keeps_sides(query, keys),
        )  # fmt: skip
        return Comparison(grid, grid.frame(grid.row(query)), arrows)
