"""What arrives of the first token, against how far it is away: a curve for each network."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import numpy as np
from manim import LEFT, UP, Animation, AnimationGroup, VGroup
from manim.utils.color import ManimColor

from attention_math.recall import Recall
from scenes import theme
from scenes.mobjects.motion import become, exchange
from scenes.mobjects.plane import Plane
from scenes.stage.cited import Citation, Quantity
from scenes.stage.claims import Placement, shows
from scenes.stage.layout import Room, line
from scenes.stage.shapes import Path
from scenes.stage.text import Numeral, Text

_DOT = 0.11
_Y_TICKS = (0.0, 0.5, 1.0)
_NAMES = (11.0, 0.3), (45.0, 0.55), (55.0, 0.91)  # where they stand, on the axes
_ACROSS = (48.0, 0.0)
_GUESSING, _TRAININGS = (53.0, 0.05), (49.0, 0.76)
_FIRST_TICK = 2  # of the lengths: below, their numbers have no room


class Measured(VGroup):
    """One network: a dot for the mean of its trainings at each length, a bar for their spread."""

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
        self.bars, self.dots = VGroup(), VGroup()
        for i, place in enumerate(places):
            ends = (place, lowest.cite(i)), (place, highest.cite(i))
            self.bars.add(_bar(plane, ends, color))
            self.dots.add(plane.dot(place.value, mean.cite(i), color=color, radius=_DOT))
        super().__init__(self.curve, self.bars, self.dots)


class RecallPlane(VGroup):
    """Lengths to the right, from nothing to all upwards: what was measured of each network."""

    def __init__(self, room: Room, recall: Recall) -> None:
        self.recall, self.lengths = recall, recall.lengths
        inner = room.inset(left=1.0, right=0.5, bottom=0.95, top=0.75)
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
        self.upwards = self._title("influence of the first token on the last state")
        self.networks = self._measured("influence")
        super().__init__(self.plane, self.ticks, self.across)

    def show_accuracy(self) -> Animation:
        """Let each network's curve become that of how often it is right."""
        before, title = self.networks, self.upwards
        self.networks = self._measured("accuracy")
        self.upwards = self._title("how often the first token is named")
        changing = (become(*pair) for pair in zip(before, self.networks, strict=True))
        return AnimationGroup(exchange([title], [self.upwards]), *changing)

    def _title(self, words: str) -> Text:
        title = Text(words, size=theme.SIZE_TOKEN)
        return title.next_to(self.plane, UP, buff=0.3).align_to(self.plane.x_axis, LEFT)

    def _measured(self, kind: Literal["influence", "accuracy"]) -> list[Measured]:
        ways = (kind, f"lowest_{kind}", f"highest_{kind}")
        tables = [getattr(self.recall, way) for way in ways]
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

    def chance(self) -> VGroup:
        """Draw how often somebody is right who guesses."""
        chance = self.recall.chance
        ends = (0.0, chance.cite()), (self.lengths.cite(-1), chance.cite())
        level, words = (
            _bar(self.plane, ends, theme.HIGHLIGHT),
            Text("guessing", color=theme.HIGHLIGHT),
        )
        return VGroup(level, words.move_to(self.plane.at(*_GUESSING)))

    def trainings(self) -> VGroup:
        """Say what a bar is."""
        before, after = (
            Text(words, color=theme.QUIET) for words in ("bars: least and most of", "trainings")
        )
        number = Numeral(self.recall.seeds.cite(), decimals=0, color=theme.QUIET)
        return line(before, number, after, gap=0.12).move_to(self.plane.at(*_TRAININGS))


def _bar(
    plane: Plane, ends: Sequence[tuple[Citation | float, Citation]], color: ManimColor
) -> Path:
    points = [plane.at(_value(x), y.value) for x, y in ends]
    bar = Path(stroke_color=color, stroke_width=2).set_points_as_corners(points)
    return shows(bar, Placement(plane, tuple(ends), _ends))


def _value(coordinate: Citation | float) -> float:
    return getattr(coordinate, "value", coordinate)


def _ends(path: Path) -> np.ndarray:
    return np.array([path.get_start(), path.get_end()])
