"""What one head looks at for a word: beams to a copy of it, and below whom it hears most."""

from __future__ import annotations

from collections.abc import Sequence

from manim import DOWN, LEFT, RIGHT, Animation, AnimationGroup, FadeIn, Succession, VGroup
from manim.utils.color import ManimColor

from scenes import theme
from scenes.mobjects.beams import Beams
from scenes.mobjects.motion import flowing
from scenes.mobjects.token_row import Token, TokenRow
from scenes.pieces.many_heads.rooms import Reading
from scenes.pieces.many_heads.told import Told
from scenes.stage.cited import Declared
from scenes.stage.layout import Room
from scenes.stage.phrases import phrase
from scenes.stage.text import Numeral, Text

_LARGE, _SMALL = 0.62, 0.46  # of words, for few heads and for all
_APART, _INNER = 0.25, 0.88


def hue_of(head: int) -> ManimColor:
    """Return the hue of a head, counted from 0."""
    return theme.HEADS[head % len(theme.HEADS)]


class Fan(VGroup):
    """One head, counted from 0, in a column of the rooms; ``heard`` is whom it hears most."""

    def __init__(
        self, rooms: Reading, columns: tuple[int, int], sentence: TokenRow, told: Told, head: int,
        *, size: float
    ) -> None:  # fmt: skip
        self.head, hue = head, hue_of(head)
        readers, heard = (column_of(one, *columns) for one in (rooms.readers, rooms.heard))
        self.reader = readers.hold(Token(told.word, size=size), shrink=True)
        self.heard = heard.hold(Token(told.heard(head), size=size), shrink=True)
        for token in (self.reader, self.heard):
            token.box.set_stroke(hue, theme.STROKE_FRAME)
        weights = told.weights[head]
        self.beams = Beams(sentence, self.reader, weights, told.row, seen=told.seen, hue=hue)
        self.most = max(self.beams, key=lambda edge: edge.weight)
        number = Declared("number of a head")
        name = phrase("head {number}", number=head + 1)
        self.title = Text(name, color=hue, declared=number).next_to(self.reader, LEFT, buff=_APART)
        weight = weights.cite(told.row, self.most.key)
        self.number = Numeral(weight, size=size, color=hue).next_to(self.heard, RIGHT, buff=_APART)
        super().__init__(self.beams, self.reader, self.heard)

    def ask(self) -> Animation:
        """Let the reader come, and which head it is."""
        return FadeIn(self.reader, self.title, shift=0.4 * DOWN)

    def come(self) -> Animation:
        """Let the reader come, its beams be drawn, and the word that it hears most be named."""
        heard = FadeIn(self.heard, shift=0.4 * DOWN)
        return Succession(AnimationGroup(FadeIn(self.reader), self.beams.come()), heard)

    def hear(self) -> list[Animation]:
        """Let a message come along the widest beam, and say whom it is from."""
        said = FadeIn(self.heard, self.number, shift=0.4 * DOWN)
        return [flowing([self.most], run_time=theme.NORMAL), said]


def large(rooms: Reading, sentence: TokenRow, told: Told) -> list[Fan]:
    """Show the heads that differ."""
    return _fans(rooms, sentence, told, told.heroes, _LARGE)


def small(rooms: Reading, sentence: TokenRow, told: Told) -> list[Fan]:
    """Show all heads."""
    return _fans(rooms, sentence, told, told.order, _SMALL)


def _fans(
    rooms: Reading, sentence: TokenRow, told: Told, heads: Sequence[int], size: float
) -> list[Fan]:
    count = len(heads)
    return [
        Fan(rooms, (place, count), sentence, told, head, size=size)
        for place, head in enumerate(heads)
    ]


def column_of(room: Room, place: int, count: int) -> Room:
    """Return where a head stands of so many."""
    column = room.columns(*[1] * count)[place]
    spare = (1 - _INNER) / 2 * column.width
    return column.inset(left=spare, right=spare)
