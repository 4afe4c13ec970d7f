"""Who asks: the word with its bubble, what it is handed, and what its French is."""

from __future__ import annotations

from collections.abc import Sequence

from manim import (
    DOWN,
    RIGHT,
    UP,
    Animation,
    AnimationGroup,
    FadeIn,
    FadeOut,
    LaggedStart,
    Mobject,
    ReplacementTransform,
    Restore,
    VGroup,
)

from scenes import theme
from scenes.mobjects.icons import Icon
from scenes.stage.cited import Declared, Word
from scenes.stage.gender import hue_of_gender
from scenes.stage.layout import Room
from scenes.stage.text import Text

_SIZE, _FRENCH, _ICON, _FALL = 1.05, 1.0, 1.0, 0.3
_GAP, _ABOVE, _UNDER = 0.1, 0.22, 2.2


class Receiver(VGroup):
    """A word that listens, in the middle of a room, and below it what it is handed."""

    def __init__(self, room: Room, word: Word) -> None:
        above, middle, self._below = room.rows(1, 1, 1)
        self.icon = above.hold(Icon("query", height=_ICON))
        self.word = Text(word, size=_SIZE, color=theme.QUERY, declared=Declared("token"))
        middle.hold(self.word, shrink=True)
        self.handed, self.french = VGroup(), VGroup()
        super().__init__(self.icon, self.word)

    def come_from(self, label: Mobject) -> Animation:
        """Let a label become the word, below its place, out of the way of what is beside it."""
        self.word.save_state()
        return ReplacementTransform(label, self.word.shift(_UNDER * DOWN))

    def rise(self) -> Animation:
        """Let the word go to its place, and the bubble come."""
        return AnimationGroup(Restore(self.word), FadeIn(self.icon))

    def receive(self, parcels: Sequence[Icon]) -> Animation:
        """Let parcels come and lie side by side; what was handed over before goes first."""
        gone, self.handed = self.handed, VGroup(*parcels)
        row = self._below.hold(self.handed.copy().arrange(RIGHT, buff=_GAP))
        moves = (one.animate.move_to(place) for one, place in zip(parcels, row, strict=True))
        coming = FadeIn(self.handed, run_time=theme.QUICK / 2, scale=0.3)
        leaving = [FadeOut(gone, run_time=theme.QUICK)] if len(gone) else []
        return LaggedStart(*leaving, coming, LaggedStart(*moves, lag_ratio=0.1), lag_ratio=0.9)

    def stand_above(self, room: Room) -> Animation:
        """Go with the bubble to the middle of a room; what was handed over goes."""
        above, middle, _ = room.columns(1, 1, 1)
        word, icon = self.word.copy(), self.icon.copy()
        middle.hold(word), above.hold(icon, RIGHT)
        moves = ReplacementTransform(self.word, word), ReplacementTransform(self.icon, icon)
        self.word, self.icon = word, icon
        return AnimationGroup(*moves, FadeOut(self.handed))

    def write_above(self, listener: Mobject, word: Word) -> Animation:
        """Write French above a listener."""
        self.french = Text(word, size=_FRENCH, color=hue_of_gender(word))
        self.french.next_to(listener, UP, buff=_ABOVE)
        return FadeIn(self.french, shift=UP * _FALL)

    def forget(self) -> Animation:
        """Let go what was written of another sentence."""
        return FadeOut(self.french, shift=UP * _FALL)
