"""Scenes to measure: an empty stage, and a pattern of n × n cells in three ways of drawing it.

What differs between two measurements are class attributes.
"""

from __future__ import annotations

import numpy as np
from manim import (
    LEFT,
    RIGHT,
    FadeIn,
    ImageMobject,
    Mobject,
    Scene,
    Square,
    VGroup,
    config,
)

from scenes import theme
from scenes.mobjects.heat_map import HeatMap
from scenes.stage.cited import Quantity

SIDE = 5.0  # units of the frame
WAY = 3.0
SEED = 0


class Empty(Scene):
    """Nothing, drawn and encoded anew for every frame."""

    frames = 180

    def construct(self) -> None:
        self.wait(self.frames / config.frame_rate, frozen_frame=False)


class Pattern(Scene):
    """A pattern that appears, for a third of the frames, and then moves."""

    cells, frames = 8, 180

    def construct(self) -> None:
        seconds = self.frames / config.frame_rate
        pattern = self.drawn(weights(self.cells)).shift(WAY / 2 * LEFT)
        self.play(FadeIn(pattern), run_time=seconds / 3)
        self.play(pattern.animate.shift(WAY * RIGHT), run_time=2 * seconds / 3)

    def drawn(self, values: np.ndarray) -> Mobject:
        """Draw weights, n × n and between 0 and 1, as a mobject of ``SIDE`` × ``SIDE``."""
        raise NotImplementedError


class HeatMaps(Pattern):
    """Our heat map, which a camera of ours draws."""

    def drawn(self, values: np.ndarray) -> Mobject:
        return HeatMap(Quantity("made up", "weights", values), width=SIDE, height=SIDE)


class Squares(Pattern):
    """A square of manim's for each cell."""

    def drawn(self, values: np.ndarray) -> Mobject:
        side = SIDE / len(values)
        squares = (
            Square(side, stroke_width=0, fill_opacity=1, fill_color=theme.weight_color(float(one)))
            for one in values.flat
        )
        return VGroup(*squares).arrange_in_grid(*values.shape, buff=0).center()


class Images(Pattern):
    """manim's picture of pixels, a pixel for each cell."""

    def drawn(self, values: np.ndarray) -> Mobject:
        dark, full = (color.to_int_rgb() for color in (theme.PANEL, theme.WEIGHT))
        colors = dark + values[..., None] * (np.subtract(full, dark))
        image = ImageMobject(colors.round().astype(np.uint8))
        image.set_resampling_algorithm(0)  # nearest
        image.height = SIDE
        return image


def weights(cells: int) -> np.ndarray:
    """Make up what n tokens attend to, strongest to themselves and their neighbours.

    Rows of softmax are scaled to reach 1, so that a large pattern is as bright as a small one.
    """
    places = np.arange(cells)
    distance = np.abs(places[:, None] - places) / cells
    noise = np.random.default_rng(SEED).standard_normal((cells, cells))
    scores = noise - 8 * distance
    return np.exp(scores - scores.max(axis=1, keepdims=True))
