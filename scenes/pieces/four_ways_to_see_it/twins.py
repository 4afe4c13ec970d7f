"""Both sentences of the film, one below the other, and in both what the formula does."""

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
    Mobject,
    ReplacementTransform,
    Succession,
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
from scenes.stage.cited import Citation
from scenes.stage.claims import Surrounds, shows
from scenes.stage.gender import hue_of_gender
from scenes.stage.layout import Room
from scenes.stage.text import Numeral, Text

_SIZE, _GAP, _FRENCH, _NUMBER = 0.58, 0.14, 0.85, 0.75
_ICON, _PARCEL, _AIR, _UNDER = 0.6, 0.35, 0.16, -1


class Twins(VGroup):
    """Two rows of tokens, and at the end of each the French of one word, once it is written."""

    def __init__(self, room: Room, ways: Ways, formula: AttentionFormula) -> None:
        self._ways, self._formula = ways, formula
        self._scores, self._weights = ways.steps
        self.rows, self.french, self._numbers, self._frames = (VGroup() for _ in range(4))
        given = zip(room.rows(1, 1), (ways.words, ways.twin.words), ways.french, strict=True)
        for half, words, written in given:
            left, right = half.inset(top=0.85).columns(9.4, 2.6, gap=0.3)
            row = TokenRow(words.words(), size=_SIZE, gap=_GAP, widest=left.width)
            self.rows.add(left.hold(row, LEFT))
            text = Text(written, size=_FRENCH, color=hue_of_gender(written))
            self.french.add(right.hold(text, RIGHT, shrink=True))
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
        """Let who answers show the icon of K, and write the scores."""
        return self._light("key", Succession(self._take("key"), self._number(self._scores, 1)))

    def share(self) -> Animation:
        """Write the weights that root and softmax make."""
        made = self._number(self._weights, 2, color=theme.WEIGHT)
        return self._light("softmax", self._light("divisor", made))

    def forget(self) -> Animation:
        """Let the numbers go."""
        return FadeOut(self._numbers)

    def carry(self) -> Animation:
        """Let what the noun hands over go to who asks."""
        pair, moves = self._ways.pair, []
        for row, one in zip(self.rows, self._weights, strict=True):
            sent = parcel(one, _PARCEL)
            start, end = (self._above(row[place], sent) for place in (pair.key, pair.query))
            moves.append(journey(sent.move_to(start), end))
        return self._light("value", AnimationGroup(*moves, run_time=1.1 * theme.NORMAL))

    def write(self) -> Animation:
        """Let the French of both come, at once."""
        return LaggedStart(*(FadeIn(one, shift=RIGHT * 0.5) for one in self.french), lag_ratio=0.3)

    def _above(self, token: Token, mobject: Mobject) -> Sequence[float]:
        return token.get_top() + (_AIR + mobject.height / 2) * UP

    def _light(self, name: str, acting: Animation) -> Animation:
        """Let a symbol have its hue, and then do in both sentences what it does."""
        symbol = self._formula.part(name)
        colored = symbol.animate(run_time=theme.QUICK).set_color(hue_of_part(name))
        return LaggedStart(colored, acting, lag_ratio=0.6)

    def _take(self, role: str) -> Animation:
        """Let a letter's icon stand over who asks, or who answers; it gets a frame."""
        place = getattr(self._ways.pair, role)
        moves = []
        for token in (row[place] for row in self.rows):
            frame = shows(token.box.copy(), Surrounds.of(token.label)).set_fill(opacity=0)
            self._frames.add(frame.set_stroke(theme.hue_of(role), theme.STROKE_FRAME))
            moves.append(FadeIn(frame))
            icon = Icon(role, height=_ICON)
            moves.append(passing(icon.move_to(self._above(token, icon)), Wiggle(icon)))
        return AnimationGroup(*moves, run_time=theme.NORMAL)

    def _number(self, cited: Sequence[Citation], decimals: int, **options: object) -> Animation:
        """Write above both nouns what their answer is worth by now, in place of what it was."""
        gone, self._numbers = self._numbers, VGroup()
        for row, one in zip(self.rows, cited, strict=True):
            token = row[self._ways.pair.key]
            written = Numeral(one, decimals=decimals, size=_NUMBER, **options)
            self._numbers.add(written.next_to(token, UP, buff=_AIR))
        leaving = [FadeOut(gone, run_time=theme.QUICK / 2)] if len(gone) else []
        return Succession(*leaving, FadeIn(self._numbers, shift=UP * 0.15, run_time=0.6))
