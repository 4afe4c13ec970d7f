"""A cut through eight walks at one length: a dial for the width, with a dot on each walk."""

from __future__ import annotations

import numpy as np
from manim import RIGHT, UP, Animation, UpdateFromAlphaFunc, VGroup

from scenes import theme
from scenes.formulas import FORMULAS
from scenes.mobjects.formula import Formula
from scenes.pieces.why_divide_by_root_d.shares import Shares
from scenes.pieces.why_divide_by_root_d.walks import DrawnWalks
from scenes.stage.claims import shows
from scenes.stage.shapes import Dot, Rule
from scenes.stage.text import Numeral

_DOT, _KNOB, _ABOVE = 0.1, 0.13, 0.15


class Cut(VGroup):
    """A line across the walks, which is a dial for the width, with a dot where it meets each."""

    def __init__(self, drawn: DrawnWalks, place: int) -> None:
        self.drawn = drawn
        plane = drawn.on.plane
        self.line = Rule(plane.get_bottom(), plane.get_top(), color=theme.HIGHLIGHT, stroke_width=2)
        self.dots = VGroup(*(self._dot(i, place) for i in range(len(drawn.walks.row))))
        self.knob = self._knob(place)
        self.says = Formula(FORMULAS["width is"], size=theme.SIZE_FORMULA)
        self.reading = Numeral(drawn.lengths.cite(place), decimals=0, size=theme.SIZE_FORMULA)
        super().__init__(self.line, self.dots, self.knob, self.says, self.reading)
        self.show(place)

    def show(self, place: int) -> Cut:
        """Stand at another of the lengths."""
        for i, dot in enumerate(self.dots):
            new = self._dot(i, place)
            shows(dot.move_to(new), new.claim)
        knob = self._knob(place)
        shows(self.knob.move_to(knob), knob.claim)
        self.line.set_x(knob.get_x())
        self.reading.read(self.drawn.lengths.cite(place))
        said, plane = VGroup(self.says, self.reading), self.drawn.on.plane
        self.reading.next_to(self.says, RIGHT, buff=0.2).stand_on(self.says.baseline)
        half = said.width / 2
        ends = plane.get_left()[0] + half, plane.get_right()[0] - half
        said.next_to(plane, UP, buff=_ABOVE).set_x(np.clip(knob.get_x(), *ends))
        return self

    def _dot(self, i: int, place: int) -> Dot:
        drawn, color = self.drawn, theme.KEY if i else theme.HIGHLIGHT
        at = drawn.lengths.cite(place), drawn.walks.row[i].cite(place)
        return drawn.on.plane.dot(*at, color=color, radius=_DOT).set_z_index(2)

    def _knob(self, place: int) -> Dot:
        at = self.drawn.lengths.cite(place)
        return self.drawn.on.scale_below.dot(at, 0.0, color=theme.HIGHLIGHT, radius=_KNOB)


def sweep(cut: Cut, shares: Shares, first: int, last: int) -> Animation:
    """Turn the dial from one length to another, and let all else follow."""

    def show(_both: VGroup, alpha: float) -> None:
        place = round(first + alpha * (last - first))
        cut.show(place)
        shares.show(place)

    return UpdateFromAlphaFunc(VGroup(cut, shares), show)
