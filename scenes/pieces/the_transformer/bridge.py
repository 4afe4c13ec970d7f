"""The encoder's output on its way into the decoder: as keys and as values."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from manim import (
    DOWN,
    LEFT,
    RIGHT,
    UP,
    Animation,
    AnimationGroup,
    Create,
    FadeIn,
    Restore,
    Succession,
    VGroup,
    midpoint,
)

from scenes import theme
from scenes.mobjects.icons import Icon
from scenes.pieces.the_transformer.front import Front, Stop
from scenes.stage.claims import Furniture, shows
from scenes.stage.shapes import Path, Polygon

_TURN, _APART = 0.75, 0.12  # from the end to where they turn; half from one to the other
_STROKE, _TIP = 7.0, 0.28
_DARK = 0.15  # an opacity
_NARROW = 0.1  # how wide words run, of a block's width
_FALL, _SPRAY = 1.7 * DOWN, 0.6  # where nothing takes what comes, and how wide it is there
_ICON, _BESIDE, _ABOVE = 0.56, 0.42, 0.53


class Bridge(VGroup):
    """Two lines from where a stack ends into a block: what answers, and what is handed over."""

    def __init__(self, start: np.ndarray, end: np.ndarray) -> None:
        middle = end + _TURN * LEFT
        self.of_keys = _line("key", start, middle, end, _APART)
        self.of_values = _line("value", start, middle, end, -_APART)
        super().__init__(self.of_keys, self.of_values)
        self._is_cut = False
        self.icons = VGroup(
            Icon(role, height=_ICON).move_to(end + LEFT * _BESIDE + side * _ABOVE)
            for role, side in (("key", UP), ("value", DOWN))
        )

    def reach(self) -> Animation:
        """Let both lines reach the block, and tips and icons come where they end."""
        growing = (Create(one[0]) for one in self)
        landing = FadeIn(*(one[1] for one in self), self.icons, run_time=0.4)
        return Succession(AnimationGroup(*growing), landing)

    def mouth(self) -> Stop:
        """Return where both lines begin."""
        start = midpoint(self.of_keys[0].get_start(), self.of_values[0].get_start())
        return Stop(start, _NARROW)

    def carry(self, words: int, width: float, seconds: float) -> Animation:
        """Let a key and a value of each word run into the block or, if that is cut off, fall."""

        def way(path: Path) -> list[Stop]:
            stops = [Stop(place, _NARROW) for place in path.get_anchors()]
            return [*stops[:2], Stop(stops[1].place + _FALL, _SPRAY)] if self._is_cut else stops

        return AnimationGroup(
            Front(words, width, of=role).run(way(path), seconds)
            for role, (path, _tip) in zip(("key", "value"), self, strict=True)
        )

    def fail(self) -> Iterator[Animation]:
        """Let both lines go dark, until they are restored."""
        self._is_cut = True
        for path, tip in self:
            path.save_state()
            tip.save_state()
            yield path.animate.set_stroke(opacity=_DARK)
            yield tip.animate.set_fill(opacity=_DARK)
        for icon in self.icons:
            icon.save_state()
            yield icon.animate.set_fill(opacity=_DARK)

    def mend(self) -> list[Animation]:
        self._is_cut = False
        return [*map(Restore, (*self.of_keys, *self.of_values, *self.icons))]


def _line(
    role: str, start: np.ndarray, middle: np.ndarray, end: np.ndarray, aside: float
) -> VGroup:
    """Lead right, down, and right again, without crossing the other line."""
    pipe, up, over = Furniture("pipe", of=role), np.array([0, aside, 0]), aside * RIGHT
    corner = np.array([middle[0], start[1], 0]) + over + up
    other = np.array([middle[0], end[1], 0]) + over + up
    base = end + up + _TIP * LEFT
    path = shows(Path(stroke_color=theme.hue_of(role), stroke_width=_STROKE), pipe)
    path.set_points_as_corners([start + up, corner, other, base])
    across = np.array([0, _TIP / 2, 0])
    tip = shows(Polygon(end + up, base + across, base - across), pipe)
    tip.set_stroke(width=0).set_fill(theme.hue_of(role), 1)
    return VGroup(path, tip)
