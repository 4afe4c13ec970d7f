"""Two nouns change places, or another comes: all that belongs to a word goes with it."""

from __future__ import annotations

from collections.abc import Iterator

from manim import RIGHT, UP, Animation, FadeIn, FadeOut, ReplacementTransform, VGroup

from scenes.pieces.weighted_sum.lanes import Lanes

_APART = 0.3


class Exchange:
    """Leads from the lanes of one sentence to those of another: `lift`, `cross`, `settle`.

    ``noun`` is the lane of the noun, ``other`` that with which it changes; without one another noun
    comes into its lane.
    """

    def __init__(self, old: Lanes, new: Lanes, noun: int, other: int | None) -> None:
        self._old, self._new, self._noun = old, new, noun
        self._swapped = [noun] if other is None else [noun, other]
        self._is_same = other is not None

    def lift(self) -> list[Animation]:
        """Take the nouns out of their lanes, to the right, one farther than the other."""
        labels = [self._old.labels[i] for i in self._swapped]
        if not self._is_same:
            return [FadeOut(*labels, shift=UP * 0.2)]
        step = max(label.width for label in labels) + _APART
        return [label.animate.shift(RIGHT * step * n) for n, label in enumerate(labels, start=1)]

    def cross(self, *pairs: tuple[VGroup, VGroup]) -> Iterator[Animation]:
        """Let the lifted nouns pass each other, and all of ``pairs`` go along, lane by lane."""
        if self._is_same:
            first, second = (self._old.labels[i] for i in self._swapped)
            yield first.animate.set_y(second.get_y())
            yield second.animate.set_y(first.get_y())
        for old, new in pairs:
            for lane in range(len(old)):
                yield ReplacementTransform(old[lane], new[self._lane(lane)])

    def settle(self) -> Iterator[Animation]:
        """Put the nouns into their new lanes, and let every word be that of the other sentence."""
        for lane, label in enumerate(self._old.labels):
            target = self._new.labels[self._lane(lane)]
            if self._is_same or lane != self._noun:
                yield ReplacementTransform(label, target)
            else:
                yield FadeIn(target, shift=UP * 0.2)

    def _lane(self, lane: int) -> int:
        if not self._is_same or lane not in self._swapped:
            return lane
        first, second = self._swapped
        return second if lane == first else first
