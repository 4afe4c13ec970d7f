"""Both sentences of the film, one below the other, and in both what the letters do."""

from __future__ import annotations

from manim import (
    DOWN,
    LEFT,
    UP,
    Animation,
    AnimationGroup,
    FadeIn,
    LaggedStart,
    ReplacementTransform,
    VGroup,
    Wiggle,
)

from scenes import theme
from scenes.mobjects.attention_formula import AttentionFormula, hue_of_part
from scenes.mobjects.icons import Icon, parcel
from scenes.mobjects.motion import journey, passing
from scenes.mobjects.token_row import Token, TokenRow
from scenes.pieces.four_ways_to_see_it.switchboard import Switchboard
from scenes.pieces.four_ways_to_see_it.ways import Ways
from scenes.stage.claims import Surrounds, shows
from scenes.stage.gender import hue_of_gender
from scenes.stage.layout import Room
from scenes.stage.text import Text

_SIZE, _GAP, _FRENCH = 0.66, 0.14, 0.9
_ICON, _PARCEL, _AIR, _UNDER = 0.62, 0.4, 0.16, -1


class Twins(VGroup):
    """Two rows of tokens, and over one word of each its French, once it is written."""

    def __init__(self, room: Room, ways: Ways, formula: AttentionFormula) -> None:
        self._ways, self._formula = ways, formula
        self.rows, self.french = VGroup(), VGroup()
        given = zip(room.rows(1, 1), (ways.words, ways.twin.words), ways.french, strict=True)
        for half, words, written in given:
            row = TokenRow(words.words(), size=_SIZE, gap=_GAP, widest=room.width)
            self.rows.add(half.hold(row, LEFT + DOWN))
            text = Text(written, size=_FRENCH, color=hue_of_gender(written))
            self.french.add(text.next_to(row[ways.pair.query], UP, _AIR, aligned_edge=LEFT))
        super().__init__(self.rows)

    def come_from(self, board: Switchboard) -> Animation:
        """Let the words lie down as the twin, and the sentence come over it."""
        upper, lower = self.rows
        query = self._ways.pair.query
        pairs = (board.listener, upper[query]), *zip(board.words, lower, strict=True)
        moves = [ReplacementTransform(word, token.label) for word, token in pairs]
        others = (token.label for place, token in enumerate(upper) if place != query)
        boxes = VGroup(*(token.box for row in self.rows for token in row)).set_z_index(_UNDER)
        coming = FadeIn(*others, shift=0.4 * DOWN), FadeIn(boxes)
        return LaggedStart(AnimationGroup(*moves), *coming, lag_ratio=0.5)

    def tokens(self, word: str) -> list[Token]:
        """List the tokens of both rows that are a word."""
        return [token for row in self.rows for token in row if token.word == word]

    def ask(self) -> Animation:
        """Let who asks show the icon of Q."""
        return self._light("query", self._take("query"))

    def answer(self) -> Animation:
        """Let who answers show the icon of K, while what makes shares has its hue."""
        shares = LaggedStart(*map(self._colored, ("softmax", "divisor")), lag_ratio=0.3)
        return self._light("key", AnimationGroup(self._take("key"), shares))

    def carry(self) -> Animation:
        """Let what the noun hands over, as large as its share, go to who asks."""
        pair, moves = self._ways.pair, []
        for row, share in zip(self.rows, self._ways.shares, strict=True):
            sent = parcel(share, _PARCEL).next_to(row[pair.key], UP, buff=_AIR)
            moves.append(journey(sent, [row[pair.query].get_x(), sent.get_y(), 0]))
        return self._light("value", AnimationGroup(*moves))

    def write(self) -> Animation:
        """Let the French of both come where it was handed over."""
        return AnimationGroup(*(FadeIn(one, shift=0.2 * UP) for one in self.french))

    def _colored(self, name: str) -> Animation:
        symbol = self._formula.part(name)
        return symbol.animate(run_time=theme.QUICK).set_color(hue_of_part(name))

    def _light(self, name: str, acting: Animation) -> Animation:
        """Let a symbol have its hue, and then do in both sentences what it does."""
        return LaggedStart(self._colored(name), acting, lag_ratio=0.4)

    def _take(self, role: str) -> Animation:
        """Let a letter's icon stand over who asks, or who answers; it gets a frame."""
        place = getattr(self._ways.pair, role)
        moves = []
        for token in (row[place] for row in self.rows):
            frame = shows(token.box.copy(), Surrounds.of(token.label)).set_fill(opacity=0)
            self.add(frame.set_stroke(theme.hue_of(role), theme.STROKE_FRAME))
            icon = Icon(role, height=_ICON).next_to(token, UP, buff=_AIR)
            moves += FadeIn(frame), passing(icon, Wiggle(icon))
        return AnimationGroup(*moves, run_time=theme.NORMAL)
