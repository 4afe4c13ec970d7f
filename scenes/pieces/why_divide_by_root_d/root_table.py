"""How far walks of three lengths typically get: four times the steps, twice as far."""

from __future__ import annotations

from collections.abc import Sequence

from manim import RIGHT, VGroup

from scenes import theme
from scenes.formulas import FORMULAS
from scenes.mobjects.formula import Formula
from scenes.pieces.why_divide_by_root_d.walks import DrawnWalks
from scenes.stage.layout import Room, line
from scenes.stage.text import Numeral, Text


class RootTable(VGroup):
    """A line for each length, its number of products and the distance; below them the rule."""

    def __init__(self, drawn: DrawnWalks, places: Sequence[int], room: Room) -> None:
        head, body, foot = room.rows(0.7, 2.7, 0.9)
        heads = ("products", "distance")
        places_of_heads = zip(_halves(head), heads, strict=True)
        said = (at.hold(Text(one, color=theme.QUIET), RIGHT) for at, one in places_of_heads)
        self.heads, self.lengths, self.far = VGroup(*said), VGroup(), VGroup()
        for place, band in zip(places, body.rows(*[1] * len(places)), strict=True):
            cited = drawn.lengths.cite(place), drawn.walks.spread.cite(place)
            for one, at, row in zip(cited, _halves(band), (self.lengths, self.far), strict=True):
                row.add(at.hold(Numeral(one, decimals=0, size=theme.SIZE_GUESS), RIGHT))
        root = Formula(FORMULAS["is the root"], size=theme.SIZE_GUESS)
        self.rule = foot.hold(line(Text("typical distance"), root), RIGHT)
        super().__init__(self.heads, self.lengths, self.far, self.rule)


def _halves(band: Room) -> tuple[Room, ...]:
    return band.inset(right=0.2).columns(2, 3)
