"""What a sentence brings before any position: a row of colours behind every word."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from manim import RIGHT, Animation, FadeIn, LaggedStart, VGroup

from scenes import theme
from scenes.mobjects.attention_grid import AttentionGrid
from scenes.mobjects.row_labels import RowLabels
from scenes.stage.cited import Declared, Quantity, Word
from scenes.stage.layout import Room
from scenes.stage.shapes import Rectangle
from scenes.stage.text import Numeral

_SIZE, _PITCH = 0.5, 0.85
_GAP = 0.35


class Brought(VGroup):
    """A row a token: its place, its word and its entries (tokens × entries) as colours.

    The colours end at ``limit``, since there may be more entries than are shown.
    """

    def __init__(self, room: Room, words: Sequence[Word], entries: Quantity,
                 places: Sequence[Declared], limit: float) -> None:  # fmt: skip
        numbers, named, cells = room.columns(1.0, 2.6, 8.6)
        self.aside = cells
        heights = room.heights(len(words), most=_PITCH)
        self.words = RowLabels(words, heights, right=named.right - _GAP, size=_SIZE,
                               color=theme.INK)  # fmt: skip
        cell = cells.cell(*entries.shape, most=(cells.width, _PITCH))
        law = partial(theme.score_color, limit=limit)
        self.grid = cells.hold(AttentionGrid(entries, view="heat", cell=cell, color_of=law))
        self.places = VGroup()
        for i, (word, declared) in enumerate(zip(self.words, places, strict=True)):
            number = Numeral(i, decimals=0, size=_SIZE, color=theme.QUIET, declared=declared)
            self.places.add(number.set_x(numbers.center[0]).stand_on(word.baseline))
        super().__init__(self.words, self.grid, self.places)

    def bring(self) -> Animation:
        """Let each word bring its row."""
        rows = (FadeIn(self.grid.row(i), shift=RIGHT * _GAP) for i in range(len(self.words)))
        return LaggedStart(*rows, lag_ratio=0.2)

    def frames(self, chosen: Sequence[int]) -> list[Rectangle]:
        """Frame the rows of some words."""
        return [self.grid.frame(self.grid.row(i)) for i in chosen]

    def pass_by(self, place: int) -> list[Animation]:
        """Let the number of a place light up, if the sentence goes so far."""
        return [one.animate.set_color(theme.HIGHLIGHT) for one in self.places[place : place + 1]]
