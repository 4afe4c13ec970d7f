"""A line of words with a blank at its end, and lines from below to those of it that ask."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from manim import ORIGIN, RIGHT, Line, VGroup

from scenes import theme
from scenes.mobjects.edge import Edge, tip_length
from scenes.mobjects.token_row import Token, TokenRow
from scenes.stage.cited import Quantity, Word
from scenes.stage.layout import Room
from scenes.stage.shapes import Rule

SIZE, BLANK, UNDER = 0.95, 2.6, 0.2  # of words; how wide the blank is, and how far below letters
_GAP, _APART, _FAINT = 0.5, 0.08, 0.05  # before the blank; at a line's ends; too small for a line


def with_blank(words: Sequence[Word], room: Room, wide: float = BLANK) -> tuple[TokenRow, Rule]:
    """Set words into a room, and after them a line on which another one may be written."""
    row = TokenRow(words, size=SIZE, color=theme.QUERY, widest=room.width - wide - _GAP)
    blank = Rule(ORIGIN, wide * RIGHT, color=theme.INK).next_to(row, RIGHT, buff=_GAP)
    room.hold(VGroup(row, blank))
    return row, blank.set_y(row[-1].label.baseline - UNDER)


def lines_to(asking: Token, answering: TokenRow, weights: Quantity, row: int) -> Iterator[Edge]:
    """Lead from each word that is heard to the one above that asks, as wide as the weight."""
    end = asking.box.get_bottom()
    for key, token in enumerate(answering):
        weight = weights.cite(row, key)
        if weight.value >= _FAINT:
            start = token.box.get_top()
            along = (end - start) / np.linalg.norm(end - start)
            reach = tip_length(theme.edge_width(weight.value)) + _APART
            path = Line(start + _APART * along, end - reach * along)
            yield Edge(path, weight, query=row, key=key, color=theme.WEIGHT)
