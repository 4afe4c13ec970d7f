"""Both sentences of the film, one below the other, and behind each what one word of it became."""

from __future__ import annotations

from collections.abc import Sequence

from manim import (
    LEFT,
    RIGHT,
    Animation,
    AnimationGroup,
    FadeIn,
    VGroup,
)

from scenes import theme
from scenes.mobjects.motion import become
from scenes.mobjects.token_row import TokenRow
from scenes.pieces.four_ways_to_see_it.receiver import Receiver
from scenes.pieces.four_ways_to_see_it.shelf import Shelf
from scenes.stage.cited import Quantity, Word
from scenes.stage.gender import hue_of_gender
from scenes.stage.layout import Room
from scenes.stage.text import Text

_SIZE, _GAP, _FRENCH = 0.6, 0.24, 0.95


class Twins(VGroup):
    """Two rows of tokens with one word framed in each, and its French at the end."""

    def __init__(
        self, room: Room, sentences: Sequence[Quantity], french: Sequence[Word], asked: int
    ) -> None:
        self.rows, self.french, self._asked = VGroup(), VGroup(), asked
        given = zip(room.rows(1, 1), sentences, french, strict=True)
        for half, words, written in given:
            left, right = half.columns(10.2, 3.0, gap=0.3)
            row = TokenRow(words.words(), size=_SIZE, gap=_GAP, widest=left.width)
            row[asked].box.set_stroke(theme.QUERY, theme.STROKE_FRAME)
            self.rows.add(left.hold(row, LEFT))
            text = Text(written, size=_FRENCH, color=hue_of_gender(written))
            self.french.add(right.hold(text, RIGHT, shrink=True))
        super().__init__(self.rows, self.french)

    def come_from(self, shelf: Shelf, places: Sequence[int], receiver: Receiver) -> Animation:
        """Let the upper one come out of a shelf's words, and around who asks the lower one."""
        upper, lower = self.rows
        words = [shelf.words[place] for place in places]
        labels = [token.label for token in upper]
        asked = lower[self._asked]
        others = [part for token in lower for part in token if part is not asked.label]
        boxes = FadeIn(*(token.box for token in upper), *others)
        old = *words, receiver.word, receiver.french
        new = *labels, asked.label, self.french[0]
        return AnimationGroup(become(old, new), boxes)

    def write(self) -> Animation:
        """Let the French of the lower one come."""
        return FadeIn(self.french[1], shift=RIGHT * 0.5)
