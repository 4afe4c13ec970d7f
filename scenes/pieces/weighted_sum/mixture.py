"""Values as dots inside the hull that they span, and their mix among them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import VGroup

from scenes import theme
from scenes.pieces.weighted_sum.spread_plane import SpreadPlane, named_line
from scenes.pieces.weighted_sum.word_dots import WordDots, along, told_apart
from scenes.stage.cited import Quantity, extent
from scenes.stage.claims import Encoding, shows
from scenes.stage.shapes import Line

_RADIUS = 0.13


class Mixture(VGroup):
    """The values' dots and hull, the way of the growing mix, and its ties to all values.

    Parameters
    ----------
    places
        Where the values lie on the plane.
    corners
        Which of them are the hull's, in order.
    mixes
        Where the mix lies after each value that joins it; the last is the whole mix.
    weights
        How much of each value is in the mix: its tie is as wide.
    """

    def __init__(
        self,
        places: Quantity,
        corners: np.ndarray,
        mixes: Quantity,
        weights: Quantity,
        percent: Quantity,
        *,
        words: Sequence[str],
        name: str,
        size: tuple[float, float],
    ) -> None:
        self.plane = plane = SpreadPlane(extent(places), percent, width=size[0], height=size[1])
        self.hull = plane.outline(
            [(places.cite(i, 0), places.cite(i, 1)) for i in corners], color=theme.VALUE
        )
        first, self.mix = (
            plane.dot(mixes.cite(i, 0), mixes.cite(i, 1), color=theme.QUERY, radius=_RADIUS)
            for i in (0, -1)
        )
        self.first = first
        self.path = plane.curve(
            [mixes.cite(i, 0) for i in range(len(mixes))], mixes[:, 1], color=theme.QUERY, width=2
        )
        self.ties = VGroup(*(self._tie(i, places, weights) for i in range(len(weights))))
        lines = [part for line in (self.hull, *self.ties, plane.x_axis) for part in along(line)]
        self.words = WordDots(plane, places, told_apart(words), color=theme.VALUE, avoid=lines)
        self.mix_name, self.path_name, self.tie_name = (
            named_line(name),
            named_line("its way: value after value joins", theme.QUIET),
            named_line("line: as wide as the weight", theme.QUIET),
        )
        for second in (self.path_name, self.tie_name):
            plane.put_above(VGroup(self.mix_name, second))
        super().__init__(plane, self.hull, self.ties, self.words, self.mix, self.mix_name,
                         self.tie_name)  # fmt: skip

    def _tie(self, key: int, places: Quantity, weights: Quantity) -> Line:
        cited = weights.cite(key)
        line = Line(
            self.plane.at(*places.values[key]),
            self.mix.get_center(),
            color=theme.QUERY,
            stroke_width=theme.edge_width(cited.value),
            stroke_opacity=0.6,
        )
        return shows(line, Encoding(cited, "stroke width", theme.edge_width))
