"""One line below a picture that says what was measured, and how it is drawn."""

from __future__ import annotations

from manim import LEFT, VGroup

from scenes import theme
from scenes.pieces.patterns_at_scale.numbers import Numbers
from scenes.stage.cited import Word
from scenes.stage.layout import Room, line
from scenes.stage.text import Text

_SIZE, _GAP = 0.33, 0.5


class Provenance(VGroup):
    """Which encoder, on what text, to which scale; later on what its shares were measured."""

    def __init__(self, cited: Numbers, room: Room) -> None:
        on, over = (self._text(one) for one in cited.measured.words())
        scale = self._text("each head to its own scale")
        self.patterns = line(self._text(Word(cited.model.cite())), on, scale, gap=_GAP)
        room.hold(self.patterns, LEFT)
        self.shares = room.hold(line(self._text("mean weight over"), over, gap=0.12), LEFT)
        super().__init__(self.patterns)

    @staticmethod
    def _text(words: str) -> Text:
        return Text(words, size=_SIZE, color=theme.QUIET)
