"""Four vectors on a plane, and the queries, keys and values that three maps make of them."""

from __future__ import annotations

from collections.abc import Sequence

from manim import (
    Animation,
    AnimationGroup,
    Create,
    FadeIn,
    FadeOut,
    LaggedStart,
    Mobject,
    TransformFromCopy,
    VGroup,
)

from scenes import theme
from scenes.mobjects.motion import become, exchange
from scenes.pieces.worked_example.guess import Guess
from scenes.pieces.worked_example.third_row import SEEN, ThirdRow
from scenes.pieces.worked_example.vector_plane import VectorPlane, Vectors
from scenes.pieces.worked_example.worksheet import ROW
from scenes.stage.cited import Word
from scenes.stage.layout import Room


class Projections(VGroup):
    """One plane for all of them, one kind at a time.

    ``guess`` is where the one that is followed ends if it takes as much of each vector that it may
    see.
    """

    def __init__(self, room: Room, row: ThirdRow, words: Sequence[Word]) -> None:
        self.plane, self._row, self._words = VectorPlane(room), row, words
        self.inputs = self.plane.vectors(row.inputs, theme.INK, words, "inputs").light(ROW)
        self.legs = self.plane.legs(*row.inputs[ROW].each())
        queries = self.plane.vectors(row.of_head("query"), theme.QUERY)
        self.query = queries.arrows[ROW].set_z_index(1)
        self.guess = Guess(self.plane, row.evenly(row.inputs))
        self.came = VGroup(*(part[ROW].copy() for part in self.inputs))
        super().__init__(self.plane)

    def made(self, role: str) -> Vectors:
        """Draw all keys, or all values."""
        return self.plane.vectors(self._row.of_head(role), theme.hue_of(role), self._words, role)

    def step(self) -> Animation:
        """Go across and then down as the two numbers say that are followed."""
        return LaggedStart(*map(Create, self.legs), lag_ratio=1)

    def meet(self) -> list[Animation]:
        """Let the vectors that are seen come forward, those alone that a guess is made of."""
        seen = (one.animate.set_color(theme.INK) for one in self.inputs.arrows[:SEEN])
        return [FadeOut(self.legs), *seen]

    def ask(self) -> Animation:
        """Let the vector that is followed send out its query, and the others step back."""
        asking = TransformFromCopy(self.inputs.arrows[ROW], self.query)
        gone = (one.animate.set_color(theme.DIM) for one in self.others())
        return AnimationGroup(asking, *gone)

    def answer(self, keys: Vectors) -> Animation:
        """Let every vector turn into its key."""
        arrows = become(self.inputs.arrows, keys.arrows)
        return AnimationGroup(arrows, exchange(self.inputs.names, keys.names))

    def others(self) -> list[Mobject]:
        """Return the arrows that are not followed."""
        return [one for i, one in enumerate(self.inputs.arrows) if i != ROW]

    def come_back(self) -> Animation:
        """Let what came in be seen once more."""
        return FadeIn(self.came)
