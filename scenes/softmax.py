"""Chapter 14: exponentiate, add up, divide: any scores become weights that add up to one."""

from __future__ import annotations

from functools import cached_property

import numpy as np
from manim import (
    RIGHT,
    Animation,
    Create,
    FadeIn,
    FadeOut,
    LaggedStart,
    Rectangle,
    ReplacementTransform,
    TransformFromCopy,
    UpdateFromAlphaFunc,
    VGroup,
)

from attention_math.softmax_steps import (
    TEMPERATURES,
    below_maximum,
    lead,
    shifted,
    temperature_sweep,
)
from attention_math.story import Heating, heating
from scenes import theme
from scenes.mobjects.attention_grid import AttentionGrid
from scenes.mobjects.formula import Formula
from scenes.pieces.softmax.heated_bars import HeatedBars
from scenes.pieces.softmax.row import Grids, SoftmaxRow
from scenes.pieces.softmax.slider import Slider
from scenes.pieces.softmax.softmax_working import (
    FOOT,
    HEADS,
    WEIGHTS,
    WHOLE,
    KeyNames,
    SoftmaxWorking,
)
from scenes.pieces.softmax.worked_step import WorkedStep
from scenes.stage.cited import Declared
from scenes.stage.text import Numeral, Text

_ASIDE = 3.7  # the middle of the right half
_MANY = 1000.0
_ONE = int(np.abs(TEMPERATURES - 1).argmin())
_TICKS = ((0.2, 1), (1.0, 0), (5.0, 0))


