"""Ropes on which words hang: straight edges from the words that they listen to, as wide."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import (
    DOWN,
    RIGHT,
    UP,
    Animation,
    AnimationGroup,
    Create,
    FadeIn,
    FadeOut,
    LaggedStart,
    Succession,
    Uncreate,
    UpdateFromAlphaFunc,
    VGroup,
    VMobject,
    rush_from,
)
from manim import Line as Straight

from attention_math.story import Pair, keys_heard
from scenes import theme
from scenes.mobjects.edge import Edge
from scenes.mobjects.graph import Graph
from scenes.mobjects.token_row import TokenRow
from scenes.pieces.a_weight_is_not_a_reason.scissors import Scissors
from scenes.stage.cited import Citation, Quantity
from scenes.stage.claims import Encoding, shows
from scenes.stage.shapes import Rectangle

_SEEN = 0.05  # of a row: what takes over less is not drawn
_SPREAD, _APART = 0.6, 0.12  # along a box's side, and from a word
_UNIT = 0.0091  # of an edge's width
_CUT = 0.5  # of a rope, from who speaks: where it is cut
_SNIPPED, _RECOILS = 0.6, 0.5  # of the time of scissors, when it snaps; seconds
_BRIEF = 0.2  # of the time that a rope takes: for its tip


def linked(
    tokens: TokenRow, words: Sequence[VGroup], weights: Quantity, pairs: Sequence[Pair]
) -> Graph:
    """Hang words, each on its rope from a token."""
    visible = np.zeros(weights.shape, dtype=bool)
    visible[tuple(np.transpose(pairs))] = True

    def between(query: int, key: int, reach: float) -> VMobject:
        box, word = tokens[key].box, words[query]
        aside = ((query + 0.5) / len(tokens) - 0.5) * _SPREAD * box.width
        start, end = box.get_bottom() + aside * RIGHT, word.get_top() + _APART * UP
        along = (end - start) / np.linalg.norm(end - start)
        return Straight(start + 0.05 * DOWN, end - reach * along)

    return Graph(weights, visible, between, theme.WEIGHT)


def taking_over(tokens: TokenRow, words: Sequence[VGroup], weights: Quantity, query: int) -> Graph:
    """Hang a word on what is left of its row, as far as it weighs anything."""
    keys = keys_heard(weights.values[query], _SEEN)
    return linked(tokens, words, weights, [Pair(query, key) for key in keys])


def come(rope: Edge) -> Animation:
    """Let a rope come down, and its tip when it is there."""
    return Succession(Create(rope.path), FadeIn(rope.tip, run_time=_BRIEF))


def go(rope: Edge) -> Animation:
    """Let a rope snap back, and its tip go before it."""
    return AnimationGroup(FadeOut(rope.tip, run_time=_BRIEF), Uncreate(rope.path))


def cut(rope: Edge) -> Animation:
    """Cut a rope with scissors: both ends recoil, the one up, the other down to what it held."""
    whole, ends = rope.path.copy(), (rope.path.copy(), rope.path.copy())
    here, ahead = map(whole.point_from_proportion, (_CUT, _CUT + 0.02))

    def recoil(parted: Edge, share: float) -> None:
        upper, lower = ends
        upper.pointwise_become_partial(whole, 0, _CUT * (1 - share))
        lower.pointwise_become_partial(whole, _CUT + (1 - _CUT) * share, 1)
        parted.path.set_points(np.concatenate([upper.points, lower.points]))
        parted.path.set_stroke(opacity=min(1.0, 3 * (1 - share)))
        parted.tip.set_fill(opacity=1 - share)

    snapping = UpdateFromAlphaFunc(
        rope, recoil, remover=True, rate_func=rush_from, run_time=_RECOILS
    )
    return LaggedStart(Scissors(here, ahead - here).snip(), snapping, lag_ratio=_SNIPPED)


def hanging(weight: Citation, x: float) -> Rectangle:
    """Draw a rope that hangs straight down, as wide as it weighs."""
    rope = Rectangle(width=_UNIT * theme.edge_width(weight.value)).set_stroke(width=0)
    rope.set_fill(theme.WEIGHT, 1).set_x(x)
    return shows(rope, Encoding(weight, "width", theme.edge_width, group="ropes"))
