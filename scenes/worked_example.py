"""Chapter 28: a published example on a worksheet, from ids to output, along one lit row."""

from __future__ import annotations

from manim import (
    LEFT,
    Animation,
    AnimationGroup,
    Create,
    FadeIn,
    FadeOut,
    LaggedStart,
    Mobject,
    ReplacementTransform,
    Succession,
    Uncreate,
    linear,
)

from scenes import theme
from scenes.mobjects.motion import exchange, stirring
from scenes.pieces.worked_example.opening import Opening
from scenes.pieces.worked_example.pencil import Pencil, clock
from scenes.pieces.worked_example.pencil_sum import PencilSum
from scenes.pieces.worked_example.projections import Projections
from scenes.pieces.worked_example.published import Published
from scenes.pieces.worked_example.third_row import ENTRY, OTHER, ThirdRow
from scenes.pieces.worked_example.values_mixed import ValuesMixed
from scenes.pieces.worked_example.worksheet import ROW, Worksheet
from scenes.pieces.worked_example.written import Written
from scenes.stage.layout import stage


class WorkedExample(Published):
    """Up or down? A sheet fills with what is worked out of one row; its last number says it."""

    heading = "The worked example"

    def construct(self) -> None:
        words, room = self.tokens("query").words(), stage()
        left, right = room.columns(5.5, 7.55, gap=0.3)
        self.sheet = Worksheet(right, self.tokens("key").words(), words[ROW])
        self.pencil = Pencil().put(self.sheet.blanks)
        self.row = ThirdRow(self, self.sheet)
        self.drawn = Projections(room, left, self.row, words)
        self.ask(self.draw_vectors(Opening(room, words, self.batch.ids[0], self.credit())))
        query = self.take_a_pencil()
        masked = self.divide_and_hide(self.score(query), query)
        weights = self.weigh(masked)
        mixed, work = self.add_up(weights)
        output, other = self.leave_the_last(mixed, work)
        self.turn_over(mixed, other, output)
        self.rub_the_words_out(mixed, weights, output)

    def draw_vectors(self, opening: Opening) -> Opening:
        self.open_with(*opening.words, opening.credit, self.drawn.plane)
        self.beat("vectors", "Four words and their ids: each place gets a random vector.")
        self.play(FadeIn(opening.ids), run_time=0.6 * theme.NORMAL)
        self.hold(0.8 * theme.NORMAL)
        self.play(opening.draw(self.drawn), run_time=1.8 * theme.NORMAL)
        return opening

    def ask(self, opening: Opening) -> None:
        self.beat("question", "The third points down. After attention: up or down?")
        self.play(Succession(FadeOut(opening.credit), self.drawn.ask()), run_time=theme.NORMAL)
        self.play(self.drawn.guess.swing(), run_time=1.6 * theme.NORMAL)
        self.say("A guess: the mean of the three. Down.")
        self.play(self.drawn.meet(), run_time=2 * theme.NORMAL)

    def take_a_pencil(self) -> Written:
        self.beat("paper", "Take a pencil! Random matrices make its query and all keys.")
        vector, query = self.row.vector(), self.row.query()
        paper = FadeIn(self.sheet, self.pencil, vector, shift=LEFT)
        self.play(LaggedStart(self.drawn.go_home(), paper, lag_ratio=0.3), run_time=1.4)
        self.hold(0.3 * theme.NORMAL)
        self.play(exchange([vector], [query]), self.drawn.send_query(), run_time=theme.NORMAL)
        self.play(self.drawn.answer(), run_time=1.2 * theme.NORMAL)
        return query

    def score(self, query: Written) -> Written:
        self.beat("score", "Query times key: two products, and their sum is a score.")
        work, scores, drawn = self.row.score_entry(), self.row.scores("scores"), self.drawn
        self.play(scores.ask(), drawn.wait_for_first(), run_time=0.6 * theme.NORMAL)
        self.play(work.write(), self.pencil.to(work.total), run_time=1.5 * theme.NORMAL)
        self.play(FadeIn(work.total, scale=1.5), run_time=theme.QUICK)
        self.hold(0.3 * theme.NORMAL)
        home = work.go(scores), scores.color_cell(ENTRY), self.pencil.to(self.sheet.blanks)
        self.play(*home, run_time=0.8 * theme.NORMAL)
        others = range(ENTRY + 1, len(self.sheet.words))
        each = (AnimationGroup(drawn.meet_key(i), scores.fill_cell(i)) for i in others)
        self.play(LaggedStart(*each, lag_ratio=0.5), run_time=theme.NORMAL)
        self.hold(0.3 * theme.NORMAL)
        return scores

    def divide_and_hide(self, scores: Written, query: Written) -> Written:
        self.beat("masked", "Divide by the root of two.")
        scaled, masked = self.row.scores("scaled"), self.row.scores("masked")
        self.play(scores.become(scaled), FadeOut(query), run_time=1.4 * theme.NORMAL)
        self.hold(0.3 * theme.NORMAL)
        self.say("Hide what is later.")
        self.play(self.drawn.hide_last(), scaled.hide_last(masked), run_time=0.8)
        return masked

    def weigh(self, masked: Written) -> Written:
        self.beat("softmax", "Softmax: exponentials, end to end, stretched to one.")
        laid, whole = self.row.laid_and_stretched()
        weights = self.row.weights()
        self.play(masked.fall(laid), run_time=1.2 * theme.NORMAL)
        self.play(ReplacementTransform(laid, whole), run_time=theme.NORMAL)
        self.play(weights.take(whole, masked), self.drawn.leave(), run_time=1.2 * theme.NORMAL)
        return weights

    def add_up(self, weights: Written) -> tuple[ValuesMixed, PencilSum]:
        self.beat("output", "A third random matrix makes values; weights shrink them.")
        self.play(self.drawn.come_near(), FadeOut(self.sheet.blanks), run_time=0.8)
        work, mixed = self.row.output_entry(ENTRY), ValuesMixed(self.drawn, self.row)
        writing, pencil = work.write(mixed.step_across(weights)), self.pencil.to(work.total)
        self.play(writing, pencil, run_time=2.8 * theme.NORMAL)
        self.say("Add: pause and check!")
        self.leave_to_viewer(work.total)
        self.play(FadeIn(work.total, scale=1.5), run_time=theme.QUICK)
        self.play(mixed.go_across(), run_time=theme.NORMAL)
        return mixed, work

    def leave_the_last(self, mixed: ValuesMixed, work: PencilSum) -> tuple[Written, PencilSum]:
        self.beat("second", "The last number is yours, give or take a digit: up, or down?")
        other, output = self.row.output_entry(OTHER), self.row.output()
        home = ReplacementTransform(work.total, output.marks[ENTRY]), FadeIn(output.cells[ENTRY])
        asking = work.ask_next(other), self.pencil.to(output.cells)
        self.play(*home, *asking, run_time=theme.NORMAL)
        self.leave_to_viewer(output.marks[OTHER], mixed.waver())
        for lift in mixed.rise():
            self.play(lift, run_time=0.8 * theme.NORMAL)
        self.play(FadeIn(*output.filled_cells(0)[OTHER], scale=1.5), run_time=theme.QUICK)
        return output, other

    def leave_to_viewer(self, place: Mobject, *beside: Animation) -> None:
        time = clock(place)
        self.play(Create(time), run_time=0.3)
        running = AnimationGroup(Uncreate(time, rate_func=linear), *beside)
        self.guess(place, seconds=2, larger=1.2, beside=running)

    def turn_over(self, mixed: ValuesMixed, other: PencilSum, output: Written) -> None:
        self.beat("moved", "Up! It came in pointing down, and it leaves pointing up.")
        gone, away = FadeOut(other.factors), self.pencil.lie_in(self.sheet.free)
        self.play(LaggedStart(gone, away, output.stand_out(), lag_ratio=0.6), run_time=0.8)
        self.play(mixed.turn_over(), run_time=theme.SLOW)
        self.hold(0.7 * theme.NORMAL)

    def rub_the_words_out(self, mixed: ValuesMixed, *lines: Written) -> None:
        self.beat("answer", "Rub out the words: no number changes.")
        sheet, pencil, told = self.sheet, self.pencil, (mixed.word, self.drawn.came[-1])
        self.play(pencil.turn(), run_time=0.4 * theme.NORMAL)
        self.play(pencil.rub_out(*sheet.words), run_time=theme.NORMAL)
        mark = sheet.forget()
        self.play(pencil.rub_out(sheet.token.label, *told), run_time=theme.NORMAL)
        self.say("True arithmetic, no meaning.")
        self.play(pencil.lie_in(sheet.free), FadeIn(mark), run_time=theme.QUICK)
        cells = (cell for line in lines for cell in line.filled_cells(0))
        self.play(stirring(cells), run_time=theme.NORMAL)
