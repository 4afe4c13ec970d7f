"""The chapter's one picture: all that comes onto it, each thing where it will stand."""

from __future__ import annotations

from manim import DOWN, LEFT, UP, VGroup

from scenes import theme
from scenes.mobjects.line_of_gender import LineOfGender
from scenes.pieces.weighted_sum.balance import Balance
from scenes.pieces.weighted_sum.exchange import Exchange
from scenes.pieces.weighted_sum.lanes import Lanes, largest_parcel, pitch_in
from scenes.pieces.weighted_sum.tip_to_tail import TipToTail
from scenes.pieces.weighted_sum.turning import Turning
from scenes.pieces.weighted_sum.two_halves import TwoHalves
from scenes.pieces.weighted_sum.two_sentences import TwoSentences
from scenes.stage.cited import Quantity, extent
from scenes.stage.layout import Room, line, stage
from scenes.stage.text import Numeral, Text

_WORDS = 2.6  # at the left of the line, for the words and their weights
_FREE = 0.75  # above, for the word that was followed
_AXIS, _DEPTH = 0.06, 0.38  # from the lanes down to the line, and of the nouns below it


class OverTheLine:
    """Lanes over the line of gender, and over these the room in which a word rides on its mix.

    ``lanes``, ``twin`` and ``back`` are those of the sentence, of its twin and of the sentence
    again. ``asking`` are the words as those that ask, in the same order.
    """

    def __init__(self, two: TwoSentences, asking: Quantity) -> None:
        self._two, self._asking = two, asking
        self._riding, self._room, self._low = stage().rows(1.35, 2.9, 1.6)
        self.line = self._lay_line()
        readings = two.own, two.twin, two.own
        self.lanes, self.twin, self.back = (self._lanes(*read) for read in readings)
        self.arrows = TipToTail(self.lanes, two)
        word = asking.words()[two.pair.query]
        at = {"line": self.line, "room": self._riding}
        self.balance = Balance(word, two.way, two.written, **at)
        self.places = [self.balance.number(step) for step in (0, -1)]
        self.turning = Turning(two.turning, two.way, line=self.line, room=self._room, at=-1)
        self.threshold = self.line.threshold(two.turn.cite(), top=self._room.top)
        self.turn_name = Text("turns here").set_x(self.threshold.get_x())
        self.turn_name.set_y(self.line.axis.get_y() - 0.32)

    def there(self) -> Exchange:
        """Lead from the sentence to its twin."""
        return Exchange(self.lanes, self.twin, self._two.pair.key, self._two.swapped)

    def home(self) -> Exchange:
        """Lead from the twin back to the sentence."""
        return Exchange(self.twin, self.back, self._two.pair.key, self._two.swapped)

    def halves(self) -> TwoHalves:
        """Put every word at its own mix, in all the room over the line."""
        words = self._asking, self._two.gloss, self._two.mixes
        room = Room(self._room.left, self._room.right, self._room.bottom, self._riding.top)
        return TwoHalves(*words, lanes=self.back, room=room.inset(top=_FREE))

    def share_of_line(self) -> VGroup:
        """Say how much of the values' spread lies along the line, while nothing rides above it."""
        number = Numeral(self._two.line.percent.cite(0), decimals=1, size=theme.SIZE_TOKEN)
        words = Text("% of the values’ spread lies along this line", size=theme.SIZE_TOKEN)
        room = self._riding.inset(left=_WORDS, top=0.5)
        return room.hold(line(number, words, gap=0.1).set_color(theme.QUIET))

    def share_of_plane(self) -> VGroup:
        """Say how much of both updates lies in the plane that is seen."""
        number = Numeral(self._two.turning.percent.cite(), decimals=1, size=theme.SMALLEST)
        first = line(number, Text("% of both updates", size=theme.SMALLEST), gap=0.1)
        return self._note(first, Text("lies in this plane", size=theme.SMALLEST))

    def way_is_measured(self) -> VGroup:
        """Say what is measured while a mix goes from one sentence to the other."""
        lines = "measured: both heads’ mixes", "go straight across"
        return self._note(*(Text(words, size=theme.SMALLEST) for words in lines))

    def _note(self, *lines: VGroup) -> VGroup:
        note = VGroup(*lines).arrange(DOWN, aligned_edge=LEFT, buff=0.16)
        return self._riding.hold(note.set_color(theme.QUIET), UP + LEFT)

    def _lay_line(self) -> LineOfGender:
        """Lay the line of gender below the lanes; it holds all that comes onto it."""
        two = self._two
        low, high = extent(two.line.nouns, two.places, two.twin[2], two.way)
        room = self._low.inset(left=_WORDS, top=_AXIS)
        nouns = two.line.nouns, two.line.words, two.line.feminine
        ends = float(low), float(high)
        drawn = LineOfGender(*nouns, ends=ends, width=room.width, depth=_DEPTH)
        return drawn.shift([room.center[0], room.top, 0] - drawn.axis.get_center())

    def _lanes(self, *read: Quantity) -> Lanes:
        two, room = self._two, self._room
        largest = largest_parcel(pitch_in(room, len(two.words)), two.weights, two.twin[1])
        at = {"line": self.line, "room": room, "largest": largest}
        return Lanes(*read, **at, asking=two.pair.query)
