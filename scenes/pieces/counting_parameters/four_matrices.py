"""The four matrices of an attention block, drawn to scale: one head's strips, then all heads'."""

from __future__ import annotations

from functools import partial

from manim import (
    DOWN,
    LEFT,
    RIGHT,
    UP,
    Animation,
    AnimationGroup,
    FadeIn,
    LaggedStart,
    Mobject,
    VGroup,
)

from attention_math.tally import Tally
from scenes import theme
from scenes.formulas import FORMULAS
from scenes.mobjects.formula import Formula
from scenes.pieces.counting_parameters.brace import brace_below
from scenes.pieces.counting_parameters.counted import count, hues, matrix
from scenes.stage.cited import Citation
from scenes.stage.layout import Room, line
from scenes.stage.shapes import Outline, Rectangle
from scenes.stage.text import Numeral, Text

_WORDS = "query", "key", "value down", "value up"
_WEIGHTS = "query_weight", "key_weight", "value_weight", "output_weight"
_UP = 3  # of the four: it lies, as it leads from narrow to wide
_GROUP = "four matrices"
_GAP, _HEAD, _FOOT = 0.45, 0.55, 1.35
_ABOVE = 0.22
_SEAM, _FROM = 0.75, 2.0  # between two heads; from how many widths away one comes
_HELD = 0.5  # what the numbers below the four take up


class FourMatrices(VGroup):
    """Four places as large as a square from width to width, and what fills them."""

    def __init__(self, room: Room, counts: Tally) -> None:
        self._counts = counts
        columns = room.columns(1, 1, 1, 1, gap=_GAP)
        self._side = side = min(columns[0].width, room.height - _HEAD - _FOOT)
        self._law = partial(theme.proportional, unit=side / counts.square.limit())
        places = [column.inset(top=_HEAD, bottom=_FOOT) for column in columns]
        self.outlines = VGroup(*(one.hold(Outline(width=side, height=side)) for one in places))
        self.outlines.set_stroke(theme.EDGE, theme.STROKE_THIN)
        self.strips = VGroup(*(self._matrix(i, counts.strip.cite()) for i in range(4)))
        self.wholes = VGroup(*(self._matrix(i, counts.matrices.cite(i)) for i in range(4)))
        self.heads = VGroup(*(VGroup() for _ in range(4)))  # all but the first
        self.names, self.weights, self.held = (
            VGroup(*map(part, range(4))) for part in (self._name, self._weight, self._below)
        )
        self.brace = brace_below(self.outlines)
        self.brace_of_all = self.brace.copy().shift(DOWN * _HELD)
        self.in_head = _sum_below(self.brace, counts.head.cite(), "in one head")
        self.in_block = _sum_below(self.brace_of_all, counts.block.cite(), "in one block")
        super().__init__(self.outlines, self.strips, self.names)

    def _matrix(self, role: int, cited: Citation) -> Rectangle:
        drawn = matrix(cited, self._side, self._law, _GROUP, lies=role == _UP)
        edge = UP if role == _UP else LEFT
        return drawn.set_fill(hues()[role]).move_to(self.outlines[role], aligned_edge=edge)

    def beside_each_other(self) -> Animation:
        """Let strip after strip come, a head's beside that of the head before."""
        return AnimationGroup(*(self._marching(role) for role in range(4)))

    def _marching(self, role: int) -> Animation:
        strip, way = self.strips[role], DOWN if role == _UP else RIGHT
        step = way * (strip.height if role == _UP else strip.width)
        count = int(self._counts.copies.cite(role).value)
        seamed = strip.copy().set_stroke(theme.GROUND, _SEAM)
        self.heads[role].add(*(seamed.copy().shift(step * place) for place in range(1, count)))
        coming = (FadeIn(one, shift=_FROM * step) for one in self.heads[role])
        return LaggedStart(*coming, lag_ratio=0.1)

    def _name(self, role: int) -> Text:
        name = Text(_WORDS[role], size=theme.SIZE_TOKEN, color=hues()[role])
        return name.next_to(self.outlines[role], UP).stand_on(self._baseline(role))

    def _weight(self, role: int) -> VGroup:
        copies = self._counts.copies.cite(role)
        times = Numeral(copies, decimals=0, size=theme.SIZE_LABEL, prefix="×")
        heads = Text("heads", size=theme.SIZE_LABEL)
        written = line(Formula(FORMULAS[_WEIGHTS[role]]), times, heads)  # on the height 0
        return written.set_x(self.outlines[role].get_x()).shift(UP * self._baseline(role))

    def _baseline(self, role: int) -> float:
        return self.outlines[role].get_top()[1] + _ABOVE

    def _below(self, role: int) -> Numeral:
        number = count(self._counts.matrices.cite(role), size=theme.SIZE_TOKEN)
        return number.next_to(self.outlines[role], DOWN, buff=0.15)


def _sum_below(brace: Mobject, cited: Citation, words: str) -> VGroup:
    """Write what a brace holds together."""
    number = count(cited, size=0.5, color=theme.HIGHLIGHT)
    said = line(number, Text(words, size=theme.SIZE_TOKEN), gap=0.3)
    return said.next_to(brace, DOWN, buff=0.12)
