"""What a model writes, large above it; words too many for the room are left out."""

from __future__ import annotations

from collections.abc import Sequence

from manim import (
    DOWN,
    LEFT,
    RIGHT,
    UP,
    Animation,
    AnimationGroup,
    FadeIn,
    FadeOut,
    LaggedStart,
    Succession,
    VGroup,
)

from scenes import theme
from scenes.mobjects.motion import stirring
from scenes.stage.cited import Word
from scenes.stage.layout import Room, line
from scenes.stage.phrases import Phrase
from scenes.stage.shapes import Outline
from scenes.stage.text import Text

SIZE, _LARGE = 0.62, 0.9
_GAP, _AROUND = 0.24, 0.16
_GOING, _COMING = 0.3, 0.9  # seconds


class Headline:
    """A line of words in a room, in the middle.

    ``words`` is what stands there now.
    """

    def __init__(self, room: Room) -> None:
        self._room, self.words = room, VGroup()

    def slots(self, words: Sequence[Word]) -> VGroup:
        """Leave an empty place for each word that will be written."""
        middle = self._room.center[1]
        self.empty = VGroup(
            Outline(width=word.width + _AROUND, height=1.25 * SIZE).move_to(word).set_y(middle)
            for word in self._set(words)
        )
        return self.empty.set_stroke(theme.EDGE, theme.STROKE_THIN)

    def write(self, words: Sequence[Word]) -> Animation:
        """Let each word come in its place."""
        self.words = self._set(words)
        coming = (
            AnimationGroup(FadeIn(word, shift=UP * 0.3), FadeOut(slot))
            for word, slot in zip(self.words, self.empty, strict=True)
        )
        return LaggedStart(*coming, lag_ratio=0.4)

    def turn(self, words: Sequence[Word], *, large: bool = False) -> Animation:
        """Let other words come in their place, or the same words stir."""
        new = self._set(words, _LARGE if large else SIZE)
        if [one.text for one in new] == [one.text for one in self.words]:
            return stirring(self.words)
        old, self.words = self.words, new
        coming = LaggedStart(*map(FadeIn, new), lag_ratio=0.3, run_time=_COMING)
        return Succession(FadeOut(*old, run_time=_GOING), coming)

    def behind(self) -> Text:
        """Return a place behind the line, for a question mark."""
        return Text("?", size=SIZE).next_to(self.words, RIGHT, buff=0.4)

    def gloss(self, said: Phrase | None) -> VGroup:
        """Write in English, small and below the line, what it says, if that is known."""
        text = [Text(said, size=theme.SIZE_FORMULA, color=theme.QUIET)] if said else []
        return VGroup(*text).next_to(self.words, DOWN, buff=0.2).align_to(self.words, LEFT)

    def _set(self, words: Sequence[Word], size: float = SIZE) -> VGroup:
        for count in range(len(words), 0, -1):
            more = [Text("…", size=size, color=theme.QUIET)] if count < len(words) else []
            drawn = (Text(word, size=size) for word in words[:count])
            row = line(*drawn, *more, gap=_GAP)
            if row.width <= self._room.width:
                break
        row.move_to(self._room.center)
        return row.shift([0, self._room.center[1] - theme.MIDDLE * size - row[0].baseline, 0])
