"""How many words, and how many tokens."""

from __future__ import annotations

from manim import VGroup

from scenes import theme
from scenes.stage.cited import Citation
from scenes.stage.layout import Room, line
from scenes.stage.text import Numeral, Text

_NUMBER, _NAME = 1.1, 0.55


class Tally(VGroup):
    """Two large numbers with their names, side by side."""

    def __init__(self, words: Citation, tokens: Citation, room: Room) -> None:
        self.words = _counted(words, "words")
        self.tokens = _counted(tokens, "tokens")
        left, right = room.inset(left=1.5, right=1.5).halves()
        super().__init__(left.hold(self.words), right.hold(self.tokens))
        self.number, self.name = self.tokens


def _counted(count: Citation, name: str) -> VGroup:
    number = Numeral(count, decimals=0, size=_NUMBER, color=theme.HIGHLIGHT)
    return line(number, Text(name, size=_NAME, color=theme.QUIET), gap=0.3)
