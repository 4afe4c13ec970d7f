"""The chapter's one picture: all that comes onto it, each thing where it will stand."""

from __future__ import annotations

from collections.abc import Iterator

from manim import DOWN, LEFT, Animation, FadeOut, VGroup

from scenes import theme
from scenes.mobjects.motion import become
from scenes.pieces.weighted_sum.balance import Balance
from scenes.pieces.weighted_sum.given_parcels import GivenParcels
from scenes.pieces.weighted_sum.lanes import Lanes, largest_parcel, pitch_in
from scenes.pieces.weighted_sum.line_of_gender import LineOfGender
from scenes.pieces.weighted_sum.pulling_nouns import PullingNouns
from scenes.pieces.weighted_sum.tip_to_tail import TipToTail
from scenes.pieces.weighted_sum.two_halves import AllFrench
from scenes.pieces.weighted_sum.two_sentences import TwoSentences
from scenes.stage.cited import Quantity, extent
from scenes.stage.layout import Room, line, stage
from scenes.stage.text import Numeral, Text

_LARGER, _NOUN = 1.2, 1.4  # what is left at the end: the French, and the noun
_NEAR = 0.6  # from the middle of the stage down to the line at first
_SHARE, _UNDER = 0.4, 0.5  # what is said of it, and how far that is below names
_TOP = 0.85  # for what is written over the sentence
_WORDS = 2.6  # at the left of the line, for the words and their weights
_DOT = 0.11  # of a noun
_AXIS, _DEPTH = 0.06, 0.6  # from the lanes down to the line, and of the nouns below it


class OverTheLine:
    """Lanes over the line of gender, and over these the room in which a word rides on its mix.

    ``high`` lanes are those of all words while none rides over them, ``lanes`` the same with room
    for one. ``given`` is what comes before, ``nouns`` what comes after them. ``asking`` are the
    words as those that ask, in the same order.
    """

    def __init__(self, two: TwoSentences, asking: Quantity) -> None:
        self._two = two
        self._riding, self._room, self._low = stage().rows(1.6, 2.85, 1.4)
        self.line = self._lay_line()
        self._home = self.line.axis.get_center()
        above = stage().inset(bottom=self._low.height, top=_TOP)
        self.given = GivenParcels(two.words, two.weights, room=above, asking=two.pair.query)
        high = self._room.inset(top=-self._riding.height)
        self.high, self.lanes = map(self._lanes, (high, self._room))
        self.nouns = PullingNouns(two, self.line, self._room)
        self.arrows = TipToTail(self.high, two)
        word = asking.words()[two.pair.query]
        at = {"line": self.line, "room": self._riding}
        self.balance = Balance(word, two.way, two.written, **at)
        self.french = AllFrench(two.gloss, two.mixes, self.lanes, self.balance.rod)
        self.places = [self.balance.number(step) for step in (0, -1)]
        self.threshold = self.line.threshold(two.turn.cite(), top=self._room.top)

    def come_near(self) -> None:
        """Let the line be seen from near, in the middle of the stage, until it is let down."""
        self.line.scale(stage().width / self.line.axis.width, about_point=self._home)
        self.line.shift(DOWN * _NEAR - self._home)

    def let_down(self) -> Animation:
        """Let the line go where lanes have their room over it."""
        axis, width = self.line.axis, stage().width - _WORDS
        moving = self.line.animate.scale(width / axis.width, about_point=axis.get_center())
        return moving.shift(self._home - axis.get_center()).build()

    def make_room(self) -> list[Animation]:
        """Let the lanes sink under the word, with the parcels of nouns alone."""
        old, new, nouns, arrows = self.high, self.lanes, self.nouns, self.arrows
        others = map(nouns.others, (old.parcels, old.pips))
        kept = (nouns.pick(lanes.parcels) + nouns.pick(lanes.pips) for lanes in (old, new))
        gone = FadeOut(arrows.laid, arrows.steps, old.guides, old.numbers, *others)
        return [gone, become(old.labels, new.labels), become(*kept)]

    def leave_the_answer(self) -> Iterator[list[Animation]]:
        """Leave the noun alone with the word, and then both nearer to the middle, larger."""
        noun, there = self.nouns.places.index(self._two.pair.key), self.nouns.there
        label, parcel, card = there.labels[noun], there.parcels[noun], self.balance.card
        gone = [one for one in (*there.labels, *there.parcels) if one not in (label, parcel)]
        gone += [there.pips, self.nouns.before, self.balance.untie(), self.places[-1]]
        yield [FadeOut(*gone, self.threshold)]
        first = min(parcel, self.balance.rod, key=lambda one: one.get_left()[0])
        beside = label.copy().scale(_NOUN).next_to(first, LEFT).set_y(label.get_y())
        is_right = card.get_x() > self.line.axis.get_x()
        way = LEFT * _WORDS / 2 * is_right
        yield [
            *(one.animate.shift(way) for one in (self.line, self.balance, parcel)),
            label.animate.scale(_NOUN).move_to(beside).shift(way),
            card.animate.scale(_LARGER, about_edge=DOWN).shift(way),
        ]

    def share_of_line(self) -> VGroup:
        """Say how much of the values' spread lies along the line, below all names."""
        number = Numeral(self._two.line.percent.cite(0), decimals=1, size=_SHARE)
        said = line(number, Text("% of the spread", size=_SHARE), gap=0.1).set_color(theme.QUIET)
        return said.move_to([self.line.axis.get_x(), self.line.name_line - _UNDER, 0])

    def _lay_line(self) -> LineOfGender:
        """Lay the line of gender below the lanes; it holds all that comes onto it."""
        two = self._two
        low, high = extent(two.line.nouns, two.places, two.twin[2], two.way)
        room = self._low.inset(left=_WORDS, top=_AXIS)
        nouns = two.line.nouns, two.line.words, two.line.feminine
        ends = float(low), float(high)
        drawn = LineOfGender(*nouns, ends=ends, width=room.width, depth=_DEPTH, radius=_DOT)
        return drawn.shift([room.center[0], room.top, 0] - drawn.axis.get_center())

    def _lanes(self, room: Room) -> Lanes:
        """Lay a lane for every word."""
        two = self._two
        largest = largest_parcel(pitch_in(room, len(two.words)), two.weights, two.twin[1])
        how = {"line": self.line, "room": room, "hues": self.line.hues}
        return Lanes(*two.own, largest=largest, asking=two.pair.query, **how)
