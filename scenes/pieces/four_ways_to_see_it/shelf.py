"""Words one below the other, each with a bar as long as its weight: a row that has stood up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from manim import (
    RIGHT,
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
from scenes.mobjects.icons import Icon, parcel
from scenes.mobjects.motion import aside, become
from scenes.mobjects.plane import value_of
from scenes.stage.cited import Citation, Declared, Quantity, Word
from scenes.stage.claims import Placement, shows
from scenes.stage.layout import Room
from scenes.stage.shapes import Rectangle
from scenes.stage.text import Numeral, Text

_PITCH, _SIZE, _NUMBER, _THICKNESS = 1.0, 0.6, 0.55, 0.72
_WORDS, _NUMBERS, _GAP, _PARCEL, _LEAST = 2.2, 1.15, 0.25, 0.5, 1e-3


class Shelf(VGroup):
    """A line a key; the heaviest has its number behind its bar.

    It is a plane, on which the end of each bar stands at its weight and in its line; ``ranks``
    are the keys' lines, counted from the top, if they do not stand as in the sentence.
    """

    def __init__(
        self, room: Room, words: Quantity, weights: Quantity, ranks: Quantity | None = None
    ) -> None:
        count = len(words)
        self._heights = room.heights(count, most=_PITCH)
        self._lines = [*range(count)] if ranks is None else ranks.each()
        pitch = min(_PITCH, room.height / count)
        self._left, self._thick = room.left + _WORDS, _THICKNESS * pitch
        self._unit = room.width - _WORDS - _NUMBERS
        size = min(_SIZE, 0.75 * pitch)
        self.words = VGroup(*(self._word(*pair, size) for pair in enumerate(words.words())))
        self.bars = VGroup(*(self._bar(*pair) for pair in enumerate(weights.each())))
        self.best = leaders(weights.values)[0]
        self.number = Numeral(weights.cite(self.best), size=_NUMBER, color=theme.WEIGHT)
        super().__init__(self.words, self.bars, self.number)
        self._place_number()
        self.weights = weights

    def show(self, weights: Quantity) -> Shelf:
        """Let the same bars show other weights."""
        for i, (bar, cited) in enumerate(zip(self.bars, weights.each(), strict=True)):
            made = self._bar(i, cited)
            shows(bar.set_points(made.points), made.claim)
        self.number.read(weights.cite(self.best))
        self._place_number()
        self.weights = weights
        return self

    def at(self, x: float, y: float) -> np.ndarray:
        """Return where a weight ends in a line, counted from the top."""
        return np.array([self._left + x * self._unit, self._heights[int(y)], 0.0])

    def stand_up(self, cells: Iterable[Mobject], labels: Iterable[Mobject]) -> Animation:
        """Let the cells of a row become the bars, from the top on, and their names the words."""
        pairs = zip(zip(cells, labels, strict=True), zip(self.bars, self.words, strict=True),
                    strict=True)  # fmt: skip
        moves = [become(*pair) for pair in pairs]
        return LaggedStart(*moves, FadeIn(self.number), lag_ratio=0.3)

    def turn(self, other: Shelf, origins: Sequence[int] | None = None) -> Animation:
        """Become another shelf; ``origins`` says which of these words each of its words was."""
        moves, aside_by = [], 0.0
        for new, old in enumerate(range(len(self.words)) if origins is None else origins):
            word, place = self.words[old], other.words[new]
            if new != old:  # each of both passes the others, and the other one, at its own distance
                aside_by += word.width + _GAP
            path = aside(RIGHT * aside_by * (new != old))
            moves.append(ReplacementTransform(word, place, path_func=path))
        moves += [ReplacementTransform(*pair) for pair in zip(self.bars, other.bars, strict=True)]
        numbers = Succession(FadeOut(self.number), FadeIn(other.number))
        return AnimationGroup(*moves, numbers)

    def parcels(self) -> list[Icon]:
        """Pack what each word hands over, as large as its weight, behind its bar and its number."""
        made = [parcel(cited, _PARCEL) for cited in self.weights.each()]
        for i, (one, bar) in enumerate(zip(made, self.bars, strict=True)):
            one.next_to(self.number if i == self.best else bar, RIGHT, buff=_GAP)
        return made

    @property
    def spine(self) -> float:
        """Where words end and bars begin."""
        return self._left - _GAP / 2

    def _place_number(self) -> None:
        self.number.next_to(self.bars[self.best], RIGHT, buff=_GAP)

    def _word(self, place: int, word: Word, size: float) -> Text:
        text = Text(word, size=size, color=theme.KEY, declared=Declared("token"))
        text.set_x(self._left - _GAP, RIGHT)
        return text.stand_on(self.at(0, value_of(self._lines[place]))[1] - theme.MIDDLE * size)

    def _bar(self, place: int, cited: Citation) -> Rectangle:
        line = self._lines[place]
        end = self.at(cited.value, value_of(line))
        bar = Rectangle(width=max(end[0] - self._left, _LEAST), height=self._thick)
        bar.set_fill(theme.WEIGHT, 1).set_stroke(width=0).move_to(end, aligned_edge=RIGHT)
        return shows(bar, Placement(self, ((cited, line),), lambda drawn: drawn.get_right()[None]))
