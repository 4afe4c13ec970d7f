"""A row of weights that stays: cells at the foot, above each its word and a bar that stands up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

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
    UpdateFromAlphaFunc,
    VGroup,
)

from attention_math.softmax_steps import TemperatureSweep
from attention_math.story import keys_heard, leaders
from scenes import theme
from scenes.mobjects.icons import Icon, parcel
from scenes.mobjects.motion import aside, become, rising
from scenes.mobjects.plane import value_of
from scenes.mobjects.slider import Slider
from scenes.stage.cited import Citation, Declared, Quantity, Word
from scenes.stage.claims import Encoding, Furniture, Placement, shows
from scenes.stage.layout import Room
from scenes.stage.shapes import Rectangle
from scenes.stage.text import Numeral, Text

_SIZE, _NUMBER, _PARCEL, _SEEN, _LEAST = 0.55, 0.6, 0.48, 0.05, 1e-3
_WORD, _FLOOR, _ABOVE, _AIR = 0.7, 1.25, 0.7, 0.1
_HIGH, _INNER, _THICK, _LANE, _LOW, _UNDER = 0.42, 0.9, 0.56, 0.46, 0.35, -1


class Columns(VGroup):
    """A column a key; the heaviest has its number on its bar.

    It is a plane: each bar ends at its weight above the floor of its column. ``ranks`` say in which
    column each key stands, if they do not stand as in the sentence; the row's cells are dark then.
    """

    def __init__(
        self, room: Room, words: Quantity, weights: Quantity, ranks: Quantity | None = None
    ) -> None:
        self.room, self.pitch = room, room.width / len(words)
        self._places = [*range(len(words))] if ranks is None else ranks.each()
        self.weights, self.best = weights, leaders(weights.values)[0]
        self.words = VGroup(*map(self._word, self._places, words.words()))
        self.tray = VGroup(*map(self._ground, range(len(words))))
        lit = zip(self.tray, weights.each(), strict=True) if ranks is None else ()
        self.cells = VGroup(*(self._cell(*pair) for pair in lit))
        self.bars = VGroup(*map(self._bar, self._places, weights.each()))
        self.number = Numeral(weights.cite(self.best), size=_NUMBER, color=theme.WEIGHT)
        super().__init__(self.tray, self.words, self.cells, self.bars, self.number)
        self._place_number()

    def at(self, x: float, y: float) -> np.ndarray:
        """Return where a weight ends in a column."""
        floor = self.room.bottom + _FLOOR
        height = floor + y * (self.room.top - _ABOVE - floor)
        return np.array([self.room.left + (x + 0.5) * self.pitch, height, 0.0])

    def come_from(self, cells: Iterable[Mobject], labels: Iterable[Mobject]) -> Animation:
        """Let the cells of a row lie down at the foot, with the names of its columns."""
        return AnimationGroup(
            become(labels, self.words), become(cells, self.cells), FadeIn(self.tray)
        )

    def rise(self) -> Animation:
        """Let the bars stand up out of their cells, and the number come."""
        return LaggedStart(rising(self.bars), FadeIn(self.number), lag_ratio=0.6)

    def slide(self, slider: Slider, sweep: TemperatureSweep, first: int, last: int) -> Animation:
        """Go through the computed temperatures, one after the other."""

        def show(_both: VGroup, alpha: float) -> None:
            place = round(first + alpha * (last - first))
            slider.show(place)
            self.show(sweep.weights[place])

        return UpdateFromAlphaFunc(VGroup(self, slider), show)

    def show(self, weights: Quantity) -> None:
        """Let the same bars and cells show other weights."""
        for place, cited in enumerate(weights.each()):
            bar, cell = self._bar(place, cited), self._cell(self.tray[place], cited)
            shows(self.bars[place].set_points(bar.points), bar.claim)
            shows(self.cells[place].set_fill(cell.get_fill_color()), cell.claim)
        self.number.read(weights.cite(self.best))
        self.weights = weights
        self._place_number()

    def rearrange(self, other: Columns, run_time: float) -> Animation:
        """Let the light go, and the words fly to other columns."""
        dark = FadeOut(self.bars, self.number, self.cells, run_time=theme.QUICK)
        return Succession(dark, AnimationGroup(*self.fly(other), run_time=run_time))

    def fly(self, other: Columns) -> Iterator[Animation]:
        """Let words go to other columns, each in a lane of its own."""
        far = [new - old for old, new in zip(self.order(), other.order(), strict=True)]
        lanes = sorted(range(len(far)), key=lambda key: abs(far[key]))
        for key, (word, place) in enumerate(zip(self.words, other.words, strict=True)):
            way = (_LOW + _LANE * lanes.index(key)) * abs(np.sign(far[key])) * UP
            yield ReplacementTransform(word, place, path_func=aside(way))

    def whole(self) -> Rectangle:
        """Draw how high the best bar is when it gets all."""
        full = self._bar(self._places[self.best], 1.0).set_fill(opacity=0)
        return full.set_stroke(theme.QUIET, theme.STROKE_FRAME)

    def parcels(self) -> list[Icon]:
        """Pack what each word hands over, as large as its weight, if it is enough to be seen."""
        keys = keys_heard(self.weights.values, _SEEN)
        packed = [(parcel(self.weights.cite(key), _PARCEL), self.bars[key]) for key in keys]
        return [one.move_to(bar.get_bottom(), aligned_edge=DOWN) for one, bar in packed]

    def order(self) -> list[int]:
        """List in which column each key stands."""
        return [int(value_of(one)) for one in self._places]

    def _place_number(self) -> None:
        self.number.next_to(self.bars[self.best], UP, buff=_AIR)

    def _word(self, column: Citation | int, word: Word) -> Text:
        text = Text(word, size=_SIZE, color=theme.KEY, declared=Declared("token"))
        text.scale(min(1, _INNER * self.pitch / text.width))
        return text.set_x(self.at(value_of(column), 0)[0]).stand_on(self.room.bottom + _WORD)

    def _ground(self, column: int) -> Rectangle:
        ground = Rectangle(width=self.pitch, height=_HIGH, stroke_color=theme.LINE, stroke_width=1)
        ground.set_fill(theme.PANEL, 1).set_z_index(_UNDER)
        foot = [self.at(column, 0)[0], self.room.bottom + _AIR, 0]
        return shows(ground.move_to(foot, aligned_edge=DOWN), Furniture("panel"))

    def _cell(self, ground: Rectangle, cited: Citation) -> Rectangle:
        cell = ground.copy().set_fill(theme.weight_color(cited.value)).set_z_index(0)
        return shows(cell, Encoding(cited, "fill", theme.weight_color))

    def _bar(self, column: Citation | int, cited: Citation | float) -> Rectangle:
        foot, end = (self.at(value_of(column), y) for y in (0.0, value_of(cited)))
        bar = Rectangle(width=_THICK * self.pitch, height=max(end[1] - foot[1], _LEAST))
        bar.set_fill(theme.WEIGHT, 1).set_stroke(width=0).move_to(end, aligned_edge=UP)
        return shows(bar, Placement(self, ((column, cited),), lambda drawn: drawn.get_top()[None]))
