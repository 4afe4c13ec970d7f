"""Who asks whom, in colours and in the two rows that are read; and how well they fit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import cycle

import numpy as np
from manim import (
    LEFT,
    RIGHT,
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
from scenes.formulas import FORMULAS
from scenes.mobjects.formula import Formula
from scenes.mobjects.icons import Icon
from scenes.pieces.queries_keys_values.fit import Fit, Fits
from scenes.pieces.queries_keys_values.results import Results
from scenes.stage.cited import Citation, Quantity, Word
from scenes.stage.layout import Room, line
from scenes.stage.shapes import Statement
from scenes.stage.text import Numeral, Text

_SAID = 0.44
ROLES_READ = ("query", "key")


class Scoring:
    """Follows one query and one key after another; all other numbers give way to colours.

    ``told`` says of each pair, on the left and on the right in turn, how well the two fit.
    """

    def __init__(
        self,
        results: Results,
        scores: Quantity,
        *words: Sequence[Word],
        pairs: Sequence[Pair],
    ) -> None:
        self.results, self.scores, self.words = results, scores, words
        self.fits = Fits(results, scores, pairs)
        places = zip(pairs, cycle(results.below), cycle((LEFT, RIGHT)))
        self.told = [self._score(*one) for one in places]
        self._read = results.known
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
        read = [n for one, at in parts if one.has_cells for n in one.matrix.row(at)]
        yield from (FadeOut(n) for n in self._read if n not in read)
        yield from (FadeIn(n) for n in read if n not in self._read)
        self._read = read

    def _score(self, pair: Pair, room: Room, side: np.ndarray) -> Scored:
        asked = [words[at] for words, at in zip(self.words, pair, strict=True)]
        return Scored(pair, asked, self.scores.cite(*pair), room, side)

    def _mark(self, pair: Pair) -> VGroup:
        names = self.results.names
        aside = (names.get_right()[0] + self.results.query.brackets.get_left()[0]) / 2
        marks = VGroup()
        for role, at in zip(ROLES_READ, pair, strict=True):
            matrix = getattr(self.results, role)
            marks.add(matrix.frame(matrix.row(at), theme.HIGHLIGHT))
            icon = Icon(role, height=0.42).next_to(names[at], RIGHT, buff=0.1)
            marks.add(icon.set_x(aside))
        return marks


class Scored(VGroup):
    """Who asks whom, and how well the key fits the query, in the hue of its sign."""

    def __init__(
        self, pair: Pair, words: Sequence[Word], score: Citation, room: Room, side: np.ndarray
    ) -> None:
        self.pair, self.words, self.citation = pair, words, score
        (asks, asked), (hand, answered) = (
            (
                Icon(role, height=0.5),
                Text(word, size=_SAID, color=theme.hue_of(role)),
            )
            for role, word in zip(ROLES_READ, words, strict=True)
        )
        hue = theme.sign_color(score.value)
        number = Numeral(score, decimals=1, size=0.8, color=hue)
        arrow = Formula(FORMULAS["becomes"], size=_SAID)
        told = line(asks, asked, arrow, hand, answered, number, gap=0.22)
        *says, number = room.hold(told, side, shrink=True)
        super().__init__(*says, number)
        self.says, self.score = VGroup(*says), Statement(number)
