"""Sentences that have one word in common, each with the word lit; under one another by the word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from manim import (
    RIGHT,
    Animation,
    Create,
    FadeIn,
    FadeOut,
    ReplacementTransform,
    TransformFromCopy,
    VGroup,
)

from attention_math.concordance import Concordance
from scenes import theme
from scenes.mobjects.token_row import Token
from scenes.stage.claims import Surrounds, shows
from scenes.stage.layout import Room, line
from scenes.stage.shapes import SurroundingRectangle
from scenes.stage.text import Text

_SIZE, _SMALL, _SPACE = 0.51, 0.305, 0.26  # a space is a part of the type
_PITCH, _TOKEN, _NOTE = 1.4, 0.75, 0.32
_AROUND, _STOP = 0.05, 0.1


class Sentence(VGroup):
    """One sentence in three parts, of which the middle one is the word."""

    def __init__(self, told: Concordance, number: int, *, size: float) -> None:
        parts = (part.words()[number] for part in (told.before, told.word, told.after))
        hues = theme.QUIET, theme.HIGHLIGHT, theme.QUIET
        pairs = zip(parts, hues, strict=True)
        self.before, self.word, self.after = (
            Text(part, size=size, color=hue) for part, hue in pairs
        )
        space = _SPACE * size
        super().__init__(*line(self.before, self.word, self.after, gap=space))
        if not self.after.text[0].isalnum():  # a full stop
            self.after.next_to(self.word, RIGHT, buff=_STOP).stand_on(self.word.baseline)


class Few(VGroup):
    """Some of the sentences, large, below one another."""

    def __init__(self, told: Concordance, numbers: Sequence[int], room: Room) -> None:
        self.numbers = list(numbers)
        rows = [Sentence(told, number, size=_SIZE) for number in self.numbers]
        super().__init__(*rows)
        for row, height in zip(self, room.heights(len(rows), most=_PITCH), strict=True):
            row.move_to(room.center).set_y(height)
        self.boxes = VGroup()

    def box(self) -> Iterator[Animation]:
        """Draw a box around the word of each sentence."""
        for row in self:
            box = SurroundingRectangle(row.word, color=theme.HIGHLIGHT, buff=_AROUND,
                                       stroke_width=theme.STROKE_THIN)  # fmt: skip
            self.boxes.add(shows(box, Surrounds.of(row.word)))
            yield Create(box)

    def meet(self, token: Token) -> Iterator[Animation]:
        """Let a copy of each box go to one place, where all are one."""
        for box in self.boxes:
            yield TransformFromCopy(box, token.box.copy(), remover=True)
        yield FadeIn(token)


class All(VGroup):
    """Every sentence, small; the word stands in one column."""

    def __init__(self, told: Concordance, count: int, room: Room) -> None:
        rows = [Sentence(told, number, size=_SMALL) for number in range(count)]
        super().__init__(*rows)
        for row, height in zip(self, room.heights(count), strict=True):
            row.shift([-row.word.get_x(), height - row.get_y(), 0])
        room.hold(self)

    def take_in(self, few: Few) -> Iterator[Animation]:
        """Let the few become their rows, without their boxes."""
        yield FadeOut(few.boxes, run_time=theme.QUICK / 2)
        for row, number in zip(few, few.numbers, strict=True):
            yield ReplacementTransform(row, self[number])

    def besides(self, few: Few) -> list[Sentence]:
        """List the rows that are new."""
        return [row for number, row in enumerate(self) if number not in few.numbers]

    def leave(self, dots: Sequence[VGroup]) -> Iterator[Animation]:
        """Let each row's point come out of its word, and the row fade."""
        for row, dot in zip(self, dots, strict=True):
            yield FadeOut(row)
            yield FadeIn(dot, target_position=row.word)


class Pair(VGroup):
    """Two sentences, small: one whose point strayed, and the one that it lies nearest to."""

    def __init__(self, told: Concordance, numbers: Sequence[int], room: Room) -> None:
        rows = [Sentence(told, number, size=_NOTE) for number in numbers]
        super().__init__(*rows)
        for row, height in zip(self, room.heights(len(rows), most=0.48), strict=True):
            row.move_to(room.center).set_y(height)


def one_row(told: Concordance, room: Room) -> Token:
    """Write the word in a box: the one row that the table has for it."""
    return room.hold(Token(told.word.words()[0], size=_TOKEN, color=theme.HIGHLIGHT))
