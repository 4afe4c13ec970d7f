"""A sentence in boxes: first a box a word, then a box a token."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from manim import (
    DOWN,
    RIGHT,
    Animation,
    AnimationGroup,
    FadeIn,
    LaggedStart,
    ReplacementTransform,
    VGroup,
)

from scenes import theme
from scenes.mobjects.token_row import Token, TokenRow
from scenes.pieces.text_to_tokens.clapping import LATE, write
from scenes.pieces.text_to_tokens.lines import LOW, first_line, set_lines
from scenes.stage.cited import Word
from scenes.stage.layout import Room, stage
from scenes.stage.phrases import phrase
from scenes.stage.text import Text

_NOTE = 0.42  # the size of what is said of a mark


class Cutting:
    """``words[i]`` becomes the tokens at ``places[i]``, which stand where they will in the end.

    A sentence stands in one line, or in two of about the same length.
    """

    def __init__(
        self,
        words: Sequence[Word],
        tokens: Sequence[Word],
        places: Sequence[Sequence[int]],
        room: Room,
    ) -> None:
        self.places = places
        self._first = first_line(words)
        cut = places[self._first - 1][-1] + 1
        lines = set_lines(tokens, cut, room, hue=theme.TOKEN)
        self._lines = len(lines)
        self.words = _flat(set_lines(words, self._first, room))
        self.tokens = _flat(lines)

    def beside(self, word: int) -> list[Token]:
        """Return the words in the line of one, if they leave the frame when it fills the stage."""
        own, room = self.words[word], stage()
        if own.width / own.height < room.width / room.height:
            return []
        return [self.words[i] for i in self._line_of(word) if i != word]

    def elsewhere(self, word: int) -> list[Token]:
        """Return all other words."""
        staying = [self.words[word], *self.beside(word)]
        return [one for one in self.words if one not in staying]

    def at(self, places: Sequence[int]) -> VGroup:
        """Return the tokens at some places."""
        return VGroup(*(self.tokens[place] for place in places))

    def own(self, word: int) -> VGroup:
        """Return the tokens of a word."""
        return self.at(self.places[word])

    def rest(self, taken: Iterable[Sequence[int]]) -> VGroup:
        """Return the tokens at all places but some."""
        known = [token for places in taken for token in self.at(places)]
        return VGroup(*(token for token in self.tokens if token not in known))

    def take(self, parts: Sequence[Token], places: Sequence[int]) -> Animation:
        """Let parts of a word become the tokens that stand at these places."""
        return AnimationGroup(*map(_become, parts, self.at(places)))

    def outline(self, word: int) -> Animation:
        """Let the tokens of a word stand out, one after the other."""
        boxes = (token.box for token in self.own(word))
        lit = (box.animate.set_stroke(theme.HIGHLIGHT, theme.STROKE_FRAME) for box in boxes)
        return LaggedStart(*lit, lag_ratio=0.5)

    def note(self, home: int) -> Animation:
        """Say below the tokens of a word, if it has several, what their mark means."""
        own = self.own(home)
        if len(own) < 2:
            return Animation(VGroup())
        said = Text(phrase("{mark} continues a word", mark="##"), size=_NOTE, color=theme.QUIET)
        return FadeIn(said.next_to(own, DOWN, buff=0.15).align_to(own, RIGHT), rate_func=LATE)

    def spread(self, room: Room) -> Animation:
        """Let all tokens go into lines of as many each, with room for labels above them."""
        old, words = self.tokens, [token.word for token in self.tokens]
        first = -(-len(words) // self._lines)
        self.tokens = _flat(set_lines(words, first, room, hue=theme.TOKEN, high=LOW))
        return AnimationGroup(*map(_become, old, self.tokens))

    def _line_of(self, word: int) -> range:
        first = word < self._first
        return range(self._first) if first else range(self._first, len(self.words))


def _become(old: Token, new: Token) -> Animation:
    """Let one box become another; what is written moves along, and gets its mark before it."""
    box = ReplacementTransform(old.box, new.box)
    if old.word == new.word:
        return AnimationGroup(box, ReplacementTransform(old.label, new.label))
    return AnimationGroup(box, write(new.label, (old.label, RIGHT)))


def _flat(lines: Sequence[TokenRow]) -> VGroup:
    return VGroup(*(token for line in lines for token in line))
