"""Two roads on which a French word hears of a noun: over another English word, and straight."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from manim import (
    DL,
    DOWN,
    DR,
    UL,
    UP,
    UR,
    Animation,
    Create,
    FadeIn,
    FadeOut,
    ShowPassingFlash,
    VGroup,
)
from manim import Line as Straight

from scenes import theme
from scenes.mobjects.token_row import Token
from scenes.stage.claims import Closed, Joins, shows
from scenes.stage.shapes import Line, Path
from scenes.stage.text import Text

_WIDE, _APART, _RISE, _CROSS, _NAME, _INSIDE = 9.0, 0.12, 0.85, 0.22, 0.44, 0.27


class Road(VGroup):
    """A way from one word to another, of a kind of attention, that can be closed; with its name."""

    def __init__(self, path: Path, name: Text, kind: str) -> None:
        self.path, self.said = path, name
        place = path.point_from_proportion(0.5)
        arms = ((UL, DR), (DL, UR))
        self.cross = VGroup(*(
            shows(Line(place + _CROSS * one, place + _CROSS * other), Closed(kind))
            for one, other in arms
        ))  # fmt: skip
        self.cross.set_stroke(theme.HIGHLIGHT, theme.STROKE_FRAME * 1.5).set_z_index(1)
        super().__init__(path, name)

    def open(self) -> Iterator[Animation]:
        """Let it be built."""
        yield Create(self.path)
        yield FadeIn(self.said)

    def close(self) -> Iterator[Animation]:
        """Put a cross on it: nothing goes through."""
        yield self.path.animate.set_stroke(theme.LINE)
        yield self.said.animate.set_fill(theme.DIM)
        yield FadeIn(self.cross)

    def reopen(self) -> Iterator[Animation]:
        """Take the cross away."""
        yield self.path.animate.set_stroke(theme.KEY)
        yield self.said.animate.set_fill(theme.INK)
        yield FadeOut(self.cross)

    def send(self) -> Animation:
        """Let something pass along it."""
        pulse = Path(stroke_color=theme.HIGHLIGHT, stroke_width=_WIDE)
        shows(pulse.set_points(self.path.points), self.path.claim)
        return ShowPassingFlash(pulse, time_width=0.5)


def road_over(noun: Token, other: Token) -> Road:
    """Lead over the English line, from the noun to the word that was looked at."""
    start, end = noun.get_top() + _APART * UP, other.get_top() + _APART * UP
    up = 4 / 3 * _RISE * UP
    path = _path(noun, other)
    path.set_points(np.array([start, start + up, end + up, end]))
    name = Text("as it reads", size=_NAME)
    return Road(path, name.next_to(path.point_from_proportion(0.5), DOWN, buff=_INSIDE), "self")


def road_to(noun: Token, word: Token) -> Road:
    """Lead straight from the noun to the French word."""
    path = _path(noun, word)
    line = Straight(noun.get_bottom(), word.get_top(), buff=_APART)
    path.set_points(line.points)
    name = Text("as it writes", size=_NAME)
    return Road(path, name.next_to(path.point_from_proportion(0.45), DR, buff=0.12), "cross")


def _path(start: Token, end: Token) -> Path:
    path = Path(stroke_color=theme.KEY, stroke_width=_WIDE)
    return shows(path, Joins(start.label.citation, end.label.citation))
