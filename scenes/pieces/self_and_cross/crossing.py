"""A sentence that is written above the one that answers it: who listens to whom, as lines."""

from __future__ import annotations

import numpy as np
from manim import (
    DOWN,
    LEFT,
    RIGHT,
    UP,
    Animation,
    AnimationGroup,
    Create,
    FadeIn,
    FadeOut,
    LaggedStart,
    Mobject,
    MoveAlongPath,
    Succession,
    VGroup,
    there_and_back,
)

from scenes import theme
from scenes.mobjects.icons import parcel
from scenes.mobjects.motion import become, passing
from scenes.mobjects.token_row import Token, TokenRow
from scenes.pieces.self_and_cross.lines import BLANK, SIZE, UNDER, lines_to, with_blank
from scenes.pieces.self_and_cross.told import Told
from scenes.stage.gender import hue_of_gender
from scenes.stage.layout import line, stage
from scenes.stage.text import Numeral, Text

_ENGLISH, _EARLY, _NUMBER = 0.62, 0.8 * SIZE, 0.44  # sizes
_SHARES = 1.1, 1.6, 1.9, 1.1  # heights: free, French, lines, English
_PARCEL, _OUT = 0.4, 0.5
_YIELD, _SQUEEZED = 0.35, 0.5  # so far words give way, and so small another one becomes


class Crossing(VGroup):
    """French with a blank at its end, English below it, and a line for each weight that is seen.

    The lines are of the row that is followed and of the one before it.

    Attributes
    ----------
    first
        The French token with which it begins.
    word, early
        What the followed row writes into the blank, and what the row before it would write.
    """

    def __init__(self, told: Told, which: int) -> None:
        reading, row = told.readings[which], told.row
        self._weights, self._row, self._place = reading.weights, row, told.place
        self.first = min(1, row - 1)  # [START] is left out where it writes none of the two
        free, upper, _, lower = stage().rows(*_SHARES)
        self.french, self.blank = with_blank(told.french.words()[self.first :], upper)
        base = self.french[-1].label.baseline
        english = told.english[which].words()
        self.english = lower.hold(TokenRow(english, size=_ENGLISH, gap=0.25, color=theme.KEY))
        written = reading.written.words()
        self.word = Text(written[row], size=SIZE, color=hue_of_gender(written[row]))
        self.word.scale(min(1.0, BLANK / self.word.width)).set_x(self.blank.get_x())
        self.word.stand_on(base)
        self.number = line(Numeral(reading.shares.cite(row), size=_NUMBER),
                           Text("likely", size=_NUMBER))  # fmt: skip
        self.number.next_to(self.blank, DOWN, buff=UNDER)
        self.early = Text(written[row - 1], size=_EARLY, color=theme.INK)
        self.early.move_to([self._beside_early()[0].get_x(), free.center[1], 0])
        self.lines = VGroup()
        for asking, number in zip(self._beside_early(), (row - 1, row), strict=True):
            self.lines.add(*lines_to(asking, self.english, reading.weights, number))
        super().__init__(self.french, self.blank, self.english, self.lines)

    def listen(self) -> Animation:
        """Let each line come from the word that answers."""
        return LaggedStart(*map(Create, self.lines), lag_ratio=0.6)

    def hand_over(self) -> Animation:
        """Send the followed row what it hears, along its lines, and on to the blank."""
        return self._send(self._row, self.word)

    def hand_over_before(self) -> Animation:
        """Send the row before what it hears, and on to the word that stands there already."""
        return self._send(self._row - 1, self._beside_early()[1])

    def _send(self, row: int, end: Mobject) -> Animation:
        moves = []
        for one in self.lines:
            if one.query == row:
                sent = parcel(self._weights.cite(one.query, one.key), _PARCEL)
                sent.move_to(one.path.get_start()).set_z_index(2)
                to_asking = MoveAlongPath(sent, one.path, run_time=2)
                moves.append(passing(sent, to_asking, sent.animate(run_time=1).move_to(end)))
        return AnimationGroup(*moves)

    def write(self) -> Animation:
        """Let the blank be filled, and then say how likely that was."""
        return LaggedStart(FadeIn(self.word, scale=0.3), FadeIn(self.number), lag_ratio=0.5)

    def exchange(self, other: Crossing) -> Animation:
        """Let one English word fall out and another one come in; nothing is heard of it yet."""
        gone = FadeOut(self.word, self.number, shift=DOWN * _OUT), FadeOut(self.lines)
        old, new = ([*one.english] for one in (self, other))
        out, come = old.pop(self._place), new.pop(self._place)
        kept = become([*self.french, self.blank, *old], [*other.french, other.blank, *new])
        swap = Succession(FadeOut(out, shift=DOWN * _OUT), FadeIn(come, shift=DOWN * _OUT))
        return LaggedStart(AnimationGroup(*gone), AnimationGroup(kept, swap), lag_ratio=0.5)

    def knock(self) -> Animation:
        """Let the word that comes too early press between two that stand there already."""
        before, after = self._beside_early()
        gap = (before.get_right() + after.get_left()) / 2
        above = np.array([gap[0], self.early.get_y(), 0])
        low = np.array([gap[0], before.get_top()[1], 0])
        ways = (before, LEFT), (after, RIGHT)
        yielding = (one.animate(rate_func=there_and_back).shift(way * _YIELD) for one, way in ways)
        pressing = self.early.animate(rate_func=there_and_back).scale(_SQUEEZED).move_to(low)
        return Succession(
            FadeIn(self.early, shift=UP * _OUT),
            self.early.animate.move_to(above),
            AnimationGroup(pressing, *yielding),
        )

    def _beside_early(self) -> tuple[Token, Token]:
        before, after = (self.french[row - self.first] for row in (self._row - 1, self._row))
        return before, after
