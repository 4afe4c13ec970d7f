"""Mathematics whose parts can be picked, coloured and followed."""

from __future__ import annotations

import re

from manim import VGroup, VMobject
from manim.utils.color import ManimColor

from scenes import theme
from scenes.stage.cited import Declared
from scenes.stage.text import descent_of_formula, formula

_NAMED = re.compile(r":\s*([\w-]+)\s*\}\}")


def hued_parts(code: str) -> set[str]:
    """Return the names of those parts of a formula that have a hue in the theme."""
    return set(_NAMED.findall(code)) & theme.hues().keys()


class Formula(VGroup):
    """A Typst formula; ``{{ Q : query }}`` names a part, which has its hue if the theme has one.

    The film's own formulas are those of `scenes.formulas`.
    Digits in a formula are declared: exponents and indices are ``Declared("mathematics")``, a
    constant such as 10000 is a published one. Measured numbers are numerals and stand beside it.
    """

    def __init__(
        self,
        code: str,
        *,
        size: float | None = None,
        color: ManimColor | None = None,
        declared: Declared | None = None,
    ) -> None:
        self.code, self.declared = code, declared
        self.typeset = formula(code, size=size, color=color, declared=declared)
        self._em_at_width = (size or theme.SIZE_FORMULA) / self.typeset.width
        super().__init__(self.typeset)
        for name in hued_parts(code):
            self.part(name).set_color(theme.hue_of(name))

    @property
    def em(self) -> float:
        """The size of the type as it is drawn now."""
        return self._em_at_width * self.typeset.width

    @property
    def baseline(self) -> float:
        """The height at which the letters stand."""
        return float(self.typeset.get_bottom()[1]) + descent_of_formula(self.code) * self.em

    def stand_on(self, baseline: float) -> Formula:
        """Move up or down until the letters stand at this height."""
        return self.shift([0, baseline - self.baseline, 0])

    def part(self, name: str) -> VMobject:
        """Return the part that the code names."""
        return self.typeset.select(name)
