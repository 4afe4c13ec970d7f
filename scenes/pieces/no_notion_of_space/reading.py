"""A sentence as the translator reads it, word and place, and its French below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from manim import (
    DOWN,
    ORIGIN,
    RIGHT,
    UP,
    Animation,
    AnimationGroup,
    FadeIn,
    FadeOut,
    Indicate,
    LaggedStart,
    ReplacementTransform,
    Transform,
    TransformFromCopy,
    VGroup,
)

from scenes import theme
from scenes.mobjects.motion import aside, exchange
from scenes.mobjects.token_row import Token, TokenRow
from scenes.stage.cited import Declared, Quantity, Word
from scenes.stage.layout import Room, line
from scenes.stage.shapes import Panel
from scenes.stage.text import Numeral, Text

_SIZE, _GAP, _FRENCH, _BETWEEN = 0.6, 0.34, 0.62, 0.2
_NUMBER, _HEIGHT, _BELOW = 0.6, 0.66, 0.07  # of a place
_ASIDE = 0.95


class Reading(VGroup):
    """Words in boxes, below each the number of its place, and what is written for all of them.

    Only its parts are ever put on stage.
    """

    def __init__(
        self, room: Room, words: Sequence[Word], positions: Quantity, french: Sequence[Word]
    ) -> None:
        self.tokens = TokenRow(words, size=_SIZE, gap=_GAP, widest=room.width)
        pairs = zip(self.tokens, positions, strict=True)
        self.places = VGroup(*(_place(number, *pair) for number, pair in enumerate(pairs)))
        self.french = _written(french).next_to(self.places, DOWN, buff=_BETWEEN)
        super().__init__(self.tokens, self.places, self.french)
        room.hold(self)

    def settle(self, room: Room) -> Iterator[Animation]:
        """Move into another room, without the places: those were taken out."""
        moved = room.hold(self.copy(), shrink=True)
        yield Transform(self.tokens, moved.tokens)
        yield Transform(self.french, moved.french)
        self.places.scale(moved.places.width / self.places.width).move_to(moved.places)

    def take_out(self) -> Animation:
        """Let the places fall off."""
        falling = (FadeOut(place, shift=DOWN * 0.5) for place in self.places)
        return LaggedStart(*falling, lag_ratio=0.2)

    def put_in(self) -> Animation:
        """Let the places come up."""
        coming = (FadeIn(place, shift=UP * 0.5) for place in self.places)
        return LaggedStart(*coming, lag_ratio=0.2)

    def copy_places(self, other: Reading) -> Animation:
        """Let the places come down from another sentence: words may move, places do not."""
        pairs = zip(other.places, self.places, strict=True)
        return AnimationGroup(*(TransformFromCopy(*pair) for pair in pairs))

    def question(self) -> Text:
        """Return a copy of the last French word, where a question mark is to stand behind it."""
        return self.french[-1].copy().next_to(self.french, RIGHT, buff=_BETWEEN)

    def point_at_places(self) -> Animation:
        """Let the places swell for a moment, one after the other."""
        swelling = (Indicate(place, color=theme.HIGHLIGHT) for place in self.places)
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
    return line(*(Text(word, size=_FRENCH) for word in words), gap=0.24)


def _place(number: int, token: Token, vector: Quantity) -> VGroup:
    """Hang the number of a token's place below it."""
    declared = Declared("place", of=vector.name)
    written = Numeral(number, decimals=0, size=_NUMBER, color=theme.QUIET, declared=declared)
    ground = Panel(width=_HEIGHT, height=_HEIGHT, corner_radius=_HEIGHT / 2)
    ground.set_stroke(theme.EDGE, theme.STROKE_THIN).next_to(token, DOWN, buff=_BELOW)
    return VGroup(ground, written.move_to(ground))


def _leaps(old: VGroup, new: VGroup) -> Iterator[Animation]:
    """Let words go to their new places, if all are there and two at most leap over others."""
    waiting, pairs = list(old), []
    for word in new:
        same = next((one for one in waiting if one.text == word.text), None)
        if same is None:
            return
        waiting.remove(same)
        pairs.append((same, word))
    moved = [pair for pair in pairs if abs(pair[0].get_x() - pair[1].get_x()) > pair[0].height]
    if waiting or len(moved) > 2:
        return
    ways = dict(zip(map(id, moved), (UP, DOWN), strict=False))
    for pair in pairs:
        way = ways.get(id(pair), ORIGIN) * _ASIDE * pair[0].em
        yield ReplacementTransform(*pair, path_func=aside(way))
