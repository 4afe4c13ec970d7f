"""X shines through three windows of learnt numbers, and leaves them as queries, keys and values."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from manim import (
    RIGHT,
    UP,
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
from scenes.mobjects.attention_grid import AttentionGrid
from scenes.mobjects.formula import Formula
from scenes.mobjects.heat_map import HeatMap
from scenes.mobjects.icons import ROLES
from scenes.mobjects.motion import settle
from scenes.mobjects.row_labels import RowLabels
from scenes.pieces.queries_keys_values.conversation import Conversation
from scenes.pieces.queries_keys_values.window import Window
from scenes.stage.cited import Quantity
from scenes.stage.layout import stage
from scenes.stage.text import Text

_TITLE = 0.75  # above X
_MOST_DIGITS, _DIGITS, _HIGH = 8, 0.42, 0.8  # of the row that is written large
_NAME, _GAP = 0.5, 0.2  # the size of a row's name, and what is between it and the row


class Windows(VGroup):
    """The words and a window each for queries, keys and values; the row of one word, then all X."""

    def __init__(
        self,
        words: Sequence[str],
        inputs: Quantity,
        made: Sequence[tuple[Quantity, Quantity]],
        *,
        row: int,
    ) -> None:
        names, middle, _, rest = stage().columns(1.55, 3.3, 1.35, 7.2)
        room = middle.inset(top=_TITLE, bottom=0.1)
        heights = room.heights(len(inputs), most=0.9)
        pitch = heights[0] - heights[1]
        self.row = row
        widest = max(Text(word, size=1).width for word in words)
        size = min(_NAME, (names.width - _GAP) / widest)
        self.names = RowLabels(words, heights, right=names.right - _GAP, size=size, color=theme.DIM)
        law = partial(theme.score_color, limit=inputs.limit())

        high = pitch * len(inputs)
        self.inputs = room.hold(HeatMap(inputs, width=room.width, height=high, color_of=law))
        own, count = inputs[row : row + 1], inputs.shape[1]
        cell = room.width / count, pitch
        self.one = room.hold(AttentionGrid(own, view="heat", cell=cell, color_of=law).cells)
        self.one.set_y(heights[row])
        self.title = Formula(FORMULAS["inputs"], size=0.6).next_to(self.inputs, UP, buff=0.15)
        bands = rest.rows(1, 1, 1)
        self.windows = [
            Window(role, *one, row=row, source=self.one, room=band.inset(bottom=0.1))
            for role, one, band in zip(ROLES, made, bands, strict=True)
        ]
        view = "numbers" if count <= _MOST_DIGITS else "heat"
        left, right = names.right, self.windows[0].home.left - _GAP
        cell = (right - left) / count, _HIGH
        self.large = AttentionGrid(
            own, view=view, decimals=1, cell=cell, size=_DIGITS, color_of=law
        ).move_to([(left + right) / 2, heights[row], 0])
        super().__init__(self.names, self.inputs, self.title, *self.windows)

    def take(self, talk: Conversation) -> list[Animation]:
        """Let the words become the names of rows, and let icons and what they are called go on."""
        labels = map(ReplacementTransform, (token.label for token in talk.row), self.names)
        icons = (
            settle(icon, window.home, shrink=True)
            for icon, window in zip(talk.icons, self.windows, strict=True)
        )
        called = (window.called for window in self.windows)
        return [
            LaggedStart(*labels, lag_ratio=0.1, run_time=1.2 * theme.NORMAL),
            *icons,
            *map(ReplacementTransform, talk.names, called),
        ]

    def unroll(self) -> Animation:
        """Let the row of one word come out of it."""
        lit = self.names[self.row].animate.set_color(theme.HIGHLIGHT)
        entries = FadeIn(*self.large.cells, shift=0.3 * RIGHT, lag_ratio=0.15)
        digits = FadeIn(self.large.marks)
        return AnimationGroup(lit, FadeIn(self.title), LaggedStart(entries, digits, lag_ratio=0.4))

    def gather(self) -> Animation:
        """Let it draw back to its place in X."""
        drawn = ReplacementTransform(self.large.cells, self.one)
        return AnimationGroup(FadeOut(self.large.marks, run_time=theme.QUICK / 2), drawn)

    def open(self) -> Animation:
        """Open one window after the other for that row."""
        return LaggedStart(*(window.open() for window in self.windows), lag_ratio=0.5)

    def unroll_all(self) -> Animation:
        """Let the rows of all words come out of them, each in its place."""
        lit = self.names.animate.set_color(theme.INK)
        return AnimationGroup(
            lit, FadeIn(self.inputs), *(window.widen(self.inputs) for window in self.windows)
        )

    def flash(self) -> Animation:
        """Send every row of X through all three."""
        flashes = (window.flash(self.inputs) for window in self.windows)
        return LaggedStart(*flashes, lag_ratio=0.25)
