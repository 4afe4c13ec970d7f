"""Only the nouns, large: they change places, or another comes, and what pulls goes with them."""

from __future__ import annotations

from collections.abc import Iterator

from manim import LEFT, RIGHT, Animation, Mobject, ReplacementTransform, VGroup

from scenes import theme
from scenes.mobjects.motion import aside, become, exchange
from scenes.pieces.weighted_sum.lanes import Lanes, pitch_in
from scenes.pieces.weighted_sum.line_of_gender import LineOfGender
from scenes.pieces.weighted_sum.two_sentences import TwoSentences
from scenes.stage.layout import Room
from scenes.stage.text import Text

_MOST, _SIZE = 1.35, 0.58  # from one lane to the next, and the type
_PARCEL = 0.45  # of that: half a parcel of all the weight
_GAP, _APART = 0.2, 0.25  # between two words, and where one passes another
_WAY = 0.6  # that nouns go aside for the words before them


class PullingNouns:
    """A lane for each noun that changes: ``here``, and ``there``, in the twin.

    ``before`` are the words before them, which stay.
    """

    def __init__(self, two: TwoSentences, line: LineOfGender, room: Room) -> None:
        self.places = sorted({two.pair.key, two.swapped} - {None})
        pitch = pitch_in(room, len(self.places), _MOST)
        how = {"line": line, "room": room, "hues": line.hues, "asking": -1}
        how |= {"most": pitch, "size": _SIZE, "largest": _PARCEL * pitch}
        self.here, self.there = (
            Lanes(*(one[self.places] for one in read), **how) for read in (two.own, two.twin)
        )
        self._leading = [place - 1 for place in self.places if place]
        words = [two.words.words()[place] for place in self._leading]
        hues = (theme.QUERY if at == two.pair.query else theme.INK for at in self._leading)
        said = zip(words, hues, self.here.labels[-len(words) :], strict=True)
        self.before = VGroup(
            *(
                Text(word, size=noun.size, color=hue).move_to(noun, LEFT).stand_on(noun.baseline)
                for word, hue, noun in said
            )
        )
        for noun in (*self.here.labels, *self.there.labels):
            noun.shift(RIGHT * (self.before.width + _GAP))

    @property
    def are_two(self) -> bool:
        return len(self.places) > 1

    def pick(self, group: VGroup) -> list[Mobject]:
        """Pick from one a lane what is of a noun that changes."""
        return [group[place] for place in self.places]

    def others(self, group: VGroup, *kept: int) -> VGroup:
        """Pick what is of none, nor of lanes that are ``kept``."""
        kept = *kept, *self.places
        return VGroup(*(one for lane, one in enumerate(group) if lane not in kept))

    def other_words(self, lanes: Lanes) -> VGroup:
        """Pick the names of lanes that are neither nouns nor lead to one."""
        return self.others(lanes.labels, *self._leading)

    def grow_out_of(self, lanes: Lanes) -> Iterator[Animation]:
        """Let the lanes of nouns grow, and go behind the words before them."""
        here, path = self.here, aside(_WAY * RIGHT)
        for old, new in ((lanes.parcels, here.parcels), (lanes.pips, here.pips)):
            yield become(self.pick(old), new)
        yield become(self.pick(lanes.labels), here.labels, path_func=path)
        yield become((lanes.labels[place] for place in self._leading), self.before)

    def change(self, *springs: VGroup) -> Iterator[Animation]:
        """Let the nouns pass each other, or go before another comes, and all else go along."""
        old, new = self.here, self.there
        if self.are_two:
            upper, lower = old.labels
            way = (max(upper.width, lower.width) + _APART) * RIGHT
            yield ReplacementTransform(upper, new.labels[1], path_func=aside(way))
            yield ReplacementTransform(lower, new.labels[0])
        else:
            yield exchange(old.labels, new.labels)
        for before, after in (springs, (old.parcels, new.parcels), (old.pips, new.pips)):
            yield become(before, reversed(after) if self.are_two else after)
