"""Queries, keys and values in full, side by side; and two scores, asked both ways."""

from __future__ import annotations

from collections.abc import Sequence

from manim import (
    RIGHT,
    Animation,
    AnimationGroup,
    FadeIn,
    FadeOut,
    LaggedStart,
    ReplacementTransform,
    VGroup,
)

from scenes import theme
from scenes.formulas import FORMULAS
from scenes.mobjects.formula import Formula
from scenes.mobjects.icons import Icon
from scenes.mobjects.number_matrix import NumberMatrix
from scenes.pieces.queries_keys_values.window import MOST_COLUMNS, Window
from scenes.pieces.queries_keys_values.windows import Windows, bands
from scenes.stage.cited import Citation
from scenes.stage.layout import Room, line
from scenes.stage.phrases import phrase
from scenes.stage.shapes import Statement
from scenes.stage.text import Numeral, Text

_SAID = 0.42
_SAYS = {"query": "what it asks", "key": "what it answers", "value": "what it gives"}


class Result(VGroup):
    """A matrix with all its numbers, its rows level with the words; above it how it was made."""

    def __init__(self, window: Window, icon: Icon, heights: list[float], rooms: tuple) -> None:
        head, body = rooms
        role, hue = window.role, theme.hue_of(window.role)
        pitch = heights[0] - heights[1]
        self.icon, self.heat = icon, window.result
        self.matrix = NumberMatrix(
            self.heat.quantity, size=0.34, color=hue, pitch=(0.88, pitch), most_columns=MOST_COLUMNS
        )
        body.hold(self.matrix)
        self.matrix.begin_at(heights[0])
        above, below = head.rows(0.6, 0.75)
        self.formula = Formula(FORMULAS[f"{role} made"], size=0.46)
        self.says = Text(_SAYS[role], size=0.4, color=hue)
        self.home = icon.copy()
        above.hold(self.formula)
        line(self.home, self.says, gap=0.25).move_to(below.center)
        super().__init__(self.matrix, self.formula, self.says)

    def take_in(self, window: Window) -> Animation:
        """Let the heat of the matrix grow to where its numbers will stand."""
        grown = self.heat.animate.stretch_to_fit_width(self.matrix.width)
        grown = grown.stretch_to_fit_height(self.matrix.height).move_to(self.matrix)
        moved = self.icon.animate.become(self.home)
        return AnimationGroup(grown, moved, ReplacementTransform(window.symbol, self.formula))

    def read(self, *known: Numeral) -> Animation:
        """Let the numbers appear, a row after the other; some stand there already."""
        rows = (
            VGroup(*(n for n in self.matrix.row(i) if n not in known)) for i in self.matrix.rows
        )
        fading = (FadeIn(row, shift=0.2 * RIGHT) for row in rows if len(row))
        brackets = FadeIn(self.matrix.brackets, self.matrix.gaps, self.says)
        return AnimationGroup(FadeOut(self.heat), brackets, LaggedStart(*fading, lag_ratio=0.3))


class Results(VGroup):
    """All three matrices beside the words that name their rows; below them two scores."""

    def __init__(self, windows: Windows) -> None:
        heads, bodies, below = bands()
        of_heads, of_bodies = (
            band.inset(left=windows.names.get_right()[0] - band.left + 0.6).columns(1, 1, 1)
            for band in (heads, bodies)
        )
        self.each = [
            Result(window, icon, windows.heights, rooms)
            for window, icon, *rooms in zip(
                windows.windows, windows.icons, of_heads, of_bodies, strict=True
            )
        ]
        self.names, self.below = windows.names, below.columns(1, 1)
        self.query, self.key, self.value = (one.matrix for one in self.each)
        super().__init__(*self.each)

    def icons(self, query: int, key: int) -> VGroup:
        """Put a bubble beside the word that asks, and a hand beside the one that answers."""
        beside = zip(("query", "key"), (query, key), strict=True)
        return VGroup(
            *(Icon(role, height=0.42).next_to(self.names[at], RIGHT, buff=0.1).set_x(self._aside)
              for role, at in beside)
        )  # fmt: skip

    @property
    def _aside(self) -> float:
        return (self.names.get_right()[0] + self.query.brackets.get_left()[0]) / 2

    def frames(self, query: int, key: int) -> VGroup:
        """Frame the query of one word and the key of another."""
        return VGroup(
            self.query.frame(self.query.row(query), theme.QUERY),
            self.key.frame(self.key.row(key), theme.KEY),
        )

    def others(self, query: int, key: int) -> list[VGroup]:
        """List the rows of numbers that have no part in a score asked both ways."""
        scored = self.query, self.key
        rows = [(one.matrix, row) for one in self.each for row in one.matrix.rows]
        return [m.row(row) for m, row in rows if m not in scored or row not in (query, key)]

    def scored(self, words: Sequence[str], score: Citation, *, first: bool) -> Scored:
        return Scored(words, score, self.below[0 if first else 1])


class Scored(VGroup):
    """Who asks, who answers, and how well the two match."""

    def __init__(self, words: Sequence[str], score: Citation, room: Room) -> None:
        asked, answered = (
            (
                Icon(role, height=0.42),
                Text(phrase("{word}", word=word), size=_SAID, color=theme.hue_of(role)),
            )
            for role, word in zip(("query", "key"), words, strict=True)
        )
        number = Numeral(score, decimals=1, size=0.7)
        told = line(*asked, *answered, Text("match", size=_SAID), number, gap=0.22)
        *says, number = room.inset(left=0.2, right=0.2).hold(told, shrink=True)
        super().__init__(*says, number)
        self.says, self.score = VGroup(*says), Statement(number)
