"""Chapter 28: a published example with a pencil, from ids to output, along one lit row."""

from __future__ import annotations

from manim import LEFT, FadeIn, FadeOut, GrowFromEdge, LaggedStart, ReplacementTransform

from scenes import theme
from scenes.mobjects.motion import become, dimming
from scenes.pieces.worked_example.keys_along import KeysAlong
from scenes.pieces.worked_example.pencil import Pencil, PencilSum
from scenes.pieces.worked_example.projections import Projections
from scenes.pieces.worked_example.published import Published
from scenes.pieces.worked_example.row_table import ROW, NamedBars, NamedCells, RowTable
from scenes.pieces.worked_example.sample_rows import SampleRows, covered
from scenes.pieces.worked_example.third_row import ThirdRow
from scenes.pieces.worked_example.values_mixed import OutputsDrawn, ValuesMixed
from scenes.stage.layout import stage
from scenes.stage.text import Text


class WorkedExample(Published):
    """One row is followed to its output; its vectors have two numbers, and a plane shows all."""

    heading = "The worked example"

    def construct(self) -> None:
        self.asking, self.asked = (self.tokens(side).words() for side in ("query", "key"))
        self.left, right = stage().columns(5.2, 7.9, gap=0.3)
        upper, self.lower = right.rows(4.5, 1.25, gap=0.1)
        self.table = RowTable(upper, self.asking)
        self.words, self.row = self.table.words, ThirdRow(self, self.table, self.lower)
        drawn, inputs = self.draw_vectors(self.ask_with_ids())
        query = self.make_keys_and_values(drawn, self.make_query(drawn, inputs))
        keys = self.score(drawn, query)
        table = self.turn_into_weights(keys, self.divide_and_hide(keys))
        mixed = self.mix(keys, *table)
        self.cover_the_words(self.work_out_all(mixed, self.check_the_mix(mixed, table[-1])))

    def ask_with_ids(self) -> SampleRows:
        self.beat("question", "Take a pencil: what leaves attention for the third token?")
        head, body, foot = stage().rows(1.2, 4.0, 0.6)
        text = head.hold(Text(self.batch.text, size=0.7, italic=True))
        rows = SampleRows(body, self.batch.tokens, self.batch.ids)
        self.play(FadeIn(text, foot.hold(self.credit())), run_time=theme.QUICK)
        self.play(rows.fall_out(text), FadeIn(rows.names), run_time=1.25 * theme.NORMAL)
        self.play(rows.count_out(), run_time=theme.SLOW)
        self.play(rows.light(ROW), dimming(rows.second()), run_time=theme.QUICK)
        return rows

    def draw_vectors(self, rows: SampleRows) -> tuple[Projections, NamedCells]:
        self.beat("vectors", "A random vector each, no id is looked up: ours points down.")
        drawn, inputs = Projections(self.left, self.row, self.asking), self.row.drawn()
        labels = [token.label for token in rows.tokens[0]]
        self.keep(*labels, beside=(become(labels, self.words), FadeIn(drawn.plane)))
        self.play(FadeIn(inputs.title), inputs.fill(), drawn.inputs.grow(), run_time=theme.SLOW)
        inputs.add(inputs.frame(inputs.row(ROW)))
        self.play(FadeIn(inputs[-1]), run_time=theme.QUICK)
        return drawn, inputs

    def make_query(self, drawn: Projections, inputs: NamedCells) -> PencilSum:
        self.beat("query", "Its query: for each number two products and a bias.")
        known, work = inputs.row_marks(ROW), self.row.query_entry()
        self.keep(drawn, known, beside=[work.write(known)], run_time=theme.QUICK)
        self.guess(work.total, seconds=1.3)
        self.play(work.finish(), drawn.ask(), run_time=1.2 * theme.NORMAL)
        return work

    def make_keys_and_values(self, drawn: Projections, work: PencilSum) -> NamedCells:
        self.beat("keys and values", "Other random numbers make a key and a value for each word.")
        query, self.words = self.row.vector("query"), self.table.named(self.asked, theme.KEY)
        home, *others = query.marks
        self.play(*work.go(home), FadeIn(query.title, query.cells, *others, self.words))
        for role in ("key", "value"):
            made = self.row.made(role)
            self.play(FadeIn(made.title), drawn.send(role), made.fill(), run_time=1.2)
        return query

    def score(self, drawn: Projections, query: NamedCells) -> KeysAlong:
        self.beat("score", "How far a key reaches along the query: two products, added up.")
        keys = KeysAlong(self.left, self.row, self.table, self.asked)
        coming = keys.come_from(drawn, self.words)
        self.keep(drawn.plane, *drawn.looking(), self.words, query, beside=[coming])
        work = self.row.score_entry()
        self.play(keys.measure(), run_time=1.25 * theme.SLOW)
        self.play(work.write(query.marks, stay=True), run_time=theme.SLOW)
        self.guess(work.total, seconds=1.3)
        self.play(work.finish(), run_time=theme.QUICK)
        self.words = keys.words
        first, *others = keys.scores.numbers
        self.play(*work.go(first), FadeIn(keys.scores.head), keys.give())
        self.play(FadeIn(*others), run_time=theme.QUICK)
        return keys

    def divide_and_hide(self, keys: KeysAlong) -> NamedBars:
        self.beat("masked", "Divide by the root of two; the mask hides what is later.")
        scaled = self.table.bars(self.row("scaled"), "example scaled")
        masked = self.table.bars(self.row("masked"), "example scaled")
        self.play(*keys.scores.become(scaled), run_time=theme.SLOW)
        self.hold(theme.QUICK)
        self.play(keys.hide_last(), scaled.hide_last(masked))
        return scaled

    def turn_into_weights(self, keys: KeysAlong, scaled: NamedBars) -> tuple[NamedCells, ...]:
        self.beat("softmax", "Softmax: exponentials end to end are stretched to one.")
        scores, shares = self.row.scores_and_shares()
        laid, weights = self.row.end_to_end()
        self.keep(self.words, keys, scaled, beside=scaled.fall(laid, scores))
        self.play(FadeIn(laid.numbers), run_time=theme.QUICK)
        self.hold(theme.QUICK)
        self.play(*laid.stretch(weights), run_time=theme.SLOW)
        self.guess(*weights.numbers, seconds=1.3)
        self.play(FadeIn(weights.numbers), run_time=1.6 * theme.QUICK)
        self.play(*weights.go_into(shares))
        return scores, shares

    def mix(self, keys: KeysAlong, *table: NamedCells) -> ValuesMixed:
        self.beat("mix", "Where will the mix of these values land?")
        mixed = ValuesMixed(self.left, self.row, self.asked)
        output, opening = mixed.output, (mixed.output.open(), mixed.come_from(keys.plane))
        self.keep(self.words, keys.plane, *table, beside=opening)
        self.guess(*output.marks)
        self.play(mixed.shrink())
        self.play(mixed.stack(), run_time=theme.SLOW)
        self.play(mixed.arrive(), run_time=theme.QUICK)
        return mixed

    def check_the_mix(self, mixed: ValuesMixed, shares: NamedCells) -> PencilSum:
        self.beat("output", "Now you: three products make its first number. Pause and check!")
        work, output = self.row.output_entry(), mixed.output
        known, pencil = shares.marks[: len(work.products)], Pencil(work.total)
        left = mixed.plane, mixed.handed, mixed.chain, mixed.mix, output.outlines, output.title
        kept = *left, self.words, *shares.marks
        self.keep(*kept, beside=[work.write(known)], run_time=theme.QUICK)
        self.play(FadeIn(pencil), run_time=theme.QUICK)
        self.guess(work.total, seconds=1.25 * theme.GUESS)
        self.play(work.finish(), FadeOut(pencil), run_time=theme.QUICK)
        return work

    def work_out_all(self, mixed: ValuesMixed, work: PencilSum) -> OutputsDrawn:
        self.beat("moved", "It came in pointing down, and it leaves pointing up.")
        output, words, (home, second) = mixed.output, self.words, mixed.output.marks
        filled = ReplacementTransform(output.outlines, output.cells)
        self.play(*work.go(home), filled, FadeIn(second))
        drawn = OutputsDrawn(self.left, self.row, self.table, self.asking)
        kept = mixed.plane, mixed.mix, words, output
        self.keep(*kept, beside=[drawn.come_from(mixed, words)])
        self.play(drawn.move(ROW), run_time=1.25 * theme.SLOW)
        self.beat("all rows", "Every row goes this way: four vectors in, four vectors out.")
        self.play(drawn.bring_others(), run_time=theme.NORMAL)
        self.play(drawn.move_others(), run_time=2 * theme.SLOW)
        return drawn

    def cover_the_words(self, drawn: OutputsDrawn) -> None:
        self.beat("answer", "Cover the words: no number changes. True arithmetic, no meaning.")
        covers = (GrowFromEdge(cover, LEFT) for cover in covered(drawn.words))
        self.play(LaggedStart(*covers), FadeOut(drawn.names), run_time=1.5 * theme.SLOW)
        self.remove(*drawn.words)
        self.play(FadeIn(self.lower.hold(self.credit(), shrink=True)))
