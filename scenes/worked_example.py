"""Chapter 28: a published example with a pencil, from ids to output, along one lit row."""

from __future__ import annotations

from manim import LEFT, Create, FadeIn, FadeOut, GrowFromEdge, LaggedStart

from scenes import theme
from scenes.mobjects.motion import become
from scenes.pieces.worked_example.keys_along import KeysAlong
from scenes.pieces.worked_example.pencil import Pencil, PencilSum
from scenes.pieces.worked_example.projections import Projections
from scenes.pieces.worked_example.published import Published
from scenes.pieces.worked_example.row_table import ROW, NamedBars, NamedCells, RowTable
from scenes.pieces.worked_example.sample_rows import SampleRow, covered
from scenes.pieces.worked_example.third_row import ENTRY, ThirdRow
from scenes.pieces.worked_example.values_mixed import OutputKnown, ValuesMixed
from scenes.stage.layout import stage
from scenes.stage.text import Text


class WorkedExample(Published):
    """One row is followed to its output; its vectors have two numbers, and a plane shows all."""

    heading = "The worked example"

    def construct(self) -> None:
        self.asking, self.asked = (self.tokens(side).words() for side in ("query", "key"))
        left, right = stage().columns(5.3, 7.8, gap=0.3)
        upper, self.lower = right.rows(4.5, 1.25, gap=0.1)
        self.table = RowTable(upper, self.asking)
        self.words, self.row = self.table.words, ThirdRow(self, self.table, self.lower)
        self.drawn = Projections(left, self.row, self.asking)
        inputs = self.draw_vectors(self.ask_with_ids())
        self.make_a_guess()
        keys = self.score(self.make_keys_and_values(self.make_query(inputs)))
        mixed, shares = self.turn_into_weights(self.divide_and_hide(keys))
        outputs = self.leave(mixed, self.add_up(mixed, shares))
        self.cover_the_words(mixed, outputs)

    def ask_with_ids(self) -> SampleRow:
        self.beat("question", "Take a pencil: what leaves attention for the third token?")
        head, body, foot = stage().rows(1.2, 4.0, 0.6)
        text = head.hold(Text(self.batch.text, size=0.7, italic=True))
        rows = SampleRow(body, self.batch.tokens[0], self.batch.ids[0])
        self.play(FadeIn(text, foot.hold(self.credit())), run_time=theme.QUICK)
        self.play(rows.fall_out(text), run_time=theme.NORMAL)
        self.play(rows.count_out(), run_time=theme.NORMAL)
        self.play(rows.light(ROW), run_time=theme.QUICK)
        return rows

    def draw_vectors(self, rows: SampleRow) -> NamedCells:
        self.beat("vectors", "A random vector each, no id is looked up: ours points down.")
        drawn, inputs = self.drawn, self.row.drawn()
        labels = [token.label for token in rows.tokens]
        self.keep(*labels, beside=(become(labels, self.words), FadeIn(drawn.plane)))
        self.play(FadeIn(inputs.title), inputs.fill(), drawn.inputs.grow(), run_time=theme.SLOW)
        inputs.add(inputs.frame(inputs.row(ROW)))
        self.play(FadeIn(inputs[-1]), drawn.step(), run_time=theme.NORMAL)
        return inputs

    def make_a_guess(self) -> None:
        self.beat("guess", "Where will it end? A guess: the mean of all that it may see.")
        self.play(*self.drawn.meet(), run_time=theme.NORMAL)
        self.play(self.drawn.guess.appear(), run_time=1.4 * theme.NORMAL)
        self.hold(theme.QUICK)

    def make_query(self, inputs: NamedCells) -> PencilSum:
        self.beat("query", "Its query: for each number two products and a bias.")
        drawn, known, work = self.drawn, inputs.row_marks(ROW), self.row.query_entry()
        climb = drawn.plane.climb(self.row.query_climb(), theme.QUERY)
        writing = work.write(known, beside=map(Create, climb))
        self.keep(*drawn.known(), *drawn.inputs, known, beside=[drawn.recede(), writing])
        self.guess(work.total, seconds=1.3)
        self.play(work.finish(), drawn.ask(), FadeOut(climb), run_time=1.2 * theme.NORMAL)
        return work

    def make_keys_and_values(self, work: PencilSum) -> NamedCells:
        self.beat("keys and values", "Other random numbers make a key and a value for each word.")
        query, self.words = self.row.vector("query"), self.table.named(self.asked, theme.KEY)
        first, home = query.marks
        coming = FadeIn(query.title, query.cells, first)
        self.play(*work.go(home), coming, self.drawn.tell(self.words))
        for role in ("key", "value"):
            made = self.row.made(role)
            self.play(FadeIn(made.title), self.drawn.send(role), made.fill(), run_time=1.2)
        self.say("Not the words are mixed but their values: the guess swings up.")
        self.play(self.drawn.swing(), run_time=1.5 * theme.SLOW)
        return query

    def score(self, query: NamedCells) -> KeysAlong:
        self.beat("score", "How far a key reaches along the query: two products, added up.")
        keys = KeysAlong(self.drawn, self.row, self.table, self.asked)
        kept, work = (*self.drawn.known(), *self.drawn.looking(), query), self.row.score_entry()
        self.keep(*kept, self.words, beside=[FadeIn(keys.names)])
        self.play(keys.measure(), work.write(query.marks, stay=True), run_time=1.2 * theme.SLOW)
        self.guess(work.total, seconds=1.3)
        self.play(work.finish(), run_time=theme.QUICK)
        self.play(*work.go(keys.scores.numbers[ENTRY]), FadeIn(keys.scores.head))
        self.play(keys.measure_others(), run_time=1.5 * theme.SLOW)
        return keys

    def divide_and_hide(self, keys: KeysAlong) -> NamedBars:
        self.beat("masked", "Divide by the root of two; the mask hides what is later.")
        scaled = self.table.bars(self.row("scaled"), "example scaled")
        masked = self.table.bars(self.row("masked"), "example scaled")
        self.play(*keys.scores.become(scaled), keys.come_nearer(), run_time=theme.SLOW)
        self.hold(theme.QUICK)
        self.play(keys.hide_last(), scaled.hide_last(masked))
        return scaled

    def turn_into_weights(self, scaled: NamedBars) -> tuple[ValuesMixed, NamedCells]:
        self.beat("softmax", "Softmax: exponentials end to end are stretched to one.")
        mixed = ValuesMixed(self.drawn, self.row, self.asking)
        scores, shares = self.row.scores_and_shares()
        laid, weights = self.row.end_to_end()
        kept = *self.drawn.known(), self.words, scaled
        self.keep(*kept, beside=[*scaled.fall(laid, scores), mixed.hand_over()])
        self.play(FadeIn(laid.numbers), run_time=theme.QUICK)
        self.hold(theme.QUICK)
        self.play(*laid.stretch(weights), run_time=theme.SLOW)
        self.say("Each weight is the share of a value that is handed over.")
        self.play(mixed.shrink(weights.numbers), run_time=2 * theme.SLOW)
        self.play(*weights.go_into(shares))
        return mixed, shares

    def add_up(self, mixed: ValuesMixed, shares: NamedCells) -> PencilSum:
        self.beat("output", "Now you: three products make its first number. Pause and check!")
        work = self.row.output_entry()
        known, pencil = shares.marks[: len(work.products)], Pencil(work.total)
        kept = *self.drawn.known(), mixed, self.words, *shares.marks
        writing = work.write(known, beside=mixed.stack(), lag=1)
        writing.set_run_time(4 * theme.NORMAL)
        self.keep(*kept, beside=[writing])
        self.play(FadeIn(pencil), run_time=theme.QUICK)
        self.guess(work.total, seconds=1.25 * theme.GUESS)
        self.play(work.finish(), FadeOut(pencil), mixed.arrive(), run_time=theme.NORMAL)
        return work

    def leave(self, mixed: ValuesMixed, work: PencilSum) -> OutputKnown:
        self.beat("moved", "It came in pointing down, and it leaves pointing up.")
        outputs = OutputKnown(self.row, self.table, self.asking)
        home, second = outputs.matrix.row_marks(ROW)
        kept = *self.drawn.followed(), *mixed.guess, mixed.legs, self.words, work
        known = FadeIn(outputs.known, second), become(self.words, outputs.words)
        self.keep(*kept, beside=(*work.go(home), *known, mixed.rise()))
        self.play(mixed.settle(), run_time=theme.SLOW)
        self.hold(0.6)
        return outputs

    def cover_the_words(self, mixed: ValuesMixed, outputs: OutputKnown) -> None:
        self.beat("answer", "Cover the words: no number changes. True arithmetic, no meaning.")
        covers = (GrowFromEdge(cover, LEFT) for cover in covered(outputs.words))
        uncovered = self.drawn.inputs.names[ROW], mixed.word
        self.play(LaggedStart(*covers), FadeOut(*uncovered), run_time=1.5 * theme.SLOW)
        self.remove(*outputs.words)
        self.play(FadeIn(self.lower.hold(self.credit(), shrink=True)))
