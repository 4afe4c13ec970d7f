"""One word, and a fan from it to the dictionary's lines that its sentences find."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

import numpy as np
from manim import (
    DOWN,
    LEFT,
    RIGHT,
    UP,
    Animation,
    AnimationGroup,
    Create,
    FadeIn,
    FadeOut,
    GrowFromEdge,
    LaggedStart,
    ReplacementTransform,
    VGroup,
)

from scenes import theme
from scenes.mobjects.motion import exchange
from scenes.pieces.context_changes_meaning.measured import Measured
from scenes.pieces.context_changes_meaning.sentences import one_row
from scenes.stage.claims import Encoding, Joins, shows
from scenes.stage.layout import Room
from scenes.stage.shapes import Dot, Path, Rectangle
from scenes.stage.text import Numeral, Text

_NAME, _SIZE, _NUMBER, _DOT, _THICK, _FULL, _THREAD = 0.56, 0.36, 0.46, 0.15, 0.44, 1.0, 3


class Definitions(VGroup):
    """Lines of a dictionary on the right, the word on the left."""

    def __init__(self, told: Measured, room: Room) -> None:
        self.told = told
        left, self._land, middle, self._right = room.columns(2.4, 1.5, 7.4, 2.0, gap=0.1)
        self.token, self.blocks = one_row(told, left), VGroup()
        rows = self._land.rows(*[1] * len(told.names))
        for sense, part in enumerate(middle.rows(*[1] * len(told.names))):
            name = Text(told.names[sense], size=_NAME, color=theme.SENSES[sense])
            given = told.dictionary.lines[sense].words()
            lines = (Text(one, size=_SIZE) for one in given if one)
            block = VGroup(name, *lines).arrange(DOWN, buff=0.12, aligned_edge=LEFT)
            self.blocks.add(part.hold(block, LEFT, shrink=True))
        self.landed, self.threads = self._landed(rows), VGroup()
        super().__init__(self.token, *self.blocks)

    def compare(self, sentence: int) -> VGroup:
        """Return a bar a line, as long as the sentence is like it, with its number."""
        cosines = self.told.cosines[sentence]
        law = partial(theme.proportional, unit=_FULL / cosines.limit())
        self.bars, self.numbers = VGroup(), VGroup()
        for sense, cited in enumerate(cosines.each()):
            bar = Rectangle(width=law(cited.value), height=_THICK, stroke_width=0)
            bar.set_fill(theme.SENSES[sense], 1).match_y(self.blocks[sense])
            bar.shift((self._right.left - bar.get_left()[0]) * RIGHT)
            self.bars.add(shows(bar, Encoding(cited, "width", law, group="cosines")))
            number = Numeral(cited, decimals=2, size=_NUMBER)
            self.numbers.add(number.next_to(bar, RIGHT, buff=0.15).match_y(bar))
        name = Text("cosine", size=_SIZE, color=theme.QUIET)
        self.numbers.add(name.next_to(self.bars[0], UP, buff=0.15, aligned_edge=LEFT))
        return self.bars

    def weigh(self) -> Animation:
        """Let the bars grow, and their numbers come."""
        growing = LaggedStart(*(GrowFromEdge(bar, LEFT) for bar in self.bars), lag_ratio=0.4)
        return LaggedStart(growing, FadeIn(self.numbers, lag_ratio=0.4), lag_ratio=0.5)

    def gather(self, dots: Iterable[Dot]) -> list[Animation]:
        """Let points go back into the word."""
        return [FadeOut(dot, target_position=self.token) for dot in dots]

    def find(self, *sentences: int) -> Animation:
        """Let points go, each on a thread from the word, to the lines that are found."""
        moves = []
        for sentence in sentences:
            coming = FadeIn(self.landed[sentence], target_position=self.token.get_right())
            self.threads.add(thread := self._thread(sentence))
            moves.append(AnimationGroup(Create(thread), coming))
        return LaggedStart(*moves, lag_ratio=0.2)

    def become(self, other: Definitions) -> Iterator[Animation]:
        """Let another word stand in the box, and its lines beside it."""
        yield ReplacementTransform(self.token.box, other.token.box)
        gone = self.token.label, *self.blocks, *self.threads, *self.landed
        yield exchange(gone, [other.token.label, *other.blocks])

    def _thread(self, sentence: int) -> Path:
        end = self.landed[sentence]
        start, goal = self.token.get_right(), end.get_center()
        bend = np.array([(goal[0] - start[0]) / 2, 0.0, 0.0])
        thread = Path(stroke_color=self.told.hue(sentence), stroke_width=_THREAD)
        thread.start_new_path(start)
        thread.add_cubic_bezier_curve_to(start + bend, goal - bend, goal)
        return shows(thread.set_z_index(-1), Joins(self.told.word.citation, end.claim.citation))

    def _landed(self, rows: Iterable[Room]) -> list[Dot]:
        """Put a point beside the line of each sentence, in the hue of its sense if it is found."""
        dots, found = [], [VGroup() for _ in self.told.names]
        for sentence, cited in enumerate(self.told.right.each()):
            law = partial(theme.weight_color, hue=self.told.hue(sentence))
            dot = Dot(radius=_DOT).set_fill(law(cited.value), opacity=1)
            dots.append(shows(dot, Encoding(cited, "fill", law)))
            found[self.told.labels.values[sentence]].add(dot)
        for room, column in zip(rows, found, strict=True):
            room.hold(column.arrange(DOWN, buff=0.07))
        return dots
