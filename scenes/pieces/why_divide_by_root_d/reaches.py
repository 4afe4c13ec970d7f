"""How far walks of three lengths typically get: four times the steps, twice as far."""

from __future__ import annotations

from collections.abc import Sequence

from manim import DOWN, VGroup

from scenes import theme
from scenes.formulas import FORMULAS
from scenes.mobjects.formula import Formula
from scenes.pieces.why_divide_by_root_d.walks import DrawnWalks
from scenes.stage.layout import line
from scenes.stage.text import Numeral, Text

_BELOW = 0.25


class Reaches(VGroup):
    """An arrow from zero to the typical distance at each length, that distance, and its rule."""

    def __init__(self, drawn: DrawnWalks, places: Sequence[int]) -> None:
        self.arrows = VGroup(*map(drawn.reach, places))
        cited = map(drawn.walks.spread.cite, places)
        self.far = VGroup(*(Numeral(one, decimals=0, size=theme.SIZE_GUESS) for one in cited))
        self.says = Text("typical distance", size=theme.SIZE_TOKEN)
        self.root = Formula(FORMULAS["is the root"], size=theme.SIZE_GUESS)
        rule = line(self.says, self.root).next_to(drawn.on.says, DOWN, buff=_BELOW)
        for far, arrow in zip(self.far, self.arrows, strict=True):
            far.set_x(arrow.get_x()).stand_on(self.says.baseline)
        super().__init__(self.arrows, self.far, rule)
