"""What arrives of the first token, against how far it is away: a curve for each network."""

from __future__ import annotations

from manim import LEFT, UP, VGroup
from manim.utils.color import ManimColor

from attention_math.recall import Recall
from scenes import theme
from scenes.mobjects.plane import Plane
from scenes.stage.cited import Quantity
from scenes.stage.layout import Room, line
from scenes.stage.text import Numeral, Text

_DOT = 0.12
_OPACITY = 0.25
_Y_TICKS = (0.0, 0.5, 1.0)
_NAMES = (11.0, 0.3), (53.0, 0.55), (55.0, 0.91)  # where they stand, on the axes
_ACROSS = (48.0, 0.0)
_TRAININGS = (52.0, 0.72)
_FIRST_TICK = 2  # of the lengths: below, their numbers have no room


class Measured(VGroup):
    """One network: dots for the mean of its trainings at each length, a band for their spread."""

    def __init__(
        self,
        plane: Plane,
        lengths: Quantity,
        tables: tuple[Quantity, Quantity, Quantity],
        color: ManimColor,
    ) -> None:
        mean, lowest, highest = tables
        places = lengths.each()
        self.curve = plane.curve(places, mean, color=color)
        below, above = (zip(places, ends.each(), strict=True) for ends in (lowest, highest))
        self.band = plane.outline([*below, *[*above][::-1]], color=color)
        self.band.set_fill(opacity=_OPACITY)
        marks = (plane.dot(at.value, mean.cite(i), color=color, radius=_DOT)
                 for i, at in enumerate(places))  # fmt: skip
        self.dots = VGroup(*marks)
        super().__init__(self.curve, self.band, self.dots)


class RecallPlane(VGroup):
    """Lengths to the right, from nothing to all upwards: what was measured of each network."""

    def __init__(self, room: Room, recall: Recall) -> None:
        self.recall, self.lengths = recall, recall.lengths
        inner = room.inset(left=1.0, right=1.3, bottom=0.95, top=0.75)
        self.plane = Plane((0.0, self.lengths.cite(-1).value), (0.0, 1.0), width=inner.width,
                           height=inner.height)  # fmt: skip
        self.plane.move_to(inner.center)
        self.ticks = VGroup(*(self.plane.y_tick(at, decimals=1) for at in _Y_TICKS))
        for cited in self.lengths[_FIRST_TICK:].each():
            self.ticks.add(self.plane.x_tick(cited.value))
        self.across = Text("tokens", color=theme.QUIET)
        self.across.move_to(self.plane.at(*_ACROSS)).match_y(self.ticks[-1][1])
        self.hues = theme.INK, theme.DIM, theme.WEIGHT
        self.names = self._names()
        self.upwards = Text("influence of the first token on the last state", size=theme.SIZE_TOKEN)
        self.upwards.next_to(self.plane, UP, buff=0.3).align_to(self.plane.x_axis, LEFT)
        self.networks = self._measured()
        super().__init__(self.plane, self.ticks, self.across)

    def _measured(self) -> list[Measured]:
        recall = self.recall
        tables = recall.influence, recall.lowest_influence, recall.highest_influence
        return [
            Measured(self.plane, self.lengths, tuple(table[i] for table in tables), hue)
            for i, hue in enumerate(self.hues)
        ]

    def _names(self) -> VGroup:
        named = zip(self.recall.networks.words(), self.hues, _NAMES, strict=True)
        return VGroup(
            *(
                Text(name, size=theme.SIZE_TOKEN, color=color).move_to(self.plane.at(*at))
                for name, color, at in named
            )
        )

    def trainings(self) -> VGroup:
        """Say what a band is."""
        before, after = (
            Text(words, color=theme.QUIET) for words in ("band: least to most of", "trainings")
        )
        number = Numeral(self.recall.seeds.cite(), decimals=0, color=theme.QUIET)
        return line(before, number, after, gap=0.12).move_to(self.plane.at(*_TRAININGS))
