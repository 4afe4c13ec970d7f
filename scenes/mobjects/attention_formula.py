"""The formula of attention, whose symbols light up one by one in their own colours."""

from __future__ import annotations

import numpy as np
from manim import (
    LEFT,
    ORIGIN,
    Animation,
    AnimationGroup,
    FadeIn,
    FadeOut,
    ManimColor,
    Mobject,
    VGroup,
)

from scenes import theme
from scenes.formulas import FORMULAS
from scenes.mobjects.formula import Formula
from scenes.mobjects.motion import aside, become
from scenes.stage.layout import title_baseline

PARTS = ("query", "key", "softmax", "divisor", "value")
_CORNER, _GAP = 0.345, 0.28  # its size in the title's line, and how far from the badge it stands


class AttentionFormula(Formula):
    """softmax(QKᵀ/√d_k)V, in one colour until its parts are lit; ``flat``, it stands in a line.

    ``rest`` stands for the brackets and the fraction's bar.
    """

    def __init__(self, *, size: float, flat: bool = False) -> None:
        super().__init__(FORMULAS["attention in a line" if flat else "attention"], size=size)
        self.set_color(theme.DIM)

    @classmethod
    def in_its_corner(cls, *lit: str, badge: Mobject) -> AttentionFormula:
        """Stand small in the line of the title, beside the badge, where it waits to be read."""
        small = cls(size=_CORNER, flat=True).lit(*lit)
        return small.next_to(badge, LEFT, buff=_GAP).stand_on(title_baseline())

    def lit(self, *names: str) -> AttentionFormula:
        """Return a copy with some parts in the colours of what they stand for."""
        copy = self.copy()
        for name in names:
            (copy.rest() if name == "rest" else copy.part(name)).set_color(hue_of_part(name))
        return copy

    def rest(self) -> VGroup:
        """Collect what is no symbol: brackets, and the fraction's bar."""
        named = {part for name in PARTS for part in self.part(name).get_family()}
        return VGroup(*(part for part in self.typeset if part not in named))

    def turn_into(self, other: AttentionFormula, way: np.ndarray = ORIGIN) -> Animation:
        """Let each symbol become the same symbol of a formula that is set in another way.

        They leave the straight line by ``way`` for what is in it.
        """
        (ours, bar), (theirs, slash) = self._symbols(), other._symbols()
        path = {"path_func": aside(way)}
        # One of the two may be a line and the other an outline: between them would stand a blot.
        going = FadeOut(bar, target_position=slash, scale=0.1, **path)
        coming = FadeIn(slash, target_position=bar, scale=0.1, **path)
        return AnimationGroup(become(ours, theirs, **path), going, coming)

    def _symbols(self) -> tuple[list[Mobject], Mobject]:
        """Take the sign of division apart from all others."""
        opening, divides, closing = self.rest()
        return [*map(self.part, PARTS), opening, closing], divides


def hue_of_part(part: str) -> ManimColor:
    """Return the hue of a symbol; the root and the brackets have none of their own."""
    return theme.INK if part in ("divisor", "rest") else theme.hue_of(part)
