"""Both sentences of the film, one below the other, and in both what the formula does."""

from __future__ import annotations

from collections.abc import Iterator

from manim import (
    DOWN,
    LEFT,
    RIGHT,
    UP,
    Animation,
    AnimationGroup,
    FadeIn,
    LaggedStart,
    ManimColor,
    Mobject,
    ReplacementTransform,
    VGroup,
)

from scenes import theme
from scenes.mobjects.attention_formula import AttentionFormula
from scenes.mobjects.icons import ROLES, parcel
from scenes.mobjects.motion import aside, journey
from scenes.mobjects.token_row import Token, TokenRow
from scenes.pieces.four_ways_to_see_it.drawers import Drawers
from scenes.pieces.four_ways_to_see_it.receiver import Receiver
from scenes.pieces.four_ways_to_see_it.ways import Ways
from scenes.stage.claims import Surrounds, shows
from scenes.stage.gender import hue_of_gender
from scenes.stage.layout import Room
from scenes.stage.text import Text

_SIZE, _GAP, _FRENCH, _HOP, _PARCEL = 0.6, 0.24, 0.85, 0.5, 0.4
_SMALL, _FRAMED, _CARRIED = 0.3, 0.7, 1.4  # of a size; seconds


class Twins(VGroup):
    """Two rows of tokens, and at the end of each the French of one word, once it is written."""

    def __init__(self, room: Room, ways: Ways) -> None:
        self._ways = ways
        sentences, french = (ways.words, ways.twin.words), ways.french[:2]
        self.rows, self.french = VGroup(), VGroup()
        given = zip(room.rows(1, 1), sentences, french, strict=True)
        for half, words, written in given:
            left, right = half.columns(10.2, 3.0, gap=0.3)
            row = TokenRow(words.words(), size=_SIZE, gap=_GAP, widest=left.width)
            self.rows.add(left.hold(row, LEFT))
            text = Text(written, size=_FRENCH, color=hue_of_gender(written))
            self.french.add(right.hold(text, RIGHT, shrink=True))
        super().__init__(self.rows)

    def come_from(self, drawers: Drawers, receiver: Receiver) -> Animation:
        """Let the upper one come out of the drawers, and around who asks the lower one."""
        (upper, lower), places = self.rows, self._ways.shifted()
        words = [drawers.words[place] for place in places]
        labels = [token.label for token in upper]
        asked = lower[self._ways.pair.query]
        others = [part for token in lower for part in token if part is not asked.label]
        boxes = FadeIn(*(token.box for token in upper), *others)
        asking = ReplacementTransform(receiver.word, asked.label)
        paths = (aside((place - i) * _HOP * UP) for i, place in enumerate(places))
        coming = (
            ReplacementTransform(word, label, path_func=path)
            for word, label, path in zip(words, labels, paths, strict=True)
        )
        return AnimationGroup(*coming, asking, boxes)

    def tokens(self, word: str) -> list[Token]:
        """List the tokens of both rows that are a word."""
        return [token for row in self.rows for token in row if token.word == word]

    def work(self, formula: AttentionFormula) -> Iterator[Animation]:
        """Let the formula's letters ask, answer and carry in both, and French be written."""
        query, key, value = map(formula.part, ROLES)
        yield self._frame(query, self._ways.pair.query, theme.QUERY)
        yield self._frame(key, self._ways.pair.key, theme.KEY)
        yield self._carry(value)
        written = (FadeIn(one, shift=RIGHT * 0.5) for one in self.french)
        yield LaggedStart(*written, lag_ratio=0.6, run_time=theme.NORMAL)

    def _carry(self, letter: Mobject) -> Animation:
        """Let a letter become what the noun hands over, in both, and go to who asks."""
        pair, moves = self._ways.pair, []
        for row, weights in zip(self.rows, (self._ways.row, self._ways.twin.weights), strict=True):
            sent = parcel(weights.cite(pair.key), _PARCEL).next_to(letter, DOWN)
            ends = row[pair.key].box.get_top(), row[pair.query].box.get_top()
            moves.append(journey(sent, *ends))
        return AnimationGroup(*moves, run_time=_CARRIED)

    def _frame(self, letter: Mobject, place: int, hue: ManimColor) -> Animation:
        asked = [row[place] for row in self.rows]
        frames = [shows(one.box.copy(), Surrounds.of(one.label)) for one in asked]
        for frame in frames:
            frame.set_fill(opacity=0).set_stroke(hue, theme.STROKE_FRAME)
        coming = (FadeIn(one, target_position=letter, scale=_SMALL) for one in frames)
        return AnimationGroup(*coming, run_time=_FRAMED)
