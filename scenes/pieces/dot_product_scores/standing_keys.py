"""K, a row a key, which turns on its diagonal to stand above the grid of scores."""

from __future__ import annotations

from functools import partial

import numpy as np
from manim import (
    LEFT,
    PI,
    RIGHT,
    UP,
    Animation,
    AnimationGroup,
    ApplyMethod,
    FadeOut,
    LaggedStart,
    UpdateFromAlphaFunc,
    VGroup,
    rotation_matrix,
    smooth,
)

from scenes import theme
from scenes.mobjects.heat_map import HeatMap
from scenes.mobjects.motion import rising
from scenes.pieces.dot_product_scores.score_bars import ScoreBars
from scenes.stage.cited import Quantity
from scenes.stage.text import Text

ENTRIES, GAP = 1.5, 0.16  # how wide all entries of a key are; between them and its word
_DIAGONAL = np.array([1.0, -1.0, 0.0]) / np.sqrt(2)  # of a matrix, from its first entry down
_BOW = 0.2 * UP + 0.6 * RIGHT  # of the ways of words, which keeps them off the strips
_SHRINKS = 0.45  # by how much words do half-way, where they have the least room


class StandingKeys(VGroup):
    """K with a row a key, each as a strip before its word; it can turn to stand over a grid.

    It turns rigidly on its diagonal, out of the picture's plane; its words stay upright, and go
    to above their columns.
    """

    def __init__(self, key: Quantity, bars: ScoreBars) -> None:
        law = partial(theme.size_color, limit=key.limit(), hue=theme.KEY)
        self.strips, self.names = VGroup(), bars.names
        right = bars.names.get_left()[0] - GAP
        for place, height in enumerate(bars.heights):
            row = key[place : place + 1]
            strip = HeatMap(row, width=ENTRIES, height=bars.pitch, color_of=law)
            self.strips.add(strip.move_to([right, height, 0], aligned_edge=RIGHT))
        super().__init__(self.strips, self.names)

    def lay_down(self, arrows: VGroup) -> Animation:
        """Let each arrow lie down where its row of K will be."""
        ends = ((strip.get_left(), strip.get_right()) for strip in self.strips)
        lie = [ApplyMethod(arrow.put_start_and_end_on, *places)
               for arrow, places in zip(arrows, ends, strict=True)]  # fmt: skip
        return LaggedStart(*lie, lag_ratio=0.1)

    def open(self, arrows: VGroup) -> Animation:
        """Let each arrow that lies there open to its row of K."""
        pairs = zip(arrows, self.strips, strict=True)
        opened = (AnimationGroup(FadeOut(arrow), rising([strip])) for arrow, strip in pairs)
        return LaggedStart(*opened, lag_ratio=0.1)

    def turn(self, corner: np.ndarray, labels: VGroup) -> Animation:
        """Turn, while the first entry's corner goes where it will stand; then others are there."""
        start = self.strips[0].get_corner(LEFT + UP)
        strips = [(strip, strip.points.copy()) for strip in self.strips]
        words = [(name, *_apart(name), *_apart(end))
                 for name, end in zip(self.names, labels, strict=True)]  # fmt: skip

        def put(_keys: StandingKeys, alpha: float) -> None:
            turn, at = rotation_matrix(PI * alpha, _DIAGONAL), start + alpha * (corner - start)
            for strip, points in strips:
                strip.set_points(at + (points - start) @ turn.T)
            ahead = np.sin(PI / 2 * alpha)  # of the strips, which would touch the words
            for name, middle, shape, last, form in words:
                place = (1 - ahead) * middle + ahead * last + _BOW * np.sin(PI * alpha)
                drawn = (1 - alpha) * shape + alpha * form
                name.set_points(place + (1 - _SHRINKS * np.sin(PI * alpha)) * drawn)

        return UpdateFromAlphaFunc(self, put, rate_func=smooth, remover=True)


def _apart(text: Text) -> tuple[np.ndarray, np.ndarray]:
    """Take the points of a text apart: their middle, and where they are from there."""
    middle = (text.points.min(axis=0) + text.points.max(axis=0)) / 2
    return middle, text.points - middle
