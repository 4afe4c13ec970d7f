"""What chapter 14 makes of its scores: one row on its way through softmax, and all rows."""

from __future__ import annotations

from functools import cached_property
from typing import NamedTuple

import numpy as np
from manim import LEFT, RIGHT, Mobject, VGroup

from attention_math.derived import row_sums
from attention_math.distributions import softmax
from attention_math.softmax_steps import even_share, exponentials, total, weight_in_words
from scenes import theme
from scenes.mechanism import Mechanism
from scenes.mobjects.attention_grid import AttentionGrid
from scenes.mobjects.formula import Formula
from scenes.mobjects.row_sums import RowSums
from scenes.pieces.softmax.softmax_working import FOOT, SoftmaxWorking
from scenes.pieces.softmax.weight_table import WeightTable
from scenes.stage.cited import Quantity
from scenes.stage.text import Numeral, Text


class Grids(NamedTuple):
    """All rows before and after softmax, what they add up to, and their names."""

    scores: AttentionGrid
    weights: AttentionGrid
    sums: RowSums
    names: VGroup


class SoftmaxRow(Mechanism):
    """A chapter on the scores of the story's query, which cites all that softmax makes of them."""

    @cached_property
    def logits(self) -> str:
        """Name the scores that softmax is given: with −∞ in them where the model masks."""
        return "scaled" if self.trace.visible.all() else "masked"

    @property
    def row(self) -> np.ndarray:
        return getattr(self.story, self.logits)[self.pair.query]

    @property
    def name(self) -> str:
        return f"head{self.head}.{self.logits}[{self.pair.query}]"

    @cached_property
    def runners(self) -> tuple[int, int]:
        """Find the largest score's place, and the second's."""
        order = np.argsort(self.row, kind="stable")
        return int(order[-1]), int(order[-2])

    def plain(self) -> SoftmaxWorking:
        """Lay out the story's row as the model computes it."""
        query = self.pair.query
        scores, weights = self.of_head(self.logits)[query], self.of_head("weights")[query]
        head = VGroup(Text("score", size=0.42), Formula("z", size=0.46)).arrange(RIGHT, buff=0.15)
        return self._working(self.name, scores, f"head{self.head}.weights[{query}]", weights, head)

    def changed(self, name: str, scores: np.ndarray, head: Mobject) -> SoftmaxWorking:
        """Lay out scores that were made of the story's row."""
        weights = f"softmax({name})"
        return self._working(
            name, self.derived(name, scores), weights, self.derived(weights, softmax(scores)), head
        )

    def _working(
        self, name: str, scores: Quantity, weights_name: str, weights: Quantity, head: Mobject
    ) -> SoftmaxWorking:
        raised = exponentials(scores.values)
        return SoftmaxWorking(
            scores,
            self.derived(f"exponentials({name})", raised),
            self.derived(f"total(exponentials({name}))", total(raised)).cite(0),
            weights,
            self.derived(f"total({weights_name})", total(weights.values)).cite(0),
            head=head,
            color_of=self.color_of(self.logits),
        )

    def hidden_cells(self) -> np.ndarray | None:
        return None if self.trace.visible.all() else self.trace.visible

    def all_rows(self) -> Grids:
        visible, logits = self.hidden_cells(), self.of_head(self.logits)
        scores = self.half_grid(logits, self.logits, left=True, visible=visible)
        weights = self.half_grid(self.of_head("weights"), "weights", left=False, visible=visible)
        totals = self.derived(f"row_sums(head{self.head}.weights)", row_sums(self.story.weights))
        names = VGroup()
        for grid, code in ((scores, "z"), (weights, 'op("softmax")(z)')):
            names.add(Formula(code, size=0.45).move_to([grid.cells.get_x(), FOOT - 0.1, 0]))
        return Grids(scores, weights, self.sums_beside(weights, totals), names)

    def table(self, grid: AttentionGrid) -> WeightTable:
        """Read the story's row, beside the grid that it is a row of."""
        words, weights = self.trace.key_side.shown, self.of_head("weights")[self.pair.query]
        seen = self.seen
        return WeightTable(
            words,
            self.of_head(self.logits)[self.pair.query],
            weights,
            [weight_in_words(float(weight), seen) for weight in weights.values],
            color_of=self.color_of(self.logits),
            left=-0.35,
            top=float(grid.cells.get_top()[1]),
            pitch=grid.cell_size[1],
        )

    @property
    def seen(self) -> int:
        """How many keys the story's query sees: those are what its weight is shared among."""
        return int(self.trace.visible[self.pair.query].sum())

    def even_share(self, table: WeightTable) -> VGroup:
        """Say what each weight would be if all scores that are seen were alike."""
        count = self.seen
        share = self.derived(f"even_share({count})", even_share(count)).cite(0)
        said = Text("an even share would be", size=0.36, color=theme.QUIET)
        number = Numeral(share, size=0.36, color=theme.QUIET)
        line = VGroup(said, number).arrange(RIGHT, buff=0.15)
        line.move_to([0, FOOT + 0.05, 0]).set_x(table.words.get_left()[0], direction=LEFT)
        number.stand_on(said.baseline)
        return line
