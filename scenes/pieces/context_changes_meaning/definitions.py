"""The dictionary's line of each sense; a sentence that finds its own lands beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from manim import DOWN, LEFT, RIGHT, Animation, TransformFromCopy, VGroup

from scenes import theme
from scenes.pieces.context_changes_meaning.measured import Measured
from scenes.stage.claims import Encoding, shows
from scenes.stage.layout import Room
from scenes.stage.shapes import Dot
from scenes.stage.text import Text

_NAME, _SIZE, _DOT = 0.4, 0.31, 0.12


class Definitions(VGroup):
    """Names in the hues of the senses, lines below them, and beside them who has found them."""

    def __init__(self, told: Measured, room: Room) -> None:
        self.names, self.lines, blocks = VGroup(), VGroup(), VGroup()
        for sense, name in enumerate(told.names):
            head = Text(name, size=_NAME, color=theme.SENSES[sense])
            rows = (Text(one, size=_SIZE) for one in told.dictionary.lines[sense].words() if one)
            below = VGroup(*rows).arrange(DOWN, buff=0.1, aligned_edge=LEFT)
            blocks.add(VGroup(head, below).arrange(DOWN, buff=0.14, aligned_edge=LEFT))
            self.names.add(head)
            self.lines.add(below)
        blocks.arrange(DOWN, buff=0.45, aligned_edge=LEFT)
        room.hold(blocks, LEFT, shrink=True)
        self.landed = [VGroup() for _ in self.names]
        self.found = self._found(told, blocks, room)
        super().__init__(*blocks)

    def fly(self, dots: Sequence[Dot]) -> Iterator[Animation]:
        """Let a copy of each point land where its sentence found its line."""
        for dot, found in zip(dots, self.found, strict=True):
            yield TransformFromCopy(dot, found)

    def _found(self, told: Measured, blocks: VGroup, room: Room) -> VGroup:
        every = VGroup()
        for sentence, cited in enumerate(told.right.each()):
            law = partial(theme.weight_color, hue=told.hue(sentence))
            dot = Dot(radius=_DOT).set_fill(law(cited.value), opacity=1)
            shows(dot, Encoding(cited, "fill", law))
            self.landed[told.labels.values[sentence]].add(dot)
            every.add(dot)
        for block, dots in zip(blocks, self.landed, strict=True):
            dots.arrange(DOWN, buff=0.06).match_y(block)
            dots.shift(RIGHT * (room.right - dots.get_right()[0]))
        return every
