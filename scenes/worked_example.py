"""Chapter 28: a published example on a worksheet, from ids to output, along one lit row."""

from __future__ import annotations

from manim import (
    LEFT,
    AnimationGroup,
    Create,
    FadeIn,
    FadeOut,
    LaggedStart,
    Mobject,
    ReplacementTransform,
    VGroup,
)

from scenes import theme
from scenes.mobjects.motion import exchange, stirring
from scenes.pieces.worked_example.keys_along import KeysAlong
from scenes.pieces.worked_example.opening import Opening
from scenes.pieces.worked_example.pencil import Pencil, clock
from scenes.pieces.worked_example.projections import Projections
from scenes.pieces.worked_example.published import Published
from scenes.pieces.worked_example.third_row import ENTRY, OTHER, SEEN, ThirdRow
from scenes.pieces.worked_example.values_mixed import ValuesMixed
from scenes.pieces.worked_example.worksheet import ROW, Worksheet
from scenes.pieces.worked_example.written import Written
from scenes.stage.layout import stage


class WorkedExample(Published):
    """Up or down? A sheet fills with what is worked out of one row, and a plane draws each line."""

    heading = "The worked example"

    def construct(self) -> None:
        words, room = self.tokens("query").words(), stage()
        self.left, right = room.columns(5.1, 7.95, gap=0.3)
        self.sheet = Worksheet(right, self.tokens("key").words(), words[ROW])
        self.pencil = Pencil().put(self.sheet.blanks)
        self.row = ThirdRow(self, self.sheet)
        self.drawn = Projections(room, self.row, words)
        asked = self.ask(self.draw_vectors(Opening(room, words, self.batch.ids[0])))
        keys, scores = self.score(self.make_query(self.take_a_pencil(asked)))
        mixed, weights = self.weigh(keys, self.divide_and_hide(keys, scores))
        output, work = self.add_up(mixed, weights)
        self.turn_over(mixed, work)
        self.rub_the_words_out(mixed, weights, output)

    def draw_vectors(self, opening: Opening) -> Opening:
        self.beat("vectors", "No id is looked up: vectors are random.")
        self.play(opening.come(), run_time=0.8 * theme.NORMAL)
        self.hold(theme.QUICK)
        self.play(opening.draw(self.drawn), run_time=1.4 * theme.NORMAL)
        return opening

    def ask(self, opening: Opening) -> VGroup:
        self.beat("question", "The third points down. After attention: up or down?")
        guess, horizon = self.drawn.guess, opening.horizon(self.drawn)
        self.play(FadeIn(horizon), guess.appear(), run_time=theme.NORMAL)
        self.play(guess.swing(), run_time=2 * theme.NORMAL)
        self.say("A guess: down, the mean of the three.")
        self.play(*self.drawn.meet(), run_time=theme.NORMAL)
        self.hold(theme.QUICK)
        return horizon

    def take_a_pencil(self, asked: VGroup) -> Written:
        self.beat("paper", "Take a pencil: two numbers come in.")
        vector = self.row.vector()
        paper = FadeIn(self.sheet, self.pencil, vector, shift=LEFT)
        coming = FadeOut(asked), self.drawn.go_to(self.left), paper
        self.play(LaggedStart(*coming, lag_ratio=0.3), run_time=1.4 * theme.NORMAL)
        self.play(self.drawn.step(), run_time=theme.NORMAL)
        return vector

    def make_query(self, vector: Written) -> Written:
        self.beat("query", "Random matrices make its query, and all keys.")
        query = self.row.query()
        self.play(exchange([vector], [query]), self.drawn.ask(), run_time=1.2 * theme.NORMAL)
        self.play(self.drawn.answer(), run_time=1.4 * theme.NORMAL)
        return query

    def score(self, query: Written) -> tuple[KeysAlong, Written]:
        self.beat("score", "A key’s reach along the query, times the query’s length.")
        keys, work = KeysAlong(self.drawn, self.row), self.row.score_entry()
        scores = self.row.scores("scores")
        self.play(scores.ask(), keys.measure(), run_time=1.2 * theme.NORMAL)
        self.play(keys.shorten(), run_time=0.8 * theme.NORMAL)
        self.play(work.write(query.marks), run_time=1.3 * theme.NORMAL)
        self.say("Your turn: add the two products. Pause and check!")
        self.leave_to_viewer(work.total)
        told = FadeIn(work.total, scale=1.5), self.pencil.to(work.total)
        self.play(*told, run_time=theme.QUICK)
        home = work.go(scores), scores.color_cell(ENTRY), self.pencil.to(self.sheet.blanks)
        self.play(*home, run_time=0.8 * theme.NORMAL)
        self.play(keys.measure_others(), run_time=0.8 * theme.NORMAL)
        self.play(keys.shorten_others(scores), run_time=theme.NORMAL)
        return keys, scores

    def leave_to_viewer(self, place: Mobject, *, steep: bool = False) -> None:
        time = clock(place)
        self.play(self.pencil.to(time, steep=steep), Create(time), run_time=theme.QUICK)
        self.guess(place, seconds=1.7, beside=self.pencil.count_down(time))

    def divide_and_hide(self, keys: KeysAlong, scores: Written) -> Written:
        self.beat("masked", "Divide by the root of two; hide what is later.")
        scaled, masked = self.row.scores("scaled"), self.row.scores("masked")
        self.play(scores.become(scaled), keys.come_nearer(), run_time=1.4 * theme.NORMAL)
        self.hold(theme.QUICK)
        self.play(keys.hide_last(), scaled.hide_last(masked))
        return scaled

    def weigh(self, keys: KeysAlong, scaled: Written) -> tuple[ValuesMixed, Written]:
        self.beat("softmax", "Softmax: exponentials, end to end, stretched to one.")
        weights, query = self.row.weights(), self.drawn.query
        laid, whole = self.row.laid_and_stretched()
        self.play(scaled.fall(laid), run_time=theme.SLOW)
        self.play(ReplacementTransform(laid, whole), run_time=theme.NORMAL)
        self.say("All three values point up! Each gives its weight’s share.")
        self.play(keys.leave(), FadeOut(query), self.drawn.turn("value"), run_time=theme.NORMAL)
        mixed = ValuesMixed(self.drawn, self.row)
        self.play(mixed.hand_over(), run_time=0.8 * theme.NORMAL)
        self.play(mixed.shrink(whole, weights), run_time=2 * theme.NORMAL)
        return mixed, weights

    def add_up(self, mixed: ValuesMixed, weights: Written) -> tuple[Written, VGroup]:
        self.beat("output", "Three products make the first number. Add, pause and check!")
        work, other = map(self.row.output_entry, (ENTRY, OTHER))
        sheet, output = self.sheet, self.row.output()
        note, (first, second) = sheet.note(), sheet.blanks
        writing = work.write(weights.marks[:SEEN], beside=mixed.stack(), lag=0.8)
        written = LaggedStart(AnimationGroup(writing, mixed.clear()), FadeIn(note), lag_ratio=0.9)
        self.play(written, FadeOut(first), run_time=2.8 * theme.NORMAL)
        self.leave_to_viewer(work.total)
        told = FadeIn(work.total, scale=1.5), self.pencil.to(work.total)
        self.play(*told, mixed.go_across(), run_time=theme.NORMAL)
        self.beat("second", "The other number is yours, alone: does it say up, or down?")
        home = ReplacementTransform(work.total, output.marks[ENTRY]), FadeIn(output.cells[ENTRY])
        self.play(*home, work.ask_next(other), FadeOut(second), run_time=1.2 * theme.NORMAL)
        self.leave_to_viewer(output.marks[OTHER], steep=True)
        told = FadeIn(*output.filled_cells(0)[OTHER], scale=1.5), self.pencil.to(sheet.words)
        self.play(*told, mixed.rise(), run_time=theme.NORMAL)
        return output, VGroup(other.factors, note)

    def turn_over(self, mixed: ValuesMixed, work: VGroup) -> None:
        self.beat("moved", "Up! It came in pointing down, and it leaves pointing up.")
        self.play(FadeOut(work), mixed.come_nearer(), run_time=1.4 * theme.NORMAL)
        self.play(mixed.turn_over(), run_time=theme.SLOW)
        self.hold(theme.QUICK)

    def rub_the_words_out(self, mixed: ValuesMixed, *lines: Written) -> None:
        self.beat("answer", "Rub out the words: no number changes. True arithmetic, no meaning.")
        sheet, pencil, told = self.sheet, self.pencil, (mixed.word, mixed.came[-1])
        self.play(pencil.turn(), FadeIn(sheet.sign(self.credit())), run_time=theme.QUICK)
        self.play(pencil.rub_out(*sheet.words), run_time=1.2 * theme.NORMAL)
        mark = sheet.forget()
        self.play(pencil.rub_out(sheet.token.label, *told), run_time=1.4 * theme.NORMAL)
        self.play(pencil.to(lines[-1].cells), FadeIn(mark), run_time=theme.QUICK)
        cells = (cell for line in lines for cell in line.filled_cells(0))
        self.play(stirring(cells), run_time=1.3 * theme.NORMAL)
