"""Chapter 10: every query is scored on every key by their dot product."""

from __future__ import annotations

from functools import cached_property

from manim import (
    Create,
    FadeIn,
    FadeOut,
    GrowArrow,
    LaggedStart,
    ReplacementTransform,
    Transform,
    TransformFromCopy,
    VGroup,
)

from attention_math.principal import sweep_query
from attention_math.story import extremes, leaders
from scenes import theme
from scenes.formulas import FORMULAS
from scenes.mechanism import Mechanism
from scenes.mobjects.formula import Formula
from scenes.mobjects.motion import stirring
from scenes.pieces.dot_product_scores.answers import Answers
from scenes.pieces.dot_product_scores.pointer import Pointer
from scenes.pieces.dot_product_scores.score_bars import ScoreBars
from scenes.pieces.dot_product_scores.score_table import ScoreTable
from scenes.pieces.dot_product_scores.standing_keys import StandingKeys
from scenes.stage.cited import Quantity
from scenes.stage.derive import derive
from scenes.stage.layout import stage

STEPS = 720  # of the sweep, once round


class DotProductScores(Mechanism):
    """One query sweeps over all keys like a pointer; then every query meets every key."""

    heading = "Dot-product scores"
    lights = ("query", "key")
    needs = ("query", "key", "scores", "weights")
    other_sentences = (
        "heavy box",
        "the white car sees the green cat",
        "this old queen slept behind a bridge",
    )

    def construct(self) -> None:
        self.words, self.query = self.tokens("query").words(), self.pair.query
        query = self.of_head("query")[self.query]
        self.sweep = derive(sweep_query, query, self.of_head("key"), steps=STEPS)
        pointer, bars = self.become_arrows(self.ask_how_well_they_fit())
        self.turn_the_question(pointer, bars)
        self.come_to_rest(pointer, bars)
        heights = self.measure_along_it(pointer, bars)
        table = self.turn_keys(pointer, bars, heights)
        self.fill_the_grid(table)

    @cached_property
    def row(self) -> Quantity:
        """What the query that the chapter follows scores on every key."""
        return self.of_head("scores")[self.pair.query]

    def ask_how_well_they_fit(self) -> Answers:
        word = self.words[self.query]
        answers = Answers(self.words, query=self.query)
        self.open_with(*answers.row)
        self.beat("question", "“{word}” scores all keys. What does a score measure?", word=word)
        self.play(stirring(answers.row), run_time=theme.SLOW)
        self.play(*answers.ask())
        self.play(answers.raise_hands(), run_time=theme.SLOW)
        return answers

    def become_arrows(self, answers: Answers) -> tuple[Pointer, ScoreBars]:
        self.beat("arrows", "A query and its keys are arrows: where does the question point?")
        left, right = stage().columns(7.2, 6.2)
        plane, note = left.inset(top=0.5).rows(5.4, 0.5)
        words = self.tokens("key").words()
        pointer = Pointer(self.sweep, words, plane)
        scores = self.sweep.scores
        bars = ScoreBars(
            words, scores[0], limit=scores.limit(), room=right, decimals=self.decimals("scores")
        )
        note.hold(pointer.note)
        self.play(*pointer.come_from(answers), run_time=theme.SLOW)
        self.play(LaggedStart(*map(GrowArrow, pointer.arrows), lag_ratio=0.15))
        self.play(GrowArrow(pointer.query), FadeIn(pointer.note), run_time=theme.QUICK)
        self.play(
            FadeIn(pointer.zero), TransformFromCopy(pointer.names, bars.names), FadeIn(bars.axis)
        )
        self.guess(*bars.places, seconds=1.2 * theme.NORMAL)
        return pointer, bars

    def turn_the_question(self, pointer: Pointer, bars: ScoreBars) -> None:
        self.beat("sweep", "Turn it: every key keeps a score, above zero or below.")
        self.play(FadeIn(pointer.drops, bars.bars), run_time=theme.QUICK)
        self.play(pointer.turn(bars), run_time=8 * theme.NORMAL)

    def come_to_rest(self, pointer: Pointer, bars: ScoreBars) -> None:
        best = derive(leaders, self.row)
        word, place = self.tokens("key").chosen(best).words()[0], int(best.values[0])
        self.beat("rest", "Here it really points: along it “{word}” reaches furthest.", word=word)
        bars.show(self.row)
        self.play(bars.come_closer(self.row), pointer.point_at(place), run_time=1.2)
        large = bars.large(place)
        self.play(FadeIn(large, target_position=pointer.drops[place], scale=0.5), run_time=0.8)
        self.hold(0.6)
        others = VGroup(*(one for one in bars.numbers if one is not bars.numbers[place]))
        small = ReplacementTransform(large, bars.numbers[place])
        self.play(small, FadeIn(others, lag_ratio=0.2), run_time=theme.SLOW)

    def measure_along_it(self, pointer: Pointer, bars: ScoreBars) -> VGroup:
        self.beat("along", "Long and along it scores high; against it, below zero.")
        heights = pointer.heights
        grown = map(ReplacementTransform, pointer.drops, heights)
        self.play(LaggedStart(*grown, lag_ratio=0.2), run_time=theme.NORMAL)
        copies = heights.copy()
        flights = map(Transform, copies, bars.bars.copy())
        self.play(LaggedStart(*flights, lag_ratio=0.15), run_time=theme.SLOW)
        self.remove(*copies)
        return heights

    def turn_keys(self, pointer: Pointer, bars: ScoreBars, heights: VGroup) -> ScoreTable:
        self.beat("turn", "K turns: the bars become a row, and every query gets one.")
        keys, room = StandingKeys(self.of_head("key"), bars), stage()
        cell = ScoreTable.cell(len(self.row), bars.pitch, room)
        limit = self.of_head("scores").limit()
        grid = self.grid(
            "scores", view="dots", limit=limit, digits=[self.query], cell=cell, axes=None
        )
        table = ScoreTable(grid, self.of_head("query"), self.of_head("key"), room)
        taken = table.take_query(pointer.query, pointer.icon, self.query)
        self.play(FadeOut(heights), *pointer.become_strips(keys), *taken)
        self.play(FadeIn(table.query, grid.row_labels, table.symbols[0]), run_time=theme.QUICK)
        self.play(keys.turn(table.corner, grid.column_labels), run_time=2 * theme.SLOW)
        self.remove(keys)
        self.add(table.key, grid.column_labels)
        numbers = map(ReplacementTransform, bars.numbers, grid.row_marks(self.query))
        pairs = zip(bars.bars, grid.row(self.query), strict=True)
        landing = (FadeOut(bar, target_position=cell, scale=0.3) for bar, cell in pairs)
        gone, coming = FadeOut(bars.axis), FadeIn(table.symbols[1])
        self.play(*landing, gone, coming, LaggedStart(*numbers, lag_ratio=0.15))
        self.play(FadeIn(grid.row(self.query)), run_time=theme.QUICK)
        self.play(table.settle(stage().columns(10.1, 3.3)[0], self.query), run_time=theme.NORMAL)
        return table

    def fill_the_grid(self, table: ScoreTable) -> None:
        self.beat("grid", "Each row ranks the keys for its own query, and no other.")
        grid, (_, aside) = table.grid, stage().columns(10.1, 3.3)
        others = [row for row in range(len(self.words)) if row != self.query]
        self.play(table.sweep(others), run_time=2.2 * theme.SLOW)
        self.play(Create(grid.frame(grid.row(self.query))), run_time=theme.QUICK)
        self.leave_with(*grid.column_labels, *grid.filled_cells(self.query))
        says, key = aside.inset(top=1.6, bottom=1.8).rows(1, 1)
        formula = says.hold(Formula(FORMULAS["scores are"], size=0.6), shrink=True)
        self.play(FadeIn(formula, table.legend(extremes(self.story.scores), key)))
