"""The layers side by side; a light goes from one to the next, and bars count on each."""

from __future__ import annotations

from functools import partial

from manim import (
    DOWN,
    UP,
    Animation,
    AnimationGroup,
    FadeIn,
    FadeOut,
    GrowFromEdge,
    ReplacementTransform,
    VGroup,
)

from scenes import theme
from scenes.pieces.context_changes_meaning.measured import Measured
from scenes.stage.claims import Encoding, Furniture, shows
from scenes.stage.layout import Room
from scenes.stage.shapes import Outline, Rectangle
from scenes.stage.text import Numeral, Text

_NUMBER, _OF_PITCH, _NAME, _LEGEND, _OVER = 0.5, 0.6, 0.3, 0.42, 0.1
_HEAD, _FOOT = 1.35, 0.5


class Layers(VGroup):
    """A column for what enters, and one for each layer; a full one would count every sentence.

    Where it is ``counting``, `fill` shows how many sentences have their nearest neighbour, in all
    dimensions, in their own sense.
    """

    def __init__(self, told: Measured, room: Room, *, counting: bool = False) -> None:
        self.counting = counting
        inner = room.inset(top=_HEAD * counting, bottom=_FOOT)
        pitch = inner.width / len(told.counts)
        self.columns = VGroup()
        for layer in range(len(told.counts)):
            column = Outline(width=_OF_PITCH * pitch, height=inner.height, stroke_color=theme.EDGE,
                             stroke_width=theme.STROKE_THIN)  # fmt: skip
            column.move_to(inner.center).set_x(inner.left + (layer + 0.5) * pitch)
            self.columns.add(column)
        first, *others = self.columns
        words = ("enters", VGroup(first)), ("layer by layer", VGroup(*others))
        self.ends = VGroup(
            *(Text(word, size=_NAME, color=theme.QUIET).next_to(part, DOWN, buff=0.15)
              for word, part in words)
        )  # fmt: skip
        self.light = Rectangle(width=0.8 * pitch, height=inner.height + 2 * _OVER)
        self.light.set_stroke(theme.HIGHLIGHT, theme.STROKE_FRAME).move_to(first)
        shows(self.light, Furniture("light"))
        super().__init__(self.columns, self.ends, self.light)
        self.legend = room.hold(Text("of twelve, in all dimensions", size=_LEGEND), UP)
        self.bars, self.numbers = VGroup(), VGroup()
        law = partial(theme.proportional, unit=inner.height / len(told.labels))
        for column, cited in zip(self.columns, told.counts.each(), strict=True):
            bar = Rectangle(width=column.width, height=law(cited.value), stroke_width=0)
            bar.set_fill(theme.INK, 1).align_to(column, DOWN).set_x(column.get_x())
            self.bars.add(shows(bar, Encoding(cited, "height", law, group="counts")))
            number = Numeral(cited, decimals=0, size=_NUMBER).next_to(column, UP, buff=0.2)
            self.numbers.add(number)

    def light_up(self, layer: int) -> Animation:
        """Let the light go to a layer."""
        return self.light.animate.move_to(self.columns[layer])

    def fill(self, layer: int) -> list[Animation]:
        """Let a bar grow if they are counted; the first and the last one have their number."""
        if not self.counting:
            return []
        growing = [GrowFromEdge(self.bars[layer], DOWN)]
        ends = 0, len(self.bars) - 1
        return growing + [FadeIn(self.numbers[layer])] * (layer in ends)

    def start_again(self, other: Layers) -> Animation:
        """Let the columns be empty again, for the bars of another word."""
        gone = FadeOut(self.bars, self.numbers[0], self.numbers[-1])
        return AnimationGroup(gone, ReplacementTransform(self, other))
