"""Two nouns of two sentences as points: across which noun it is, up whether it comes first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

import numpy as np
from manim import (
    DOWN,
    UP,
    Animation,
    Create,
    FadeIn,
    FadeOut,
    GrowArrow,
    LaggedStart,
    ReplacementTransform,
    VGroup,
)
from manim.utils.color import ManimColor

from scenes import theme
from scenes.mobjects.motion import aside, become
from scenes.mobjects.plane import Plane
from scenes.mobjects.token_row import Token
from scenes.pieces.no_notion_of_space.badge import badge
from scenes.pieces.no_notion_of_space.exchanged import Exchanged
from scenes.pieces.no_notion_of_space.role_labels import NEXT, OUT, RING, SIZE, at_one, away, names
from scenes.stage.cited import Quantity
from scenes.stage.claims import Placement, shows
from scenes.stage.layout import Room
from scenes.stage.shapes import Circle, Path

_DOT, _ACROSS, _UP, _LARGER = 0.24, 1.75, 1.25, 1.4


class RolePlane(Plane):
    """A disc for each noun of the one sentence, and a ring for each of the other.

    Both axes have one unit. Without positions a ring lies around its disc.

    Attributes
    ----------
    badges
        Where each point's word stands in its sentence: of the discs, and of the rings.
    """

    def __init__(self, room: Room, told: Exchanged, positions: Quantity) -> None:
        shape = room.height / room.width
        limits = (told.roles.places[..., axis].limit() for axis in range(2))
        across, up = next(limits) * _ACROSS, next(limits) * _UP
        across = max(across, up / shape)
        up = across * shape
        super().__init__((-across, across), (-up, up), width=room.width, height=room.height)
        room.hold(self)
        self._told, self._roles = told, told.roles
        self.discs, self.rings = self._marks(0)
        self.names = names(self.discs, told.spoken()[0], told.hues)
        self.numbers = at_one(self.discs, self._roles.apart[0].each())
        orders = told.nouns, told.nouns[::-1]
        self.badges = [VGroup(*(badge(place, positions[place]) for place in one)) for one in orders]

    def land(self, nouns: Sequence[Token]) -> Iterator[Animation]:
        """Let the first sentence's nouns become points, without their names."""
        yield become((noun.box for noun in nouns), self.discs)
        yield FadeOut(*(noun.label for noun in nouns), run_time=theme.QUICK)

    def fit(self, nouns: Sequence[Token]) -> Iterator[Animation]:
        """Let the other's nouns fly past each other, close around the points and name them."""
        for noun, ring, name, way in zip(nouns, self.rings, self.names, (DOWN, UP), strict=True):
            for part, shown in ((noun.box, ring), (noun.label, name)):
                yield ReplacementTransform(part, shown, path_func=aside(way))

    def link(self) -> Path:
        """Join both words: nothing says which of them acts."""
        self.between = self._line(*(self._roles.places[0, 0, noun] for noun in range(2)))
        self.between.set_color(theme.QUIET).set_z_index(-1)
        return self.between

    def wear(self) -> Animation:
        """Let badges come to the points that are still one."""
        for side, badges in zip((UP, DOWN), self.badges, strict=True):
            for name, one, out, way in zip(self.names, badges, OUT, (side, -side), strict=True):
                one.next_to(name, out, buff=NEXT).shift(way * SIZE / 2)
        return FadeIn(*chain(*self.badges), shift=UP * 0.5)

    def come_apart(self) -> Iterator[Animation]:
        """Go to where the points are with positions, each with its badge."""
        discs, rings = self._marks(1)
        given = zip((discs, rings), self._told.spoken(), strict=True)
        named = [names(marks, words, self._told.hues) for marks, words in given]
        for badges, said in zip(self.badges, named, strict=True):
            for one, name, out in zip(badges, said, OUT, strict=True):
                place = one.copy().next_to(name, out, buff=NEXT)
                yield one.animate.move_to(place)
        pairs = (self.discs, discs), (self.rings, rings), (self.names, named[0])
        yield from (ReplacementTransform(*pair) for pair in pairs)
        self.discs, self.rings, (self.names, self.others) = discs, rings, named

    def measure(self) -> Iterator[Animation]:
        """Name all points, draw how far each word has come from itself, and say it."""
        ways = []
        for noun, hue in enumerate(self._told.hues):
            first, second = (self._roles.places[1, which, noun] for which in range(2))
            ways.append(self._line(first, second).set_color(hue).set_z_index(-1))
        self.numbers, self.ways = away(ways, self._roles.apart[1].each()), VGroup(*ways)
        yield from map(Create, ways)
        yield FadeIn(self.numbers, self.others)

    def act(self) -> Iterator[Animation]:
        """Let an arrow go in each sentence from the word that comes first to the other."""
        for which, (first, second) in enumerate(((0, 1), (1, 0))):
            ends = [tuple(self._roles.places[1, which, noun].each()) for noun in (first, second)]
            hue = self._told.hues[first]
            yield GrowArrow(self.way(*ends, color=hue, width=9.0, tip=0.55).set_z_index(-1))

    def grow_badges(self) -> Animation:
        """Let one badge after the other grow, and stay large."""
        growing = (
            one.animate.scale(_LARGER, about_edge=-out)
            for badges in self.badges
            for one, out in zip(badges, OUT, strict=True)
        )
        return LaggedStart(*growing, lag_ratio=0.4)

    def middle(self) -> np.ndarray:
        """Return the middle between the two words."""
        return self.between.get_center() + UP * 0.4

    def _marks(self, version: int) -> tuple[VGroup, VGroup]:
        places, hues = self._roles.places[version], self._told.hues
        discs = (
            self.dot(*places[0, noun].each(), color=hues[noun], radius=_DOT) for noun in (0, 1)
        )
        return VGroup(*discs), VGroup(*(self._ring(places[1, n], hues[n]) for n in (0, 1)))

    def _ring(self, place: Quantity, hue: ManimColor) -> Circle:
        ring = Circle(RING, color=hue, stroke_width=theme.STROKE_FRAME)
        at = tuple(place.each())
        ring.move_to(self.at(*(one.value for one in at)))
        return shows(ring, Placement(self, (at,), lambda drawn: drawn.get_center()[None]))

    def _line(self, *places: Quantity) -> Path:
        pairs = tuple(tuple(place.each()) for place in places)
        drawn = Path(stroke_width=theme.STROKE_FRAME)
        drawn.set_points_as_corners([self.at(x.value, y.value) for x, y in pairs])
        return shows(drawn, Placement(self, pairs, lambda one: one.points[[0, -1]]))
