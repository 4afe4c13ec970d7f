"""What the machine writes, large above it; words too many for the room are left out."""

from __future__ import annotations

from collections.abc import Sequence

from manim import DOWN, Animation, FadeIn, FadeOut, LaggedStart, VGroup

from scenes import theme
from scenes.stage.cited import Word
from scenes.stage.gender import hue_of_gender
from scenes.stage.layout import Room, line
from scenes.stage.text import Text

_SIZE, _GAP, _MARK = 0.9, 0.25, 1.2
_SINK, _COMING = 0.3 * DOWN, 1.3  # the way of what goes, and seconds


class Headline:
    """A line of words in a room, in the middle; of an ``answer`` each in the hue of its gender.

    Any other line answers nothing that was read, and is plain. ``words`` is what stands there now.
    """

    def __init__(self, room: Room, answer: Sequence[Word]) -> None:
        self._room, self._answer, self.words = room, answer, VGroup()

    def write(self, words: Sequence[Word]) -> Animation:
        """Let each word come in its place, out of the machine below."""
        self.words = self._set(words)
        coming = (FadeIn(word, shift=-_SINK) for word in self.words)
        return LaggedStart(*coming, lag_ratio=0.4, run_time=_COMING)

    def clear(self) -> Animation:
        """Let all words go."""
        return FadeOut(self.words, shift=_SINK)

    def hole(self) -> Text:
        """Return a question that stands where words are written."""
        return self._room.hold(Text("?", size=_MARK, color=theme.HIGHLIGHT))

    def ask(self) -> Animation:
        """Let a question come where words are written."""
        return FadeIn(self.hole(), shift=-_SINK)

    def _set(self, words: Sequence[Word]) -> VGroup:
        hue = hue_of_gender if words == self._answer else lambda _word: theme.INK
        for count in range(len(words), 0, -1):
            more = [Text("…", size=_SIZE, color=theme.QUIET)] if count < len(words) else []
            drawn = (Text(word, size=_SIZE, color=hue(word)) for word in words[:count])
            row = line(*drawn, *more, gap=_GAP)
            if row.width <= self._room.width:
                break
        row.move_to(self._room.center)
        baseline = self._room.center[1] - theme.MIDDLE * _SIZE
        return row.shift([0, baseline - row[0].baseline, 0])
