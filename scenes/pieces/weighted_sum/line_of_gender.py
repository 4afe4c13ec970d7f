"""The line along which a head's values tell the gender of nouns: the map of the film."""

from __future__ import annotations

from collections import Counter

import numpy as np
from manim import DOWN, Animation, FadeIn, LaggedStart, VGroup
from manim.utils.color import ManimColor

from scenes import theme
from scenes.stage.cited import Citation, Quantity
from scenes.stage.claims import Placement, shows
from scenes.stage.shapes import DashedLine, Dot, Rule
from scenes.stage.text import Text

_NAN = float("nan")
_BELOW = 0.16  # from the axis down to the first nouns
_UNDER = 0.6  # from the heap down to the line of names
_SIDES = 0.58  # from there to the line below, which says what both sides are
_AIR = 0.1  # of the line, left free at each end


class LineOfGender(VGroup):
    """A horizontal axis, and below it a dot for every noun of the grammar, grey at first.

    What stands at a place of the line is read across alone: `mark` and `threshold` make such marks,
    and any other says so by `at_place`.

    Parameters
    ----------
    nouns, words, feminine
        Where the nouns lie, which they are, and whether they are feminine.
    ends
        The lowest and the highest place that the axis has to hold.
    depth
        How far down the dots may be heaped.
    """

    def __init__(
        self,
        nouns: Quantity,
        words: Quantity,
        feminine: Quantity,
        *,
        ends: tuple[float, float],
        width: float,
        depth: float = 0.8,
        radius: float = 0.075,
    ) -> None:
        low, high = ends
        air = _AIR * (high - low)
        self.words, self._ends, self._depth = words, (low - air, high + air), depth
        self.axis = Rule([-width / 2, 0, 0], [width / 2, 0, 0], color=theme.EDGE, stroke_width=3)
        super().__init__(self.axis)
        marks = (self.mark(one, color=theme.QUIET, radius=radius) for one in nouns.each())
        self.dots = VGroup(*marks)
        self._heap(radius)
        self.masculine, self.feminine = (
            VGroup(*(dot for i, dot in enumerate(self.dots) if bool(feminine.values[i]) is side))
            for side in (False, True)
        )
        self._hues = (self.masculine, theme.MASCULINE), (self.feminine, theme.FEMININE)
        self.sides = VGroup(
            *(
                Text(name, size=theme.SIZE_TOKEN, color=hue).set_x(dots.get_x())
                for name, hue, dots in (
                    ("masculine", theme.MASCULINE, self.masculine),
                    ("feminine", theme.FEMININE, self.feminine),
                )
            )
        )
        for side in self.sides:
            side.stand_on(self.name_line - _SIDES)
        self.add(self.dots, self.sides)

    @property
    def name_line(self) -> float:
        """The baseline of what is written below the dots."""
        return float(self.axis.get_y()) - self._depth - _UNDER

    def at(self, x: float, y: float = _NAN) -> np.ndarray:
        """Return where on the stage a place of the line is now; the height is free."""
        low, high = self._ends
        start, end = self.axis.get_start()[0], self.axis.get_end()[0]
        return np.array([start + (x - low) / (high - low) * (end - start), y, 0.0])

    def over(self, cited: Citation, height: float) -> np.ndarray:
        """Return the point over a cited place."""
        return self.at(cited.value, height)

    def at_place(self, cited: Citation) -> Placement:
        """Let a mark claim that its middle stands at a place, however high."""
        return Placement(self, ((cited, _NAN),), lambda drawn: np.array([[drawn.get_x(), _NAN, 0]]))

    def mark(self, cited: Citation, *, color: ManimColor, radius: float = 0.07) -> Dot:
        """Put a dot on the axis."""
        point = self.over(cited, float(self.axis.get_y()))
        return shows(Dot(point, radius=radius, color=color), self.at_place(cited))

    def threshold(self, cited: Citation, *, top: float, bottom: float | None = None) -> DashedLine:
        """Draw a dashed line across a place."""
        ends = (top, float(self.axis.get_y()) if bottom is None else bottom)
        line = DashedLine(*(self.over(cited, y) for y in ends), color=theme.INK, stroke_width=3)
        return shows(line, self.at_place(cited))

    def rain(self) -> Animation:
        """Let all nouns fall into their places."""
        mixed = sorted(self.dots, key=lambda dot: 7 * dot.get_x() % 1)  # not from left to right
        return LaggedStart(*(FadeIn(dot, shift=DOWN * 2) for dot in mixed), lag_ratio=0.04)

    def hue_of(self, noun: int) -> ManimColor:
        """Return the colour of a noun's gender."""
        return next(hue for dots, hue in self._hues if self.dots[noun] in dots)

    def _heap(self, radius: float) -> None:
        """Heap dots that would stand on each other, the next below the last."""
        heaps = Counter(place := [int(dot.get_x() // (2 * radius)) for dot in self.dots])
        pitch = min(2 * radius, (self._depth - _BELOW) / max(heaps.values()))
        for dot, heap in zip(self.dots, place, strict=True):
            heaps[heap] -= 1
            dot.shift(DOWN * (_BELOW + heaps[heap] * pitch))
