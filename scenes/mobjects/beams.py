"""What a token hears: a line from every word above it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from manim import (
    RIGHT,
    Animation,
    AnimationGroup,
    Create,
    FadeOut,
    LaggedStart,
    VGroup,
    interpolate_color,
)
from manim import Line as Straight
from manim.utils.color import ManimColor

from scenes import theme
from scenes.mobjects.edge import Edge, tip_length
from scenes.mobjects.token_row import Token, TokenRow
from scenes.stage.cited import Quantity

_APART, _SPREAD = 0.07, 0.8  # of the ends from the words, and along a box's side
_WAITING = 0.45  # of the hue
_FAINT = 0.05  # a weight that is let go when the next step begins


class Beams(VGroup):
    """The edges of one row of weights, to keys that are ``seen``; each is as wide as its weight.

    Attributes
    ----------
    heavy
        Those that stay when the next step begins.
    """

    def __init__(
        self,
        keys: TokenRow,
        reader: Token,
        weights: Quantity,
        row: int,
        *,
        seen: Sequence[bool] | None = None,
        hue: ManimColor | None = None,
    ) -> None:
        edges, self._hue = [], hue or theme.WEIGHT
        for key, token in enumerate(keys):
            if seen is not None and not seen[key]:
                continue
            weight = weights.cite(row, key)
            aside = ((key + 0.5) / len(keys) - 0.5) * _SPREAD * reader.width
            start, end = token.box.get_bottom(), reader.box.get_top() + aside * RIGHT
            along = (end - start) / np.linalg.norm(end - start)
            reach = tip_length(theme.edge_width(weight.value)) + _APART
            path = Straight(start + _APART * along, end - reach * along)
            edges.append(Edge(path, weight, query=row, key=key, color=self._hue))
        self.heavy = [edge for edge in edges if edge.weight >= _FAINT]
        super().__init__(*edges)

    def ask(self) -> Animation:
        """Let thin lines come from all words, one after the other."""
        for edge in self:
            edge.thin()
        return LaggedStart(*map(Create, self), lag_ratio=0.15)

    def weigh(self) -> Animation:
        """Make each line as wide as its weight."""
        return AnimationGroup(*(edge.animate.weigh() for edge in self))

    def come(self) -> Animation:
        """Let all lines come at once, as wide as they weigh."""
        return AnimationGroup(*map(Create, self))

    def recede(self) -> Iterator[Animation]:
        """Let the heavy lines wait, and the others go."""
        pale = interpolate_color(theme.GROUND, self._hue, _WAITING)
        for edge in self:
            yield edge.animate.set_color(pale) if edge in self.heavy else FadeOut(edge)
