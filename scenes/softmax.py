"""Chapter 11: exponentiate, add up, divide: any scores become weights that add up to one."""

from __future__ import annotations

from manim import LEFT, RIGHT, Create, FadeIn, FadeOut, VGroup

from attention_math.derived import row_sums
from attention_math.softmax_steps import HOTTEST, ONE
from scenes import theme
from scenes.mechanism import Mechanism
from scenes.mobjects.attention_grid import AttentionGrid
from scenes.mobjects.formula import Formula
from scenes.mobjects.motion import rippling, settle, stand_up
from scenes.pieces.softmax.all_rows import AllRows
from scenes.pieces.softmax.compared import Compared
from scenes.pieces.softmax.heated_bars import HeatedBars
from scenes.pieces.softmax.score_row import ScoreRow
from scenes.pieces.softmax.softmax_working import SoftmaxWorking
from scenes.pieces.softmax.weight_table import WeightTable
from scenes.stage.derive import derive
from scenes.stage.layout import stage


class Softmax(Mechanism):
    """One row of scores becomes weights; a slider sharpens and evens them; then all rows."""

    heading = "Softmax"
    lights = ("softmax",)
    other_sentences = ("heavy box", "this old queen slept behind a bridge")

    def construct(self) -> None:
        self.logits = "masked" if self.trace.hides else "scaled"
        self.query, self.weights = self.pair.query, self.of_head("weights")
        scores, color = self.of_head(self.logits), self.color_of(self.logits)
        self.row = ScoreRow(scores[self.query], self.weights[self.query], color)
        grid = self.ask_for_weights()
        working, road = self.take_one_row(grid)
        self.exponentiate(working, road)
        self.compare_the_best(working)
        self.add_up(working, road)
        self.divide(working, road)
        safe = self.subtract_the_largest(working, self.overflow(working))
        plain, heated = self.sharpen(safe)
        self.even_out(heated)
        self.read_the_row(self.normalise_all_rows(plain, heated))

    def ask_for_weights(self) -> AttentionGrid:
        self.beat("question", "How can any scores become weights that add up to one?")
        grid = self.grid(self.logits, visible=self.trace.visible, digits=[self.query])
        stage().hold(grid)
        self.play(FadeIn(grid.row_labels, grid.column_labels, grid.axis_titles), rippling(grid))
        self.play(Create(grid.frame(grid.row(self.query))), run_time=theme.QUICK)
        return grid

    def take_one_row(self, grid: AttentionGrid) -> tuple[SoftmaxWorking, Formula]:
        asking = self.tokens("query").words()[self.query]
        self.beat("row", "Softmax takes one row: what “{word}” scores on every word.", word=asking)
        working = self.row.plain()
        self.names = working.names(self.tokens("key").words())
        self.weight_head = working.weight_head
        row = VGroup(grid.row(self.query), grid.row_marks(self.query), grid.column_labels)
        self.keep(*row)
        self.zoom(row)
        self.play(stand_up(grid, self.query, working.scores, self.names), run_time=theme.SLOW)
        road = working.road()
        self.play(FadeIn(working.scores.marks, working.score_head, road), run_time=theme.QUICK)
        return working, road

    def exponentiate(self, working: SoftmaxWorking, road: Formula) -> None:
        self.beat("exp", self.row.says_exp())
        lit = road.part("exp").animate.set_color(theme.POSITIVE)
        self.play(FadeIn(working.head), lit, run_time=theme.QUICK)
        self.play(*working.exponentiate(), run_time=2 * theme.SLOW)

    def compare_the_best(self, working: SoftmaxWorking) -> None:
        self.beat("lead", "A lead in score becomes a factor: larger scores gain the most.")
        compared = working.aside[1].hold(Compared(working, self.row.scores))
        self.play(Create(compared.frames), FadeOut(compared.others))
        self.play(FadeIn(compared.difference, shift=RIGHT * 0.3))
        self.play(FadeIn(compared.ratio, shift=RIGHT * 0.3))

    def add_up(self, working: SoftmaxWorking, road: Formula) -> None:
        self.beat("sum", "Add them all up, to divide by the sum.")
        scores = working.scores.cells, working.score_head
        self.keep(self.names, *scores, working.head, working.exponentials, road)
        lit, foot = road.part("sum").animate.set_color(theme.INK), working.foot
        self.play(Create(foot.line), FadeIn(foot.label), lit, run_time=theme.QUICK)
        self.play(foot.gather(working.exponentials.bars), run_time=theme.NORMAL)
        self.play(FadeIn(foot.number), run_time=theme.QUICK)

    def divide(self, working: SoftmaxWorking, road: Formula) -> None:
        self.beat("divide", "Divide each by the sum: how large is the largest share of one?")
        number, weight = working.exponentials.numbers[self.pair.key], self.weights.cite(*self.pair)
        share = working.foot.divide(number, weight)
        self.play(FadeOut(road), FadeIn(working.weights.outlines, self.weight_head))
        self.guess(working.weights.numbers[self.pair.key])
        self.play(*working.normalise(), run_time=2 * theme.NORMAL)
        self.play(FadeIn(share, working.weight_foot), run_time=theme.QUICK)

    def overflow(self, working: SoftmaxWorking) -> SoftmaxWorking:
        self.beat("overflow", "Add a thousand to every score, and exp overflows.")
        hot = self.row.raised()
        self.keep(self.names, working)
        self.play(*working.exchange_scores(hot), FadeIn(hot.scores.marks))
        gone = FadeOut(working.weights.bars, working.weights.numbers, working.weight_foot)
        self.play(gone, working.exchange_exponentials(hot))
        gone = FadeOut(working.weights.outlines, hot.scores.marks)
        self.play(gone, FadeIn(working.no_weights()))
        return hot

    def subtract_the_largest(self, working: SoftmaxWorking, hot: SoftmaxWorking) -> SoftmaxWorking:
        self.beat("shift", "Subtract the largest first: no overflow, the same weights.")
        safe = self.row.lowered()
        self.play(*hot.exchange_scores(safe), FadeIn(safe.scores.marks))
        self.keep(self.names, working, hot, safe)
        self.play(hot.exchange_exponentials(safe), FadeIn(safe.weights.outlines))
        self.play(*safe.normalise(), FadeOut(safe.scores.marks), run_time=theme.SLOW)
        self.keep(self.names, safe.scores, safe.score_head, safe.weights, self.weight_head)
        return safe

    def sharpen(self, safe: SoftmaxWorking) -> tuple[SoftmaxWorking, HeatedBars]:
        self.beat("cold", self.row.says_cold())
        plain = self.row.plain()
        heated = HeatedBars(self.row.heated, safe.weights, at=ONE)
        self.play(*safe.exchange_scores(plain), FadeIn(heated.head, heated.slider))
        self.play(heated.slide(ONE, 0), run_time=2 * theme.SLOW)
        return plain, heated

    def even_out(self, heated: HeatedBars) -> None:
        self.beat("hot", self.row.says_hot())
        self.play(heated.slide(0, HOTTEST), run_time=4 * theme.NORMAL)

    def normalise_all_rows(self, plain: SoftmaxWorking, heated: HeatedBars) -> AllRows:
        self.beat("all rows", "Every row of scores is treated alike: each adds up to one.")
        self.play(heated.slide(HOTTEST, ONE), run_time=theme.QUICK)
        rows = AllRows(self.grid, self.logits, self.trace, self.query)
        heads = plain.score_head[0], self.weight_head
        self.play(*rows.name_with(heads), run_time=theme.NORMAL)
        words = (name[0] for name in rows.names)
        self.keep(self.names, *words, plain.scores.cells, heated.bars.bars)
        self.play(*rows.take_in(self.names, plain.scores.cells, heated.bars.bars))
        self.play(*rows.fill_scores(), run_time=theme.SLOW)
        self.play(rows.fill_weights(), run_time=theme.SLOW)
        sums = self.sums_beside(rows.weights, derive(row_sums, self.weights))
        self.play(FadeIn(sums, shift=RIGHT * 0.2), run_time=theme.QUICK)
        return rows

    def read_the_row(self, rows: AllRows) -> None:
        word = self.tokens("query").words()[self.query]
        self.beat("table", "So “{word}” spreads its weight over the words, by score.", word=word)
        left, right = stage().halves()
        scores, heads = rows.scores.row(self.query), [name[0] for name in rows.names]
        self.keep(rows.weights, *scores, *heads)
        settling = settle(rows.weights, left, LEFT)
        beside = rows.weights.target
        table = WeightTable(right, self.tokens("key").words(), self.row, beside=beside)
        self.play(settling, table.take_in(scores))
        row = rows.weights.row(self.query)
        self.play(Create(rows.weights.frame(row)), *table.head_with(heads))
        self.play(table.bring_in(row), run_time=theme.SLOW)
        self.play(table.say(), run_time=theme.SLOW)
