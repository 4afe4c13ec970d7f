"""The cards between the parts of the film: what the next part is about, and where it stands."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import ClassVar

import numpy as np
from manim import (
    RIGHT,
    AnimationGroup,
    Circle,
    FadeIn,
    LaggedStart,
    Line,
    Scene,
    TransformFromCopy,
    VGroup,
)

from scenes import theme
from scenes.stage.cited import Declared
from scenes.stage.text import Text
from scenes.storyboard import CHAPTERS, PARTS, Entry, Part, heading, part_of

_SIZE_NUMERAL, _SIZE_NAME, _SIZE_HEADING = 0.43, 0.92, 0.42
_NAME_BASELINE, _NUMERAL_BASELINE = 1.9, 2.95
_LIST_MIDDLE = -0.35
_ROW, _COLUMN_GAP, _ONE_COLUMN, _WIDEST = 0.68, 0.9, 4, 12.6
_STRING_HEIGHT, _STRING_ENDS = -2.85, 6.2
_BEAD, _PART_GAP = 0.085, 1.2  # the gap between parts in gaps between chapters
_REST = 1.4


class PartCard(Scene):
    """The chapters of the film on one string; those of the next part rise and say their names."""

    takes_choices: ClassVar[str] = "theme"  # it shows no number and has no caption

    @property
    def part(self) -> Part:
        return next(part for part in PARTS if part.card == type(self).__name__)

    def render(self, preview: bool = False) -> bool:
        with theme.painted({}, os.environ):
            return super().render(preview)

    def setup(self) -> None:
        self.camera.background_color = theme.GROUND

    def construct(self) -> None:
        entries = [entry for entry in CHAPTERS if part_of(entry) is self.part]
        beads = _Beads(CHAPTERS)
        for entry in CHAPTERS:
            if entry.number < self.part.numbers.start:
                beads.of(entry).set_fill(theme.EDGE, 1)
        self.add(beads.string, beads)
        self.name_part(beads, entries)
        self.let_chapters_rise(beads, entries)
        self.wait(_REST)

    def name_part(self, beads: _Beads, entries: Sequence[Entry]) -> None:
        """Light the part's beads, and let its name grow out of them."""
        own = VGroup(*(beads.of(entry) for entry in entries))
        numeral = Text(self.part.called, size=_SIZE_NUMERAL, color=theme.HIGHLIGHT)
        name = Text(self.part.name, size=_SIZE_NAME)
        numeral.stand_on(_NUMERAL_BASELINE)
        name.stand_on(_NAME_BASELINE)
        self.play(
            own.animate.set_fill(theme.HIGHLIGHT, 1).set_stroke(theme.HIGHLIGHT).scale(1.25),
            FadeIn(VGroup(numeral, name), target_position=own.get_center(), scale=0.3),
            run_time=theme.NORMAL,
        )

    def let_chapters_rise(self, beads: _Beads, entries: Sequence[Entry]) -> None:
        """Send each chapter's bead to its line of the list, where it says what it is."""
        rises = []
        for entry, (mark, line) in zip(entries, _list(entries), strict=True):
            rise = TransformFromCopy(beads.of(entry), mark)
            say = FadeIn(line, shift=0.2 * RIGHT, run_time=theme.QUICK)
            rises.append(AnimationGroup(rise, say, lag_ratio=0.7))
        self.play(LaggedStart(*rises, lag_ratio=0.18, run_time=theme.SLOW))


class PartOne(PartCard):
    pass


class PartTwo(PartCard):
    pass


class PartThree(PartCard):
    pass


class PartFour(PartCard):
    pass


class PartFive(PartCard):
    pass


class PartSix(PartCard):
    pass


class Appendix(PartCard):
    pass


class _Beads(VGroup):
    """A bead for each chapter, on a string, with room between the parts."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.entries = tuple(entries)
        steps = [0.0]
        for before, after in zip(entries, entries[1:], strict=False):
            steps.append(1.0 if part_of(before) is part_of(after) else 1.0 + _PART_GAP)
        places = np.cumsum(steps) - sum(steps) / 2
        unit = min(1.0, 2 * _STRING_ENDS / max(1.0, sum(steps)))
        super().__init__(*(_bead().move_to([unit * place, _STRING_HEIGHT, 0]) for place in places))
        self.string = Line(
            self.get_left(), self.get_right(), color=theme.LINE, stroke_width=theme.STROKE_THIN
        )

    def of(self, entry: Entry) -> Circle:
        return self[self.entries.index(entry)]


def _bead() -> Circle:
    bead = Circle(radius=_BEAD, color=theme.EDGE, stroke_width=theme.STROKE_THIN)
    return bead.set_fill(theme.GROUND, 1)


def _list(entries: Sequence[Entry]) -> list[tuple[Circle, Text]]:
    """Set the chapters' headings in one column, or in two if they are many."""
    lines = [_line(entry) for entry in entries]
    columns = 1 if len(lines) <= _ONE_COLUMN else 2
    rows = -(-len(lines) // columns)
    blocks = VGroup()
    for start in range(0, len(lines), rows):
        block = VGroup()
        for row, (mark, text) in enumerate(lines[start : start + rows]):
            height = ((rows - 1) / 2 - row) * _ROW
            mark.move_to([0, height, 0])
            text.next_to(mark, RIGHT, buff=0.3).stand_on(height - 0.13)
            block.add(mark, text)
        blocks.add(block)
    for before, after in zip(blocks, blocks[1:], strict=False):
        after.shift(RIGHT * (before.get_right()[0] + _COLUMN_GAP - after.get_left()[0]))
    blocks.scale(min(1.0, _WIDEST / blocks.width)).move_to([0, _LIST_MIDDLE, 0])
    return lines


def _line(entry: Entry) -> tuple[Circle, Text]:
    mark = _bead().set_fill(theme.HIGHLIGHT, 1).set_stroke(theme.HIGHLIGHT)
    said = f"{entry.number} · {heading(entry)}"
    return mark, Text(said, size=_SIZE_HEADING, declared=Declared("chapter number"))
