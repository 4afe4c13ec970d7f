"""The chapter's one picture: all that comes onto it, each thing where it will stand."""

from __future__ import annotations

from collections.abc import Iterator

from manim import DOWN, LEFT, UP, Animation, FadeOut, VGroup

from scenes import theme
from scenes.pieces.weighted_sum.balance import Balance
from scenes.pieces.weighted_sum.exchange import Exchange
from scenes.pieces.weighted_sum.lanes import Lanes, largest_parcel, pitch_in
from scenes.pieces.weighted_sum.line_of_gender import LineOfGender
from scenes.pieces.weighted_sum.tip_to_tail import TipToTail
from scenes.pieces.weighted_sum.two_halves import AllFrench
from scenes.pieces.weighted_sum.two_sentences import TwoSentences
from scenes.stage.cited import Quantity, extent
from scenes.stage.layout import line, stage
from scenes.stage.text import Numeral, Text

_LARGER, _NOUN = 1.25, 1.8  # what is left at the end: the French, and the noun
_SHARE = 0.3  # the type of what is said of the line
_TOP = 0.7  # for what is written over the sentence
_WORDS = 2.6  # at the left of the line, for the words and their weights
_DOT = 0.11  # of a noun
_AXIS, _DEPTH = 0.06, 0.6  # from the lanes down to the line, and of the nouns below it


class OverTheLine:
    """Lanes over the line of gender, and over these the room in which a word rides on its mix.

    ``lanes`` and ``twin`` are those of the sentence and of its twin. ``above`` the line is room for
    what comes before them. ``asking`` are the words as those that ask, in the same order.
    """

    def __init__(self, two: TwoSentences, asking: Quantity) -> None:
        self._two = two
        self._riding, self._room, self._low = stage().rows(1.6, 2.8, 1.45)
        self.above = stage().inset(bottom=self._low.height, top=_TOP)
        self.line = self._lay_line()
        self.lanes, self.twin = (self._lanes(*read) for read in (two.own, two.twin))
        self.arrows = TipToTail(self.lanes, two)
        word = asking.words()[two.pair.query]
        at = {"line": self.line, "room": self._riding}
        self.balance = Balance(word, two.way, two.written, **at)
        self.french = AllFrench(two.gloss, two.mixes, self.lanes, self.balance.rod)
        self.places = [self.balance.number(step) for step in (0, -1)]
        self.threshold = self.line.threshold(two.turn.cite(), top=self._room.top)
        self.turn_name = Text("turns here").set_x(self.threshold.get_x())
        self.turn_name.set_y(self.line.axis.get_y() - 0.32)

    def there(self) -> Exchange:
        """Lead from the sentence to its twin."""
        return Exchange(self.lanes, self.twin, self._two.pair.key, self._two.swapped)

    def leave_the_answer(self) -> Iterator[list[Animation]]:
        """Leave the noun alone with the word, and then both in the middle, the French larger."""
        noun, twin = self._two.pair.key, self.twin
        gone = [self.balance.untie(), self.places[-1], self.threshold, self.turn_name, twin.numbers]
        for group in (twin.labels, twin.parcels, twin.pips):
            gone += [one for lane, one in enumerate(group) if lane != noun]
        yield [FadeOut(*gone)]
        label, card = twin.labels[noun], self.balance.card
        first = min(twin.parcels[noun], self.balance.rod, key=lambda one: one.get_left()[0])
        beside = label.copy().scale(_NOUN).next_to(first, LEFT).set_y(label.get_y())
        way, (parcel, pip) = LEFT * _WORDS / 2, (twin.parcels[noun], twin.pips[noun])
        yield [
            *(one.animate.shift(way) for one in (self.line, self.balance, parcel, pip)),
            label.animate.scale(_NOUN).move_to(beside).shift(way),
            card.animate.scale(_LARGER, about_edge=DOWN).shift(way),
        ]

    def share_of_line(self) -> VGroup:
        """Say how much of the values' spread lies along the line, at its left."""
        number = Numeral(self._two.line.percent.cite(0), decimals=1, size=_SHARE)
        lines = (
            line(number, Text("% of the spread", size=_SHARE), gap=0.1),
            Text("on this line", size=_SHARE),
        )
        said = VGroup(*lines).arrange(DOWN, aligned_edge=LEFT, buff=0.16).set_color(theme.QUIET)
        return self._low.inset(top=0.05).hold(said, UP + LEFT)

    def _lay_line(self) -> LineOfGender:
        """Lay the line of gender below the lanes; it holds all that comes onto it."""
        two = self._two
        low, high = extent(two.line.nouns, two.places, two.twin[2], two.way)
        room = self._low.inset(left=_WORDS, top=_AXIS)
        nouns = two.line.nouns, two.line.words, two.line.feminine
        ends = float(low), float(high)
        drawn = LineOfGender(*nouns, ends=ends, width=room.width, depth=_DEPTH, radius=_DOT)
        return drawn.shift([room.center[0], room.top, 0] - drawn.axis.get_center())

    def _lanes(self, *read: Quantity) -> Lanes:
        two, room = self._two, self._room
        largest = largest_parcel(pitch_in(room, len(two.words)), two.weights, two.twin[1])
        at = {"line": self.line, "room": room, "largest": largest}
        return Lanes(*read, **at, asking=two.pair.query, hues=self.line.hues)
