"""Who asks: the word with its bubble, and below it the French that it becomes."""

from __future__ import annotations

from manim import DOWN, RIGHT, Animation, FadeIn, FadeOut, ReplacementTransform, VGroup

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
        self.french = self._written(word)
        return FadeIn(self.french, shift=DOWN * _FALL)

    def _written(self, word: Word) -> Text:
        return self._below.hold(Text(word, size=_FRENCH, color=hue_of_gender(word)), shrink=True)

    def stand_above(self, room: Room, listener: Text) -> list[Animation]:
        """Let a listener become who asks, in the middle of a room, and its bubble come back."""
        above, middle, self._below = room.columns(1, 1.2, 1.4)
        asking = Text(listener.text, size=_SIZE, color=theme.QUERY, declared=Declared("token"))
        self.word = middle.hold(asking, shrink=True)
        self.icon = above.hold(Icon("query", height=_ICON), RIGHT)
        return [ReplacementTransform(listener, self.word), FadeIn(self.icon)]

    def follow(self, room: Room, listener: Text) -> Animation:
        """Let the French go to where a listener stands, and be written there from now on."""
        self._below = Room(room.left, room.right, listener.get_bottom()[1], listener.get_top()[1])
        old, self.french = self.french, self._written(self.french.text)
        return ReplacementTransform(old, self.french)

    def forget(self) -> Animation:
        """Let go what was written of another sentence."""
        return FadeOut(self.french, shift=DOWN * _FALL)

    def below(self) -> Text:
        """Return a copy of the word below the French, where a guess may stand."""
        return self.word.copy().next_to(self.french, DOWN, buff=_BESIDE)
