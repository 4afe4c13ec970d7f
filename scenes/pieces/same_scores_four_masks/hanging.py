"""Who listens, hung on cords from the words it hears, and below it what is then written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from manim import (
    DEGREES,
    DOWN,
    LEFT,
    UP,
    Animation,
    AnimationGroup,
    Create,
    FadeIn,
    FadeOut,
    Line,
    ReplacementTransform,
    Rotate,
    Succession,
    VGroup,
    wiggle,
)

from attention_math.story import leaders
from scenes import theme
from scenes.mobjects.edge import Edge, tip_length
from scenes.mobjects.motion import exchange
from scenes.pieces.same_scores_four_masks.told import Reading, Told
from scenes.stage.cited import Quantity, Word
from scenes.stage.derive import derive
from scenes.stage.layout import Room
from scenes.stage.text import Numeral, Text

_LISTENER, _WRITTEN, _FAINT = 0.8, 1.2, 0.02  # sizes; too little for a cord
_SHARES = 1.0, 0.8, 1.2  # heights: cords, who listens, what is written
_ABOVE, _BELOW = 0.16, 0.25  # who listens, up to the cords; words, down to them
_SWAY, _TILT = 20 * DEGREES, -13 * DEGREES
_NUMBER, _BESIDE, _DOWN = 0.5, 0.2, 0.3  # its size; from the middle of its cord, and down
_RISE, _SINK, _FALL = 0.5, 0.05, 0.45


class Hanging:
    """It hangs below the word that it hears most; before anything is heard it hangs nowhere.

    Attributes
    ----------
    listener, cords, number, word
        Its parts; the number is how much most is heard. Before anything is, and after a fall, there
        is neither number nor word.
    blank
        Where what is written stands.
    """

    def __init__(
        self, room: Room, told: Told, words: Sequence[Text], reading: Reading | None = None
    ) -> None:
        (above, *low), self._query, self._words = room.rows(*_SHARES), told.query, words
        self._room, self._top = room, above.top
        self.word: Text | None = None
        self.number: Numeral | None = None
        self.cords, x = VGroup(), room.center[0]
        heights = [one.center[1] for one in low]
        if reading:
            weights = reading.weights[told.query]
            most = int(derive(leaders, weights).values[0])
            x = words[most].get_x()
            self.number = Numeral(weights.cite(most), size=_NUMBER, color=theme.WEIGHT)
            self.number.next_to([x - _BESIDE, above.top - _DOWN, 0], LEFT, buff=0)
            written = reading.written[told.query : told.query + 1].words()[0]
            word = Text(written, size=_WRITTEN, color=told.hue(written))
            self.word = self._stand(word, x, heights[1])
        self.listener = self._stand(_asking(told.word), x, heights[0])
        self.blank = _asking(told.word).move_to([x, heights[1], 0])
        if reading:
            self.cords.add(*self._hang(weights))

    @property
    def whole(self) -> VGroup:
        """All of it."""
        return VGroup(self.cords, self.listener, *filter(None, [self.number, self.word]))

    def says_the_same_as(self, other: Hanging) -> bool:
        return bool(self.word and other.word) and str(self.word.text) == str(other.word.text)

    def become(self, other: Hanging) -> Animation:
        """Let cords go and others come, and what is written stay, or come in its place."""
        kept = {cord.key: cord for cord in self.cords}
        pairs = [(kept.pop(new.key, None), new) for new in other.cords]
        tied = (ReplacementTransform(old, new) if old else Create(new) for old, new in pairs)
        moves = [ReplacementTransform(self.listener, other.listener), *tied]
        moves += map(FadeOut, kept.values())
        moves.append(exchange(filter(None, [self.number]), [other.number]))
        if self.says_the_same_as(other):
            return AnimationGroup(*moves, ReplacementTransform(self.word, other.word))
        moves += [FadeOut(self.word)] if self.word else []
        return Succession(AnimationGroup(*moves), FadeIn(other.word, shift=DOWN * _FALL, scale=1.5))

    def sway(self) -> Animation:
        """Hang on, whatever was hidden."""
        top = [self.listener.get_x(), self._top, 0]
        return Rotate(self.whole, _SWAY, about_point=top, rate_func=wiggle)

    def let_go(self, hidden: Sequence[int]) -> Animation:
        """Let cords of hidden words go, and how much was heard."""
        cut = [cord for cord in self.cords if cord.key in hidden]
        self.cords.remove(*cut)
        number, self.number = self.number, None
        return FadeOut(number, *cut, shift=UP * _RISE)

    def fall(self) -> Animation:
        """Tilt, and let what is written fall."""
        word, self.word = self.word, None
        tilted = Rotate(VGroup(self.listener, word), _TILT)
        return Succession(tilted, FadeOut(word, shift=DOWN * _SINK, scale=0.7))

    def _stand(self, text: Text, x: float, height: float) -> Text:
        free = (self._room.width - text.width) / 2
        text.set_x(min(free, max(-free, x)))
        return text.stand_on(height - theme.MIDDLE * text.em)

    def _hang(self, weights: Quantity) -> Iterator[Edge]:
        """Lead from each word that is heard to who listens, as wide as the weight."""
        end = np.array([self.listener.get_x(), self.listener.get_top()[1] + _ABOVE, 0])
        for key, cited in enumerate(weights.each()):
            if cited.value >= _FAINT:
                word = self._words[key]
                start = np.array([word.get_x(), word.baseline - _BELOW, 0])
                way = (end - start) / np.linalg.norm(end - start)
                path = Line(start, end - way * tip_length(theme.edge_width(cited.value)))
                yield Edge(path, cited, query=self._query, key=key, color=theme.WEIGHT)


def _asking(word: Word) -> Text:
    return Text(word, size=_LISTENER, color=theme.QUERY)
