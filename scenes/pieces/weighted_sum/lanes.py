"""A lane for each word over a line: its weight, and its value as parcel and arrow."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from types import MappingProxyType

import numpy as np
from manim import LEFT, RIGHT, Animation, VGroup
from manim.utils.color import ManimColor

from scenes import theme
from scenes.mobjects.filled_arrow import FilledArrow
from scenes.mobjects.icons import parcel
from scenes.mobjects.value_line import NAN, ValueLine
from scenes.stage.cited import Citation, Quantity
from scenes.stage.claims import Placement, shows
from scenes.stage.layout import Room
from scenes.stage.shapes import Dot, Rule
from scenes.stage.text import Numeral, Text

_MOST = 0.62  # from one lane to the next
_SIZE = 0.94  # of the pitch: the type of a word
_WIDEST = 0.42  # half a parcel of all the weight
_NUMBER_AT = 0.86  # of the room that the line leaves at the left


class Lanes(VGroup):
    """Word by word from above: its name, its weight, and its parcel at the place of its value.

    The area of a parcel is the weight; some words have ``hues``. ``arrow`` draws a value, or its
    share, in a word's lane. Lanes are ``most`` so far apart, and words no larger than ``size``.
    """

    def __init__(
        self,
        words: Quantity,
        weights: Quantity,
        places: Quantity,
        *,
        line: ValueLine,
        room: Room,
        asking: int,
        largest: float,
        hues: Mapping[str, ManimColor] = MappingProxyType({}),
        most: float = _MOST,
        size: float | None = None,
    ) -> None:
        self.line, self.heights = line, room.heights(len(words), most=most)
        self.pitch = pitch_in(room, len(words), most)
        size = min(size or theme.SIZE_TOKEN, _SIZE * self.pitch)
        free = float(line.axis.get_left()[0]) - room.left
        self.labels, self.numbers, self.parcels, self.pips, self.guides = (
            VGroup() for _ in range(5)
        )
        for i, (word, y) in enumerate(zip(words.words(), self.heights, strict=True)):
            base = y - theme.MIDDLE * size
            color = theme.QUERY if i == asking else hues.get(word, theme.INK)
            label = Text(word, size=size, color=color).move_to([room.left, y, 0], LEFT)
            number = Numeral(weights.cite(i), size=size, color=theme.WEIGHT)
            number.set_x(room.left + _NUMBER_AT * free, direction=RIGHT)
            self.labels.add(label.stand_on(base))
            self.numbers.add(number.stand_on(base))
            self.parcels.add(parcel(weights.cite(i), largest).move_to(self._point(places, i)))
            self.pips.add(self._pip(places.cite(i), y))
            ends = (line.axis.get_left()[0], line.axis.get_right()[0])
            guide = Rule(*([x, y, 0] for x in ends), color=theme.LINE, stroke_width=1)
            self.guides.add(guide)
        super().__init__(self.guides, self.pips, self.parcels, self.labels, self.numbers)

    def gather(self, x: float) -> Lanes:
        """Let all parcels wait at one place, each in its lane."""
        for parcel_ in self.parcels:
            parcel_.set_x(x)
        return self

    def hand_out(self) -> list[Animation]:
        """Send each parcel to the place of its value."""
        pairs = zip(self.parcels, self.pips, strict=True)
        return [sent.animate.set_x(pip.get_x()) for sent, pip in pairs]

    def arrow(self, lane: int, start: Citation, end: Citation) -> FilledArrow:
        """Draw an arrow along a lane, from a place of the line to another."""
        points = (self.line.over(cited, self.heights[lane]) for cited in (start, end))
        arrow = FilledArrow(*points, color=theme.VALUE, thick=0.36 * self.pitch)
        places = ((start, NAN), (end, NAN))
        return shows(arrow, Placement(self.line, places, _across))

    def _point(self, places: Quantity, lane: int) -> np.ndarray:
        return self.line.over(places.cite(lane), self.heights[lane])

    def _pip(self, cited: Citation, y: float) -> Dot:
        pip = Dot(self.line.over(cited, y), radius=0.055, color=theme.INK).set_z_index(2)
        return shows(pip, self.line.at_place(cited))


def pitch_in(room: Room, lanes: int, most: float = _MOST) -> float:
    """Say how far it is from one lane of a room to the next."""
    return min(most, room.height / lanes)


def largest_parcel(pitch: float, *readings: Quantity) -> float:
    """Choose the size of parcels so that in no sentence one covers the parcel of the next lane."""
    heights = [[parcel(one, 1.0).height for one in weights.each()] for weights in readings]
    highest = max(sum(pair) / 2 for each in heights for pair in pairwise(each))
    return min(_WIDEST, pitch / highest)


def _across(arrow: FilledArrow) -> np.ndarray:
    return arrow.ends() * [1, NAN, 1]
