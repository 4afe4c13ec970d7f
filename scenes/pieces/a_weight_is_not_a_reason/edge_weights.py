"""How much each of some ropes weighs, written beside them on one height, where nothing else is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product

import numpy as np
from manim import LEFT, RIGHT, VGroup

from attention_math.story import Pair
from scenes import theme
from scenes.mobjects.edge import Edge
from scenes.mobjects.edge_numbers import ground, is_free
from scenes.stage.cited import Quantity
from scenes.stage.text import Numeral, Text

NUMBER = 0.46
_SHARES = (0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8)  # of a rope, from its token
_NEAR = (0.3, 0.5, 0.8, 1.1, 1.4)  # from the middle of a rope
_APART = 0.2

Written = tuple[Text, dict[Pair, Numeral]]


def numbers_beside(edges: Mapping[Pair, Edge], weights: Quantity) -> Written:
    """Write at each rope how much it weighs, and what that is, clear of all ropes."""
    grounds = list(map(ground, edges.values()))
    tries = [_written(edges, weights, grounds, share) for share in _SHARES]
    clear = (
        (said, numbers)
        for said, numbers in tries
        if all(is_free(one, grounds, ()) for one in (said, *numbers.values()))
    )
    return next(clear, tries[0])


def _written(
    edges: Mapping[Pair, Edge], weights: Quantity, grounds: Sequence[np.ndarray], share: float
) -> Written:
    """Put all numbers at one height, and to their left what they are."""
    numbers: dict[Pair, Numeral] = {}
    for pair, edge in edges.items():
        number, at = Numeral(weights.cite(*pair), size=NUMBER), edge.path
        places = [
            number.copy().next_to(at.point_from_proportion(share), side, buff=near)
            for near, side in product(_NEAR, (LEFT, RIGHT))
        ]
        free = (one for one in places if is_free(one, grounds, numbers.values()))
        numbers[pair] = next(free, places[-1])
    return named("weight", [*numbers.values()]), numbers


def named(said: str, numbers: Sequence[Numeral]) -> Text:
    """Write before numbers of one height what they are, or else behind one, where there is room."""
    text = Text(said, size=NUMBER, color=theme.QUIET)
    sides = (VGroup(*numbers), LEFT), *((number, RIGHT) for number in numbers)
    places = [text.copy().next_to(one, side, buff=_APART) for one, side in sides]
    on_stage = (
        one
        for one in places
        if one.get_left()[0] > theme.STAGE_LEFT and one.get_right()[0] < theme.STAGE_RIGHT
    )
    free = (one for one in on_stage if is_free(one, (), numbers))
    return next(free, places[0]).stand_on(numbers[0].get_bottom()[1])