class Softmax(SoftmaxRow):
    """One row of scores becomes weights; a slider sharpens and evens them; then all rows."""

    heading = "Softmax"

    def construct(self) -> None:
        grid, frame = self.ask_for_weights()
        working, keys, road = self.take_one_row(grid, frame)
        self.exponentiate(working, road)
        compared = self.compare_the_best(working)
        self.add_up(working, compared, road)
        division = self.divide(working, road)
        hot = self.overflow(working, division)
        safe = self.subtract_the_largest(working, hot)
        plain = self.plain()
        heated = self.sharpen(safe, plain)
        self.even_out(heated)
        grids = self.normalise_all_rows(plain, keys, safe.weight_head, heated)
        self.read_the_row(grids)

    def ask_for_weights(self) -> tuple[AttentionGrid, Rectangle]:
        self.beat("question", "How can any scores become weights that add up to one?")
        grid = self.grid(self.logits, visible=self.hidden_cells()).move_to([-0.4, 0.05, 0])
        self.play(FadeIn(grid), run_time=theme.NORMAL)
        frame = grid.frame(grid.row(self.pair.query))
        self.play(Create(frame), run_time=theme.NORMAL)
        return grid, frame

    def take_one_row(
        self, grid: AttentionGrid, frame: Rectangle
    ) -> tuple[SoftmaxWorking, VGroup, Formula]:
        asking = self.trace.query_side.shown[self.pair.query]
        self.beat("one row", f"Softmax takes one row: what “{asking}” scores on every word.")
        working, keys = self.plain(), KeyNames(self.trace.key_side.shown)
        query, rest = self.pair.query, range(len(self.row))
        marks, labels = grid.row_marks(query), grid.column_labels
        others = [part for i in rest if i != query for part in (grid.row(i), grid.row_marks(i))]
        self.play(
            FadeOut(*others, grid.row_labels, grid.axis_titles, frame, marks),
            run_time=theme.QUICK,
        )
        self.play(
            LaggedStart(*(ReplacementTransform(grid.cell(query, j), working.scores.cell(j, 0))
                          for j in rest), lag_ratio=0.08),
            LaggedStart(*(ReplacementTransform(label, key)
                          for label, key in zip(labels, keys, strict=True)), lag_ratio=0.08),
            run_time=theme.SLOW,
        )  # fmt: skip
        road = _road_map()
        self.play(FadeIn(working.scores.marks, working.score_head, road), run_time=theme.QUICK)
        return working, keys, road

    def exponentiate(self, working: SoftmaxWorking, road: Formula) -> None:
        self.beat("exp", "The exponential makes scores positive, and minus infinity zero."
                  if np.isneginf(self.row).any() else
                  "The exponential makes every score positive, however low it is.")  # fmt: skip
        bars = working.exponentials
        self.play(FadeIn(working.head), road.part("exp").animate.set_color(theme.POSITIVE),
                  run_time=theme.QUICK)  # fmt: skip
        self.play(
            LaggedStart(*(FadeIn(bar, target_position=working.scores.cell(i, 0), scale=0.2)
                          for i, bar in enumerate(bars.bars)), lag_ratio=0.15),
            LaggedStart(*(FadeIn(number) for number in bars.numbers), lag_ratio=0.15),
            run_time=2 * theme.NORMAL,
        )  # fmt: skip

    def compare_the_best(self, working: SoftmaxWorking) -> VGroup:
        self.beat("lead", "A lead in score becomes a factor: larger scores gain the most.")
        scores, raised = working.scores, working.exponentials.numbers
        ahead = lead(self.row)
        lines = VGroup(
            WorkedStep("difference", [scores.mark(i, 0) for i in self.runners],
                       self.derived(f"lead({self.name}).difference", ahead.difference).cite(0)),
            WorkedStep("quotient", [raised[i] for i in self.runners],
                       self.derived(f"lead({self.name}).ratio", ahead.ratio).cite(0)),
        )  # fmt: skip
        titles = VGroup(
            Text("in score, ahead by", size=0.4, color=theme.QUIET),
            Text("after exp, this many times as large", size=0.4, color=theme.QUIET),
        )
        for height, title, line in zip((0.15, -1.25), titles, lines, strict=True):
            title.set_x(_ASIDE).stand_on(height)
            line.move_to([_ASIDE, height - 0.55, 0])
        frames = VGroup(*(scores.frame(scores.cell(i, 0), theme.INK) for i in self.runners))
        self.play(Create(frames), run_time=theme.NORMAL)
        for title, line in zip(titles, lines, strict=True):
            self.play(FadeIn(title, line, shift=RIGHT * 0.3), run_time=theme.NORMAL)
        return VGroup(lines, titles, frames)

    def add_up(self, working: SoftmaxWorking, compared: VGroup, road: Formula) -> None:
        self.beat("sum", "Add them all up: each will be divided by this sum.")
        line, label, number = working.foot
        self.play(FadeOut(compared), run_time=theme.QUICK)
        self.play(Create(line), FadeIn(label), road.part("sum").animate.set_color(theme.INK),
                  run_time=theme.QUICK)  # fmt: skip
        self.play(
            LaggedStart(*(FadeOut(part.copy(), target_position=number)
                          for part in working.exponentials.numbers), lag_ratio=0.1),
            run_time=theme.SLOW,
        )  # fmt: skip
        self.play(FadeIn(number), run_time=theme.QUICK)

    def divide(self, working: SoftmaxWorking, road: Formula) -> VGroup:
        self.beat("divide", "Divided by the sum, they become shares of one: the weights.")
        weights, best = working.weights, self.pair.key
        parts = working.exponentials.numbers[best], working.foot[-1]
        share = WorkedStep("quotient", parts, self.of_head("weights").cite(self.pair.query, best))
        share.move_to([WEIGHTS + 2.1, FOOT - 0.42, 0])
        self.play(FadeOut(road, target_position=share), FadeIn(share),
                  FadeIn(weights.outlines, working.weight_head))  # fmt: skip
        self.play(
            LaggedStart(*(TransformFromCopy(old, new) for old, new in
                          zip(working.exponentials.bars, weights.bars, strict=True)),
                        lag_ratio=0.15),
            LaggedStart(*(FadeIn(number) for number in weights.numbers), lag_ratio=0.15),
            run_time=2 * theme.NORMAL,
        )  # fmt: skip
        self.play(FadeIn(working.weight_foot), run_time=theme.QUICK)
        return share

    def overflow(self, working: SoftmaxWorking, division: VGroup) -> SoftmaxWorking:
        self.beat("overflow", "Add a thousand to every score: exp is too large for a computer.")
        more = f"shifted({self.name}, {_MANY})"
        many = shifted(self.row, _MANY)
        head = VGroup(Text("score", size=0.42),
                      Numeral(_MANY, decimals=0, size=0.42, prefix="+ ",
                              declared=Declared("parameter", of=more)))  # fmt: skip
        head.arrange(RIGHT, buff=0.15)
        head[1].stand_on(head[0].baseline)
        hot = self.changed(more, many, head)
        lost = VGroup(Text("infinity ÷ infinity", size=0.5, color=theme.WRONG),
                      Text("is no number: no weights", size=0.5, color=theme.WRONG))  # fmt: skip
        lost.arrange(np.array([0.0, -1.0, 0.0]), buff=0.25).move_to([WEIGHTS + WHOLE / 2, 0.2, 0])
        self.play(FadeOut(division), *self._swap(working.scores, hot.scores),
                  FadeOut(working.score_head), FadeIn(hot.score_head))  # fmt: skip
        self.play(
            FadeOut(working.exponentials, working.foot[-1], working.weights.bars,
                    working.weights.numbers, working.weight_foot),
            FadeIn(hot.exponentials, hot.foot[-1], lag_ratio=0.1),
            run_time=theme.NORMAL,
        )  # fmt: skip
        self.play(FadeOut(working.weights.outlines), FadeIn(lost), run_time=theme.NORMAL)
        hot.add(lost)
        return hot

    def subtract_the_largest(self, working: SoftmaxWorking, hot: SoftmaxWorking) -> SoftmaxWorking:
        self.beat("shift", "Subtract the largest score first: no overflow, the same weights.")
        head = Text("score − largest", size=0.38)
        less = f"below_maximum(shifted({self.name}, {_MANY}))"
        values = below_maximum(shifted(self.row, _MANY))
        safe = self.changed(less, values, head)
        self.play(*self._swap(hot.scores, safe.scores), FadeOut(hot.score_head),
                  FadeIn(safe.score_head))  # fmt: skip
        self.play(
            FadeOut(hot.exponentials, hot.foot[-1], hot[-1]),
            FadeIn(safe.exponentials, safe.foot[-1]),
            run_time=theme.NORMAL,
        )
        self.play(FadeIn(safe.weights.outlines), run_time=theme.QUICK)
        self.play(
            *(TransformFromCopy(old, new) for old, new in
              zip(safe.exponentials.bars, safe.weights.bars, strict=True)),
            FadeIn(safe.weights.numbers, safe.weight_foot),
            run_time=theme.NORMAL,
        )  # fmt: skip
        self.remove(working.foot, working.weight_head, working.head)
        self.add(safe)
        return safe

    def sharpen(self, safe: SoftmaxWorking, plain: SoftmaxWorking) -> HeatedBars:
        sweep = temperature_sweep(self.row)
        alone = self.heating.leaders == 1
        takes = "the largest score takes" if alone else "the largest scores take"
        self.beat("cold", f"A low temperature sharpens: {takes} more and more."
                  if self.heating.sharpens else
                  "A low temperature sharpens; here there is nothing left to take.")  # fmt: skip
        name = f"temperature_sweep({self.name})"
        heater = HeatedBars(
            Slider(self.derived(f"{name}.temperatures", sweep.temperatures), name="temperature",
                   width=3.4, ticks=_TICKS),
            safe.weights,
            self.derived(f"{name}.weights", sweep.weights),
        )  # fmt: skip
        heater.slider.show(_ONE).move_to([-1.35, 0.0, 0])
        head = Formula('op("softmax")(z slash T)', size=0.5).move_to([-1.35, HEADS + 0.1, 0])
        self.play(
            FadeOut(safe.exponentials, safe.foot, safe.head, safe.weight_foot, safe.score_head),
            *self._swap(safe.scores, plain.scores),
            run_time=theme.QUICK,
        )
        self.play(FadeIn(heater.slider, head, plain.score_head), run_time=theme.NORMAL)
        heater.show(_ONE)
        self.play(_heating(heater, _ONE, 0), run_time=2 * theme.SLOW)
        return heater.add(head)

    def even_out(self, heater: HeatedBars) -> None:
        self.beat("hot", "A high temperature evens out: the weights draw closer together."
                  if self.heating.evens else
                  "A high temperature evens out; here too little to be seen.")  # fmt: skip
        self.play(_heating(heater, 0, len(TEMPERATURES) - 1), run_time=3 * theme.SLOW)

    def normalise_all_rows(
        self, plain: SoftmaxWorking, keys: VGroup, title: Text, heated: HeatedBars
    ) -> Grids:
        self.beat("all rows", "Every row of scores is treated alike: each adds up to one.")
        slider, bars, head = heated
        query = self.pair.query
        self.play(_heating(heated, len(TEMPERATURES) - 1, _ONE), run_time=theme.QUICK)
        grids = self.all_rows()
        scores, weights, sums, names = grids
        self.play(FadeOut(slider, head, keys, plain.score_head, title,
                          bars.outlines, bars.numbers, plain.scores.marks),
                  run_time=theme.QUICK)  # fmt: skip
        self.play(
            *(ReplacementTransform(plain.scores.cell(j, 0), scores.cell(query, j))
              for j in range(len(self.row))),
            *(ReplacementTransform(bar, weights.cell(query, j)) for j, bar in enumerate(bars.bars)),
            FadeIn(scores.row_labels, scores.column_labels, weights.row_labels,
                   weights.column_labels, names),
            run_time=theme.NORMAL,
        )  # fmt: skip
        others = [i for i in range(len(scores.quantity)) if i != query]
        self.play(
            FadeIn(scores.row_marks(query), weights.row_marks(query)),
            LaggedStart(*(FadeIn(scores.row(i), scores.row_marks(i)) for i in others),
                        lag_ratio=0.2),
            run_time=theme.NORMAL,
        )  # fmt: skip
        self.play(
            LaggedStart(*(TransformFromCopy(scores.row(i), weights.row(i)) for i in others),
                        lag_ratio=0.25),
            LaggedStart(*(FadeIn(weights.row_marks(i)) for i in others), lag_ratio=0.25),
            run_time=theme.SLOW,
        )  # fmt: skip
        self.play(FadeIn(sums, shift=RIGHT * 0.2), run_time=theme.QUICK)
        return grids

    def read_the_row(self, grids: Grids) -> None:
        scores, weights, sums, names = grids
        words, (query, _) = self.trace.key_side.shown, self.pair
        asking = self.trace.query_side.shown[query]
        self.beat("table", f"So “{asking}” spreads a weight of one over the words, by score.")
        table = self.table(weights)
        home = theme.STAGE_LEFT + weights.row_labels.width + 0.2 + weights.cells.width / 2
        self.play(
            FadeOut(scores, sums, names),
            weights.animate.shift([home - weights.cells.get_x(), 0, 0]),
            run_time=theme.NORMAL,
        )
        frame = weights.frame(weights.row(query))
        self.play(Create(frame), FadeIn(table.heads, table.words), run_time=theme.QUICK)
        self.play(
            LaggedStart(*(TransformFromCopy(weights.cell(query, j), table.weights.cell(j, 0))
                          for j in range(len(words))), lag_ratio=0.1),
            FadeIn(table.scores.cells),
            run_time=theme.SLOW,
        )  # fmt: skip
        self.play(FadeIn(table.scores.marks, table.weights.marks), run_time=theme.QUICK)
        self.play(
            LaggedStart(*(FadeIn(said, shift=RIGHT * 0.2) for said in table.meanings),
                        lag_ratio=0.3),
            FadeIn(self.even_share(table)),
            run_time=theme.SLOW,
        )  # fmt: skip

    # --- pieces ------------------------------------------------------------------------------

    @cached_property
    def heating(self) -> Heating:
        return heating(temperature_sweep(self.row).weights, _ONE)

    @staticmethod
    def _swap(old: AttentionGrid, new: AttentionGrid) -> list[Animation]:
        """Let cells change their colour while their numbers are exchanged."""
        return [
            ReplacementTransform(old.cells, new.cells), FadeOut(old.marks), FadeIn(new.marks)
        ]  # fmt: skip


def _heating(heated: HeatedBars, first: int, last: int) -> Animation:
    """Slide through the computed temperatures, one after the other."""
    return UpdateFromAlphaFunc(
        heated, lambda bars, alpha: bars.show(round(first + alpha * (last - first)))
    )


def _road_map() -> Formula:
    """Write softmax as a formula, whose parts light up when their turn comes."""
    code = "A_j = ({{ e^(z_j) : exp }}) / ({{ sum_k e^(z_k) : sum }})"
    return Formula(code, size=0.7, color=theme.DIM).move_to([_ASIDE, 1.7, 0])
