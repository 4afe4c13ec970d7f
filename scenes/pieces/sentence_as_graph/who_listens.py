"""The matrix of a graph: how its arcs become cells, and what its rows and columns add up to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial

import numpy as np
from manim import (
    DOWN,
    UP,
    Animation,
    AnimationGroup,
    FadeIn,
    FadeOut,
    GrowFromEdge,
    LaggedStart,
    Mobject,
    TransformFromCopy,
    VGroup,
)

from attention_math.derived import column_totals, row_sums
from scenes import theme
from scenes.mobjects.attention_grid import AttentionGrid
from scenes.mobjects.bar_column import BarColumn
from scenes.mobjects.edge import Edge
from scenes.stage.cited import Quantity
from scenes.stage.claims import Encoding, shows
from scenes.stage.derive import derive
from scenes.stage.layout import Room
from scenes.stage.shapes import Rectangle
from scenes.stage.text import Numeral

_ROOM_AROUND = {"left": 1.6, "top": 1.2, "right": 1.7, "bottom": 1.75}
_LARGEST_CELL = (0.95, 0.87)
_UNIT = 0.6  # of the bars: the length of 1, at most
_WIDTH = 0.48  # of a cell's width: the type of its number
_GAP = 0.2
_HIGHEST = 1.2


class WhoListens(AttentionGrid):
    """Weights, a row a listener and a column a speaker, as large as a room allows.

    ``listened`` are bars of what the rows add up to, ``heard`` of what the columns do; both are to
    one scale.
    """

    def __init__(
        self,
        room: Room,
        weights: Quantity,
        visible: np.ndarray,
        queries: Sequence[str],
        keys: Sequence[str],
        *,
        digits: Sequence[int],
    ) -> None:
        inner = room.inset(**_ROOM_AROUND)
        cell = inner.cell(*weights.shape, most=_LARGEST_CELL)
        self._size = min(theme.SIZE_NUMBER, _WIDTH * cell[0])
        super().__init__(
            weights,
            queries=queries,
            keys=keys,
            visible=visible,
            digits=digits,
            cell=cell,
            size=self._size,
            axes=("who listens", "who speaks"),
        )
        self.shift(inner.center - self.cells.get_center())
        totals = derive(column_totals, weights)[-1]
        self._unit = min(_UNIT, _HIGHEST / totals.limit())
        self.listened = BarColumn(
            derive(row_sums, weights),
            unit=self._unit,
            left=self.cells.get_right()[0] + _GAP,
            heights=[self.row(i).get_y() for i in range(len(weights))],
            pitch=self.cell_size[1],
            color=theme.QUERY,
            group="shares",
        )
        self.heard = VGroup(*(self._heard(totals, j) for j in range(len(totals))))
        self.totals = VGroup(*(self._total(totals, j) for j in range(len(totals))))

    def bend(self, edges: Sequence[Edge], numbers: Mapping[int, Numeral]) -> Iterator[Animation]:
        """Let arcs bend into the lines of their cells, each with its number; then fill the cells.

        Two moves are yielded, one after the other.
        """
        frames, carried, landed = VGroup(), VGroup(), VGroup()
        flights: list[Animation] = []
        for edge in reversed(edges):  # so that no number passes another
            cell, mark = self.cell(edge.query, edge.key), self.mark(edge.query, edge.key)
            frame = cell.copy().set_fill(opacity=0)
            frames.add(frame.set_stroke(edge.path.get_stroke_color(), theme.STROKE_FRAME))
            moves: list[Animation] = [TransformFromCopy(edge.path, frame)]
            if edge.key in numbers:
                number = numbers[edge.key]
                moves.append(number.animate.scale(mark.em / number.em).move_to(mark))
                carried.add(number)
                landed.add(mark)
            flights.append(AnimationGroup(*moves))
            landed.add(cell)
        yield LaggedStart(*flights, lag_ratio=0.3, run_time=1.3 * theme.SLOW)
        yield AnimationGroup(FadeOut(frames, carried), FadeIn(landed), run_time=theme.QUICK)

    def without_edge(self) -> list[Mobject]:
        """List the cells that no edge brings."""
        return [self.cell(*at) for at in self.hidden]

    def add_rows_up(self, rows: Iterable[int]) -> Animation:
        """Let the bars of rows appear, which are all as long."""
        pairs = ((self.listened.bars[i], self.listened.numbers[i]) for i in rows)
        return LaggedStart(*(FadeIn(*pair) for pair in pairs), lag_ratio=0.3)

    def add_columns_up(self) -> Animation:
        """Let the bars of the columns grow, each as high as its word is heard."""
        growing = (
            AnimationGroup(GrowFromEdge(bar, DOWN), FadeIn(total))
            for bar, total in zip(self.heard, self.totals, strict=True)
        )
        return LaggedStart(*growing, lag_ratio=0.3)

    def _heard(self, totals: Quantity, column: int) -> Rectangle:
        cited, law = totals.cite(column), partial(theme.proportional, unit=self._unit)
        bar = Rectangle(
            width=0.6 * self.cell_size[0],
            height=law(cited.value),
            fill_color=theme.KEY,
            fill_opacity=1,
            stroke_width=0,
        )
        bottom = [
            self.cell(0, column).get_x(),
            self.cells.get_bottom()[1] - _ROOM_AROUND["bottom"],
            0,
        ]
        bar.move_to(bottom, aligned_edge=DOWN)
        return shows(bar, Encoding(cited, "height", law, group="heard"))

    def _total(self, totals: Quantity, column: int) -> Numeral:
        number, bar = Numeral(totals.cite(column), size=self._size), self.heard[column]
        return number.next_to(bar, UP, buff=0.1)
