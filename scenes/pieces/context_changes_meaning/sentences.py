"""Sentences that have one word in common, each with the word lit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from manim import (
    DOWN,
    LEFT,
    RIGHT,
    Animation,
    Create,
    FadeOut,
    ReplacementTransform,
    Transform,
    TransformFromCopy,
    VGroup,
)
from manim.utils.color import ManimColor

from attention_math.concordance import Concordance
from scenes import theme
from scenes.mobjects.motion import aside
from scenes.mobjects.token_row import Token
from scenes.pieces.context_changes_meaning.measured import Measured
from scenes.stage.claims import Surrounds, shows
from scenes.stage.layout import Room, line
from scenes.stage.shapes import SurroundingRectangle
from scenes.stage.text import Text

_LARGE, _TAGGED, _NAME, _SPACE = 0.56, 0.36, 0.44, 0.26  # a space is a part of the type
_PITCH, _TOKEN = 1.2, 0.75
_AROUND, _STOP, _BELOW, _DIP = 0.05, 0.1, 0.12, 0.7


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


class Few(VGroup):
    """Some of the sentences, large, below one another."""

    def __init__(self, told: Concordance, numbers: Sequence[int], room: Room) -> None:
        super().__init__(*(Sentence(told, number, size=_LARGE) for number in numbers))
        for row, height in zip(self, room.heights(len(self), most=_PITCH), strict=True):
            row.shift([-row.word.get_x(), height - row.get_y(), 0])
        room.hold(self)
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

    def turn_into(self, tagged: Tagged) -> Iterator[Animation]:
        """Let each become the same sentence in a tag."""
        yield FadeOut(self.boxes, run_time=theme.QUICK / 2)
        for row, tag in zip(self, tagged.sentences, strict=True):
            for old, new in zip(row, tag, strict=True):  # the end passes below the word
                path = aside(_DIP * DOWN * (old is row.after))
                yield ReplacementTransform(old, new, path_func=path)


class Tagged(VGroup):
    """Some of the sentences in two rows each, and above each the name of what the word means."""

    def __init__(self, told: Measured, numbers: Sequence[int], room: Room) -> None:
        self.names, self.sentences = VGroup(), VGroup()
        for number, part in zip(numbers, room.rows(*[1] * len(numbers)), strict=True):
            hue = told.hue(number)
            name = Text(told.name(number), size=_NAME, color=hue)
            sentence = Sentence(told.sentences, number, size=_TAGGED, broken=True, hue=hue)
            tag = VGroup(name, sentence).arrange(DOWN, buff=_BELOW, aligned_edge=LEFT)
            part.hold(tag, LEFT, shrink=True)
            self.names.add(name)
            self.sentences.add(sentence)
        super().__init__(*self.names, *self.sentences)

    def leave_names(self, room: Room) -> list[Animation]:
        """Let the sentences go, and their names stand side by side."""
        row = room.hold(line(*self.names.copy(), gap=0.5), shrink=True)
        return [FadeOut(self.sentences), Transform(self.names, row)]


def one_row(told: Measured, room: Room) -> Token:
    """Write the word in a box: the one row that the table has for it."""
    return room.hold(Token(told.word, size=_TOKEN, color=theme.HIGHLIGHT))


def written(told: Measured, number: int, room: Room) -> Sentence:
    """Write one sentence in one line."""
    return room.hold(Sentence(told.sentences, number, size=_LARGE), shrink=True)
