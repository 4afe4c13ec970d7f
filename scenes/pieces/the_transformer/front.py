"""The vectors of all words as they run through a stack, side by side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from manim import RIGHT, Animation, Mobject, UpdateFromAlphaFunc, VGroup, linear

from scenes import theme
from scenes.stage.claims import Furniture, shows
from scenes.stage.shapes import RoundedRectangle

_WIDE, _HIGH, _ROUND = 0.16, 0.44, 0.06
_FADES = 0.08  # of its way, at both ends


class Stop(NamedTuple):
    """A place on the way, and how far apart the vectors are there: 1, or less if it is narrow."""

    place: np.ndarray
    spread: float = 1.0


class Front(VGroup):
    """A small column for each of ``count`` words, behind the blocks, ``width`` from end to end."""

    def __init__(self, count: int, width: float, *, of: str = "") -> None:
        hue = theme.hue_of(of) if of else theme.HIGHLIGHT
        super().__init__(*(_column(of) for _ in range(count)))
        self.set_fill(hue, 0).set_stroke(width=0).set_z_index(-0.5)
        self._aside = np.linspace(-width / 2, width / 2, count)

    def run(self, way: Sequence[Stop], seconds: float) -> Animation:
        """Let all vectors go along a way at an even pace, and be gone."""
        stops = np.array([[*stop.place, stop.spread] for stop in way])
        lengths = np.linalg.norm(np.diff(stops[:, :3], axis=0), axis=1)
        passed = np.concatenate([[0.0], np.cumsum(lengths)]) / lengths.sum()

        def step(_front: Mobject, alpha: float) -> None:
            *place, spread = (np.interp(alpha, passed, axis) for axis in stops.T)
            for column, aside in zip(self, self._aside, strict=True):
                column.move_to(np.array(place) + spread * aside * RIGHT)
            self.set_fill(opacity=min(1.0, alpha / _FADES, (1 - alpha) / _FADES))

        return UpdateFromAlphaFunc(
            self, step, run_time=seconds, rate_func=linear, introducer=True, remover=True
        )


def _column(of: str) -> RoundedRectangle:
    column = RoundedRectangle(width=_WIDE, height=_HIGH, corner_radius=_ROUND)
    return shows(column, Furniture("message", of=of))
