"""The same scores under four masks: what is heard, and the words of some rows."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import (
    LEFT,
    RIGHT,
    Animation,
    AnimationGroup,
    FadeIn,
    ReplacementTransform,
    TransformFromCopy,
    VGroup,
)

from scenes import theme
from scenes.mobjects.attention_grid import AttentionGrid
from scenes.pieces.same_scores_four_masks.stencilled_grid import StencilledGrid
from scenes.pieces.same_scores_four_masks.told import Hue, Reading, Told
from scenes.stage.layout import Room
from scenes.stage.text import Text

_APART, _GAP, _NAME = 0.25, 0.2, 0.46
_LARGEST_CELL = (0.6, 0.6)
_SEEN = 2  # of the four: the mask that lies over the scores before
_WORD = 1.35  # of a row's height


class FourMasks(VGroup):
    """Four small grids of weights, each named at its left, with words behind some rows."""

    def __init__(self, room: Room, told: Told) -> None:
        shown = (told.free, told.causal, told.padded, told.both)
        names = (
            Text("no mask", size=_NAME),
            Text("causal", size=_NAME),
            Text("padding", size=_NAME),
            Text("both", size=_NAME),
        )
        self.names, self.grids, self.written = VGroup(*names), [], []
        most = max(one.visible.shape[1] for one in shown)
        quarters = (q for row in room.rows(1, 1, gap=_APART) for q in row.halves(gap=_APART))
        for quarter, name, one in zip(quarters, names, shown, strict=True):
            left, middle, _ = quarter.inset(left=0.2).columns(1.55, 3.1, 1.7, gap=_GAP)
            left.hold(name, RIGHT)
            cell = middle.cell(len(one.visible), most, most=_LARGEST_CELL)
            grid = AttentionGrid(one.weights, view="heat", cell=cell, visible=one.visible.values)
            self.grids.append(middle.hold(grid, LEFT))
            self.written.append(
                VGroup(*(_word(grid, one, place, told.hue) for place in told.phrase))
            )
        self._told_later = [*self.written]
        super().__init__(self.names, *self.grids, *self.written)

    def come_from(self, grid: StencilledGrid, spoken: Sequence[Text]) -> Animation:
        """Let all four come out of the lights that are seen, and words, if they were spoken."""
        moves = [TransformFromCopy(_lights(grid, one), one.cells) for one in self.grids]
        seen = self.grids[_SEEN]
        moves[_SEEN] = ReplacementTransform(_lights(grid, seen), seen.cells)
        if spoken:
            moves += map(ReplacementTransform, spoken, self._told_later.pop(_SEEN))
        return AnimationGroup(*moves, FadeIn(self.names))

    def tell(self) -> list[Animation]:
        """Let the words of the others come out of its rows, mask by mask."""
        return [FadeIn(one, shift=RIGHT * 0.3, lag_ratio=0.3) for one in self._told_later]


def _lights(grid: StencilledGrid, small: AttentionGrid) -> VGroup:
    return VGroup(*(grid.lights[at] for at in np.ndindex(*small.quantity.shape)))


def _word(grid: AttentionGrid, reading: Reading, place: int, hue: Hue) -> Text:
    (word,) = reading.written[place : place + 1].words()
    size = min(_NAME, _WORD * grid.cell_size[1])
    row = grid.row(place)
    text = Text(word, size=size, color=hue(word)).next_to(row, RIGHT, buff=_GAP)
    return text.stand_on(row.get_y() - theme.MIDDLE * size)
