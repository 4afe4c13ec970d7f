"""How much each of some edges weighs, written beside it where nothing else is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product

from manim import DOWN, LEFT, RIGHT, UP

from attention_math.story import Pair
from scenes.mobjects.edge import Edge
from scenes.mobjects.edge_numbers import ground, is_free
from scenes.mobjects.token_row import TokenRow
from scenes.pieces.a_weight_is_not_a_reason.certainty import NUMBER
from scenes.stage.cited import Quantity
from scenes.stage.text import Numeral

_APART, _NEAR = 0.12, 0.17  # from a tip, and from the middle of an edge
_SHARES = (0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74)  # of an edge: where its number may stand


def numbers_beside(
    edges: Mapping[Pair, Edge], weights: Quantity, tokens: TokenRow
) -> dict[Pair, Numeral]:
    """Write at each edge how much it weighs, clear of all edges, tokens and one another."""
    written: dict[Pair, Numeral] = {}
    grounds = list(map(ground, edges.values()))
    for pair, edge in edges.items():
        number = Numeral(weights.cite(*pair), size=NUMBER)
        boxes = *written.values(), *tokens
        places = _places(number, pair, edge)
        written[pair] = next((one for one in places if is_free(one, grounds, boxes)), number)
    return written


def _places(number: Numeral, pair: Pair, edge: Edge) -> Iterator[Numeral]:
    """Put a number beside the tip of its edge, or else anywhere along it."""
    aside = LEFT if pair.query < pair.key else RIGHT
    if pair.query != pair.key:
        yield number.next_to(edge.tip, aside, buff=_APART)
    for share, side in product(_SHARES, (DOWN, UP)):
        yield number.next_to(edge.path.point_from_proportion(share), side, buff=_NEAR)
    yield number.next_to(edge, RIGHT, buff=_APART)
