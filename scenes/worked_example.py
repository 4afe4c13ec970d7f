"""Chapter 28: a published example on a worksheet, from ids to output, along one lit row."""

from __future__ import annotations

from manim import DOWN, UP, FadeIn, FadeOut, ReplacementTransform, VGroup

from scenes import theme
from scenes.mobjects.motion import exchange, stirring
from scenes.pieces.worked_example.keys_along import KeysAlong
from scenes.pieces.worked_example.pencil import Pencil
from scenes.pieces.worked_example.projections import Projections
from scenes.pieces.worked_example.published import Published
from scenes.pieces.worked_example.third_row import ENTRY, SEEN, ThirdRow
from scenes.pieces.worked_example.values_mixed import ValuesMixed
from scenes.pieces.worked_example.worksheet import ROW, Worksheet
from scenes.pieces.worked_example.written import Written
from scenes.stage.layout import stage


class WorkedExample(Published):
    """A sheet fills with what is worked out of one row, and a plane draws each line of it."""

    heading = "The worked example"

    def construct(self) -> None:
        words = self.tokens("query").words()
        left, self.right = stage().columns(5.1, 7.95, gap=0.3)
        self.sheet = Worksheet(self.right, self.tokens("key").words(), words[ROW])
        self.pencil = Pencil()
        self.row = ThirdRow(self, self.sheet)
        self.drawn = Projections(left, self.row, words)
        vector = self.draw_vectors(self.ask_with_ids())
        self.make_a_guess()
        keys, scores = self.score(self.make_query(vector))
        mixed, weights = self.weigh(keys, self.divide_and_hide(keys, scores))
        self.rub_the_words_out(mixed, weights, self.add_up(mixed, weights))

    def ask_with_ids(self) -> VGroup:
        self.beat("question", "Take a pencil: what leaves attention for the third token?")
        sheet, pencil, ids = self.sheet, self.pencil, self.sheet.ids(self.batch.ids[0])
        pencil.put(sheet.blanks)
        VGroup(sheet, pencil, ids).set_x(0)
        asking = FadeIn(pencil, shift=DOWN), FadeIn(sheet.blanks, scale=1.5)
        self.play(FadeIn(sheet.paper, sheet.words, sheet.output), *asking, run_time=theme.QUICK)
        self.play(pencil.tap(), FadeIn(sheet.token, shift=0.3 * UP), run_time=theme.NORMAL)
        self.play(FadeIn(ids, shift=0.2 * DOWN), run_time=theme.NORMAL)
        return ids

    def draw_vectors(self, ids: VGroup) -> Written:
        self.beat("vectors", "No id is looked up: each place draws a random vector.")
        drawn, vector, on_paper = self.drawn, self.row.vector(), (self.sheet, self.pencil, ids)
        aside = VGroup(*on_paper).animate.move_to(self.right.center)
        self.play(aside, FadeIn(drawn.plane), run_time=theme.NORMAL)
        self.play(FadeOut(ids, shift=0.3 * DOWN), drawn.inputs.grow(), run_time=theme.SLOW)
        self.play(vector.fill(), drawn.step(), run_time=theme.NORMAL)
        return vector

    def make_a_guess(self) -> None:
        self.beat("guess", "It points down. And after attention? A guess: the mean.")
        self.play(*self.drawn.meet(), run_time=theme.NORMAL)
        self.play(self.drawn.guess.appear(), run_time=theme.NORMAL)
        self.hold(theme.QUICK)

    def make_query(self, vector: Written) -> Written:
        self.beat("query", "Random matrices turn it into a query, and all words into keys.")
        query = self.row.query()
        self.play(exchange([vector], [query]), self.drawn.ask(), run_time=theme.SLOW)
        return query

    def score(self, query: Written) -> tuple[KeysAlong, Written]:
        keys, work = KeysAlong(self.drawn, self.row), self.row.score_entry()
        scores, pencil = self.row.scores("scores"), self.pencil
        self.play(self.drawn.answer(keys.keys), run_time=theme.SLOW)
        self.beat("score", "How far a key reaches along the query: two products.")
        self.play(scores.ask(), keys.measure(), run_time=theme.NORMAL)
        self.play(work.write(query.marks), run_time=theme.SLOW)
        self.say("Your turn: add them up. Pause and check!")
        self.play(pencil.to(work.total), run_time=theme.QUICK)
        self.play(pencil.tap(), run_time=theme.NORMAL)
        self.guess(work.total, seconds=1.2)
        self.play(FadeIn(work.total, scale=1.5), run_time=theme.QUICK)
        home = work.go(scores), scores.color_cell(ENTRY), pencil.to(self.sheet.blanks)
        self.play(*home, run_time=theme.NORMAL)
        self.play(keys.measure_others(scores), run_time=theme.SLOW)
        return keys, scores

    def divide_and_hide(self, keys: KeysAlong, scores: Written) -> Written:
        self.beat("masked", "Divide by the root of two; the mask hides what is later.")
        scaled, masked = self.row.scores("scaled"), self.row.scores("masked")
        self.play(scores.become(scaled), keys.come_nearer(), run_time=theme.SLOW)
        self.hold(theme.QUICK)
        self.play(keys.hide_last(), scaled.hide_last(masked))
        return scaled

    def weigh(self, keys: KeysAlong, scaled: Written) -> tuple[ValuesMixed, Written]:
        self.beat("softmax", "Softmax: exponentials end to end are stretched to one.")
        mixed, weights = ValuesMixed(self.drawn, self.row), self.row.weights()
        laid, whole = self.row.laid_and_stretched()
        self.play(scaled.fall(laid), run_time=theme.SLOW)
        self.play(ReplacementTransform(laid, whole), run_time=theme.NORMAL)
        self.say("Each weight is the share of a value that is handed over.")
        self.play(keys.leave(), FadeOut(self.drawn.query), run_time=theme.QUICK)
        self.play(mixed.hand_over(), run_time=theme.NORMAL)
        self.play(mixed.shrink(whole, weights), run_time=1.7 * theme.SLOW)
        return mixed, weights

    def add_up(self, mixed: ValuesMixed, weights: Written) -> Written:
        self.beat("output", "Your turn: three products make its first number. Pause and check!")
        work, output = self.row.output_entry(), self.row.output()
        first, second = self.sheet.blanks
        writing = work.write(weights.marks[:SEEN], beside=mixed.stack(), lag=0.8)
        self.play(writing, mixed.clear(), run_time=2 * theme.SLOW)
        self.play(self.pencil.to(work.total), FadeOut(first), run_time=theme.QUICK)
        self.play(self.pencil.tap(), run_time=theme.SLOW)
        self.guess(work.total)
        self.play(FadeIn(work.total, scale=1.5), mixed.arrive(), run_time=theme.NORMAL)
        self.beat("moved", "It came in pointing down, and it leaves pointing up.")
        going = work.go(output), FadeIn(output.cells[ENTRY]), self.pencil.to(self.sheet.words)
        self.play(*going, FadeOut(second), mixed.rise(), run_time=theme.NORMAL)
        self.play(FadeIn(*output.filled_cells(0)[1:]), mixed.settle(), run_time=theme.NORMAL)
        self.play(self.drawn.come_back(), run_time=theme.NORMAL)
        self.hold(theme.QUICK)
        return output

    def rub_the_words_out(self, mixed: ValuesMixed, *lines: Written) -> None:
        self.beat("answer", "Rub out the words: no number changes. True arithmetic, no meaning.")
        sheet, pencil, told = self.sheet, self.pencil, (mixed.word, self.drawn.came[-1])
        self.play(pencil.turn(), FadeIn(sheet.sign(self.credit())), run_time=theme.QUICK)
        self.play(pencil.rub_out(*sheet.words), run_time=1.5 * theme.SLOW)
        mark = sheet.forget()
        self.play(pencil.rub_out(sheet.token.label, *told), run_time=1.2 * theme.SLOW)
        self.play(pencil.to(lines[-1].cells), FadeIn(mark), run_time=theme.NORMAL)
        cells = (cell for line in lines for cell in line.filled_cells(0))
        self.play(stirring(cells), run_time=theme.SLOW)
