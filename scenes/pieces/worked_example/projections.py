"""Four vectors on a plane, a guess at where one ends, and the query and the keys they make."""

from __future__ import annotations

from collections.abc import Sequence

from manim import (
    DL,
    DR,
    LEFT,
    UL,
    UR,
    Animation,
    AnimationGroup,
    FadeOut,
    ReplacementTransform,
    TransformFromCopy,
    VGroup,
)

from scenes import theme
from scenes.mobjects.motion import become, exchange
from scenes.pieces.worked_example.guess import Guess
from scenes.pieces.worked_example.third_row import ENTRY, SEEN, ThirdRow
from scenes.pieces.worked_example.vector_plane import Place, VectorPlane
from scenes.pieces.worked_example.worksheet import ROW
from scenes.stage.cited import Word
from scenes.stage.layout import Room, stage
from scenes.stage.text import Text

_ASKED, _FIRST = 0.72, 1.5  # how large it is asked; and how much larger while all else waits
_CORNERS, _ASIDE = (UR, DR), 0.5 * LEFT


class Projections(VGroup):
    """One plane for all of them; it begins in the middle of the stage, and its home is a room.

    ``guess`` is where the one that is followed ends if it takes as much of each vector that it may
    see, ``asked`` are the two answers that there can be.
    """

    def __init__(self, room: Room, row: ThirdRow, words: Sequence[Word]) -> None:
        self._room, self._row, self._words = room, row, words
        self.plane = VectorPlane(room)
        self.inputs = self.plane.vectors(row.inputs, theme.INK, words, "inputs").light(ROW)
        self.guess = Guess(self.plane, tuple(row.evenly(row.inputs).each()))
        self.asked = VGroup(self._at_corner("up?", UL), self._at_corner("down?", DL))
        super().__init__(self.plane, self.inputs, self.guess, self.asked)
        self._away = room.center[0] - stage().center[0]
        self.shift(self._away * LEFT)
        for mark, corner in zip(self.asked, _CORNERS, strict=True):
            mark.scale(_FIRST, about_edge=corner).shift(_ASIDE)

    @property
    def came(self) -> VGroup:
        """What came in of the one that is followed, and its word."""
        return VGroup(self.inputs.arrows[ROW], self.inputs.names[ROW])

    def ask(self) -> Animation:
        """Let the line between up and down be seen, and a guess appear."""
        lit = self.plane.x_axis.animate.set_stroke(theme.INK)
        return AnimationGroup(lit, self.guess.appear())

    def meet(self) -> list[Animation]:
        """Let the vectors that are seen come forward, those alone that a guess is made of."""
        return [one.animate.set_color(theme.INK) for one in self.inputs.arrows[:SEEN]]

    def go_home(self) -> Animation:
        """Let all of it make room."""
        home = -self._away * LEFT
        going = [VGroup(self.plane, self.inputs, self.guess).animate.shift(home)]
        for mark, corner in zip(self.asked, _CORNERS, strict=True):
            going.append(mark.animate.scale(1 / _FIRST, about_edge=corner).shift(home - _ASIDE))
        return AnimationGroup(*going)

    def send_query(self) -> Animation:
        """Let the vector that is followed send out its query."""
        queries = self.plane.vectors(self._row.of_head("query"), theme.QUERY)
        self.query = queries.arrows[ROW].set_z_index(1)
        return TransformFromCopy(self.inputs.arrows[ROW], self.query)

    def answer(self) -> Animation:
        """Let every vector turn into its key; the one that is followed stays as well."""
        self.keys = self.plane.vectors(self._row.of_head("key"), theme.KEY, self._words, "key")
        old, new = self.inputs, self.keys
        turning = (
            (TransformFromCopy if i == ROW else ReplacementTransform)(*pair)
            for i, pair in enumerate(zip(old.arrows, new.arrows, strict=True))
        )
        gone = (name for i, name in enumerate(old.names) if i != ROW)
        return AnimationGroup(*turning, exchange(gone, new.names))

    def wait_for_first(self) -> Animation:
        """Let all keys wait but the one whose score is worked out."""
        waiting = (i for i in range(len(self.keys.arrows)) if i != ENTRY)
        return AnimationGroup(*(self._paint(i, theme.DIM) for i in waiting))

    def meet_key(self, at: int) -> Animation:
        """Let a key come forward again."""
        return self._paint(at, theme.KEY)

    def hide_last(self) -> Animation:
        """Let the last key go."""
        return FadeOut(self.keys.arrows[-1], self.keys.names[-1])

    def leave(self) -> Animation:
        """Let the query go, and all that is left of the keys."""
        return FadeOut(self.query, self.keys.arrows[:-1], self.keys.names[:-1])

    def come_near(self) -> Animation:
        """Let what is left be seen from nearer: what is added up next is short."""
        old, guess, came = self.plane, self.guess, self.came
        self.plane = VectorPlane(self._room, is_near=True)
        self.inputs = self.plane.vectors(self._row.inputs, theme.INK, self._words, "inputs")
        self.guess = Guess(self.plane, *guess.places)
        moved = become([old, *came], [self.plane, *self.came])
        return AnimationGroup(moved, guess.become(self.guess))

    def go_on(self, place: Place) -> Animation:
        """Let the guess go where more is known to lead it."""
        guess, self.guess = self.guess, self.guess.moved(place)
        return guess.become(self.guess)

    def tell(self) -> Animation:
        """Let the question become its answer."""
        return exchange(self.asked, [self._at_corner("up!", UL)])

    def _paint(self, at: int, color: str) -> Animation:
        parts = self.keys.arrows[at], self.keys.names[at]
        return AnimationGroup(*(one.animate.set_color(color) for one in parts))

    def _at_corner(self, says: str, corner: tuple[float, ...]) -> Text:
        mark = Text(says, size=_ASKED, color=theme.HIGHLIGHT)
        return self.plane.hold_at(corner, mark)
