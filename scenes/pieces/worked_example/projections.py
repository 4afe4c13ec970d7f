"""Four vectors on a plane, and the queries, keys and values that three maps make of them."""

from __future__ import annotations

from collections.abc import Sequence

from manim import (
    Animation,
    AnimationGroup,
    Create,
    FadeOut,
    LaggedStart,
    Mobject,
    ReplacementTransform,
    TransformFromCopy,
    VGroup,
)

from scenes import theme
from scenes.mobjects.motion import become, exchange
from scenes.pieces.worked_example.guess import Guess
from scenes.pieces.worked_example.third_row import SEEN, ThirdRow
from scenes.pieces.worked_example.vector_plane import Place, VectorPlane, Vectors
from scenes.pieces.worked_example.worksheet import ROW
from scenes.stage.cited import Word
from scenes.stage.layout import Room


class Projections(VGroup):
    """One plane for all of them, one kind at a time.

    ``guess`` is where the one that is followed ends if it takes as much of each vector that it may
    see.
    """

    def __init__(self, room: Room, row: ThirdRow, words: Sequence[Word]) -> None:
        self._room, self._row, self._words = room, row, words
        self.plane = VectorPlane(room, "inputs")
        self.inputs = self._drawn_inputs().light(ROW)
        self.guess = Guess(self.plane, tuple(row.evenly(row.inputs).each()))
        super().__init__(self.plane, self.inputs, self.guess)

    def made(self, role: str) -> Vectors:
        """Draw all keys, or all values."""
        return self.plane.vectors(self._row.of_head(role), theme.hue_of(role), self._words, role)

    def came(self) -> VGroup:
        """Draw once more what came in, and its word."""
        return VGroup(*(part[ROW] for part in self._drawn_inputs()))

    def turn(self, of: str) -> Animation:
        """Let the plane, and on it the guess, be as large as vectors ``of`` a kind allow."""
        plane, guess = self.plane, self.guess
        self.plane = VectorPlane(self._room, of)
        self.guess = Guess(self.plane, *guess.places)
        return AnimationGroup(ReplacementTransform(plane, self.plane), guess.become(self.guess))

    def go_on(self, place: Place) -> Animation:
        """Let the guess go where more is known to lead it."""
        guess, self.guess = self.guess, self.guess.moved(place)
        return guess.become(self.guess)

    def meet(self) -> list[Animation]:
        """Let the vectors that are seen come forward, those alone that a guess is made of."""
        return [one.animate.set_color(theme.INK) for one in self.inputs.arrows[:SEEN]]

    def go_to(self, room: Room) -> Animation:
        """Let all of it go to another room, where the one that is followed is lit alone."""
        self._room, old = room, self.inputs
        turning, self.inputs = self.turn("inputs"), self._drawn_inputs().light(ROW)
        names = become(old.names, self.inputs.names)
        return AnimationGroup(turning, become(old.arrows, self.inputs.arrows), names)

    def step(self) -> Animation:
        """Go across and then down as the two numbers say that are followed."""
        self._legs = self.plane.legs(*self._row.inputs[ROW].each())
        return LaggedStart(*map(Create, self._legs), lag_ratio=1)

    def ask(self) -> Animation:
        """Let the vector that is followed send out its query."""
        self.query = self._drawn_query()
        asking = TransformFromCopy(self.inputs.arrows[ROW], self.query)
        return AnimationGroup(FadeOut(self._legs), asking)

    def answer(self) -> Animation:
        """Let every vector turn into its key, on a plane that is as large as keys allow."""
        turning, query = self.turn("key"), self.query
        self.keys, self.query = self.made("key"), self._drawn_query()
        arrows = become([*self.inputs.arrows, query], [*self.keys.arrows, self.query])
        names = exchange(self.inputs.names, self.keys.names)
        return AnimationGroup(turning, arrows, names)

    def _drawn_inputs(self) -> Vectors:
        return self.plane.vectors(self._row.inputs, theme.INK, self._words, "inputs")

    def _drawn_query(self) -> Mobject:
        queries = self.plane.vectors(self._row.of_head("query"), theme.QUERY)
        return queries.arrows[ROW].set_z_index(1)
