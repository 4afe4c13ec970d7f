"""Four vectors on a plane, a guess at where one ends, and the query and the keys they make."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from manim import (
    DL,
    UL,
    Animation,
    AnimationGroup,
    Create,
    FadeIn,
    FadeOut,
    LaggedStart,
    ReplacementTransform,
    Succession,
    TransformFromCopy,
    VGroup,
)

from scenes import theme
from scenes.mobjects.motion import become, exchange
from scenes.pieces.worked_example.guess import Guess
from scenes.pieces.worked_example.third_row import ENTRY, SEEN, ThirdRow
from scenes.pieces.worked_example.vector_plane import (
    BESIDE,
    NEAR,
    WIDE,
    Ends,
    Place,
    VectorPlane,
    places,
)
from scenes.pieces.worked_example.worksheet import ROW
from scenes.stage.cited import Word
from scenes.stage.layout import Room
from scenes.stage.text import Text

_ASKED, _TOLD = 0.52, 1.5  # how large it is asked, and how much larger it is told
_CORNERS, _ASIDE = (UL, DL), 1.34


class Projections(VGroup):
    """One plane for all of them; it begins in a wide room, and its home is another.

    ``guess`` is where the one that is followed may end, ``asked`` are the two answers.
    """

    def __init__(self, wide: Room, room: Room, row: ThirdRow, words: Sequence[Word]) -> None:
        self._room, self._row, self._words = room, row, words
        self.plane = VectorPlane(wide.inset(left=_ASIDE), WIDE)
        self.inputs = self.plane.vectors(row.inputs, theme.INK, words, "inputs").light(ROW)
        (self._mean,) = places(row.evenly(row.inputs)[None])
        self.guess = Guess(self.plane, (self._mean[0], 0.0))
        self.asked = VGroup(*map(self._at_corner, ("up?", "down?"), _CORNERS))
        super().__init__(self.plane, self.inputs, self.guess, self.asked)

    @property
    def came(self) -> VGroup:
        """What came in of the one that is followed, and its word."""
        return self.inputs.row(ROW)

    def ask(self) -> Animation:
        """Let the two answers be asked for, and a guess stand between them."""
        return AnimationGroup(FadeIn(self.asked), self.guess.appear())

    def meet(self) -> Animation:
        """Let the guess fall to the middle of the vectors that are seen."""
        lit = (one.animate.set_color(theme.INK) for one in self.inputs.arrows[:SEEN])
        guess, self.guess = self.guess, Guess(self.plane, self._mean)
        tips = places(self._row.inputs)[:SEEN]
        lines = [self.plane.dashed(tip, self._mean, theme.QUIET) for tip in tips]
        led = LaggedStart(*map(Create, lines), lag_ratio=0.3)
        bet = self.asked[0].animate.set_color(theme.QUIET)
        fallen = AnimationGroup(guess.become(self.guess), bet, FadeOut(*lines))
        return Succession(LaggedStart(*lit, led, lag_ratio=0.3), fallen)

    def go_home(self) -> Animation:
        """Let all of it make room."""
        return self._see(BESIDE, range(len(self._words)))

    def come_near(self) -> Animation:
        """Let what is left be seen from nearer: what is added up next is short."""
        return self._see(NEAR, [ROW])

    def _see(self, ends: Ends, rows: Iterable[int]) -> Animation:
        """Let the plane show another part of itself, and some rows of what came in."""
        old, inputs, guess = self.plane, self.inputs, self.guess
        self.plane = VectorPlane(self._room, ends)
        self.inputs = self.plane.vectors(self._row.inputs, theme.INK, self._words, "inputs")
        self.guess = Guess(self.plane, *guess.places)
        new = self.inputs.like(inputs)
        moved = become([old, *map(inputs.row, rows)], [self.plane, *map(new.row, rows)])
        asked = (
            mark.animate.move_to(self.plane.get_corner(corner), aligned_edge=corner)
            for mark, corner in zip(self.asked, _CORNERS, strict=True)
        )
        return AnimationGroup(moved, guess.become(self.guess), *asked)

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
        return FadeOut(self.keys.row(-1))

    def leave(self) -> Animation:
        """Let the query go, and all that is left of the keys."""
        return FadeOut(self.query, self.keys.arrows[:-1], self.keys.names[:-1])

    def go_on(self, place: Place) -> Animation:
        """Let the guess go where more is known to lead it."""
        guess, self.guess = self.guess, self.guess.moved(place)
        return guess.become(self.guess)

    def tell(self) -> Animation:
        """Let the question become its answer."""
        return exchange(self.asked, [self._at_corner("up!", UL).scale(_TOLD, about_edge=UL)])

    def _paint(self, at: int, color: str) -> Animation:
        return AnimationGroup(*(one.animate.set_color(color) for one in self.keys.row(at)))

    def _at_corner(self, says: str, corner: tuple[float, ...]) -> Text:
        return self.plane.hold_at(corner, Text(says, size=_ASKED, color=theme.HIGHLIGHT))
