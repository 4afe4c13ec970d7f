"""Products below each other, a line, and their sum."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import zip_longest

from manim import (
    DOWN,
    RIGHT,
    Animation,
    AnimationGroup,
    FadeIn,
    FadeOut,
    LaggedStart,
    ReplacementTransform,
    VGroup,
)
from manim.utils.color import ManimColor

from scenes import theme
from scenes.mobjects.equation_line import EquationLine
from scenes.pieces.worked_example.written import NUMBER, Written
from scenes.stage.cited import Citation
from scenes.stage.claims import relate
from scenes.stage.shapes import Rule
from scenes.stage.text import Numeral

_RULE = 1.7
_LARGE = 1.4


class PencilSum(VGroup):
    """``a × b ≈ c`` a line, a rule, and what it all adds up to.

    Parameters
    ----------
    right, heights
        Where all lines end, and where they stand, one by one, and the sum.
    pairs, terms
        The factors of each product, and the products.
    hues
        Of the first and of the second factors.
    """

    def __init__(
        self,
        right: float,
        heights: Sequence[float],
        pairs: Sequence[tuple[Citation, Citation]],
        terms: Sequence[Citation],
        total: Citation,
        hues: tuple[ManimColor, ManimColor],
    ) -> None:
        self.products = VGroup()
        for pair, term, height in zip(pairs, terms, heights, strict=False):
            line = EquationLine("product", pair, term, size=NUMBER, decimals=4)
            for factor, hue in zip(line.terms, hues, strict=True):
                factor.set_color(hue)
            line.shift([right - line.total.get_right()[0], height - line.total.get_y(), 0])
            self.products.add(line)
        self.total = Numeral(total, decimals=4, size=NUMBER, color=theme.HIGHLIGHT)
        self.total.set_y(heights[-1]).set_x(right, direction=RIGHT)
        relate("sum", [[line.total] for line in self.products], [self.total])
        middle = (heights[-1] + heights[-2]) / 2
        ends = [right - _RULE, middle, 0], [right, middle, 0]
        self.rule = Rule(*ends, color=theme.INK)
        super().__init__(self.products, self.rule, self.total)

    @property
    def steps(self) -> VGroup:
        """All but the sum."""
        return VGroup(self.products, self.rule)

    def go(self, line: Written) -> Animation:
        """Let all but the sum leave, and the sum go to where its line begins."""
        home = ReplacementTransform(self.total, line.marks[0])
        return LaggedStart(FadeOut(self.steps), home, lag_ratio=0.7)

    @property
    def factors(self) -> VGroup:
        """What is multiplied, line by line, and not what it makes."""
        return VGroup(line[:3] for line in self.products)

    def ask_next(self, other: PencilSum) -> Animation:
        """Let each second factor be that of another sum, and what they make be open: all grow."""
        gone, kept, new = [self.rule], [], []
        for one, line in zip(self.products, other.factors, strict=True):
            line.scale(_LARGE)
            gone += one[2:]
            kept += map(ReplacementTransform, one[:2], line[:2])
            new.append(line[2])
        return LaggedStart(FadeOut(*gone), AnimationGroup(*kept), FadeIn(*new), lag_ratio=0.6)

    def write(self, beside: Iterable[Animation] = ()) -> Animation:
        """Let all but the sum appear, line by line; what is ``beside`` moves as its line comes."""
        pairs = zip_longest(self.products, beside)
        lines = (_with(FadeIn(line, shift=DOWN * 0.1), along) for line, along in pairs)
        return LaggedStart(*lines, FadeIn(self.rule), lag_ratio=0.8)


def _with(one: Animation, along: Animation | None) -> Animation:
    return AnimationGroup(one, along) if along else one
