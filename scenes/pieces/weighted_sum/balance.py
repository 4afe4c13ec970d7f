"""The rod of a word's mix, and what is written for it, riding on top."""

from __future__ import annotations

from functools import partial

import numpy as np
from manim import Animation, UpdateFromAlphaFunc, linear, smooth

from scenes.mobjects.value_line import ValueLine
from scenes.pieces.weighted_sum.rod import Rod
from scenes.stage.cited import Quantity, Word
from scenes.stage.gender import hue_of_gender
from scenes.stage.layout import Room
from scenes.stage.text import Text

_BEFORE = 0.55  # of the time of a crossing: until the word turns
_SQUARE = 0.15  # how much of its way is a parabola: it does not stop where the word turns
_TURNING = 10  # steps before and after the turn, in which a word turns like a card
_CARD = 0.85
_THIN = 0.04  # what is seen of a card from its edge


class Balance(Rod):
    """A rod that carries a card as well.

    Parameters
    ----------
    way
        Where the mix lies from step to step between two sentences.
    written
        What the model writes at each of these steps.
    """

    def __init__(
        self, word: Word, way: Quantity, written: Quantity, *, line: ValueLine, room: Room
    ) -> None:
        super().__init__(word, way, line=line, room=room)
        self._words = written.words()
        self._turned = self._words.index(self._words[-1])
        upper = room.inset(bottom=self.token.height)
        self.card = upper.hold(Card(self._words[0], self._words[-1]))
        self.riders = [self.card]
        self.show(0)

    def show(self, step: int) -> Balance:
        """Put the rod at the place of a step, with the word that is written there."""
        super().show(step)
        away = abs(step + 0.5 - self._turned) / _TURNING
        side, x = int(step >= self._turned), float(self.rod.get_x())
        self.card.turn(side, max(_THIN, min(1.0, away))).set_x(x)
        return self

    def card_at(self, step: int) -> Text:
        """Return the card as it stands at a step, but with what is written now."""
        return self.card.copy().set_x(self.place_of(step).get_x())

    def cross(self, **options: object) -> Animation:
        """Go all the way, slowly where the word turns."""
        rate = partial(_lingering, turn=self._turned / self.last)
        return self.slide(0, self.last, rate_func=rate, **options)


def _lingering(alpha: float, turn: float) -> float:
    if alpha < _BEFORE:
        return turn * _slowing(alpha / _BEFORE)
    return 1 - (1 - turn) * _slowing((1 - alpha) / (1 - _BEFORE))


def _slowing(alpha: float) -> float:
    return (1 - _SQUARE) * smooth(alpha) + _SQUARE * alpha**2


class Card(Text):
    """A word that turns like a card, with another on its back; each in the colour of its gender."""

    def __init__(self, *faces: Word) -> None:
        super().__init__(faces[0], size=_CARD)
        self._faces = [Text(face, size=_CARD, color=hue_of_gender(face)) for face in faces]
        self.turn(0, 1.0)

    def flip(self, **options: object) -> Animation:
        """Show the back for a moment."""

        def go(card: Card, alpha: float) -> None:
            card.turn(int(0.25 < alpha < 0.75), max(_THIN, abs(np.cos(2 * np.pi * alpha))))

        return UpdateFromAlphaFunc(self, go, rate_func=linear, **options)

    def turn(self, side: int, seen: float) -> Card:
        """Show one side, of which so much is seen."""
        face, center = self._faces[side], self.get_center()
        self.text = face.text
        self.set_points((face.points - face.get_center()) * [1, seen, 1] + center)
        return self.set_color(face.get_fill_color())
