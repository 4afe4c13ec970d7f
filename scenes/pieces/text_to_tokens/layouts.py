"""Where the sentence stands, and in the end the row of its ids, in brackets."""

from __future__ import annotations

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, VGroup

from scenes import theme
from scenes.mobjects.token_row import Token, TokenRow
from scenes.stage.cited import Quantity
from scenes.stage.layout import Room, spread, stage
from scenes.stage.shapes import Bracket, Rule
from scenes.stage.text import Numeral

_SIZE, _GAP, _SERIF, _NEAR = 0.48, 0.2, 0.14, 0.15


def rooms() -> tuple[Room, Room]:
    """Divide the stage into a room for the sentence and one for what is found out about it."""
    above, below = stage().rows(2.7, 1)
    return above.inset(left=0.1, right=0.1), below


class IdRow(VGroup):
    """An id below each token of a row, in brackets as wide as the room: what a model reads."""

    def __init__(self, ids: Quantity, tokens: TokenRow, room: Room) -> None:
        self.numbers = VGroup()
        for token, cited in zip(tokens, ids.each(), strict=True):
            number = Numeral(cited, decimals=0, size=_SIZE, color=theme.HIGHLIGHT)
            self.numbers.add(number.set_x(token.get_x()).stand_on(float(room.center[1])))
        free = room.width - sum(number.width for number in self.numbers)
        spread(self.numbers, gap=min(_GAP, free / (len(self.numbers) + 1)))
        self.brackets = VGroup(*(_bracket(self.numbers, side) for side in (LEFT, RIGHT)))
        pairs = zip(tokens, self.numbers, strict=True)
        self.drops = VGroup(*(_drop(*pair) for pair in pairs))
        super().__init__(self.numbers, self.brackets, self.drops)


def _drop(token: Token, number: Numeral) -> Rule:
    """Lead from a token down to its id."""
    ends = token.get_bottom() + DOWN * _NEAR, number.get_top() + UP * _NEAR
    return Rule(*ends, color=theme.EDGE, stroke_width=2 * theme.STROKE_THIN)


def _bracket(numbers: VGroup, side: np.ndarray) -> Bracket:
    """Stand at one side of a row of numbers, twice as high."""
    ends = numbers.get_edge_center(side) + side * _GAP + np.outer((1, -1), numbers.height * UP)
    inwards = -side * _SERIF
    bracket = Bracket(stroke_color=theme.QUIET, stroke_width=2)
    corners = [ends[0] + inwards, ends[0], ends[1], ends[1] + inwards]
    return bracket.set_points_as_corners(corners)
