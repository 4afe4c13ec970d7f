"""Who looks at whom in three kinds of attention: the weights of one head of each, as maps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from manim import (
    DOWN,
    LEFT,
    RIGHT,
    Animation,
    FadeIn,
    FadeOut,
    Restore,
    TransformFromCopy,
    VGroup,
)

from attention_math.trace import Kind
from scenes import theme
from scenes.mobjects.blocks import Block
from scenes.mobjects.heat_map import HeatMap
from scenes.mobjects.row_labels import RowLabels
from scenes.pieces.the_transformer.rooms import rooms
from scenes.stage.cited import Declared, Quantity, Word
from scenes.stage.layout import Room
from scenes.stage.phrases import phrase
from scenes.stage.shapes import Outline
from scenes.stage.text import Text

_CELL, _NOTE = 0.175, 0.28
_ROW, _BESIDE = 0.34, 0.12  # of words beside rows: their size, and how near they are


def kinds_beside(layer: int) -> list[tuple[int, Kind]]:
    """Say of which of two layers each kind is shown: a decoder's layer names one trace alone."""
    return [(layer, "self"), (3 - layer, "masked"), (layer, "cross")]


class ThreeMaps(VGroup):
    """Below each other, each to be named by what its rows may look at."""

    def __init__(self, weights: Sequence[Quantity], words: Sequence[Word]) -> None:
        self._words, places = words, rooms().aside.inset(left=0.2).rows(1, 1, 1)
        self.maps = [_map(*one) for one in zip(weights, places, strict=True)]
        super().__init__(*self.maps)

    def come(self, place: int, block: Block) -> Iterator[Animation]:
        """Let a map come out of its block, which lights up."""
        outline, cells = self.maps[place]
        yield light_up(block)
        yield TransformFromCopy(block.box, cells)
        yield FadeIn(outline)

    def come_near(self, block: Block) -> Iterator[Animation]:
        """Let the first come large, its rows named, beside a block that does what it shows."""
        room, first = rooms().beside, self.maps[0]
        first.save_state()
        first.scale(min(room.width / first.width, room.height / first.height))
        room.hold(first, RIGHT)
        heights = [row.get_y() for row in first[1].cells()[:: len(self._words)]]
        right = first.get_left()[0] - _BESIDE
        self._rows = RowLabels(self._words, heights, right=right, size=_ROW, color=theme.QUERY)
        yield from self.come(0, block)
        yield FadeIn(self._rows, lag_ratio=0.2)

    def go_back(self) -> list[Animation]:
        """Let it go to its place small, beside the decoder."""
        return [Restore(self.maps[0]), FadeOut(self._rows)]

    def tell(self, place: int, layer: int, head: int) -> VGroup:
        """Say what its rows may look at, and of which head the weights are."""
        said = (phrase("each other"), phrase("only back"), phrase("other sentence"))[place]
        source = phrase("layer {layer}, head {head}", layer=layer, head=head)
        declared = Declared("number of a head")
        note = Text(source, size=_NOTE, color=theme.QUIET, declared=declared)
        named = VGroup(Text(said, size=theme.SIZE_LABEL), note)
        named.arrange(DOWN, buff=0.14, aligned_edge=LEFT)
        self.add(named.next_to(self.maps[place], RIGHT, buff=0.25))
        return named


def light_up(block: Block) -> Animation:
    """Let a block be seen that does what a map shows."""
    return block.box.animate.set_stroke(theme.HIGHLIGHT, theme.STROKE_FRAME)


def _map(weights: Quantity, room: Room) -> VGroup:
    rows, columns = weights.shape
    drawn = HeatMap(weights, width=columns * _CELL, height=rows * _CELL)
    outline = Outline(width=drawn.width, height=drawn.height)
    outline.set_stroke(theme.EDGE, theme.STROKE_THIN)
    return room.hold(VGroup(outline, drawn), LEFT)
