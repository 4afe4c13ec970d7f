"""What runs through the blocks for all words at once: each tensor below its pipe."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from manim import (
    UP,
    Animation,
    AnimationGroup,
    FadeIn,
    FadeOut,
    LaggedStart,
    ShowPassingFlash,
    VGroup,
)
from manim.utils.color import ManimColor

from scenes import theme
from scenes.mobjects.attention_grid import AttentionGrid
from scenes.mobjects.motion import become, rippling
from scenes.pieces.the_formula.living_row import LivingRow
from scenes.pieces.the_formula.machine import Machine
from scenes.pieces.the_formula.step import STEPS
from scenes.stage.cited import Word

Law = Callable[[float], ManimColor]
_WIDE, _ABOVE = 1.85, 0.65  # of a tensor; room for its shape


class Flow(VGroup):
    """The tensors that leave the blocks, all rows level, the row of one query framed in each."""

    def __init__(
        self, machine: Machine, law_of: Callable[[str], Law], words: Sequence[Word], query: int
    ) -> None:
        self._machine = machine
        self._grids = VGroup()
        room = machine.under.inset(top=_ABOVE)
        for pipe, step in zip(machine.pipes, STEPS, strict=True):
            grid = AttentionGrid(
                machine.carried[step.leaves],
                view="heat",
                cell=(_WIDE / machine.carried[step.leaves].shape[1], room.height / len(words)),
                color_of=law_of(step.leaves),
                queries=() if self._grids else words,
            )
            grid.shift([pipe.get_x(), room.center[1], 0] - grid.cells.get_center())
            self._grids.add(grid)
        self._words = self._grids[0].row_labels
        self._frames = VGroup(*(grid.frame(grid.row(query)) for grid in self._grids))
        super().__init__(self._grids, self._frames)

    @property
    def end(self) -> VGroup:
        """The frame of the query's last row: what is handed to it."""
        return self._frames[-1]

    def turn(self, row: LivingRow) -> Animation:
        """Let words side by side stand below each other, as names of rows."""
        unseen = self._words[len(row.words) :]
        coming = [FadeIn(unseen)] if len(unseen) else []
        return AnimationGroup(FadeOut(*row.icons), become(row.words, self._words), *coming)

    def run(self) -> Animation:
        """Let all rows of one tensor come after the other."""
        steps = zip(self._grids, self._frames, self._machine.pipes, strict=True)
        return LaggedStart(*(_arriving(*step) for step in steps), lag_ratio=0.45)

    def fold(self) -> Animation:
        """Let each tensor shrink into the pipe that carries it."""
        gone = zip(self._grids, self._frames, self._machine.pipes, strict=True)
        folded = (FadeOut(grid.cells, frame, target_position=pipe.shape, scale=0.1)
                  for grid, frame, pipe in gone)  # fmt: skip
        return AnimationGroup(*folded, FadeOut(self._words))


def _arriving(grid: AttentionGrid, frame: VGroup, pipe: VGroup) -> Animation:
    flash = ShowPassingFlash(pipe.flow(), time_width=0.5)
    coming = FadeIn(frame), FadeIn(pipe.shape, shift=0.1 * UP)
    return AnimationGroup(flash, rippling(grid), *coming, run_time=theme.NORMAL)
