"""Who asks whom, in colours and in the two rows that are read; and how well they fit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import cycle

from manim import (
    ORIGIN,
    RIGHT,
    UP,
    Animation,
    AnimationGroup,
    Create,
    FadeIn,
    FadeOut,
    ReplacementTransform,
    VGroup,
)

from attention_math.story import Pair
from scenes import theme
from scenes.mobjects.icons import Icon
from scenes.pieces.queries_keys_values.fit import Fit, Fits
from scenes.pieces.queries_keys_values.results import Results
from scenes.stage.cited import Citation, Quantity, Word
from scenes.stage.claims import Furniture, shows
from scenes.stage.layout import Room, line
from scenes.stage.shapes import Arrow, Statement
from scenes.stage.text import Numeral, Text

_SAID, _WAY = 0.48, 1.7
_SIDES = ("query", "key")


class Scoring:
    """Follows one query and one key after another; all other numbers give way to colours.

    ``told`` says of each pair, on the left and on the right in turn, how well the two fit.
    """

    def __init__(
        self,
        results: Results,
        scores: Quantity,
        *words: Sequence[str],
        pairs: Sequence[Pair],
    ) -> None:
        self.results, self.scores, self.words = results, scores, words
        self.fits = Fits(results, scores, pairs)
        self.told = [self._score(*one) for one in zip(pairs, cycle(results.below))]
        self._read = [n for one in results.each if one.keeps_heat for n in one.matrix.numerals]
        self._marks = VGroup()
        self._fit: Fit | None = None

    def lift(self, pair: Pair) -> list[Animation]:
        """Bring the two rows that are read together, with their digits and in their frames."""
        self._fit, read, self._read = self.fits.of(pair), self._read, []
        old, icons = self._marks[::2], self._marks[1::2]
        frames = [row.frame(row.cells) for row in self._fit.factors]
        self._marks = VGroup(frames[0], icons[0], frames[1], icons[1])
        moved = map(ReplacementTransform, old, frames)
        return [*self._fit.lift(), *map(FadeOut, read), *moved]

    def add_up(self, told: Scored) -> Animation:
        return AnimationGroup(self._fit.add_up(), FadeIn(told.score, scale=0.5))

    def follow(self, pair: Pair) -> Iterator[Animation]:
        """Frame and read the query of one word and the key of another, with icons beside both."""
        if self._fit:
            yield FadeOut(self._fit, run_time=theme.QUICK)
        old, self._marks = self._marks, self._mark(pair)
        if len(old):
            yield FadeOut(*old[::2])
            yield from map(ReplacementTransform, old[1::2], self._marks[1::2])
        yield from map(Create, self._marks[::2] if len(old) else self._marks)
        parts = zip(self.results.each, pair, strict=False)
        read = [n for one, at in parts if one.keeps_heat for n in one.matrix.row(at)]
        yield from (FadeOut(n) for n in self._read if n not in read)
        yield from (FadeIn(n) for n in read if n not in self._read)
        self._read = read

    def _score(self, pair: Pair, room: Room) -> Scored:
        asked = [words[at] for words, at in zip(self.words, pair, strict=True)]
        return Scored(pair, asked, self.scores.cite(*pair), room)

    def _mark(self, pair: Pair) -> VGroup:
        names = self.results.names
        aside = (names.get_right()[0] + self.results.query.brackets.get_left()[0]) / 2
        marks = VGroup()
        for role, at in zip(_SIDES, pair, strict=True):
            matrix = getattr(self.results, role)
            marks.add(matrix.frame(matrix.row(at), theme.HIGHLIGHT))
            icon = Icon(role, height=0.42).next_to(names[at], RIGHT, buff=0.1)
            marks.add(icon.set_x(aside))
        return marks


class Scored(VGroup):
    """An arrow from who asks to whom, and over it how well the key fits the query."""

    def __init__(self, pair: Pair, words: Sequence[Word], score: Citation, room: Room) -> None:
        self.pair = pair
        (asks, asked), (hand, answered) = (
            (Icon(role, height=0.5), Text(word, size=_SAID, color=theme.hue_of(role)))
            for role, word in zip(_SIDES, words, strict=True)
        )
        number = Numeral(score, decimals=1, size=0.6, color=theme.sign_color(score.value))
        way = Arrow(ORIGIN, _WAY * RIGHT, color=theme.QUIET, buff=0)
        shows(way, Furniture("arrow"))
        told = line(asks, asked, way, hand, answered, gap=0.22)
        number.next_to(way, UP, buff=0.05)
        room.inset(left=0.2, right=0.2).hold(VGroup(told, number), shrink=True)
        super().__init__(*told, number)
        self.says, self.score = told, Statement(number)
