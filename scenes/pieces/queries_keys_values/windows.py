"""X shines through three windows of learnt numbers, and leaves them as queries, keys and values."""

from __future__ import annotations

from collections.abc import Sequence

from manim import Animation, AnimationGroup, FadeOut, LaggedStart, ReplacementTransform, VGroup

from scenes import theme
from scenes.mobjects.icons import ROLES
from scenes.pieces.queries_keys_values.rows import Rows
from scenes.pieces.queries_keys_values.window import Window
from scenes.stage.cited import Quantity

_ABOVE = 0.15


class Windows(VGroup):
    """A window each for queries, keys and values; what leaves them stands beside the words."""

    def __init__(self, rows: Rows, made: Sequence[tuple[Quantity, Quantity]]) -> None:
        _, panes, _, *columns = rows.free.columns(0.7, 2.3, 0.7, 1.6, 0.3, 1.6, 0.3, 1.6)
        bands = panes.rows(1, 1, 1, gap=_ABOVE)
        self.rows = rows
        self.windows = [
            Window(role, *one, row=rows.row, source=rows.inputs,
                   rooms=(band, *column.rows(rows.head.height, 5.1)))
            for role, one, band, column in zip(ROLES, made, bands, columns[::2], strict=True)
        ]  # fmt: skip
        super().__init__(*self.windows)

    def open(self) -> Animation:
        """Open one window after the other for one row, whose bubble goes before."""
        asked = ReplacementTransform(self.rows.icon, self.windows[0].icon)
        opened = (window.open() for window in self.windows)
        return AnimationGroup(asked, LaggedStart(*opened, lag_ratio=0.7))

    def widen(self) -> Animation:
        """Let the light of all rows fall through."""
        lit = self.rows.names.animate.set_fill(theme.INK)
        unframed = FadeOut(self.rows.one, self.rows.frame)
        return AnimationGroup(lit, unframed, *(window.widen() for window in self.windows))

    def fill(self) -> Animation:
        """Let all that leaves them stand beside the words."""
        return LaggedStart(*(window.fill() for window in self.windows), lag_ratio=0.25)
