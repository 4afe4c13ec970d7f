"""What runs through a diagram of blocks: each tensor below its arrow, one query's row first."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from manim import (
    Animation,
    AnimationGroup,
    FadeIn,
    LaggedStart,
    Mobject,
    MoveAlongPath,
    ReplacementTransform,
    ShowPassingFlash,
    Succession,
    VGroup,
)
from manim.utils.color import ManimColor

from scenes import theme
from scenes.mobjects.attention_grid import AttentionGrid
from scenes.mobjects.blocks import Pipe
from scenes.mobjects.icons import Icon
from scenes.mobjects.motion import passing, rippling
from scenes.pieces.the_formula.block_diagram import BlockDiagram
from scenes.pieces.the_formula.diagrams import CARRIED
from scenes.stage.cited import Word

Law = Callable[[float], ManimColor]
_WIDE, _HIGH, _MIDDLE = 1.85, 2.6, -1.5  # of a tensor, and the height at which it stands
_ICON, _OVER = 0.42, 2


class Flow(VGroup):
    """The tensors that go from step to step, all rows level, the row of one query framed in each.

    Attributes
    ----------
    words
        They name the rows.
    """

    def __init__(
        self,
        diagram: BlockDiagram,
        law_of: Callable[[str], Law],
        words: Sequence[Word],
        query: int,
    ) -> None:
        self._diagram, self._query = diagram, query
        self.grids = VGroup()
        for way, name in CARRIED.items():
            pipe = diagram.pipe(*way)
            shape, names = pipe.link.carried.shape, () if self.grids else words
            grid = AttentionGrid(
                pipe.link.carried,
                view="heat",
                cell=(_WIDE / max(shape), _HIGH / len(words)),
                color_of=law_of(name),
                queries=names,
            )
            at = np.array([pipe.path.get_x(), _MIDDLE, 0])
            self.grids.add(grid.shift(at - grid.cells.get_center()))
        self.words = self.grids[0].row_labels
        self.frames = VGroup(*(grid.frame(grid.row(query)) for grid in self.grids))
        super().__init__(self.grids, self.frames)

    def unfold(self, signs: Mapping[str, Mobject], mixed: VGroup) -> Animation:
        """Let the diagram grow out of signs, and the one row that is known go to its end; then run.

        Q and K run in, and V the long way, until all rows of the last tensor are there.
        """
        row = self.grids[-1].row(self._query)
        known = ReplacementTransform(mixed, row), FadeIn(self.frames[-1], self.words)
        growing = AnimationGroup(self._diagram.growing(signs), *known)
        return LaggedStart(growing, self._running(), lag_ratio=0.8)

    def _running(self) -> Animation:
        *steps, last = (self._carrying(place) for place in range(len(self.grids)))
        entering = AnimationGroup(*map(_entering, self._diagram.into("MatMul")))
        before = LaggedStart(entering, *steps, lag_ratio=0.6)
        around = _entering(self._diagram.pipe("V", "Mix"), before.run_time)
        return Succession(AnimationGroup(before, around), last, run_time=1.4 * theme.SLOW)

    def _carrying(self, place: int) -> Animation:
        """Send something along an arrow; what it carries appears below."""
        grid, pipe = self.grids[place], self._diagram.pipe(*list(CARRIED)[place])
        others = (row for row in range(len(grid.quantity)) if row != self._query)
        coming = [ShowPassingFlash(pipe.flow(), time_width=0.5), rippling(grid, others)]
        if grid is not self.grids[-1]:
            coming.append(FadeIn(grid.row(self._query), self.frames[place]))
        return AnimationGroup(*coming)


def _entering(pipe: Pipe, seconds: float = 1.0) -> Animation:
    """Let what a symbol stands for run along its arrow."""
    icon = Icon(pipe.link.of, height=_ICON).move_to(pipe.path.get_start()).set_z_index(_OVER)
    return passing(icon, MoveAlongPath(icon, pipe.path, run_time=seconds))
