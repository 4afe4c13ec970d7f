"""Who asks: the word with its bubble, what it is handed, and what its French is."""

from __future__ import annotations

from collections.abc import Sequence

from manim import (
    RIGHT,
    UP,
    Animation,
    AnimationGroup,
    FadeIn,
    FadeOut,
    Indicate,
    LaggedStart,
    Mobject,
    ReplacementTransform,
    VGroup,
)

from scenes import theme
from scenes.mobjects.icons import Icon
from scenes.stage.cited import Declared, Word
from scenes.stage.gender import hue_of_gender
from scenes.stage.layout import Room, line
from scenes.stage.shapes import Rule
from scenes.stage.text import Text

_SIZE, _FRENCH, _ICON, _FALL = 0.95, 0.85, 0.85, 0.3
_GAP, _ABOVE = 0.15, 0.18


class Receiver(VGroup):
    """A word that listens, in the middle of a room, and beside it what it is handed."""

    def __init__(self, room: Room, word: Word) -> None:
        self.icon = Icon("query", height=_ICON)
        self.word = Text(word, size=_SIZE, color=theme.QUERY, declared=Declared("token"))
        super().__init__(self.icon, self.word)
        room.hold(line(self.icon, self.word, gap=2 * _GAP))
        self.handed, self.french = VGroup(), VGroup()

    def come_from(self, label: Mobject) -> Animation:
        """Let a label become the word, and the bubble come."""
        moved = ReplacementTransform(label, self.word)
        return LaggedStart(moved, FadeIn(self.icon), lag_ratio=0.7)

    def receive(self, parcels: Sequence[Icon]) -> Animation:
        """Let parcels come and lie side by side; what was handed over before goes first."""
        gone, self.handed = self.handed, VGroup(*parcels)
        row = self.handed.copy().arrange(RIGHT, buff=_GAP)
        row.next_to(self.word, RIGHT, buff=2 * _GAP).match_y(self.icon)
        moves = (one.animate.move_to(place) for one, place in zip(parcels, row, strict=True))
        coming = AnimationGroup(*(FadeIn(one, scale=0.3) for one in parcels), run_time=0.3)
        leaving = [FadeOut(gone, run_time=theme.QUICK)] if len(gone) else []
        return LaggedStart(*leaving, coming, LaggedStart(*moves, lag_ratio=0.1), lag_ratio=0.9)

    @property
    def place_of_gifts(self) -> Rule:
        """Say where what is handed over will lie."""
        at = self.word.get_right() + 4 * _GAP * RIGHT
        return Rule(at, at + 0.01 * RIGHT).match_y(self.icon)

    def let_go(self) -> Animation:
        """Let go what was handed over."""
        gone, self.handed = self.handed, VGroup()
        return FadeOut(gone)

    def mix(self) -> Animation:
        """Let what was handed over go into the word, all of it."""
        gone, self.handed = self.handed, VGroup()
        going = (FadeOut(one, target_position=self.word, scale=0.7) for one in gone)
        struck = Indicate(self.word, color=theme.QUERY, scale_factor=1.15)
        return LaggedStart(AnimationGroup(*going), struck, lag_ratio=0.6)

    def write_above(self, listener: Mobject, word: Word) -> Animation:
        """Write French above a listener."""
        self.french = Text(word, size=_FRENCH, color=hue_of_gender(word))
        self.french.next_to(listener, UP, buff=_ABOVE)
        return FadeIn(self.french, shift=UP * _FALL)

    def forget(self) -> Animation:
        """Let go what was written of another sentence."""
        return FadeOut(self.french, shift=UP * _FALL)
