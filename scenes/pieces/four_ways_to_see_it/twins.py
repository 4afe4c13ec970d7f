"""Both sentences of the film, one below the other, and behind each what one word of it became."""

from __future__ import annotations

from manim import (
    LEFT,
    RIGHT,
    UP,
    Animation,
    AnimationGroup,
    FadeIn,
    ReplacementTransform,
    VGroup,
)

from scenes import theme
from scenes.mobjects.motion import aside, become
from scenes.mobjects.token_row import Token, TokenRow
from scenes.pieces.four_ways_to_see_it.drawers import Drawers
from scenes.pieces.four_ways_to_see_it.receiver import Receiver
from scenes.pieces.four_ways_to_see_it.ways import Ways
from scenes.stage.gender import hue_of_gender
from scenes.stage.layout import Room
from scenes.stage.text import Text

_SIZE, _GAP, _FRENCH, _HOP = 0.6, 0.24, 0.85, 0.5


class Twins(VGroup):
    """Two rows of tokens with one word framed in each, and its French at the end."""

    def __init__(self, room: Room, ways: Ways) -> None:
        asked, self._ways = ways.pair.query, ways
        sentences, french = (ways.words, ways.twin.words), ways.french[:2]
        self.rows, self.french = VGroup(), VGroup()
        given = zip(room.rows(1, 1), sentences, french, strict=True)
        for half, words, written in given:
            left, right = half.columns(10.2, 3.0, gap=0.3)
            row = TokenRow(words.words(), size=_SIZE, gap=_GAP, widest=left.width)
            row[asked].box.set_stroke(theme.QUERY, theme.STROKE_FRAME)
            self.rows.add(left.hold(row, LEFT))
            text = Text(written, size=_FRENCH, color=hue_of_gender(written))
            self.french.add(right.hold(text, RIGHT, shrink=True))
        super().__init__(self.rows, self.french)

    def come_from(self, drawers: Drawers, receiver: Receiver) -> Animation:
        """Let the upper one come out of the drawers, and around who asks the lower one."""
        (upper, lower), places = self.rows, self._ways.shifted()
        words = [drawers.words[place] for place in places]
        labels = [token.label for token in upper]
        asked = lower[self._ways.pair.query]
        others = [part for token in lower for part in token if part is not asked.label]
        boxes = FadeIn(*(token.box for token in upper), *others)
        old, new = (receiver.word, receiver.french), (asked.label, self.french[0])
        paths = (aside((place - i) * _HOP * UP) for i, place in enumerate(places))
        coming = (
            ReplacementTransform(word, label, path_func=path)
            for word, label, path in zip(words, labels, paths, strict=True)
        )
        return AnimationGroup(*coming, become(old, new), boxes)

    def tokens(self, word: str) -> list[Token]:
        """List the tokens of both rows that are a word."""
        return [token for row in self.rows for token in row if token.word == word]

    def write(self) -> Animation:
        """Let the French of the lower one come."""
        return FadeIn(self.french[1], shift=RIGHT * 0.5)
