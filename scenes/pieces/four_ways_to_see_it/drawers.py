"""Numbered drawers, in each a word and a bar as high as its weight: a memory."""

from __future__ import annotations

from operator import itemgetter

import numpy as np
from manim import (
    DOWN,
    UP,
    Animation,
    AnimationGroup,
    FadeIn,
    FadeOut,
    LaggedStart,
    Mobject,
    ReplacementTransform,
    Succession,
    VGroup,
)

from attention_math.story import leaders
from scenes import theme
from scenes.mobjects.icons import parcel
from scenes.mobjects.motion import aside, become, journey, rising
from scenes.mobjects.plane import value_of
from scenes.pieces.four_ways_to_see_it.shelf import Shelf
from scenes.stage.cited import Citation, Declared, Quantity, Word
from scenes.stage.claims import Placement, shows
from scenes.stage.layout import Room
from scenes.stage.shapes import Panel, Rectangle
from scenes.stage.text import Numeral, Text

_SIZE, _NUMBER, _PLACE, _PARCEL = 0.5, 0.5, 0.4, 0.45
_OF_PITCH, _INNER, _FULL, _HEIGHT, _AIR, _LEAST = 0.9, 0.86, 0.55, 1.35, 0.14, 1e-3
_LOW, _HIGHER = 0.3, 0.09  # of a drawer, how far a word goes around others, and more for each


class Drawers(VGroup):
    """A drawer a key; the heaviest has its number on its bar.

    It is a plane: each bar ends at its weight above the floor of its drawer. ``ranks`` say in which
    drawer each key lies, if they do not lie as in the sentence.
    """

    def __init__(
        self, room: Room, words: Quantity, weights: Quantity, ranks: Quantity | None = None
    ) -> None:
        self._pitch, self._left = room.width / len(words), room.left
        self._side = _OF_PITCH * self._pitch
        self._floor = room.center[1] - _HEIGHT * self._side / 2 + _AIR
        self._drawers = [*range(len(words))] if ranks is None else ranks.each()
        self.weights, self.places = weights, VGroup()
        self.boxes = VGroup(*map(self._box, range(len(words))))
        self.words = VGroup(*map(self._word, self._drawers, words.words()))
        self.bars = VGroup(*map(self._bar, self._drawers, weights.each()))
        for i, box in enumerate(self.boxes):
            declared = Declared("place", of=words[i].name)
            place = Numeral(i, decimals=0, size=_PLACE, color=theme.QUIET, declared=declared)
            self.places.add(place.next_to(box, DOWN, buff=_AIR))
        best = leaders(weights.values)[0]
        self.number = Numeral(weights.cite(best), size=_NUMBER, color=theme.WEIGHT)
        self.number.next_to(self.bars[best], UP, buff=_AIR)
        super().__init__(self.boxes, self.words, self.bars, self.places, self.number)

    def at(self, x: float, y: float) -> np.ndarray:
        """Return where a weight ends in a drawer."""
        end = self._floor + y * _FULL * _HEIGHT * self._side
        return np.array([self._left + (x + 0.5) * self._pitch, end, 0.0])

    def take_over(self, shelf: Shelf) -> Animation:
        """Let the lines of a list in the same order become drawers, from its foot on."""
        moves = []
        for key, drawer in enumerate(self.order()):
            olds, news = ((one.words[key], one.bars[key]) for one in (shelf, self))
            around = FadeIn(self.boxes[drawer], self.places[drawer])
            moves.append((drawer, AnimationGroup(become(olds, news), around)))
        moves = [move for _, move in sorted(moves, key=itemgetter(0), reverse=True)]
        number = ReplacementTransform(shelf.number, self.number)
        moves[-1] = AnimationGroup(moves[-1], number)
        return LaggedStart(*moves, lag_ratio=0.25, run_time=theme.SLOW)

    def mix_up(self, other: Drawers) -> Animation:
        """Let the light go, and the words into the drawers of others; those on top go right."""
        other.stay(self.boxes, self.places)
        moves = []
        for word, place, old, new in zip(
            self.words, other.words, self.order(), other.order(), strict=True
        ):
            far = new - old
            way = (_LOW + _HIGHER * abs(far)) * np.sign(far) * self._side * UP
            moves.append(ReplacementTransform(word, place, path_func=aside(way)))
        dark = FadeOut(self.bars, self.number, run_time=theme.QUICK)
        return Succession(dark, AnimationGroup(*moves))

    def answer(self) -> Animation:
        """Let the bars rise, and the number come."""
        return LaggedStart(rising(self.bars), FadeIn(self.number), lag_ratio=0.6)

    def send(self, word: Mobject) -> Animation:
        """Let each word hand over its value, as large as its weight, to a word above."""
        moves = []
        for cited, bar in zip(self.weights.each(), self.bars, strict=True):
            sent = parcel(cited, _PARCEL)
            start, end = (one.get_center() for one in (bar, word))
            start[1], end[1] = self.boxes.get_top()[1], word.get_bottom()[1]
            moves.append(journey(sent.move_to(start), end + sent.height / 2 * DOWN))
        return LaggedStart(*moves, lag_ratio=0.03)

    def around(self) -> list[Mobject]:
        """List all but the words."""
        return [self.boxes, self.places, self.bars, self.number]

    def order(self) -> list[int]:
        """List in which drawer each key lies."""
        return [int(value_of(one)) for one in self._drawers]

    def stay(self, boxes: VGroup, places: VGroup) -> None:
        """Have the drawers of others, of which only what lies in them changes."""
        self.boxes, self.places = boxes, places

    def _box(self, place: int) -> Panel:
        box = Panel(width=self._side, height=_HEIGHT * self._side, corner_radius=0.1)
        box.set_stroke(theme.EDGE, theme.STROKE_THIN)
        return box.move_to(self.at(place, 0), aligned_edge=DOWN).shift(_AIR * DOWN)

    def _word(self, drawer: Citation | int, word: Word) -> Text:
        text = Text(word, size=_SIZE, color=theme.KEY, declared=Declared("token"))
        text.scale(min(1, _INNER * self._side / text.width))
        high = self._floor + (_HEIGHT - 0.16) * self._side - theme.MIDDLE * _SIZE - _AIR
        return text.set_x(self.at(value_of(drawer), 0)[0]).stand_on(high)

    def _bar(self, drawer: Citation | int, cited: Citation) -> Rectangle:
        foot, end = (self.at(value_of(drawer), y) for y in (0.0, cited.value))
        bar = Rectangle(width=_INNER * self._side, height=max(end[1] - foot[1], _LEAST))
        bar.set_fill(theme.WEIGHT, 1).set_stroke(width=0).move_to(end, aligned_edge=UP)
        return shows(bar, Placement(self, ((drawer, cited),), lambda drawn: drawn.get_top()[None]))
