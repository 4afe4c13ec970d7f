"""The cards between the parts of the film: how far the word that it follows has come."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from manim import UP, Circle, FadeIn, LaggedStart, Line, VGroup

from scenes import theme
from scenes.stage.card import Card
from scenes.stage.text import Text
from scenes.storyboard import CHAPTERS, PARTS, Entry, Part, part_of

_SIZE_NUMERAL, _SIZE_NAME, _SIZE_STEP, _SIZE_WORD = 0.43, 0.92, 0.5, 0.75
_NUMERAL_BASELINE, _NAME_BASELINE, _STEP_BASELINE = 2.35, 1.15, 0.2
_STRING_HEIGHT, _STRING_ENDS = -2.2, 5.6
_ABOVE_STRING = 0.45  # from the string up to the baseline of the word that travels on it
_BEAD, _PART_GAP = 0.085, 1.2  # the gap between parts in gaps between chapters
_TRAVEL, _REST = 1.2, 0.4


class PartCard(Card):
    """The chapters of the film on one string, along which a word travels towards its French."""

    @property
    def part(self) -> Part:
        return next(part for part in PARTS if part.card == type(self).__name__)

    def construct(self) -> None:
        entries = [entry for entry in CHAPTERS if part_of(entry) is self.part]
        beads = _Beads(CHAPTERS)
        before = [entry for entry in CHAPTERS if entry.number < self.part.numbers.start]
        for entry in before:
            beads.of(entry).set_fill(theme.EDGE, 1)
        self.add(beads.string, beads)
        word = Text(self.part.word, size=_SIZE_WORD).stand_on(_STRING_HEIGHT + _ABOVE_STRING)
        self.open_with(word.set_x(beads.of((before or entries)[-1 if before else 0]).get_x()))
        self.leave_with(word)
        self.name_part()
        self.let_it_travel(word, beads, entries)
        self.wait(_REST)

    def name_part(self) -> None:
        lines = (
            Text(self.part.called, size=_SIZE_NUMERAL, color=theme.QUIET),
            Text(self.part.name, size=_SIZE_NAME),
            Text(self.part.step, size=_SIZE_STEP, color=theme.QUIET),
        )
        for line, baseline in zip(
            lines, (_NUMERAL_BASELINE, _NAME_BASELINE, _STEP_BASELINE), strict=True
        ):
            line.stand_on(baseline)
        said = (FadeIn(line, shift=UP * 0.2) for line in lines)
        self.play(LaggedStart(*said, lag_ratio=0.4), run_time=theme.NORMAL)

    def let_it_travel(self, word: Text, beads: _Beads, entries: Sequence[Entry]) -> None:
        """Let the word pass from where it was to the part's middle, whose beads light up."""
        own = VGroup(*(beads.of(entry) for entry in entries))
        lit = (bead.animate.set_fill(theme.INK, 1).set_stroke(theme.INK) for bead in own)
        self.play(
            word.animate.set_x(own.get_x()),
            LaggedStart(*lit, lag_ratio=0.3),
            run_time=_TRAVEL,
        )


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
        for before, after in pairwise(entries):
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
