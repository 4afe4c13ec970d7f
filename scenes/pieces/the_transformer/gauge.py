"""How many of many sentences come out right, as a bar that falls and rises."""

from __future__ import annotations

from functools import partial

from manim import (
    DOWN,
    LEFT,
    RIGHT,
    Animation,
    AnimationGroup,
    FadeIn,
    FadeOut,
    GrowFromEdge,
    VGroup,
)

from scenes import theme
from scenes.pieces.the_transformer.told import Told
from scenes.stage.claims import Encoding, shows
from scenes.stage.layout import Room, line
from scenes.stage.shapes import Outline, Rectangle
from scenes.stage.text import Numeral, Text

_WIDE, _HIGH = 4.4, 0.3
_NUMBER, _WHOLE = 0.9, 0.5


class Gauge:
    """A number, which has its ``place``, of how many it is, and below both a bar in its outline."""

    def __init__(self, room: Room, told: Told) -> None:
        self._told, self._whole = told, told.surveys.translated.cite()
        number, _bar = self._count("")
        before, after = (
            Text(words, size=theme.SIZE_TOKEN) for words in ("right, of", "unseen sentences")
        )
        whole = Numeral(self._whole, decimals=0, size=_WHOLE)
        said, outline = line(number, before, whole, after), Outline(width=_WIDE, height=_HIGH)
        outline.set_stroke(theme.EDGE, theme.STROKE_THIN)
        room.hold(VGroup(said, outline).arrange(DOWN, buff=0.15, aligned_edge=LEFT), LEFT)
        self.place, self._outline, self._said = number, outline, VGroup(*said[1:])
        self._counted = VGroup()

    def come(self) -> Animation:
        """Say what will be counted."""
        return FadeIn(self._said, self._outline)

    def clear(self) -> Animation:
        """Let the last count go."""
        return FadeOut(self._counted) if len(self._counted) else self.come()

    def go(self) -> Animation:
        """Let all of it go."""
        return FadeOut(self._said, self._outline, self._counted)

    def fill(self, name: str) -> Animation:
        """Count how many come out right without what has such a name."""
        number, bar = self._count(name)
        number.move_to(self.place, aligned_edge=RIGHT)
        self._counted = VGroup(number, *bar)
        bar.move_to(self._outline, aligned_edge=LEFT)
        return AnimationGroup(FadeIn(number), *(GrowFromEdge(one, LEFT) for one in bar))

    def _count(self, name: str) -> tuple[Numeral, VGroup]:
        """Return a number and a bar; none is a bar of no length."""
        cited = self._told.exact(name).cite()
        law = partial(theme.proportional, unit=_WIDE / self._whole.value)
        number = Numeral(cited, decimals=0, size=_NUMBER, color=theme.HIGHLIGHT)
        if not cited.value:
            return number, VGroup()
        bar = Rectangle(width=law(cited.value), height=_HIGH, stroke_width=0)
        bar.set_fill(theme.INK, opacity=1)
        return number, VGroup(shows(bar, Encoding(cited, "width", law, "exact")))
