"""A sentence as the translator reads it, word and place, and its French below."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from manim import (
    DOWN,
    RIGHT,
    UP,
    Animation,
    FadeIn,
    FadeOut,
    Indicate,
    LaggedStart,
    ReplacementTransform,
    VGroup,
    smooth,
    squish_rate_func,
    there_and_back,
)
from manim.utils.color import ManimColor

from scenes import theme
from scenes.mobjects.motion import aside, exchange, settle
from scenes.mobjects.token_row import TokenRow
from scenes.pieces.no_notion_of_space.badge import badge
from scenes.stage.cited import Quantity, Word
from scenes.stage.gender import hue_of_gender
from scenes.stage.layout import Room, line
from scenes.stage.text import Text

_SIZE, _GAP, _FRENCH, _BETWEEN = 0.66, 0.4, 0.7, 0.16
_BELOW, _ASIDE, _LATE = 0.07, 0.92, (0.3, 0.7)


class Reading(VGroup):
    """Words in boxes, below each the number of its place, and what is written for all of them.

    Only its parts are ever put on stage.

    Attributes
    ----------
    nouns
        The boxes of the two that are exchanged, the first noun's first.
    told
        The French that words with their places have.
    """

    def __init__(
        self,
        room: Room,
        words: Sequence[Word],
        positions: Quantity,
        french: Sequence[Word],
        hues: Mapping[int, ManimColor],
    ) -> None:
        self.tokens = TokenRow(words, size=_SIZE, gap=_GAP, widest=room.width)
        self.nouns = [self.tokens[place] for place in hues]
        for token, hue in zip(self.nouns, hues.values(), strict=True):
            token.box.set_stroke(hue, theme.STROKE_FRAME)
        self.places = VGroup(
            *(
                badge(number, vector).next_to(token, DOWN, buff=_BELOW)
                for number, (token, vector) in enumerate(zip(self.tokens, positions, strict=True))
            )
        )
        self.french = _written(french).next_to(self.places, DOWN, buff=_BETWEEN)
        super().__init__(self.tokens, self.places, self.french)
        room.hold(self)
        self.told = self.french.copy()

    @staticmethod
    def speak(french: VGroup) -> Animation:
        """Let French come, word by word."""
        return LaggedStart(*(FadeIn(word, shift=DOWN * 0.3) for word in french), lag_ratio=0.4)

    def leave_nouns(self) -> Animation:
        """Leave the nouns alone."""
        return FadeOut(*(token for token in self.tokens if token not in self.nouns))

    def say_in(self, room: Room) -> Animation:
        """Let the French go to another room."""
        return settle(self.french, room, shrink=True)

    def say_what_it_is(self, other: Reading, room: Room) -> Iterator[Animation]:
        """Let the French without places become another's with them, in another room."""
        new = room.hold(other.told, shrink=True)
        leaps = list(_leaps(self.french, new))
        yield from leaps or [exchange(self.french, new)]

    def take_out(self) -> Animation:
        """Let the places fall off."""
        falling = (FadeOut(place, shift=DOWN * 0.5) for place in self.places)
        return LaggedStart(*falling, lag_ratio=0.2)

    def put_in(self) -> Animation:
        """Let the places come up."""
        coming = (FadeIn(place, shift=UP * 0.5) for place in self.places)
        return LaggedStart(*coming, lag_ratio=0.2)

    def question(self) -> Text:
        """Return a copy of the last French word, where a question mark is to stand behind it."""
        return self.french[-1].copy().next_to(self.french, RIGHT, buff=_BETWEEN)

    def point_at_places(self) -> Animation:
        """Let the places swell for a moment, one after the other."""
        swelling = (one.animate(rate_func=there_and_back).scale(1.3) for one in self.places)
        return LaggedStart(*swelling, lag_ratio=0.3)

    def point_at_french(self) -> Animation:
        return Indicate(self.french, color=theme.HIGHLIGHT, scale_factor=1.1)

    def rewrite(self, words: Sequence[Word]) -> Iterator[Animation]:
        """Let the French become another: words that are in both go to their new places."""
        old, new = self.french, _written(words)
        new.scale(old[0].em / new[0].em).move_to(old)
        new.shift(UP * (old[0].baseline - new[0].baseline))
        leaps = list(_leaps(old, new))
        yield from leaps or [exchange(old, new)]
        self.remove(old)
        self.add(new)
        self.french = new


def _written(words: Sequence[Word]) -> VGroup:
    told = (Text(word, size=_FRENCH, color=hue_of_gender(word)) for word in words)
    return line(*told, gap=0.24)


def _leaps(old: VGroup, new: VGroup) -> Iterator[Animation]:
    """Let words go to their new places, if all are there: on and back, each aside of what stays."""
    waiting, pairs = list(old), []
    for word in new:
        same = next((one for one in waiting if one.text == word.text), None)
        if same is None:
            return
        waiting.remove(same)
        pairs.append((same, word))
    if waiting:
        return
    for place, (one, other) in enumerate(pairs):
        lane = np.sign(place - old.submobjects.index(one)) * UP
        rate = smooth if lane.any() else squish_rate_func(smooth, *_LATE)
        path = aside(lane * _ASIDE * one.em)
        yield ReplacementTransform(one, other, path_func=path, rate_func=rate)
