"""How far each key reaches along a query, and what a query's length makes of it: its score."""

from __future__ import annotations

from manim import (
    Animation,
    AnimationGroup,
    Create,
    FadeIn,
    FadeOut,
    LaggedStart,
    Mobject,
    ReplacementTransform,
    Succession,
    VGroup,
)
from manim.utils.color import ManimColor

from scenes import theme
from scenes.mobjects.motion import become
from scenes.pieces.worked_example.projections import Projections
from scenes.pieces.worked_example.third_row import ENTRY, ThirdRow
from scenes.pieces.worked_example.vector_plane import places
from scenes.pieces.worked_example.written import Written
from scenes.stage.cited import Quantity

_FOOT = 0.12


class KeysAlong(VGroup):
    """The keys, the query's line, and where each key's tip falls on it."""

    def __init__(self, drawn: Projections, row: ThirdRow) -> None:
        self._plane, self.keys = drawn.plane, drawn.keys
        self.line = self._plane.line_along(row("query"))
        self._feet = self._dots(row.feet(), theme.KEY)
        along = (row.along(one) for one in ("scores", "scaled"))
        self.scores, self._nearer = (self._dots(one, theme.POSITIVE) for one in along)
        ends = zip(places(row.of_head("key")), places(row.feet()), strict=True)
        self.falls = VGroup(*(self._plane.dashed(*pair, theme.KEY) for pair in ends))
        super().__init__(self.line, self.keys, self.falls, self._feet)

    def measure(self) -> Animation:
        """Let the tip of the key whose score is worked out fall onto the query's line, alone."""
        waiting = (one.animate.set_color(theme.DIM) for i in self._others for one in self._key(i))
        return AnimationGroup(*waiting, Succession(Create(self.line), self._fall(ENTRY)))

    def shorten(self) -> Animation:
        """Let how far it reaches be multiplied by the query's length."""
        return self._shorten(ENTRY)

    def measure_others(self) -> Animation:
        """Let each other tip fall."""
        falling = (
            AnimationGroup(
                *(one.animate.set_color(theme.KEY) for one in self._key(i)), self._fall(i)
            )
            for i in self._others
        )
        return LaggedStart(*falling, lag_ratio=0.3)

    def shorten_others(self, scores: Written) -> Animation:
        """Let the length of the query shorten them too, and each score be written meanwhile."""
        each = (AnimationGroup(self._shorten(i), scores.fill_cell(i)) for i in self._others)
        return LaggedStart(*each, lag_ratio=0.15)

    def come_nearer(self) -> Animation:
        """Let all come nearer by what the scores are divided by."""
        old, self.scores = self.scores, self._nearer
        return AnimationGroup(FadeOut(self.falls), become(old, self.scores))

    def hide_last(self) -> Animation:
        """Let the last key go."""
        return FadeOut(self.keys.arrows[-1], self.keys.names[-1], self.scores[-1])

    def leave(self) -> Animation:
        """Let the line go, and all that is left of the keys."""
        left = (part[:-1] for part in (self.keys.arrows, self.keys.names, self.scores))
        return FadeOut(self.line, *left)

    @property
    def _others(self) -> list[int]:
        return [i for i in range(len(self.falls)) if i != ENTRY]

    def _key(self, at: int) -> tuple[Mobject, Mobject]:
        return self.keys.arrows[at], self.keys.names[at]

    def _fall(self, key: int) -> Animation:
        return Succession(Create(self.falls[key]), FadeIn(self._feet[key], scale=2))

    def _shorten(self, key: int) -> Animation:
        return ReplacementTransform(self._feet[key], self.scores[key])

    def _dots(self, rows: Quantity, color: ManimColor) -> VGroup:
        dots = (self._plane.dot(*at, color=color, radius=_FOOT) for at in places(rows))
        return VGroup(*dots)
