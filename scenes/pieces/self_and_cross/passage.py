"""The way from a grid to the sentences written out, and back: what is seen goes along."""

from __future__ import annotations

from collections.abc import Iterator

from manim import (
    Animation,
    AnimationGroup,
    Create,
    FadeIn,
    FadeOut,
    LaggedStart,
)

from scenes import theme
from scenes.mobjects.token_row import TokenRow
from scenes.pieces.self_and_cross.crossing import Crossing
from scenes.pieces.self_and_cross.grounds import gathered, parted
from scenes.pieces.self_and_cross.names import Names
from scenes.pieces.self_and_cross.plugged import Plugged
from scenes.stage.shapes import Panel
from scenes.stage.text import Text

_SMALL = 0.2  # of a cell's size, at the word that is heard


class Passage:
    """Words walk, what they stand on parts into boxes, and out of bright cells come lines."""

    def __init__(self, names: Names, grid: Plugged, crossing: Crossing) -> None:
        self._crossing = crossing
        self._texts = [*names.words[crossing.first :]], [*grid.cartridge.words]
        self._grounds = names.panel, grid.cartridge.panel
        self._rows = crossing.french, crossing.english
        self._heard = [grid.grid.cell(one.query, one.key) for one in crossing.lines]
        self._faint = [cell for cell in grid.grid.cells if cell not in self._heard]
        left = names.words[: crossing.first]
        self._around = [*left, names.pins, names.label, *grid.around]

    def write_out(self) -> Animation:
        """Let the sentences be read one above the other."""
        gone = FadeOut(*self._around, *self._faint, run_time=theme.QUICK)
        walks = (parted(*three) for three in self._standing())
        lines = self._crossing.lines
        shrinking = (
            FadeOut(cell, target_position=line.path.get_start(), scale=_SMALL)
            for cell, line in zip(self._heard, lines, strict=True)
        )
        walking = AnimationGroup(LaggedStart(*walks, lag_ratio=0.3), *shrinking)
        drawn = LaggedStart(*map(Create, lines), lag_ratio=0.5)
        coming = AnimationGroup(walking, FadeIn(self._crossing.blank))
        return AnimationGroup(gone, LaggedStart(coming, drawn, lag_ratio=0.8))

    def take_back(self) -> Animation:
        """Let words stand at the grid's edges again."""
        one = self._crossing
        gone = FadeOut(one.blank, one.word, one.number, run_time=theme.QUICK)
        walks = (gathered(row, words, ground) for ground, words, row in self._standing())
        growing = (
            FadeIn(cell, target_position=line.path.get_start(), scale=_SMALL)
            for cell, line in zip(self._heard, one.lines, strict=True)
        )
        going = AnimationGroup(gone, FadeOut(one.lines), *walks, *growing)
        grid = FadeIn(*self._around, *self._faint)
        return LaggedStart(going, grid, lag_ratio=0.6)

    def _standing(self) -> Iterator[tuple[Panel, list[Text], TokenRow]]:
        """Say what words stand on, in the grid and in the rows."""
        return zip(self._grounds, self._texts, self._rows, strict=True)
