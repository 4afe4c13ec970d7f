"""How many words, and how many tokens."""

from __future__ import annotations

from manim import DOWN, LEFT, VGroup

from scenes import theme
from scenes.stage.cited import Citation
from scenes.stage.claims import Encoding, shows
from scenes.stage.layout import Room, line
from scenes.stage.shapes import Rectangle
from scenes.stage.text import Numeral, Text

_NUMBER, _NAME = 1.0, 0.55
_UNIT, _HIGH, _BELOW = 0.38, 0.14, 0.14  # a bar's length for each that is counted


class Tally(VGroup):
    """Two large numbers with their names side by side, and a bar as long as each below it."""

    def __init__(self, words: Citation, tokens: Citation, room: Room) -> None:
        self.words, self.tokens = _counted(words, "words"), _counted(tokens, "tokens")
        left, right = room.inset(left=1.5).halves()
        super().__init__(left.hold(self.words, LEFT), right.hold(self.tokens, LEFT))
        self.number, self.name, self.bar = self.tokens


def _counted(count: Citation, name: str) -> VGroup:
    number = Numeral(count, decimals=0, size=_NUMBER, color=theme.HIGHLIGHT)
    said = line(number, Text(name, size=_NAME, color=theme.QUIET), gap=0.3)
    bar = Rectangle(
        width=theme.proportional(count.value, _UNIT),
        height=_HIGH,
        stroke_width=0,
        fill_color=theme.QUIET,
        fill_opacity=1,
    )
    shows(bar, Encoding(count, "width", theme.proportional, "tally"))
    return VGroup(*said, bar.next_to(said, DOWN, buff=_BELOW).align_to(said, LEFT))
