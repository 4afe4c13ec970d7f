"""What came of two sentences: each English word that was plugged in, and the French for it."""

from __future__ import annotations

from manim import (
    DOWN,
    LEFT,
    Animation,
    AnimationGroup,
    FadeIn,
    LaggedStart,
    ReplacementTransform,
    VGroup,
)

from scenes import theme
from scenes.formulas import FORMULAS
from scenes.mobjects.formula import Formula
from scenes.pieces.self_and_cross.told import GIVEN, LATE, Told
from scenes.stage.cited import Declared
from scenes.stage.gender import hue_of_gender
from scenes.stage.layout import Room, line
from scenes.stage.text import Text

_SIZE, _GAP, _PITCH = 0.92, 0.35, 0.6


class Outcomes(VGroup):
    """Two lines, the second of which is of the sentence that is plugged in now."""

    def __init__(self, told: Told, room: Room) -> None:
        super().__init__(*(_line(told, which) for which in (GIVEN, LATE)))
        self.arrange(DOWN, buff=_PITCH, aligned_edge=LEFT)
        room.hold(self, shrink=True)

    def come(self, english: Text, french: Text) -> Animation:
        """Let what is written go into its line, and the other line come back."""
        before, (own, *arrow, word) = self
        moved = ReplacementTransform(english.copy(), own), ReplacementTransform(french, word)
        return LaggedStart(AnimationGroup(*moved), FadeIn(*arrow, before), lag_ratio=0.8)


def _line(told: Told, which: int) -> VGroup:
    written = told.written(which)
    english = Text(told.adjective(which), size=_SIZE, color=theme.KEY, declared=Declared("token"))
    french = Text(written, size=_SIZE, color=hue_of_gender(written))
    return line(english, Formula(FORMULAS["becomes"], size=_SIZE), french, gap=_GAP)
