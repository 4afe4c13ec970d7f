"""A long numbered list as a strip of cells, with ellipses where it goes on unseen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from manim import RIGHT, Rectangle, VGroup
from manim.utils.color import ManimColor

from scenes import theme
from scenes.stage.cited import Declared, Quantity
from scenes.stage.text import Numeral, Text

_WORD, _NUMBER = 0.34, 0.3
_HEIGHT = 1.1
_NARROWEST, _PADDING, _GAP = 1.0, 0.3, 0.12


def windows(chosen: Iterable[int], length: int) -> list[int | None]:
    """Choose what to show of a list: its ends, each chosen place and both its neighbours.

    A None stands for the places that are left out.
    """
    shown = {0, length - 1}
    shown |= {near for place in chosen for near in range(place - 1, place + 2)}
    places: list[int | None] = []
    for place in sorted(shown & set(range(length))):
        if places and places[-1] != place - 1:
            places.append(None)
        places.append(place)
    return places


class IndexTape(VGroup):
    """Words of a list, each above its number; ``cell(i)`` is the one at place i, if shown."""

    def __init__(
        self, words: Sequence[str], numbers: Quantity, *, places: Sequence[int | None]
    ) -> None:
        super().__init__()
        self._cells: dict[int, VGroup] = {}
        for place in places:
            if place is None:
                self.add(Text("⋯", size=_WORD, color=theme.QUIET))
                continue
            self._cells[place] = self._made(words[place], numbers, place)
            self.add(self._cells[place])
        self.arrange(RIGHT, buff=_GAP)

    def cell(self, place: int) -> VGroup:
        return self._cells[place]

    def light(self, place: int, color: ManimColor) -> None:
        """Let one cell stand out."""
        box, word, number = self.cell(place)
        box.set_stroke(color, theme.STROKE_FRAME)
        VGroup(word, number).set_fill(color)

    @staticmethod
    def _made(word: str, numbers: Quantity, place: int) -> VGroup:
        label = Text(word, size=_WORD, declared=Declared("token"))
        box = Rectangle(
            width=max(_NARROWEST, label.width + _PADDING),
            height=_HEIGHT,
            stroke_color=theme.EDGE,
            stroke_width=theme.STROKE_THIN,
            fill_color=theme.PANEL,
            fill_opacity=1,
        )
        number = Numeral(numbers.cite(place), decimals=0, size=_NUMBER, color=theme.QUIET)
        return VGroup(box, label.stand_on(0.14), number.stand_on(-0.38))
