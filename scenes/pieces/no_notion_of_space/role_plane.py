"""Two nouns of two sentences as points: across which noun it is, up whether it comes first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from manim import (
    DOWN,
    LEFT,
    RIGHT,
    UP,
    Animation,
    Create,
    FadeIn,
    FadeOut,
    ReplacementTransform,
    TransformFromCopy,
    VGroup,
    rush_into,
)

from scenes import theme
from scenes.mobjects.plane import Plane
from scenes.mobjects.token_row import Token
from scenes.stage.cited import Quantity, Word
from scenes.stage.claims import Placement, shows
from scenes.stage.layout import Room, line
from scenes.stage.shapes import Circle, Path
from scenes.stage.text import Numeral, Text

_DOT, _RING, _AIR = 0.17, 0.3, 1.45
_SIZE, _SIZE_SAID, _SIZE_NOTE, _NEXT = 0.62, 0.44, 0.34, 0.14
_INWARD = (RIGHT, LEFT)  # the first noun is on the left
_EARLY = ((UP, DOWN), (DOWN, UP))  # in which sentence which noun comes first, and is above


class Roles(Protocol):
    """What `attention_math.permutation.roles` found, cited."""

    places: Quantity
    apart: Quantity
    percent: Quantity


class RolePlane(Plane):
    """A disc for each noun of the one sentence, and a ring for each of the other.

    Both axes have one unit. Without positions a ring lies around its disc.
    """

    def __init__(self, room: Room, roles: Roles, words: Sequence[Sequence[Word]]) -> None:
        across = _AIR * roles.places.limit()
        up = across * room.height / room.width
        super().__init__((-across, across), (-up, up), width=room.width, height=room.height)
        room.hold(self)
        self._roles = roles
        self.discs, self.rings = self._marks(0)
        self._words = words
        self.names = self._name(0, self.discs)
        self.numbers = self._numbers(0)

    def land(self, tokens: Sequence[Token]) -> Iterator[Animation]:
        """Let the first sentence's nouns fly to their points."""
        for token, disc, name in zip(tokens, self.discs, self.names, strict=True):
            yield TransformFromCopy(token.box, disc)
            yield FadeIn(name, rate_func=rush_into)

    def fit(self, tokens: Sequence[Token]) -> Iterator[Animation]:
        """Let the boxes of the other's nouns fly over, and close around the points."""
        for token, ring in zip(tokens, self.rings, strict=True):
            yield TransformFromCopy(token.box, ring)

    def come_apart(self) -> Iterator[Animation]:
        """Go to where the points are with positions, and name those of the other sentence."""
        discs, rings = self._marks(1)
        names = self._name(0, discs)
        yield FadeOut(self.numbers, run_time=theme.QUICK)
        pairs = (self.discs, discs), (self.rings, rings), (self.names, names)
        yield from (ReplacementTransform(*pair) for pair in pairs)
        self.discs, self.rings, self.names = discs, rings, names

    def join(self) -> Iterator[Animation]:
        """Draw how far each word has come from itself, and say it."""
        for noun in range(2):
            first, second = (self._roles.places[1, which, noun] for which in range(2))
            yield Create(self._line(first, second))
        yield FadeIn(self._name(1, self.rings))
        yield FadeIn(self._numbers(1))

    def say_axes(self, room: Room) -> VGroup:
        """Say what up and down are, and in a room below what left and right, and what is kept."""
        first, second = Text("comes first", size=_SIZE_SAID), Text("comes second", size=_SIZE_SAID)
        for text, side in ((first, UP), (second, DOWN)):
            text.set_color(theme.QUIET).next_to(self.y_axis, side, buff=0.1)
        kept = Numeral(self._roles.percent.cite(), decimals=0, size=_SIZE_NOTE, color=theme.QUIET)
        words = ("across: which noun; kept:", "% of what differs")
        before, after = (Text(said, size=_SIZE_NOTE, color=theme.QUIET) for said in words)
        return VGroup(first, second, room.hold(line(before, kept, after, gap=0.12)))

    def _marks(self, version: int) -> tuple[VGroup, VGroup]:
        places = self._roles.places[version]
        discs = (self.dot(*places[0, noun].each(), color=theme.INK, radius=_DOT) for noun in (0, 1))
        return VGroup(*discs), VGroup(*(self._ring(places[1, noun]) for noun in (0, 1)))

    def _ring(self, place: Quantity) -> Circle:
        ring = Circle(_RING, color=theme.HIGHLIGHT, stroke_width=theme.STROKE_FRAME)
        x, y = place.each()
        ring.move_to(self.at(x.value, y.value))
        return shows(ring, Placement(self, ((x, y),), lambda drawn: drawn.get_center()[None]))

    def _line(self, *places: Quantity) -> Path:
        pairs = tuple(tuple(place.each()) for place in places)
        drawn = Path(stroke_color=theme.QUIET, stroke_width=theme.STROKE_FRAME)
        drawn.set_points_as_corners([self.at(x.value, y.value) for x, y in pairs])
        return shows(drawn, Placement(self, pairs, lambda one: one.points[[0, -1]]))

    def _name(self, which: int, marks: VGroup) -> VGroup:
        """Name the marks of one sentence, above or below."""
        trios = zip(marks, self._words[which], _EARLY[which], strict=True)
        return VGroup(
            *(
                Text(word, size=_SIZE).next_to(mark, side, buff=_NEXT + _RING - mark.width / 2)
                for mark, word, side in trios
            )
        )

    def _numbers(self, version: int) -> VGroup:
        """Say beside each point how far the word's two vectors are apart; a line tells it too."""
        said = VGroup()
        for noun, (place, side) in enumerate(zip(self._roles.places[0, 0], _INWARD, strict=True)):
            number = Numeral(self._roles.apart.cite(version, noun), decimals=1, size=_SIZE_SAID)
            words = () if version else (Text("apart", size=_SIZE_SAID),)
            group = line(number, *words, gap=0.14)
            x, y = place.each()
            said.add(group.next_to(self.at(x.value, y.value), side, buff=_RING + _NEXT))
        return said
