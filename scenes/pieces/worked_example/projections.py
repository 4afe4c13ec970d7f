"""Four vectors, and the queries, keys and values that three maps make of them."""

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
from scenes.mobjects.motion import become
from scenes.pieces.worked_example.guess import Guess
from scenes.pieces.worked_example.row_table import ROW
from scenes.pieces.worked_example.third_row import SEEN, ThirdRow
from scenes.pieces.worked_example.vector_plane import VectorPlane
from scenes.stage.cited import Word
from scenes.stage.layout import Room


class Projections(VGroup):
    """One plane for all of them; what was sent stays.

    ``first_guess`` is where the one that is followed ends if it takes as much of each vector that
    it may see, ``second_guess`` if it takes that of their values.
    """

    def __init__(self, room: Room, row: ThirdRow, words: Sequence[Word]) -> None:
        self.plane = VectorPlane(room)
        draw = self.plane.vectors
        self.inputs = draw(row.inputs, theme.INK, words, "inputs").light(ROW)
        self.legs = self.plane.legs(*row.inputs[ROW].each())
        self.made = {
            role: draw(row.of_head(role), theme.hue_of(role)) for role in ("query", "key", "value")
        }
        self.guess = self.first_guess = Guess(self.plane, row.evenly(row.inputs))
        self.second_guess = Guess(self.plane, row.evenly(row.of_head("value")), self.first_guess)
        super().__init__(self.plane, self.inputs)

    def step(self) -> Animation:
        """Go across and then down as the two numbers say that are followed."""
        return LaggedStart(*map(Create, self.legs), lag_ratio=1)

    def ask(self) -> Animation:
        """Let the vector that is followed send out its query."""
        asking = self.made["query"].arrows[ROW]
        return TransformFromCopy(self.inputs.arrows[ROW], asking)

    def send(self, role: str) -> Animation:
        """Let every vector send out what a map makes of it."""
        return self.inputs.send(self.made[role])

    def meet(self) -> list[Animation]:
        """Let the vectors that are seen come forward, those alone that a guess is made of."""
        seen = (arrow.animate.set_color(theme.INK) for arrow in self.inputs.arrows[:SEEN])
        return [FadeOut(self.legs), *seen]

    def swing(self) -> Animation:
        """Let the guess go from the mean of the vectors to that of their values."""
        guess, self.guess = self.guess, self.second_guess
        return AnimationGroup(guess.move_to_next(self.guess), FadeOut(*self.others()))

    def tell(self, words: VGroup) -> Animation:
        """Let the words of the others go to where all words stand in a column."""
        told = become(self.others(self.inputs.names), self.others(words))
        return AnimationGroup(told, FadeIn(words[ROW]))

    def others(self, parts: VGroup | None = None) -> list[Mobject]:
        """Return the arrows that are not followed, or such other parts."""
        return [one for i, one in enumerate(parts or self.inputs.arrows) if i != ROW]

    def known(self) -> tuple[Mobject, ...]:
        """Return what always stays: the vector that is followed, and where it is guessed to end."""
        return *self.followed(), self.guess

    def followed(self) -> tuple[Mobject, ...]:
        """Return the plane with the vector that is followed and its word alone."""
        return self.plane, *(part[ROW] for part in self.inputs)

    def looking(self) -> tuple[Mobject, ...]:
        """Return the query, and the keys that it is compared with."""
        return self.made["query"].arrows[ROW], self.made["key"]

    def recede(self) -> Animation:
        """Let the vectors step back that are not followed."""
        return AnimationGroup(*(one.animate.set_color(theme.DIM) for one in self.others()))
