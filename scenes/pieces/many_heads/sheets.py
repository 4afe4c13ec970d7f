"""A heat map for each head over the same words, in one line or two; the first can stand alone."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from math import ceil

import numpy as np
from manim import DEGREES, DOWN, LEFT, UP, Animation, FadeOut, Restore, TransformFromCopy, VGroup
from manim.utils.color import ManimColor

from scenes import theme
from scenes.mobjects.heat_map import HeatMap
from scenes.mobjects.row_labels import RowLabels
from scenes.stage.cited import Quantity, Word
from scenes.stage.layout import Room
from scenes.stage.shapes import Outline
from scenes.stage.text import Text

MOST, _IN_ONE_LINE = 12, 4  # heads
_WORDS_LEFT, _WORDS_ABOVE = 0.95, 0.75
_BELOW, _BESIDE = 0.5, 0.8  # of each map: for its name, and for a glass
_BASELINE = 0.2  # of a name, above its place's lower edge
_GAP, _OF_COLUMN = 0.12, 0.9  # the latter is the type of a word over a column


def hue_of(head: int) -> ManimColor:
    """Return the hue of a head, counted from 0."""
    return theme.HEADS[head % len(theme.HEADS)]


class Sheets(VGroup):
    """Maps with room for a name below and a glass at the right of each.

    Words stand at the left of each line, who listens, and above the first, who speaks.
    """

    def __init__(
        self,
        room: Room,
        weights: Sequence[Quantity],
        *,
        queries: Sequence[Word],
        keys: Sequence[Word],
    ) -> None:
        room = room.inset(left=_WORDS_LEFT, top=_WORDS_ABOVE)
        lines = 1 if len(weights) <= _IN_ONE_LINE else 2
        across = ceil(len(weights) / lines)
        self.places = [
            one for line in room.rows(*[1] * lines) for one in line.columns(*[1] * across)
        ]
        self.rooms = [one.inset(bottom=_BELOW, right=_BESIDE) for one in self.places]
        self._size = min(theme.SMALLEST, _OF_COLUMN * self.rooms[0].width / len(keys))
        self._is_narrow = self._size < theme.SMALLEST
        pairs = zip(weights, self.rooms, strict=False)
        self.maps = VGroup(*(_map(*pair, hue_of(head)) for head, pair in enumerate(pairs)))
        self.first_words = VGroup(self._rows(0, queries), self._columns(0, keys))
        below = [self._rows(across, queries)] if lines > 1 else []
        above = [] if self._is_narrow else [self._columns(i, keys) for i in range(1, across)]
        self.other_words = VGroup(*below, *above)
        self.near = VGroup(self.maps[0], *self.first_words)
        super().__init__(self.maps, self.first_words, self.other_words)

    def come_near(self, room: Room) -> VGroup:
        """Let the first map, with its words, fill a room until it is restored."""
        for part in self.near:
            part.save_state()
        factor = min(room.width / self.near.width, room.height / self.near.height)
        return room.hold(self.near.scale(factor))

    def rows_of_first(self) -> tuple[VGroup, list[VGroup]]:
        """Return the first map as single cells, and these by rows."""
        cells, count = self.maps[0].cells(), len(self.maps[0].quantity)
        return cells, [cells[i : i + count] for i in range(0, len(cells), count)]

    def spread(self) -> list[Animation]:
        """Let all other maps come out of the first, which goes to its own place.

        Words over columns that are too narrow for them are left behind.
        """
        first, *others = self.maps
        emerging = (TransformFromCopy(first, other) for other in others)
        *parts, columns = self.near
        returning = FadeOut(columns) if self._is_narrow else Restore(columns)
        return [*map(Restore, parts), returning, *emerging]

    def outlines(self, head: int, cells: Sequence[tuple[int, int]]) -> VGroup:
        """Outline single cells of a map: those that are averaged."""
        return VGroup(*(self._outline(head, range(i, i + 1), range(j, j + 1)) for i, j in cells))

    def readers(self) -> tuple[VGroup, np.ndarray]:
        """Outline the first row of every map; return also the way from there to the last."""
        whole = range(len(self.maps[0].quantity))
        rows = VGroup(*(self._outline(head, whole[:1], whole) for head in range(len(self.maps))))
        return rows, DOWN * self.maps[0].height * (1 - 1 / len(whole))

    def entitle(self, head: int, text: Text) -> Text:
        """Put what is known of a head below its map, at its left."""
        map_, room = self.maps[head], self.places[head]
        text.set_x(map_.get_left()[0], direction=LEFT)
        return text.stand_on(room.bottom + _BASELINE)

    def _outline(self, head: int, rows: range, columns: range) -> Outline:
        map_ = self.maps[head]
        width, height = np.array([map_.width, map_.height]) / len(map_.quantity)
        outline = Outline(width=width * len(columns), height=height * len(rows))
        outline.set_stroke(theme.HIGHLIGHT, 2 * theme.STROKE_THIN)
        middles = [np.mean(span) + 0.5 for span in (columns, rows)]
        corner = map_.get_corner(UP + LEFT)
        return outline.move_to(corner + [middles[0] * width, -middles[1] * height, 0])

    def _rows(self, head: int, words: Sequence[Word]) -> RowLabels:
        room = self.rooms[head]
        right = room.left - _GAP
        heights = room.heights(len(words))
        return RowLabels(words, heights, right=right, size=theme.SMALLEST, color=theme.QUERY)

    def _columns(self, head: int, words: Sequence[Word]) -> VGroup:
        labels, room = VGroup(), self.rooms[head]
        for word, column in zip(words, room.columns(*[1] * len(words)), strict=True):
            label = Text(word, size=self._size, color=theme.KEY).rotate(90 * DEGREES)
            labels.add(label.move_to([column.center[0], room.top + _GAP, 0], aligned_edge=DOWN))
        return labels


def _map(weights: Quantity, room: Room, hue: ManimColor) -> HeatMap:
    law = partial(theme.weight_color, hue=hue)
    return room.hold(HeatMap(weights, width=room.width, height=room.height, color_of=law))
