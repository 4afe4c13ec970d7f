"""What was unplugged, in lines, and how many of many sentences come out right without it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from manim import (
    DOWN,
    LEFT,
    RIGHT,
    Animation,
    FadeIn,
    Indicate,
    LaggedStart,
    TransformFromCopy,
    VGroup,
)

from scenes import theme
from scenes.mobjects.blocks import Block, Node
from scenes.pieces.the_transformer.parts import name_of
from scenes.pieces.the_transformer.rooms import rooms
from scenes.pieces.the_transformer.told import UNPLUGGED, Told
from scenes.pieces.the_transformer.tower import WIDE
from scenes.stage.claims import Encoding, shows
from scenes.stage.layout import line
from scenes.stage.phrases import phrase
from scenes.stage.shapes import Outline, Rectangle
from scenes.stage.text import Numeral, Text

_SIZE, _NUMBER, _TITLE = 0.33, 0.5, 0.6
_HIGH, _BAR = 0.36, 0.2  # of a name, and of the bar that hangs on it


class Ledger:
    """A line for each time that something was unplugged: its name, and then a bar."""

    def __init__(self, told: Told) -> None:
        self._told = told
        room = rooms().aside.inset(left=0.2)
        self._title, body = room.rows(_TITLE, room.height - _TITLE)
        self._rows = dict(zip(UNPLUGGED, body.rows(*[1.0] * len(UNPLUGGED)), strict=True))
        self.names = {name: self._name(name) for name in UNPLUGGED}
        self._numbers: dict[str, Numeral] = {}

    def note(self, name: str, block: Block) -> Iterator[Animation]:
        """Let a line come out of a block that is unplugged."""
        new = self.names[name]
        yield TransformFromCopy(block.box, new.box)
        yield FadeIn(new.label)

    def title(self) -> VGroup:
        """Say what the bars count, and of how many."""
        whole = Numeral(self._told.surveys.translated.cite(), decimals=0, size=_NUMBER)
        said = "right, of", "unseen sentences"
        before, after = (Text(words, size=theme.SIZE_LABEL) for words in said)
        return self._title.hold(line(before, whole, after, gap=0.12), LEFT, shrink=True)

    def count(self, *names: str) -> Animation:
        """Let the bars of lines come."""
        return LaggedStart(*(FadeIn(self._bar(name)) for name in names), lag_ratio=0.4)

    def stress(self, name: str) -> Animation:
        """Let the number of a line be looked at."""
        return Indicate(self._numbers[name], scale_factor=1.8, color=theme.HIGHLIGHT)

    def _name(self, name: str) -> Block:
        parts, room = UNPLUGGED[name], self._rows[name]
        words = phrase("both") if len(parts) > 1 else name_of(parts[0])
        place = room.left + WIDE / 2, room.top - _HIGH / 2
        return Block(Node(name, words, place), width=WIDE, height=_HIGH, size=_SIZE)

    def _bar(self, name: str) -> VGroup:
        cited, whole = self._told.exact(name).cite(), self._told.surveys.translated.cite()
        law = partial(theme.proportional, unit=WIDE / whole.value)
        outline = Outline(width=WIDE, height=_BAR).next_to(self.names[name], DOWN, buff=0)
        outline.set_stroke(theme.EDGE, theme.STROKE_THIN)
        number = Numeral(cited, decimals=0, size=_NUMBER).next_to(outline, RIGHT, buff=0.15)
        number.set_y(outline.get_top()[1] + (_HIGH - _BAR) / 2)  # beside the name and its bar
        self._numbers[name] = number
        if not cited.value:
            return VGroup(outline, number)
        bar = Rectangle(width=law(cited.value), height=_BAR, stroke_width=0)
        bar.set_fill(theme.INK, opacity=1).move_to(outline, aligned_edge=LEFT)
        return VGroup(outline, shows(bar, Encoding(cited, "width", law, group="exact")), number)
