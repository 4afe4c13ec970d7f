"""A sentence in boxes: first a box a word, then a box a token, in the same place."""

from __future__ import annotations

from collections.abc import Sequence

from manim import (
    DOWN,
    RIGHT,
    Animation,
    AnimationGroup,
    FadeIn,
    FadeOut,
    ReplacementTransform,
    VGroup,
)

from scenes import theme
from scenes.mobjects.token_row import Token, TokenRow
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
        self.places, self.kept = places, dict[int, Token]()
        self._gone: list[Token] = []
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
        self._gone = [one for one in self.words if one not in staying]
        return self._gone

    def own(self, word: int) -> VGroup:
        """Return the tokens of a word."""
        return VGroup(*(self.tokens[place] for place in self.places[word]))

    def cut_all_but(
        self, marked: Sequence[int], home: int, parts: Sequence[Token]
    ) -> Sequence[Animation]:
        """Let words become tokens, one from its ``parts``, those that had gone come as such.

        Words with marks make room and keep whole.
        """
        gone = list(map(id, self._gone))
        moves = [self._take_places(parts, self.own(home))]
        for i, word in enumerate(self.words):
            new = self.own(i)
            if i in marked:
                self.kept[i] = Token(word.word, size=self.tokens[0].label.size, hue=theme.TOKEN)
                self.kept[i].move_to(new)
                new = [self.kept[i]]
            if i != home:
                moves.append(FadeIn(*new) if id(word) in gone else self._take_places([word], new))
        return moves

    def cut(self, marked: Sequence[int]) -> Animation:
        """Let words that kept whole so far fall into their tokens."""
        return AnimationGroup(*(self._take_places([self.kept[i]], self.own(i)) for i in marked))

    def note(self, home: int) -> VGroup:
        """Say below the tokens of a word what the mark before some of them means."""
        own = self.own(home)
        if len(own) < 2:
            return VGroup()
        said = Text(phrase("{mark} goes on a word", mark="##"), size=_NOTE, color=theme.QUIET)
        return VGroup(said.next_to(own, DOWN, buff=0.15).align_to(own, RIGHT))

    def spread(self, room: Room) -> Animation:
        """Let all tokens go into lines of as many each, with room for labels above them."""
        old, words = self.tokens, [token.word for token in self.tokens]
        first = -(-len(words) // self._lines)
        self.tokens = _flat(set_lines(words, first, room, hue=theme.TOKEN, high=LOW))
        return AnimationGroup(*map(_become, old, self.tokens))

    def _line_of(self, word: int) -> range:
        first = word < self._first
        return range(self._first) if first else range(self._first, len(self.words))

    @staticmethod
    def _take_places(old: Sequence[Token], new: Sequence[Token]) -> Animation:
        if len(old) == len(new):
            return AnimationGroup(*map(_become, old, new))
        coming = (FadeIn(one, target_position=VGroup(*old), scale=0.7) for one in new)
        return AnimationGroup(FadeOut(*old), *coming)


def _become(old: Token, new: Token) -> Animation:
    """Let one box become another; what is written in it moves along, or is exchanged."""
    box = ReplacementTransform(old.box, new.box)
    if old.word == new.word:
        return AnimationGroup(box, ReplacementTransform(old.label, new.label))
    return AnimationGroup(box, FadeOut(old.label, target_position=new.label), FadeIn(new.label))


def _flat(lines: Sequence[TokenRow]) -> VGroup:
    return VGroup(*(token for line in lines for token in line))
