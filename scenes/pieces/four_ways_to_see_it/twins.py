"""Both sentences of the film, one below the other, and behind each what one word of it became."""

from __future__ import annotations

from collections.abc import Sequence

from manim import LEFT, RIGHT, Animation, FadeIn, LaggedStart, VGroup

from scenes import theme
from scenes.mobjects.token_row import TokenRow
from scenes.stage.cited import Word
from scenes.stage.gender import hue_of_gender
from scenes.stage.layout import Room
from scenes.stage.text import Text

_SIZE, _GAP, _FRENCH = 0.6, 0.24, 0.95


class Twins(VGroup):
    """Two rows of tokens with one word framed in each, and its French at the end."""

    def __init__(
        self, room: Room, sentences: Sequence[Sequence[Word]], french: Sequence[Word], asked: int
    ) -> None:
        self.rows, self.french = VGroup(), VGroup()
        given = zip(room.rows(1, 1), sentences, french, strict=True)
        for half, words, written in given:
            left, right = half.columns(10.2, 3.0, gap=0.3)
            row = TokenRow(words, size=_SIZE, gap=_GAP, widest=left.width)
            row[asked].box.set_stroke(theme.QUERY, theme.STROKE_FRAME)
            self.rows.add(left.hold(row, LEFT))
            text = Text(written, size=_FRENCH, color=hue_of_gender(written))
            self.french.add(right.hold(text, RIGHT, shrink=True))
        super().__init__(self.rows, self.french)

    def come(self) -> Animation:
        return LaggedStart(*(FadeIn(row, shift=RIGHT * 0.4) for row in self.rows), lag_ratio=0.4)

    def write(self) -> Animation:
        """Let the French come."""
        return LaggedStart(*(FadeIn(one, shift=RIGHT * 0.5) for one in self.french), lag_ratio=0.5)
