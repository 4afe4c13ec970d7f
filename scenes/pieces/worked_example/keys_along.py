"""How far each key reaches along a query: where its tip falls on the query's line."""

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

from scenes import theme
from scenes.pieces.worked_example.projections import Projections
from scenes.pieces.worked_example.third_row import ENTRY, ThirdRow
from scenes.pieces.worked_example.vector_plane import places
from scenes.pieces.worked_example.written import Written
from scenes.stage.cited import Quantity

_FOOT = 0.12


class KeysAlong(VGroup):
    """The keys, the query's line, and where each key's tip falls on it."""

    def __init__(self, drawn: Projections, row: ThirdRow) -> None:
        self._plane, self.keys = drawn.plane, drawn.made("key")
        self.line = self._plane.line_along(row("query"))
        self.feet, self._nearer = (self._dots(row.feet(one)) for one in ("scores", "scaled"))
        ends = zip(places(row.of_head("key")), places(row.feet("scores")), strict=True)
        self.falls = VGroup(*(self._plane.dashed(*pair, theme.KEY) for pair in ends))
        super().__init__(self.line, self.keys, self.falls, self.feet)

    def measure(self) -> Animation:
        """Let the tip of the key whose score is worked out fall onto the query's line, alone."""
        waiting = (one.animate.set_color(theme.DIM) for i in self._others for one in self._key(i))
        return AnimationGroup(*waiting, Succession(Create(self.line), self._fall(ENTRY)))

    def measure_others(self, scores: Written) -> Animation:
        """Let each other tip fall, and its score be written meanwhile."""
        falling = (
            AnimationGroup(
                *(one.animate.set_color(theme.KEY) for one in self._key(i)),
                self._fall(i),
                scores.fill_cell(i),
            )
            for i in self._others
        )
        return LaggedStart(*falling, lag_ratio=0.6)

    def come_nearer(self) -> Animation:
        """Let all feet come nearer by what the scores are divided by."""
        old, self.feet = self.feet, self._nearer
        moves = map(ReplacementTransform, old, self.feet)
        return AnimationGroup(FadeOut(self.falls), *moves)

    def hide_last(self) -> Animation:
        """Let the last key go."""
        return FadeOut(self.keys.arrows[-1], self.keys.names[-1], self.feet[-1])

    def leave(self) -> Animation:
        """Let the line go, and all that is left of the keys."""
        left = (part[:-1] for part in (self.keys.arrows, self.keys.names, self.feet))
        return FadeOut(self.line, *left)

    @property
    def _others(self) -> list[int]:
        return [i for i in range(len(self.falls)) if i != ENTRY]

    def _key(self, at: int) -> tuple[Mobject, Mobject]:
        return self.keys.arrows[at], self.keys.names[at]

    def _fall(self, key: int) -> Animation:
        return Succession(Create(self.falls[key]), FadeIn(self.feet[key], scale=2))

    def _dots(self, feet: Quantity) -> VGroup:
        dots = (self._plane.dot(*at, color=theme.POSITIVE, radius=_FOOT) for at in places(feet))
        return VGroup(*dots)
