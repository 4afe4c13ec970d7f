"""One word in many sentences: a point each, layer by layer, with a link to the nearest other."""

from __future__ import annotations

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
    VGroup,
)

from scenes import theme
from scenes.mobjects.plane import Plane
from scenes.pieces.context_changes_meaning.measured import Measured
from scenes.stage.cited import extent
from scenes.stage.claims import Placement, shows
from scenes.stage.layout import Room, line
from scenes.stage.shapes import Circle, Path
from scenes.stage.text import Numeral, Text

_DOT, _AIR, _LEVEL = 0.17, 0.08, 0.22
_RING = 0.3
_NAME, _NOTE, _NEXT = 0.44, 0.28, 0.2
_LINK = 3.5


class SensePlane(Plane):
    """The points of one layer; grey until `painted`, and linked from `linked` on.

    Both axes have one unit, and are the same for all layers.
    """

    def __init__(self, told: Measured, room: Room, *, painted: bool = False) -> None:
        low, high = (end * (1 + _AIR) for end in extent(*told.seen.places))
        unit = min(room.width / (high[0] - low[0]), room.height / (high[1] - low[1]))
        ends = zip(low.tolist(), high.tolist(), strict=True)
        size = {"width": unit * (high[0] - low[0]), "height": unit * (high[1] - low[1])}
        super().__init__(*ends, **size, color=theme.LINE)
        room.hold(self)
        self._room = room
        self.told, self.layer, self._is_painted = told, 0, painted
        self.dots, self.links = self._dots(), VGroup()

    def to(self, layer: int) -> list[Animation]:
        """Go to where the points are after so many layers, and link them anew."""
        self.layer = layer
        old, self.dots = self.dots, self._dots()
        moves = [ReplacementTransform(*pair) for pair in zip(old, self.dots, strict=True)]
        if len(self.links):
            before, self.links = self.links, self._links()
            pairs = zip(before, self.links, strict=True)
            moves += [ReplacementTransform(*pair) for pair in pairs]
        return moves

    def painted(self) -> list[Animation]:
        """Take the colours of the senses."""
        self._is_painted = True
        return [dot.animate.set_fill(self.told.hue(i)) for i, dot in enumerate(self.dots)]

    def linked(self) -> list[Animation]:
        """Lead a line from each point to the nearest of the others: in all numbers, not here."""
        self.links = self._links()
        return [FadeIn(self.links)]

    def single_out(self, sentence: int, other: int) -> list[Animation]:
        """Ring two points, and let all links go but that of the first."""
        rings = (self._ring(one) for one in (sentence, other))
        links = (link for i, link in enumerate(self.links) if i != sentence)
        lit = self.links[sentence].animate.set_stroke(theme.HIGHLIGHT, _LINK)
        return [*map(FadeOut, links), lit, *map(Create, rings)]

    def _ring(self, sentence: int) -> Circle:
        x, y = self.told.seen.places[self.layer, sentence].each()
        ring = Circle(_RING, color=theme.HIGHLIGHT, stroke_width=theme.STROKE_FRAME)
        ring.move_to(self.at(x.value, y.value))
        return shows(ring, Placement(self, ((x, y),), lambda drawn: drawn.get_center()[None]))

    def clouds(self) -> list[VGroup]:
        """List the points of each sense."""
        clouds = [VGroup() for _ in self.told.names]
        for dot, label in zip(self.dots, self.told.labels.values, strict=True):
            clouds[label].add(dot)
        return clouds

    def names(self) -> VGroup:
        """Name each sense above or below its points; beside them, if these lie aside."""
        named = VGroup()
        clouds = zip(self.told.names, theme.SENSES, self.clouds(), strict=False)
        for name, hue, cloud in clouds:
            named.add(self._beside(Text(name, size=_NAME, color=hue), cloud))
        return named

    def _beside(self, name: Text, cloud: VGroup) -> Text:
        x, y, _ = cloud.get_center() - self.at(0, 0)
        if abs(y) >= _LEVEL * self.height:
            return name.next_to(cloud, UP if y > 0 else DOWN, buff=_NEXT)
        outward, inward = (RIGHT, LEFT) if x > 0 else (LEFT, RIGHT)
        name.next_to(cloud, outward, buff=_NEXT)
        fits = self._room.left < name.get_left()[0] and name.get_right()[0] < self._room.right
        return name if fits else name.next_to(cloud, inward, buff=_NEXT)

    def kept(self, room: Room) -> VGroup:
        """Say how much of the last layer's spread the plane keeps."""
        number = Numeral(self.told.seen.percent.cite(), decimals=0, size=_NOTE, color=theme.QUIET)
        words = ("the plane keeps", "% of the spread at the end")
        before, after = (Text(one, size=_NOTE, color=theme.QUIET) for one in words)
        return room.hold(line(before, number, after, gap=0.12))

    def _dots(self) -> VGroup:
        places = self.told.seen.places[self.layer]
        hues = map(self.told.hue, range(len(places)))
        return VGroup(
            *(
                self.dot(*places[i].each(), radius=_DOT,
                         color=hue if self._is_painted else theme.QUIET)
                for i, hue in enumerate(hues)
            )
        )  # fmt: skip

    def _links(self) -> VGroup:
        nearest = self.told.nearest.values[self.layer].tolist()
        return VGroup(*(self._link(*pair) for pair in enumerate(nearest)))

    def _link(self, sentence: int, other: int) -> Path:
        places = self.told.seen.places[self.layer]
        ends = tuple(tuple(places[i].each()) for i in (sentence, other))
        is_same = bool(self.told.same.values[self.layer, sentence])
        hue = self.told.hue(sentence) if is_same else theme.INK
        drawn = Path(stroke_color=hue, stroke_width=_LINK if is_same else theme.STROKE_THIN)
        drawn.set_points_as_corners([self.at(x.value, y.value) for x, y in ends])
        return shows(drawn, Placement(self, ends, lambda one: one.points[[0, -1]]))
