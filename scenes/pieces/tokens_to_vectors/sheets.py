"""Ids of two sentences are a grid; a row of the table beside every word makes it a block."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import numpy as np
from manim import DOWN, LEFT, RIGHT, Animation, FadeIn, FadeOut, LaggedStart, VGroup

from scenes import theme
from scenes.mobjects.heat_map import HeatMap
from scenes.pieces.tokens_to_vectors.id_column import IdColumn
from scenes.pieces.tokens_to_vectors.numbers import Numbers
from scenes.pieces.tokens_to_vectors.row_lens import RowLens
from scenes.stage.cited import Declared, Quantity
from scenes.stage.layout import Room
from scenes.stage.text import Text

_WIDTH, _HEIGHT = 2.1, 0.5  # of a row
_SIZE, _GAP = 0.5, 0.3
_COUNTED = {"B": "sentences", "T": "tokens", "C": "numbers"}


class Sheets(VGroup):
    """The vectors of two sentences, a row where each id stands; ``sheets[b][i]`` is that of a word.

    ``shapes`` are those of the ids and of the vectors, on either side of the table.
    """

    def __init__(self, columns: Sequence[IdColumn], cited: Numbers, table: Room) -> None:
        law = partial(theme.score_color, limit=cited.table.limit())
        ids, vectors = cited.batch, cited.sheets
        sides = zip(columns, (vectors[0], vectors[1]), (LEFT, RIGHT), strict=True)
        super().__init__(*(_sheet(*one, law) for one in sides))
        named = (ids, "BT", LEFT), (vectors, "BTC", RIGHT)
        self.shapes = VGroup(*(_shape(*one, table) for one in named))
        self._ids = [column.ids for column in columns]

    def look_up(self, lens: RowLens, rows: Quantity) -> Animation:
        """Let each id go, and the row of its number come out of the table in its place."""
        moves = []
        for b, sheet in enumerate(self):
            for place, strip in enumerate(sheet):
                origin = lens.strips[int(rows.values[b, place])]
                moves.append(FadeOut(self._ids[b][place]))
                moves.append(FadeIn(strip, target_position=origin, scale=0.5))
        return LaggedStart(*moves, lag_ratio=0.06)


def _sheet(column: IdColumn, vectors: Quantity, side: np.ndarray, law: object) -> VGroup:
    rows = VGroup()
    for place, number in enumerate(column.ids):
        row = HeatMap(vectors[place : place + 1], width=_WIDTH, height=_HEIGHT, color_of=law)
        rows.add(row.move_to(number, aligned_edge=side))
    return rows


def _shape(quantity: Quantity, axes: str, side: np.ndarray, table: Room) -> VGroup:
    """Name the axes of a tensor, and below them how long each is."""
    sizes = ", ".join(map(str, quantity.shape))
    written = Text(f"({', '.join(axes)})", size=_SIZE, color=theme.HIGHLIGHT)
    declared = Declared("shape", of=quantity.name)
    counted = (Text(_COUNTED[axis], color=theme.QUIET) for axis in axes)
    said = VGroup(written, Text(f"({sizes})", size=_SIZE, declared=declared), *counted)
    said.arrange(DOWN, buff=_GAP)
    edge = table.center + side * table.width / 2
    return said.next_to(edge, side, buff=_GAP)
