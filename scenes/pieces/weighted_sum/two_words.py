"""Lanes over the line along which a head's values differ most, and two words' mixes on it."""

from __future__ import annotations

from manim import VGroup

from scenes import theme
from scenes.mobjects.value_line import ValueLine
from scenes.pieces.weighted_sum.handed import TwoMixes
from scenes.pieces.weighted_sum.lanes import Lanes, largest_parcel, pitch_in
from scenes.pieces.weighted_sum.rod import Rod
from scenes.pieces.weighted_sum.tip_to_tail import TipToTail
from scenes.pieces.weighted_sum.two_halves import Halves
from scenes.stage.cited import Quantity, extent
from scenes.stage.layout import Room, line, stage
from scenes.stage.text import Numeral, Text

_WORDS = 2.6  # at the left of the line, for the words and their weights
_FREE = 0.4  # above all words' mixes


class TwoWords:
    """All that comes onto the picture, each thing where it will stand; ``asking`` are the words."""

    def __init__(self, two: TwoMixes, asking: Quantity) -> None:
        self._two, self._asking = two, asking
        self._riding, self._room, low = stage().rows(1.2, 4.0, 0.5)
        self.line = self._lay_line(low.inset(left=_WORDS))
        self.lanes = self._lanes(two.weights, two.query)
        self.other = self._lanes(two.other_weights, two.other)
        self.arrows = TipToTail(self.lanes, two)
        words, at = asking.words(), {"line": self.line, "room": self._riding}
        self.rods = [Rod(words[place], two.way, **at).show(0) for place in (two.query, two.other)]
        self.places = [self.rods[end].number(-end) for end in (0, 1)]

    def share_of_line(self) -> VGroup:
        """Say how much of the values' spread lies along the line."""
        number = Numeral(self._two.percent.cite(0), decimals=0, size=theme.SIZE_TOKEN)
        words = Text("% of the values’ spread lies along this line", size=theme.SIZE_TOKEN)
        room = self._riding.inset(left=_WORDS)
        return room.hold(line(number, words, gap=0.1).set_color(theme.QUIET))

    def halves(self) -> Halves:
        """Put every word at its own mix."""
        room = Room(self._room.left, self._room.right, self._room.bottom, self._riding.top)
        room = room.inset(top=_FREE)
        return Halves(self._asking, self._two.mixes, lanes=self.other, room=room)

    def _lay_line(self, room: Room) -> ValueLine:
        two = self._two
        begins = two.places * 0.0 + two.origin  # of all arrows
        low, high = extent(begins, two.places, two.shares, two.sums, two.mixes)
        ends = float(low), float(high)
        drawn = ValueLine(ends=ends, width=room.width)
        return drawn.shift([room.center[0], room.top, 0] - drawn.axis.get_center())

    def _lanes(self, weights: Quantity, asking: int) -> Lanes:
        two, room = self._two, self._room
        largest = largest_parcel(pitch_in(room, len(two.words)), two.weights, two.other_weights)
        at = {"line": self.line, "room": room, "largest": largest}
        return Lanes(two.words, weights, two.places, **at, asking=asking)
