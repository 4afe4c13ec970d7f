"""Every beginning of a sentence in a row of its own, and what one pass predicts after each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from manim import (
    DOWN,
    LEFT,
    RIGHT,
    Animation,
    FadeIn,
    FadeOut,
    GrowFromEdge,
    LaggedStart,
    ReplacementTransform,
    VGroup,
)

from scenes import theme
from scenes.mobjects.motion import exchange, stirring
from scenes.mobjects.token_row import Token, TokenRow
from scenes.pieces.next_token.asking import Asking
from scenes.stage.claims import Encoding, shows
from scenes.stage.layout import Room
from scenes.stage.shapes import Rectangle
from scenes.stage.text import Numeral, Text

if TYPE_CHECKING:
    from attention_math.chance import Passes

_SIZE, _BEST, _GAP = 0.52, 0.66, 0.18
_LARGEST_ROW = 1.25
_THICK = 0.42  # of a row
_FOR_NUMBER = 1.1


class Prefixes(VGroup):
    """A staircase of words, behind each step the likeliest next token and a difference."""

    def __init__(self, room: Room, words: Sequence[str], passes: Passes) -> None:
        self.passes, (head, body) = passes, room.rows(0.5, 5.2)
        self._told, self._next, self._apart = body.columns(6.6, 2.3, 4.5, gap=0.3)
        heights = body.heights(len(words), most=_LARGEST_ROW)
        self.high = min(_LARGEST_ROW, body.height / len(words))
        self.rows, self.later = VGroup(), VGroup()
        size = min(_SIZE, self.high / 2.1)
        for end, height in enumerate(heights):
            row = TokenRow(words, size=size, gap=_GAP, widest=self._told.width)
            self._told.hold(row, LEFT).set_y(height)
            self.rows.add(VGroup(*row[: end + 1]))
            self.later.add(*(token.set_opacity(1) for token in row[end + 1 :]))
        for token in self.later:
            token.label.set_fill(theme.QUIET)
            token.box.set_stroke(theme.EDGE)
        self.predicted = VGroup(*(
            Text(word, size=min(_BEST, self.high / 1.5), color=theme.HIGHLIGHT)
            for word in passes.predicted.words()
        ))  # fmt: skip
        self.zeros, self.numbers, self.bars = VGroup(), VGroup(), VGroup()
        unit = (self._apart.width - _FOR_NUMBER) / (passes.without_mask.limit() or 1)
        self._law = partial(theme.proportional, unit=unit)
        for row, height in enumerate(heights):
            self._lay(row, height, size)
        self.heads = VGroup(*(
            Text(title, size=theme.SIZE_LABEL, color=theme.QUIET).move_to(
                [place.left, head.center[1], 0], aligned_edge=LEFT
            )
            for place, title in ((self._next, "next"), (self._apart, "off, at most, by"))
        ))  # fmt: skip
        super().__init__(self.rows, self.predicted)

    def _lay(self, row: int, height: float, size: float) -> None:
        next_one, room = self.predicted[row], self._apart
        next_one.set_x(self._next.left, direction=LEFT)
        next_one.stand_on(height - theme.MIDDLE * next_one.size)
        cited = self.passes.without_mask.cite(row)
        bar = Rectangle(width=self._law(cited.value), height=_THICK * self.high)
        bar.set_fill(theme.WRONG, opacity=1).set_stroke(width=0)
        bar.move_to([room.left, height, 0], aligned_edge=LEFT)
        self.bars.add(shows(bar, Encoding(cited, "width", self._law, group="apart")))
        zero, number = (
            Numeral(one.cite(row), size=min(size, 0.46))
            for one in (self.passes.with_mask, self.passes.without_mask)
        )
        self.zeros.add(zero.move_to([room.left, height, 0], aligned_edge=LEFT))
        self.numbers.add(number.next_to(bar, RIGHT, buff=0.2))

    def unfold(self, words: Sequence[Token], best: Text) -> Iterator[Animation]:
        """Let the sentence's words become the last step, and what was likeliest its prediction."""
        *above, last = self.rows
        yield LaggedStart(*map(ReplacementTransform, words, last), lag_ratio=0.1)
        yield ReplacementTransform(best, self.predicted[-1])
        yield LaggedStart(*(FadeIn(row, shift=DOWN * 0.4) for row in above), lag_ratio=0.3)

    def predict(self) -> Iterator[Animation]:
        """Let all predictions come at once: they are of one pass."""
        yield FadeIn(self.heads[0])
        for word in self.predicted[:-1]:
            yield FadeIn(word, shift=RIGHT * 0.6)

    def read_alone(self) -> Iterator[Animation]:
        """Read one step after the other, and say how far that is from the one pass."""
        yield FadeIn(self.heads[1])
        steps = (
            LaggedStart(stirring(row), FadeIn(zero), lag_ratio=0.5)
            for row, zero in zip(self.rows, self.zeros, strict=True)
        )
        yield LaggedStart(*steps, lag_ratio=0.5)

    def lift(self) -> Iterator[Animation]:
        """Let every step see the later words too."""
        yield LaggedStart(*(FadeIn(token, shift=LEFT * 0.4) for token in self.later), lag_ratio=0.1)

    def part(self) -> Iterator[Animation]:
        """Let the differences grow."""
        yield exchange(self.zeros, self.numbers)
        yield LaggedStart(*(GrowFromEdge(bar, LEFT) for bar in self.bars), lag_ratio=0.2)

    def fold(self, asked: Asking, best: Text) -> Iterator[Animation]:
        """Let one step be the sentence, its prediction a name, and all else go."""
        step = len(asked.words) - 1
        yield LaggedStart(*map(ReplacementTransform, self.rows[step], asked.words), lag_ratio=0.1)
        yield ReplacementTransform(self.predicted[step], best)
        others = (one for part in (self.rows, self.predicted)
                  for place, one in enumerate(part) if place != step)  # fmt: skip
        yield FadeOut(*others, self.later, self.bars, self.numbers, self.heads)
        yield FadeIn(asked.blank)
