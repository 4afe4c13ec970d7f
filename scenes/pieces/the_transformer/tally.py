"""What each removal costs: the machine as it was then, small, and how much came out right."""

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
    FadeOut,
    GrowFromEdge,
    LaggedStart,
    Succession,
    TransformFromCopy,
    VGroup,
)

from scenes import theme
from scenes.pieces.the_transformer.told import UNPLUGGED, Told
from scenes.stage.claims import Encoding, shows
from scenes.stage.layout import Room, line, stage
from scenes.stage.phrases import Phrase, phrase
from scenes.stage.shapes import Outline, Rectangle
from scenes.stage.text import Numeral, Text

_COUNT, _SIZE, _NAME = 0.7, 0.48, 0.48
_GAP, _APART, _ABOVE = 0.32, 0.08, 0.2  # between columns; within one; from it to its name
_FLAT, _HIGH, _NOTHING = 0.74, 0.16, 1e-4  # of a small machine; of a bar, and an empty bar's width
_AROUND, _ROW = 0.5, 3.6  # of the stage: beside all columns; above the words, where they are one
_ASIDE, _LARGE = 0.5, 1.7  # the words, beside the columns and below them


class Tally:
    """A column for each removal in a room: a small machine with its holes, a bar and a count."""

    def __init__(self, room: Room, told: Told) -> None:
        self._told, whole = told, told.surveys.translated.cite()
        self._rooms = room.columns(*(1 for _ in UNPLUGGED), gap=_GAP)
        self._law = partial(theme.proportional, unit=self._rooms[0].width / whole.value)
        of = Text("of", size=_SIZE), Numeral(whole, decimals=0, size=_SIZE)
        self.words = line(*of, Text("unseen sentences right", size=_SIZE))
        self.machines, self._counts = VGroup(), VGroup()

    def come(self, name: str, machine: VGroup) -> Animation:
        """Let the machine as it is now be kept small, and below it what it gets right."""
        room, right = self._rooms[len(self.machines)], self._told.exact(name).cite()
        small = machine.copy().stretch_to_fit_width(room.width).stretch_to_fit_height(_FLAT)
        room.hold(small.set_z_index(0), UP)
        outline = Outline(width=room.width, height=_HIGH)
        outline.set_stroke(theme.QUIET, theme.STROKE_THIN).next_to(small, DOWN, buff=_APART)
        bar = Rectangle(width=max(_NOTHING, self._law(right.value)), height=_HIGH, stroke_width=0)
        bar.set_fill(theme.HIGHLIGHT, 1).move_to(outline, aligned_edge=LEFT)
        shows(bar, Encoding(right, "width", self._law, group="right"))
        count = Numeral(right, decimals=0, size=_COUNT, color=theme.HIGHLIGHT)
        count.next_to(outline, DOWN, buff=_APART)
        first, moved = self._beside(small)
        self.machines.add(small)
        self._counts.add(VGroup(outline, bar, count))
        filling = GrowFromEdge(bar, LEFT), FadeIn(outline, count, *first)
        lifted = TransformFromCopy(machine, small, run_time=0.6)
        return Succession(AnimationGroup(lifted, *moved), AnimationGroup(*filling, run_time=0.9))

    def _beside(self, small: VGroup) -> tuple[list[VGroup], list[Animation]]:
        """Let the words stand beside the last small machine: they come, or they make room."""
        place = self.words.copy().next_to(small, RIGHT, buff=_ASIDE)
        if len(self.machines):
            return [], [self.words.animate(run_time=0.6).move_to(place)]
        return [self.words.move_to(place)], []

    def fill_stage(self) -> Animation:
        """Let all columns come near, and above each what was out."""
        whole, beside = VGroup(self.machines, self._counts), self.words
        factor = (stage().width - _AROUND) / whole.width
        row, below = stage().inset(top=2 * _NAME).rows(_ROW, 1)
        near, self.words = row.hold(whole.copy().scale(factor)), beside.copy().scale(_LARGE)
        self._names = VGroup(
            Text(_called(name), size=_NAME).next_to(machine, UP, buff=_ABOVE)
            for name, machine in zip(UNPLUGGED, near[0], strict=True)
        )
        growing = whole.animate.scale(factor).move_to(near)
        coming = FadeIn(self._names, below.hold(self.words))
        return LaggedStart(FadeOut(beside), growing, coming, lag_ratio=0.7)

    def machine(self, name: str) -> VGroup:
        """Give the small machine that has such parts out."""
        return self.machines[list(UNPLUGGED).index(name)]

    def leave(self, machine: VGroup) -> Animation:
        """Let all go but one small machine."""
        others = (one for one in self.machines if one is not machine)
        return FadeOut(*others, self._counts, self.words, self._names)


def _called(name: str) -> Phrase:
    """Say what was out."""
    return {
        "encoder self-attention": phrase("self-attention"),
        "both": phrase("both"),
        "cross-attention": phrase("cross-attention"),
        "feed-forward": phrase("feed-forward"),
    }[name]
