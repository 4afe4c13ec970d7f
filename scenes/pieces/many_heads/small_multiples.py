"""Many heat grids over the same words, side by side, each with a title and room for a finding."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from manim import DEGREES, DOWN, UP, Rectangle, VGroup
from manim.utils.color import ManimColor

from scenes import theme
from scenes.mobjects.attention_grid import AttentionGrid
from scenes.mobjects.row_labels import RowLabels
from scenes.stage.cited import Declared, Quantity
from scenes.stage.text import Text

_ACROSS = 4
_WIDTH, _FLATNESS = 2.5, 0.77
_FIRST = (-4.35, 1.3)
_STEP = (3.18, 2.7)
_GAP = 0.12


class SmallMultiples(VGroup):
    """Grids in lines of four; words stand at the left edge and above the first line alone."""

    def __init__(
        self,
        quantities: Sequence[Quantity],
        *,
        titles: Sequence[str],
        queries: Sequence[str],
        keys: Sequence[str],
        hues: Sequence[ManimColor],
    ) -> None:
        self.grids = VGroup()
        for place, (quantity, hue) in enumerate(zip(quantities, hues, strict=True)):
            side = _WIDTH / len(quantity)
            down, across = divmod(place, _ACROSS)
            grid = AttentionGrid(quantity, view="heat", cell=(side, side * _FLATNESS),
                                 color_of=partial(theme.weight_color, hue=hue))  # fmt: skip
            center = [_FIRST[0] + across * _STEP[0], _FIRST[1] - down * _STEP[1], 0]
            self.grids.add(grid.move_to(center))
        self.titles = VGroup(*(self._title(*parts) for parts in
                               zip(titles, self.grids, hues, strict=True)))  # fmt: skip
        self.words = VGroup(*self._row_words(queries), *self._column_words(keys))
        super().__init__(self.grids, self.titles, self.words)

    def finding(self, place: int, text: VGroup) -> VGroup:
        """Put what was found out about a grid under its title."""
        return text.next_to(self.titles[place], DOWN, buff=0.08)

    def outline(self, place: int, cells: Sequence[tuple[int, int]]) -> VGroup:
        """Outline single cells of a grid: those that a finding is about."""
        grid = self.grids[place]
        return VGroup(*(_outlined(grid.cell(i, j)) for i, j in cells))

    def _title(self, text: str, grid: AttentionGrid, hue: ManimColor) -> Text:
        title = Text(text, size=theme.SMALLEST, color=hue, declared=Declared("number of a head"))
        return title.next_to(grid.cells, DOWN, buff=0.1)

    def _row_words(self, words: Sequence[str]) -> list[Text]:
        labels = []
        for grid in self.grids[::_ACROSS]:
            heights = [grid.row(i).get_y() for i in range(len(words))]
            right = grid.cells.get_left()[0] - _GAP
            labels += RowLabels(words, heights, right=right, size=theme.SMALLEST, color=theme.QUERY)
        return labels

    def _column_words(self, words: Sequence[str]) -> list[Text]:
        return [
            _word(word, theme.KEY).rotate(90 * DEGREES).next_to(grid.cell(0, j), UP, buff=0.08)
            for grid in self.grids[:_ACROSS]
            for j, word in enumerate(words)
        ]


def _outlined(cell: Rectangle) -> Rectangle:
    return Rectangle(
        width=cell.width, height=cell.height, color=theme.INK, stroke_width=2.5
    ).move_to(cell)


def _word(word: str, color: ManimColor) -> Text:
    return Text(word, size=theme.SMALLEST, color=color, declared=Declared("token"))
