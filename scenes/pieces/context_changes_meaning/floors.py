"""The layers as floors, from the top down, and on each the sentences with a like neighbour."""

from __future__ import annotations

from functools import partial

from manim import LEFT, RIGHT, Animation, FadeIn, LaggedStart, Succession, VGroup

from scenes import theme
from scenes.pieces.context_changes_meaning.measured import Measured
from scenes.stage.claims import Encoding, Furniture, shows
from scenes.stage.layout import Room
from scenes.stage.shapes import Outline, Rectangle, Square
from scenes.stage.text import Numeral, Text

_NUMBER, _ROOM, _OF_PITCH, _OF_CELL = 0.42, 0.75, 0.62, 0.8
_NAME = 0.3


class Floors(VGroup):
    """A floor for what enters, and one for each layer; `fill` lights what was measured there.

    A cell is lit if the nearest neighbour of its sentence has the same sense; its column is that
    of the sentence, and the number beside says how many are lit.
    """

    def __init__(self, told: Measured, room: Room) -> None:
        self.told = told
        layers, sentences = told.same.shape
        head, inner, foot = room.rows(1.25, 7, 0.6)
        legend, head = head.rows(1, 1)
        inner = inner.inset(right=_ROOM)
        heights = inner.heights(layers)
        pitch, self._cell = heights[0] - heights[1], inner.width / sentences
        self.floors = VGroup(
            *(
                Outline(width=inner.width, height=_OF_PITCH * pitch, stroke_color=theme.EDGE,
                        stroke_width=theme.STROKE_THIN).move_to([inner.center[0], y, 0])
                for y in heights
            )
        )  # fmt: skip
        self.ends = VGroup(
            head.hold(Text("what enters: word and place", size=_NAME, color=theme.QUIET), LEFT),
            foot.hold(Text("after six layers", size=_NAME, color=theme.QUIET), LEFT),
        )
        self.legend = legend.hold(Text("lit: its nearest has its sense", size=_NAME), LEFT)
        self.light = self._light(0)
        self.cells, self.numbers = VGroup(), VGroup()
        super().__init__(self.floors, self.ends)

    def sink(self, layer: int) -> Animation:
        """Let the light go to a floor."""
        return self.light.animate.move_to(self.floors[layer])

    def fill(self, layer: int) -> Animation:
        """Light the cells of a floor, then count them."""
        cells = VGroup(*(self._square(layer, i) for i in range(len(self.told.labels))))
        number = Numeral(self.told.counts.cite(layer), decimals=0, size=_NUMBER)
        number.next_to(self.floors[layer], RIGHT, buff=0.2)
        self.cells.add(cells)
        self.numbers.add(number)
        entering = LaggedStart(*map(FadeIn, cells), lag_ratio=0.08, run_time=0.6 * theme.NORMAL)
        return Succession(entering, FadeIn(number, scale=1.4, run_time=0.4 * theme.NORMAL))

    def _square(self, layer: int, sentence: int) -> Square:
        floor, shown = self.floors[layer], self.told.same.cite(layer, sentence)
        law = partial(theme.weight_color, hue=self.told.hue(sentence))
        square = Square(_OF_CELL * min(self._cell, floor.height), stroke_width=0)
        square.set_fill(law(shown.value), opacity=1)
        across = floor.get_left()[0] + (sentence + 0.5) * self._cell
        square.move_to([across, floor.get_y(), 0])
        return shows(square, Encoding(shown, "fill", law))

    def _light(self, layer: int) -> Rectangle:
        floor = self.floors[layer]
        light = Rectangle(width=floor.width + 0.12, height=floor.height + 0.12)
        light.set_stroke(theme.HIGHLIGHT, theme.STROKE_FRAME).move_to(floor)
        return shows(light, Furniture("light"))
