"""A heat map for each head over the same words, all in one line."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import numpy as np
from manim import LEFT, UP, VGroup
from manim.utils.color import ManimColor

from scenes import theme
from scenes.mobjects.heat_map import HeatMap
from scenes.mobjects.row_labels import RowLabels
from scenes.stage.cited import Declared, Quantity, Word
from scenes.stage.layout import Room
from scenes.stage.phrases import phrase
from scenes.stage.shapes import Outline
from scenes.stage.text import Text

MOST = 12  # heads
_ABOVE, _BELOW, _BESIDE = 0.42, 1.15, 0.2  # of each map: for a number; a glass, two names; air
_LINES = 0.52, 0.14  # of names, above their place's lower edge
_GAP = 0.12


def hue_of(head: int) -> ManimColor:
    """Return the hue of a head, counted from 0."""
    return theme.HEADS[head % len(theme.HEADS)]


class Sheets(VGroup):
    """Maps with room for a glass and a name below each.

    The words that listen stand at the left of the first.
    """

    def __init__(self, room: Room, weights: Sequence[Quantity], words: Sequence[Word]) -> None:
        self.places = room.columns(*[1] * len(weights))
        rooms = [one.inset(top=_ABOVE, bottom=_BELOW, right=_BESIDE) for one in self.places]
        self.maps, self.outlined, self.names = VGroup(), VGroup(), VGroup()
        for head, (one, inner) in enumerate(zip(weights, rooms, strict=True)):
            law = partial(theme.weight_color, hue=hue_of(head))
            sized = {"width": inner.width, "height": inner.height}
            self.maps.add(inner.hold(HeatMap(one, **sized, color_of=law)))
            outline = Outline(**sized).set_stroke(theme.EDGE, theme.STROKE_THIN)
            self.outlined.add(inner.hold(outline))
            name, number = phrase("head {number}", number=head + 1), Declared("number of a head")
            label = Text(name, size=theme.SMALLEST, color=hue_of(head), declared=number)
            self.names.add(self._below(head, label, 0))
        heights, right = rooms[0].heights(len(words)), rooms[0].left - _GAP
        style = {"right": right, "size": theme.SMALLEST, "color": theme.QUERY}
        self.words = RowLabels(words, heights, **style)
        super().__init__(self.maps, self.names, self.words)

    def outlines(self, head: int, cells: Sequence[tuple[int, int]]) -> VGroup:
        """Outline single cells of a map: those that are averaged."""
        return VGroup(*(self._outline(head, range(i, i + 1), range(j, j + 1)) for i, j in cells))

    def rows(self, row: int) -> VGroup:
        """Outline the same row of every map."""
        whole = range(len(self.maps[0].quantity))
        one = whole[row : row + 1]
        return VGroup(*(self._outline(head, one, whole) for head in range(len(self.maps))))

    def entitle(self, head: int, text: Text) -> Text:
        """Write what is known of a head below its name."""
        return self._below(head, text, 1)

    def _below(self, head: int, text: Text, line: int) -> Text:
        text.set_x(self.maps[head].get_left()[0], direction=LEFT)
        return text.stand_on(self.places[head].bottom + _LINES[line])

    def _outline(self, head: int, rows: range, columns: range) -> Outline:
        map_ = self.maps[head]
        width, height = np.array([map_.width, map_.height]) / len(map_.quantity)
        outline = Outline(width=width * len(columns), height=height * len(rows))
        outline.set_stroke(theme.HIGHLIGHT, 2 * theme.STROKE_THIN)
        middles = [np.mean(span) + 0.5 for span in (columns, rows)]
        corner = map_.get_corner(UP + LEFT)
        return outline.move_to(corner + [middles[0] * width, -middles[1] * height, 0])
