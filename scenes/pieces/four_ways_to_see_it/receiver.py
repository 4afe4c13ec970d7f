"""Who asks: the word with its bubble, and below it the French that it becomes."""

from __future__ import annotations

from manim import DOWN, Animation, FadeIn, FadeOut, VGroup

from scenes import theme
from scenes.mobjects.icons import Icon
from scenes.stage.cited import Declared, Word
from scenes.stage.gender import hue_of_gender
from scenes.stage.layout import Room
from scenes.stage.text import Text

_SIZE, _FRENCH, _ICON, _FALL, _BESIDE = 1.05, 1.2, 1.0, 0.4, 0.3


class Receiver(VGroup):
    """A word that listens, in the middle of a room."""

    def __init__(self, room: Room, word: Word) -> None:
        above, middle, self._below = room.rows(1, 1, 1.2)
        self.icon = above.hold(Icon("query", height=_ICON))
        self.word = Text(word, size=_SIZE, color=theme.QUERY, declared=Declared("token"))
        middle.hold(self.word, shrink=True)
        self.french: Text | None = None
        super().__init__(self.icon, self.word)

    def write(self, word: Word) -> Animation:
        """Let what is written for it come."""
        self.french = self._below.hold(Text(word, size=_FRENCH, color=hue_of_gender(word)))
        return FadeIn(self.french, shift=DOWN * _FALL)

    def forget(self) -> Animation:
        """Let go what was written of another sentence."""
        return FadeOut(self.french, shift=DOWN * _FALL)

    def below(self) -> Text:
        """Return a copy of the word below the French, where a guess may stand."""
        return self.word.copy().next_to(self.french, DOWN, buff=_BESIDE)
