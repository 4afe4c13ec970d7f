"""What a node has heard: the entries of all parcels, laid tip to tail on four lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from manim import (
    Animation,
    FadeOut,
    LaggedStart,
    Mobject,
    MoveAlongPath,
    ReplacementTransform,
    TransformFromCopy,
    VGroup,
)

from attention_math.derived import column_totals
from scenes import theme
from scenes.mobjects.edge import Edge
from scenes.stage.cited import Citation, Quantity, extent
from scenes.stage.claims import Placement, shows
from scenes.stage.derive import derive
from scenes.stage.layout import Room
from scenes.stage.shapes import Rectangle, Rule
from scenes.stage.text import Numeral

_SIZE = 0.44
_THICK = 0.6  # of the distance between two lines
_GAP = 0.14
_NOTHING = 1e-6
_LEAVE, _TRAVEL = 0.25, 0.5  # seconds


@dataclass(frozen=True)
class Lines:
    """As many lines as a vector has entries, which begin at the zero that a rule marks."""

    zero: Rule
    unit: float
    count: int

    @property
    def pitch(self) -> float:
        return self.zero.height / self.count

    def at(self, x: float, y: float) -> np.ndarray:
        """Return where a value stands on the line of an entry."""
        return np.array([self.zero.get_x() + x * self.unit, self._height(y), 0])

    def _height(self, line: float) -> float:
        return float(self.zero.get_top()[1] - (line + 0.5) * self.pitch)


class Heard(VGroup):
    """A line an entry; parcels land on them one after another, and become one bar a line.

    Parameters
    ----------
    products
        What arrives: weight times value, a row a parcel.
    output
        What it adds up to.
    """

    def __init__(self, room: Room, products: Quantity, output: Quantity) -> None:
        self._totals, self.output = derive(column_totals, products), output
        lows, highs = extent(self._totals)
        low, high = min(0.0, *lows), max(0.0, *highs)
        unit = room.width / (high - low)
        x = room.left - low * unit
        self.zero = Rule([x, room.top, 0], [x, room.bottom, 0], color=theme.QUIET)
        self.lines = Lines(self.zero, unit, len(output))
        self.parcels = VGroup(*map(self._parcel, range(len(products))))
        ends = [(0, cited) for cited in output.each()]
        self.bars = VGroup(*(self._bar(*pair, k) for k, pair in enumerate(ends)))
        self.numbers = VGroup(*(self._number(k) for k in range(len(output))))
        super().__init__(self.zero)

    def deliveries(self, nodes: VGroup, edges: Sequence[Edge]) -> Iterator[list[Animation]]:
        """Yield what is played: each vector leaves, shrunk to its weight, travels and arrives."""
        arriving: list[Animation] = []
        for node, edge in zip(nodes, edges, strict=True):
            parcel = node.parcel(edge.weight).move_to(edge.path.get_start())
            leaving = TransformFromCopy(node.column, parcel, run_time=_LEAVE)
            yield [leaving, *arriving]
            yield [MoveAlongPath(parcel, edge.path, run_time=_TRAVEL)]
            arriving = [self.unpack(parcel, edge.key)]
        yield arriving

    def unpack(self, cells: VGroup, parcel: int) -> Animation:
        """Let the cells of a parcel lie down, each at the end of its line."""
        self.add(self.parcels[parcel])
        moves = []
        for cell, part in zip(cells, self.parcels[parcel], strict=True):
            is_empty = part.width < _NOTHING
            there = part.get_center()
            moves.append(
                FadeOut(cell, target_position=there, scale=0.2)
                if is_empty
                else ReplacementTransform(cell, part)
            )
        return LaggedStart(*moves, lag_ratio=0.12, run_time=_LEAVE)

    def merge(self) -> list[Animation]:
        """Let what lies on each line become one bar."""
        moves: list[Animation] = []
        for k, bar in enumerate(self.bars):
            parts = [parcel[k] for parcel in self.parcels if parcel[k].width >= _NOTHING]
            moves += [ReplacementTransform(VGroup(*parts), bar)]
        return moves

    def _parcel(self, row: int) -> VGroup:
        before = self._totals[row - 1].each() if row else [0.0] * len(self.output)
        ends = zip(before, self._totals[row].each(), strict=True)
        return VGroup(*(self._bar(*pair, k) for k, pair in enumerate(ends)))

    def _bar(self, start: Citation | float, end: Citation, line: int) -> Rectangle:
        """Draw from one value to another."""
        begin = getattr(start, "value", start)
        first, last = self.lines.at(begin, line), self.lines.at(end.value, line)
        bar = Rectangle(
            width=abs(last[0] - first[0]),
            height=_THICK * self.lines.pitch,
            color=theme.VALUE,
            stroke_width=theme.STROKE_THIN,
            fill_opacity=0.75,
        ).move_to((first + last) / 2)
        side = np.array([np.sign(last[0] - first[0]), 0, 0])
        places = ((start, float(line)), (end, float(line)))

        def anchors(drawn: Mobject) -> np.ndarray:
            return np.array([drawn.get_edge_center(-side), drawn.get_edge_center(side)])

        return shows(bar, Placement(self.lines, places, anchors))

    def _number(self, line: int) -> Numeral:
        cited = self.output.cite(line)
        side = np.array([-np.copysign(1, cited.value), 0, 0])  # the other one has room
        return Numeral(cited, size=_SIZE).next_to(self.bars[line], side, buff=_GAP)
