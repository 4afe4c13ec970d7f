"""How much the machine as it is now gets right: a large count, and a bar that it fills."""

from __future__ import annotations

from functools import partial

from manim import (
    DOWN,
    LEFT,
    RIGHT,
    UP,
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

_COUNT, _SIZE, _APART = 1.1, 0.48, 0.11
_HIGH, _NOTHING = 0.3, 1e-3  # of the bar, and how wide it is where nothing is right


class Tally:
    """A bar in a room, full if every sentence of the survey comes out right, and its count."""

    def __init__(self, room: Room, told: Told) -> None:
        self._told, whole = told, told.surveys.translated.cite()
        self._law = partial(theme.proportional, unit=room.width / whole.value)
        outline = Outline(width=room.width, height=_HIGH)
        self._outline = room.hold(outline.set_stroke(theme.QUIET, theme.STROKE_THIN), DOWN)
        numbers = (Numeral(whole, decimals=0, size=size) for size in (_COUNT, _SIZE))
        words = (Text(said, size=_SIZE) for said in ("of", "unseen sentences right"))
        (self._place, before), (of, self._right) = numbers, words
        beside = VGroup(line(of, before), self._right)
        beside.arrange(DOWN, buff=_APART, aligned_edge=LEFT).next_to(self._place, RIGHT)
        room.inset(top=0.12).hold(VGroup(self._place, beside), UP + LEFT)
        self._frame = VGroup(self._outline, beside)
        self._count = self._filled = VGroup()

    def come(self) -> Animation:
        """Let it come, as full as the whole machine fills it."""
        return AnimationGroup(FadeIn(self._frame), self.fill(""))

    def fill(self, name: str) -> Animation:
        """Let the count come without parts of such a name, and the bar grow as far."""
        right = self._told.exact(name).cite()
        bar = Rectangle(width=max(_NOTHING, self._law(right.value)), height=_HIGH, stroke_width=0)
        bar.set_fill(theme.HIGHLIGHT, 1).move_to(self._outline, aligned_edge=LEFT)
        self._filled = shows(bar, Encoding(right, "width", self._law, group="right"))
        self._count = Numeral(right, decimals=0, size=_COUNT, color=theme.HIGHLIGHT)
        self._count.stand_on(self._right.baseline).align_to(self._place, RIGHT)
        return AnimationGroup(FadeIn(self._count), GrowFromEdge(self._filled, LEFT))

    def clear(self) -> Animation:
        """Let the count go, and the bar run empty."""
        empty = GrowFromEdge(self._filled, LEFT, reverse_rate_function=True, remover=True)
        return AnimationGroup(FadeOut(self._count), empty)

    def go(self) -> Animation:
        return FadeOut(self._frame, self._count, self._filled)
