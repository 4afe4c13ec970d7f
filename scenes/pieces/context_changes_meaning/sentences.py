"""Sentences that have one word in common, each with the word lit."""

from __future__ import annotations

from manim import (
    LEFT,
    RIGHT,
    VGroup,
)
from manim.utils.color import ManimColor

from attention_math.concordance import Concordance
from scenes import theme
from scenes.mobjects.token_row import Token
from scenes.pieces.context_changes_meaning.measured import Measured
from scenes.stage.layout import Room, line
from scenes.stage.text import Text

LARGE = 0.56
_SMALL, _TOKEN, _BETWEEN, _SPACE, _STOP = (
    0.46,
    0.75,
    0.5,
    0.26,
    0.1,
)  # a space is a part of the type


class Sentence(VGroup):
    """One sentence in three parts, of which the middle one is the word, in a ``hue`` or just lit.

    In ``broken`` ones what follows the word stands in a row of its own.
    """

    def __init__(
        self,
        told: Concordance,
        number: int,
        *,
        size: float,
        broken: bool = False,
        hue: ManimColor | None = None,
    ) -> None:
        parts = (part.words()[number] for part in (told.before, told.word, told.after))
        hues = theme.QUIET, hue or theme.HIGHLIGHT, theme.QUIET
        pairs = zip(parts, hues, strict=True)
        self.before, self.word, self.after = (
            Text(part, size=size, color=hue) for part, hue in pairs
        )
        super().__init__(*line(self.before, self.word, self.after, gap=_SPACE * size))
        if broken:
            self.after.stand_on(self.word.baseline - 1.25 * size).align_to(self.before, LEFT)
        elif not self.after.text[0].isalnum():  # a full stop
            self.after.next_to(self.word, RIGHT, buff=_STOP).stand_on(self.word.baseline)


def one_row(told: Measured, room: Room) -> Token:
    """Write the word in a box: the one row that the table has for it."""
    return room.hold(Token(told.word, size=_TOKEN, color=theme.HIGHLIGHT))


def written(told: Measured, number: int, room: Room) -> Sentence:
    """Write one sentence in one line."""
    return room.hold(Sentence(told.sentences, number, size=LARGE), shrink=True)


def side_by_side(told: Measured, room: Room) -> VGroup:
    """Write a sentence of each sense in one line, with its word in the hue of the sense."""
    numbers = told.opened
    rooms = room.columns(*[1] * len(numbers), gap=_BETWEEN)
    return VGroup(
        *(
            part.hold(Sentence(told.sentences, one, size=_SMALL, hue=told.hue(one)), shrink=True)
            for one, part in zip(numbers, rooms, strict=True)
        )
    )
