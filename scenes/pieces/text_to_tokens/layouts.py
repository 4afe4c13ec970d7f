"""Where the sentence stands, and in the end the row of its ids."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from manim import DOWN, UP, Animation, ReplacementTransform, VGroup

from scenes import theme
from scenes.mobjects.token_row import Token, TokenRow
from scenes.stage.cited import Quantity
from scenes.stage.claims import Surrounds, shows
from scenes.stage.layout import Room, spread, stage
from scenes.stage.shapes import Rule
from scenes.stage.text import Numeral

_SIZE, _GAP, _NEAR, _FILLED = 0.48, 0.2, 0.15, 0.85


def rooms() -> tuple[Room, Room]:
    """Divide the stage into a room for the sentence and one for what is found out about it."""
    above, below = stage().rows(2.7, 1)
    return above.inset(left=0.1, right=0.1), below


class IdRow(VGroup):
    """An id below each token of a row: what a model reads."""

    def __init__(self, ids: Quantity, tokens: TokenRow, room: Room) -> None:
        self.tokens, self.numbers = tokens, VGroup()
        for token, cited in zip(tokens, ids.each(), strict=True):
            number = Numeral(cited, decimals=0, size=_SIZE, color=theme.HIGHLIGHT)
            self.numbers.add(number.set_x(token.get_x()).stand_on(float(room.center[1])))
        free = room.width - sum(number.width for number in self.numbers)
        spread(self.numbers, gap=min(_GAP, free / (len(self.numbers) + 1)))
        pairs = zip(tokens, self.numbers, strict=True)
        self.drops = VGroup(*(_drop(*pair) for pair in pairs))
        super().__init__(self.numbers, self.drops)

    def part(self, places: Sequence[int]) -> Boxed:
        """Take some tokens and their ids out of it."""
        return Boxed([self.tokens[i] for i in places], [self.numbers[i] for i in places])


class Boxed(VGroup):
    """Tokens whose boxes their ids are to fill."""

    def __init__(self, tokens: Sequence[Token], numbers: Sequence[Numeral]) -> None:
        self.tokens, self.numbers = tokens, numbers
        self.labels = [token.label for token in tokens]
        self.boxes = [shows(token.box.copy(), Surrounds.of(number))
                      for token, number in zip(tokens, numbers, strict=True)]  # fmt: skip
        super().__init__(*self.boxes, *self.labels, *self.numbers)

    def trade_places(self) -> Iterator[Animation]:
        """Let each id enter a box, and the letters leave it, upwards."""
        pairs = zip(self.tokens, self.boxes, self.labels, self.numbers, strict=True)
        for token, box, label, number in pairs:
            fitting = min(1.0, _FILLED * box.width / number.width)
            yield number.animate.scale(fitting).move_to(box)
            yield label.animate.set_color(theme.QUIET).shift(UP * box.height)
            yield ReplacementTransform(token.box, box)


def _drop(token: Token, number: Numeral) -> Rule:
    """Lead from a token down to its id."""
    ends = token.get_bottom() + DOWN * _NEAR, number.get_top() + UP * _NEAR
    return Rule(*ends, color=theme.EDGE, stroke_width=2 * theme.STROKE_THIN)
