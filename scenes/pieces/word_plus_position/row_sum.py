"""A word's row and the row of its place, one above the other, and what the two make together."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from manim import (
    RIGHT,
    Animation,
    AnimationGroup,
    FadeIn,
    FadeOut,
    LaggedStart,
    ReplacementTransform,
    VGroup,
    there_and_back,
)

from scenes import theme
from scenes.mobjects.attention_grid import AttentionGrid
from scenes.stage.cited import Quantity, Word
from scenes.stage.layout import Room, line
from scenes.stage.text import Numeral, Text

NAME, _GAP, _APART = 0.6, 0.3, 0.7  # of what names a row, from there to it; between two sums
_LOOK, _BACK = 2.4, 0.12  # seconds, for which others step back; how much is left of them


class RowSum(VGroup):
    """Two rows of colours that become one, as high as both, all to one scale."""

    def __init__(
        self, room: Room, name: Word, number: Numeral, rows: Sequence[Quantity], limit: float
    ) -> None:
        named, cells = room.columns(3, 9.4)
        bands = cells.rows(1, 1)
        law = partial(theme.score_color, limit=limit)

        def row(quantity: Quantity, band: Room) -> VGroup:
            cell = band.width / len(quantity), band.height
            grid = AttentionGrid(quantity[None], view="heat", cell=cell, color_of=law)
            return band.hold(grid).cells

        word, place, total = rows
        self.word, self.place, self.total = (
            row(word, bands[0]),
            row(place, bands[1]),
            row(total, cells),
        )
        said = (
            Text(name, size=NAME, color=theme.HIGHLIGHT),
            line(Text("+ place", size=NAME), number),
        )
        self.names = VGroup(
            *(
                own.inset(right=_GAP).hold(one, RIGHT)
                for one, own in zip(said, named.rows(1, 1), strict=True)
            )
        )
        super().__init__(self.names, self.word, self.place)

    def bring(self, name: Text, number: Numeral, column: VGroup) -> list[Animation]:
        """Let the word bring its row, and a column of its place lie down below it."""
        head, (said, own) = self.names
        cells = map(ReplacementTransform, column, self.place)
        return [
            ReplacementTransform(name, head),
            ReplacementTransform(number, own),
            FadeIn(said),
            FadeIn(self.word, shift=RIGHT * _GAP),
            LaggedStart(*cells, lag_ratio=0.08),
        ]

    def join(self) -> Animation:
        """Let each entry of the place join the word's: the two are one."""
        trios = zip(self.word, self.place, self.total, strict=True)
        moves = (
            AnimationGroup(ReplacementTransform(word, total), FadeOut(place, target_position=total))
            for word, place, total in trios
        )
        return LaggedStart(*moves, lag_ratio=0.3)

    def stand_out(self, entries: Sequence[int]) -> list[Animation]:
        """Let all other entries of the sum step back for a while."""
        others = (cell for i, cell in enumerate(self.total) if i not in entries)
        look = {"rate_func": there_and_back, "run_time": _LOOK}
        return [cell.animate(**look).set_opacity(_BACK) for cell in others]


def two_sums(room: Room) -> tuple[Room, ...]:
    """Divide a room for two sums, one below the other."""
    return room.inset(left=0.3, right=0.5, top=0.4, bottom=0.2).rows(1, 1, gap=_APART)
