"""Thin lines that lead the eye from ids to their rows, and from words to their place."""

from __future__ import annotations

import numpy as np
from manim import LEFT, RIGHT, Animation, FadeOut, Transform, VGroup

from scenes import theme
from scenes.pieces.tokens_to_vectors.id_column import IdColumn
from scenes.pieces.tokens_to_vectors.numbers import Numbers
from scenes.pieces.tokens_to_vectors.row_lens import RowLens
from scenes.stage.cited import Citation
from scenes.stage.claims import Joins, shows
from scenes.stage.shapes import Path

_ROOM = 0.12  # between what is written and a thread


def thread(start: np.ndarray, end: np.ndarray, *joins: Citation) -> Path:
    """Lead across from one place to another, level at both ends."""
    reach = (end[0] - start[0]) / 2 * RIGHT
    way = Path(stroke_color=theme.HIGHLIGHT, stroke_width=2 * theme.STROKE_THIN)
    way.set_points(np.array([start, start + reach, end - reach, end]))
    return shows(way, Joins(*joins))


class Threads(VGroup):
    """From each id of a column to its row in the whole table; ``threads[i]`` is that of word i."""

    def __init__(self, column: IdColumn, lens: RowLens, cited: Numbers) -> None:
        self.column, self.lens, self.cited = column, lens, cited
        super().__init__(*(self._led(i, self._row_end(i)) for i in range(len(column.ids))))

    def follow(self, place: int) -> list[Animation]:
        """Lead one on to where the lens reads a number, and let the others go."""
        others = [one for i, one in enumerate(self) if i != place]
        into = Transform(self[place], self._led(place, self.lens.entrance()))
        return [into, FadeOut(*others, run_time=theme.QUICK)]

    def go_back(self, place: int) -> Animation:
        """Lead one to its row in the whole table again."""
        return Transform(self[place], self._led(place, self._row_end(place)))

    def lead_out(self, place: int, end: np.ndarray) -> Path:
        """Lead on from a row to what is taken out of it."""
        row = self.cited.row_of(place)
        number = self.cited.rows.cite(row)
        return thread(self.lens.end_of(row, RIGHT), end, number, number)

    def _row_end(self, place: int) -> np.ndarray:
        return self.lens.end_of(self.cited.row_of(place))

    def _led(self, place: int, end: np.ndarray) -> Path:
        number = self.cited.rows.cite(self.cited.row_of(place))
        start = self.column.ids[place].get_right() + RIGHT * _ROOM
        return thread(start, end, self.cited.ids.cite(place), number)


def meeting(
    columns: tuple[IdColumn, IdColumn], place: int, end: np.ndarray, cited: Numbers
) -> VGroup:
    """Lead from one word in two sentences, left and right, to one place."""
    row = cited.rows.cite(cited.row_of(place))
    words = [column.words[place] for column in columns]
    starts = words[0].get_right() + RIGHT * _ROOM, words[1].get_left() + LEFT * _ROOM
    return VGroup(
        *(thread(start, end, word.citation, row) for start, word in zip(starts, words, strict=True))
    )
