"""How many words there are, and into how many pieces they are cut."""

from __future__ import annotations

from manim import (
    DOWN,
    LEFT,
    Animation,
    AnimationGroup,
    FadeIn,
    GrowFromEdge,
    ManimColor,
    VGroup,
)

from scenes import theme
from scenes.stage.cited import Citation
from scenes.stage.claims import Encoding, shows
from scenes.stage.layout import Room, line
from scenes.stage.shapes import Rectangle
from scenes.stage.text import Numeral, Text

_NUMBER, _NAME = 1.2, 0.6
_UNIT, _HIGH, _BELOW = 0.42, 0.2, 0.16  # a bar's length for each that is counted


class Tally:
    """Two large numbers with their names side by side, and a bar as long as each below it."""

    def __init__(self, words: Citation, tokens: Citation, room: Room) -> None:
        left, right = room.inset(left=0.6).columns(1, 1.2)
        self.words = left.hold(Counted(words, "words", theme.HIGHLIGHT, theme.QUIET), LEFT)
        self.tokens = right.hold(Counted(tokens, "tokens", theme.TOKEN, theme.TOKEN), LEFT)


class Counted(VGroup):
    """A number, what it counts, and a bar as long as it."""

    def __init__(self, count: Citation, name: str, ink: ManimColor, hue: ManimColor) -> None:
        self.number = Numeral(count, decimals=0, size=_NUMBER, color=ink)
        self.said = Text(name, size=_NAME, color=theme.QUIET)
        told = line(self.number, self.said, gap=0.3)
        wide = theme.proportional(count.value, _UNIT)
        self.bar = Rectangle(
            width=wide, height=_HIGH, stroke_width=0, fill_color=hue, fill_opacity=1
        )
        shows(self.bar, Encoding(count, "width", theme.proportional, "tally"))
        self.bar.next_to(told, DOWN, buff=_BELOW).align_to(told, LEFT)
        super().__init__(self.number, self.said, self.bar)

    def tell(self) -> Animation:
        """Let the number come, and a bar as long."""
        return AnimationGroup(FadeIn(self.number, self.said), GrowFromEdge(self.bar, LEFT))
