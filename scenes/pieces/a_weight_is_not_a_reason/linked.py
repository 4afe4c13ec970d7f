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
    Succession,
    Uncreate,
    VGroup,
    VMobject,
)
from manim import Line as Straight

from attention_math.story import Pair, keys_heard
from scenes import theme
from scenes.mobjects.edge import Edge
from scenes.mobjects.graph import Graph
from scenes.mobjects.token_row import TokenRow
from scenes.stage.cited import Quantity

_SEEN = 0.05  # of a row: what takes over less is not drawn
_SPREAD, _APART = 0.6, 0.12  # along a box's side, and from a word
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
