"""A word that hangs on many ropes at once: one is cut, it swings to its new chance, and back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from manim import (
    DEGREES,
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
    UpdateFromAlphaFunc,
    VGroup,
    linear,
    smooth,
)

from scenes import theme
from scenes.mobjects.edge import Edge
from scenes.mobjects.motion import become
from scenes.pieces.a_weight_is_not_a_reason.chance_plane import ChancePlane
from scenes.pieces.a_weight_is_not_a_reason.linked import hanging
from scenes.pieces.a_weight_is_not_a_reason.scissors import Scissors
from scenes.pieces.a_weight_is_not_a_reason.whole_row import WholeRow
from scenes.stage.claims import Furniture, shows
from scenes.stage.layout import Room
from scenes.stage.shapes import Dot, Rectangle, Statement
from scenes.stage.text import Numeral, Text

_BAR, _WORD, _BELOW = 0.09, 0.95, 0.2
_WAITING, _SNAP = 0.45, 3  # an opacity; and how much faster a rope goes than its word
_RAISED = 0.7  # how far words rise from their ropes
_ARC = 60 * DEGREES  # of a rope's way
_NOTHING = 0.02  # of a rope that is cut


class Swing(VGroup):
    """A bar with a word below it, which hangs at the height of its chance.

    Its ropes are as wide as they weigh; each hangs below the word that it comes from until all are
    sorted. What is cut is mended again, and leaves a dot where the rope had held the bar.
    """

    def __init__(self, room: Room, row: WholeRow) -> None:
        self._row, self.plane = row, ChancePlane(room, row)
        self.ropes: dict[int, Rectangle] = {}
        self.dots: dict[int, Dot] = {}
        slots = [slot.center[0] for slot in self.plane.room.columns(*[1] * len(row.edges))]
        self._sorted = dict(zip(row.order, slots, strict=True))
        for x, place in zip(slots, row.by_speaker, strict=True):
            weight, kept = row.edges[place]
            self.ropes[place] = hanging(weight, x)
            self.dots[place] = self.plane.mark(kept, self._sorted[place])
        self.plane.seat(row.words)
        self.bar = Rectangle(width=self.plane.room.width + self.plane.overhang, height=_BAR)
        self.bar.set_stroke(width=0).set_fill(theme.HIGHLIGHT, 1)
        shows(self.bar.align_to(self.plane.beam, LEFT), Furniture("bar"))
        self.word = Text(row.word, size=_WORD)
        super().__init__(*self.ropes.values(), self.bar, self.word)
        self.hang(row.order[0], 0)

    def hang(self, place: int, share: float) -> None:
        """Hang the word as it does when a rope is cut, or so far on the way there."""
        _, kept = self._row.edges[place]
        low, high = map(self.plane.height, (self._row.likely, kept))
        height, top = low + share * (high - low), self.plane.beam.get_y()
        self.bar.set_y(height - _BAR / 2)
        self.word.next_to(self.bar, DOWN, buff=_BELOW).align_to(self.bar, RIGHT)
        for one, rope in self.ropes.items():
            held = 1 - min(1.0, _SNAP * share) if one == place else 1.0
            rope.stretch_to_fit_height(max(_NOTHING, held * (top - height)))
            rope.move_to([rope.get_x(), top, 0], aligned_edge=UP)
        if share > 1 / 2:
            self.add(self.dots[place])

    def catch(self, ropes: Sequence[Edge], places: Sequence[int]) -> Iterator[Animation]:
        """Let ropes of elsewhere go to where some of these hang."""
        for edge, place in zip(ropes, places, strict=True):
            here = self.ropes[place]
            yield edge.path.animate.put_start_and_end_on(here.get_top(), here.get_bottom())
            yield FadeOut(edge.tip)

    def grow(self, caught: Sequence[Edge], places: Sequence[int]) -> Animation:
        """Let the ropes come down from the beam beside those that were caught, and the word."""
        there = [self.ropes[place] for place in places]
        coming = (GrowFromEdge(one, UP) for at, one in self.ropes.items() if at not in places)
        new = LaggedStart(*coming, lag_ratio=0.02)
        loaded = LaggedStart(new, FadeIn(self.bar, self.word, shift=DOWN * 0.2), lag_ratio=0.4)
        return AnimationGroup(FadeOut(*(edge.path for edge in caught)), FadeIn(*there), loaded)

    def sort(self) -> Iterator[Animation]:
        """Let the ropes go from below their words to where they hang by weight."""
        yield self._row.words.animate.shift(UP * _RAISED)
        for place, x in self._sorted.items():
            yield self.ropes[place].animate(path_arc=_ARC).set_x(x)

    def snip(self, place: int) -> Animation:
        """Cut one rope with scissors; the word is still to swing."""
        return Scissors(self.ropes[place].get_center(), DOWN).snip()

    def cut(self, place: int) -> Animation:
        """Cut one rope, and let the word swing to where it hangs without."""
        return UpdateFromAlphaFunc(self, lambda one, share: one.hang(place, share))

    def mend(self, place: int) -> Animation:
        return UpdateFromAlphaFunc(self, lambda one, share: one.hang(place, 1 - share))

    def cut_each(self, places: Sequence[int]) -> Animation:
        """Cut some, one after the other, each alone."""

        def go(swing: Swing, share: float) -> None:
            along = min(len(places) - 1e-6, max(0.0, share * (len(places) + 2) - 1))
            turn, local = int(along), along % 1
            swing.add(*(swing.dots[done] for done in places[: turn + round(local)]))
            swing.hang(places[turn], smooth(min(1.0, 3 * min(local, 1 - local))))

        return UpdateFromAlphaFunc(self, go, rate_func=linear)

    def light(self, *places: int) -> Iterator[Animation]:
        """Let all ropes wait but some; of none, let all come forward."""
        for place, rope in self.ropes.items():
            yield rope.animate.set_fill(opacity=1 if place in places or not places else _WAITING)

    def tell(self, *places: int) -> Statement:
        """Write above two ropes how much they weigh."""
        weights = (self._row.edges[place][0] for place in places)
        return self.plane.tell(weights, [self.ropes[place].get_x() for place in places])

    def read(self, place: int) -> Numeral:
        """Write at the height of a dot how likely the word is without its rope."""
        return self.plane.read(self._row.edges[place][1])

    def lay_out(self) -> Iterator[Animation]:
        """Let each dot go to where its rope weighs, and the ropes and the bar leave them."""
        self.points = VGroup(*(self.plane.dot(self._row.edges[place]) for place in self.dots))
        yield become(self.dots.values(), self.points)
        for rope in self.ropes.values():
            yield rope.animate(remover=True).stretch(_NOTHING, 1, about_edge=UP).set_opacity(0)
        yield FadeOut(self.bar)

    def fall(self) -> Animation:
        return LaggedStart(*(FadeOut(dot, shift=DOWN * 1.5) for dot in self.points), lag_ratio=0.02)
