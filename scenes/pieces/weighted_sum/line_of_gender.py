"""The line along which a head's values tell the gender of nouns: the map of the film."""

from __future__ import annotations

from collections import Counter

from manim import DOWN, Animation, FadeIn, LaggedStart, VGroup
from manim.utils.color import ManimColor

from scenes import theme
from scenes.mobjects.value_line import ValueLine
from scenes.stage.cited import Quantity
from scenes.stage.text import Text

_BELOW = 0.16  # from the axis down to the first nouns
_UNDER = 0.58  # from the heap down to the line of names
_SIDE = 0.6  # the type that says what both sides are


class LineOfGender(ValueLine):
    """The axis of gender, and below it a dot for every noun of the grammar, grey at first.

    Parameters
    ----------
    nouns, words, feminine
        Where the nouns lie, which they are, and whether they are feminine.
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
        radius: float = 0.085,
    ) -> None:
        super().__init__(ends=ends, width=width)
        self.words = words
        marks = (self.mark(one, color=theme.QUIET, radius=radius) for one in nouns.each())
        self.dots = VGroup(*marks)
        self._heap(radius, depth)
        self.masculine, self.feminine = (
            VGroup(*(dot for i, dot in enumerate(self.dots) if bool(feminine.values[i]) is side))
            for side in (False, True)
        )
        self._hues = (self.masculine, theme.MASCULINE), (self.feminine, theme.FEMININE)
        self.sides = VGroup(
            *(
                Text(name, size=_SIDE, color=hue).set_x(dots.get_x())
                for name, hue, dots in (
                    ("masculine", theme.MASCULINE, self.masculine),
                    ("feminine", theme.FEMININE, self.feminine),
                )
            )
        )
        for side in self.sides:
            side.stand_on(self.axis.get_y() - depth - _UNDER)
        self.add(self.dots, self.sides)

    @property
    def name_line(self) -> float:
        """The baseline of what is written below the dots."""
        return self.sides[0].baseline

    def rain(self) -> Animation:
        """Let all nouns fall into their places."""
        mixed = sorted(self.dots, key=lambda dot: 7 * dot.get_x() % 1)  # not from left to right
        return LaggedStart(*(FadeIn(dot, shift=DOWN) for dot in mixed), lag_ratio=0.04)

    def tell(self) -> LineOfGender:
        """Colour every noun by its gender."""
        for dots, hue in self._hues:
            dots.set_color(hue)
        return self

    @property
    def hues(self) -> dict[str, ManimColor]:
        """Say of every noun in which colour its gender is."""
        return {word: self.hue_of(i) for i, word in enumerate(self.words.words())}

    def hue_of(self, noun: int) -> ManimColor:
        """Return the colour of a noun's gender."""
        return next(hue for dots, hue in self._hues if self.dots[noun] in dots)

    def _heap(self, radius: float, depth: float) -> None:
        """Heap dots that would stand on each other, the next below the last."""
        heaps = Counter(place := [int(dot.get_x() // (2 * radius)) for dot in self.dots])
        pitch = min(2 * radius, (depth - _BELOW) / max(heaps.values()))
        for dot, heap in zip(self.dots, place, strict=True):
            heaps[heap] -= 1
            dot.shift(DOWN * (_BELOW + heaps[heap] * pitch))
