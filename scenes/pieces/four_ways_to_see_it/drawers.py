"""Numbered drawers, each with a word in it, and lit by its weight: a memory."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Self

from manim import (
    DOWN,
    UP,
    Animation,
    AnimationGroup,
    FadeIn,
    FadeOut,
    LaggedStart,
    Mobject,
    ReplacementTransform,
    VGroup,
)

from attention_math.story import leaders
from scenes import theme
from scenes.mobjects.icons import Icon, parcel
from scenes.mobjects.motion import aside, journey
from scenes.pieces.four_ways_to_see_it.switchboard import Switchboard
from scenes.pieces.four_ways_to_see_it.ways import Ways
from scenes.stage.cited import Declared, Quantity
from scenes.stage.claims import Encoding, shows
from scenes.stage.layout import Room
from scenes.stage.shapes import Square
from scenes.stage.text import Numeral, Text

_SIZE, _NUMBER, _PLACE, _OF_PITCH, _INNER, _PARCEL = 0.5, 0.46, 0.4, 0.9, 0.86, 0.5
_SMALL = 0.3  # of its size, when something comes out of a letter


class Drawers(VGroup):
    """A drawer a key, in the order of the places; the brightest has its weight written in it."""

    def __init__(
        self, room: Room, words: Quantity, weights: Quantity, places: Quantity | None = None
    ) -> None:
        self.weights, self.fronts, self.words, self.places = weights, VGroup(), VGroup(), VGroup()
        side = _OF_PITCH * room.width / len(words)
        for i, (word, cited) in enumerate(zip(words.words(), weights.each(), strict=True)):
            law = partial(theme.weight_color)
            front = Square(side, stroke_color=theme.EDGE, stroke_width=theme.STROKE_THIN)
            front.set_fill(law(cited.value), 1).move_to(room.center)
            front.set_x(room.left + (i + 0.5) * room.width / len(words))
            self.fronts.add(shows(front, Encoding(cited, "fill", law)))
            ink = theme.ink_on(law(cited.value))
            text = Text(word, size=_SIZE, color=ink, declared=Declared("token"))
            text.scale(min(1, _INNER * side / text.width)).move_to(front)
            self.words.add(text.stand_on(front.get_y() + 0.02).set_z_index(1))
            if places is not None:
                declared = Declared("place", of=places[i].name)
                place = Numeral(i, decimals=0, size=_PLACE, color=theme.QUIET, declared=declared)
                self.places.add(place.next_to(front, DOWN, buff=0.15))
        self.best = leaders(weights.values)[0]
        ink = self.words[self.best].get_fill_color()
        self.number = Numeral(weights.cite(self.best), size=_NUMBER, color=ink)
        self.number.next_to(self.words[self.best], DOWN, buff=0.2).set_z_index(1)
        self.number.set_x(self.fronts[self.best].get_x())
        super().__init__(self.fronts, self.words, self.places, self.number)

    @classmethod
    def both(cls, room: Room, ways: Ways) -> tuple[Self, Self]:
        """Draw those of the sentence, and those in which its noun has gone one place on."""
        moved = cls(room, ways.moved.words, ways.moved.weights)
        moved.remove(moved.number)  # its place is a part of its key, which is not the matter here
        return cls(room, ways.words, ways.row, ways.words), moved

    def take_over(self, board: Switchboard, origins: Sequence[int]) -> Animation:
        """Let words lie down in the drawers, which light up in place of the lines to who asks.

        ``origins`` says which of the board's words each of these words was.
        """
        lines = FadeOut(*board.graph.incoming(board.asked), run_time=theme.QUICK)
        words = zip((board.words[old] for old in origins), self.words, strict=True)
        moves = LaggedStart(*(ReplacementTransform(*pair) for pair in words), lag_ratio=0.1)
        fronts = FadeIn(self.fronts, shift=0.3 * UP, lag_ratio=0.1)
        return AnimationGroup(moves, lines, fronts, FadeIn(self.places, self.number))

    def turn(self, other: Drawers, origins: Sequence[int]) -> Animation:
        """Let two words change their drawers; the numbers of the drawers stay."""
        moves = []
        for new, old in enumerate(origins):
            path = aside((new - old) * 0.55 * self.fronts[0].height * UP)
            pair = self.words[old], other.words[new]
            moves.append(ReplacementTransform(*pair, path_func=path))
        pairs = zip(self.fronts, other.fronts, strict=True)
        other.keep(self.places)
        gone = FadeOut(self.number, run_time=theme.QUICK)
        return AnimationGroup(*moves, *(ReplacementTransform(*pair) for pair in pairs), gone)

    def keep(self, places: VGroup) -> None:
        """Have the numbers of other drawers below these."""
        self.places = places

    def send(self, end: object, letter: Mobject | None = None) -> Animation:
        """Let each word send its value, as large as its weight, to whoever asks.

        Values may come out of a ``letter`` first.
        """
        moves = []
        for front, cited in zip(self.fronts, self.weights.each(), strict=True):
            sent = parcel(cited, _PARCEL).move_to(front.get_top())
            if letter is not None:
                sent.next_to(letter, DOWN)
            ways = [front.get_top()] * (letter is not None) + [end]
            moves.append(journey(sent, *ways))
        return LaggedStart(*moves, lag_ratio=0.03)

    def raise_hands(self, letter: Mobject) -> Animation:
        """Let a hand come out of a letter to each drawer: it has an answer."""
        height = 0.4 * self.fronts[0].height
        hands = [Icon("key", height=height).next_to(one, UP, buff=0.1) for one in self.fronts]
        coming = (FadeIn(one, target_position=letter, scale=_SMALL) for one in hands)
        return LaggedStart(*coming, lag_ratio=0.15)
