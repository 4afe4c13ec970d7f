"""Chapter 28: a published example with a pencil, from ids to output, along one lit row."""

from __future__ import annotations

from manim import LEFT, FadeIn, FadeOut, GrowFromEdge, LaggedStart, ReplacementTransform, VGroup

from scenes import theme
from scenes.mobjects.motion import exchange
from scenes.pieces.worked_example.end_to_end import EndToEnd
from scenes.pieces.worked_example.keys_along import KeysAlong
from scenes.pieces.worked_example.pencil import Pencil
from scenes.pieces.worked_example.projections import Projections
from scenes.pieces.worked_example.published import Published
from scenes.pieces.worked_example.row_table import ROW, NamedBars, NamedMatrix, RowTable
from scenes.pieces.worked_example.sample_rows import SampleRows, covered
from scenes.pieces.worked_example.third_row import ENTRY, ThirdRow
from scenes.pieces.worked_example.values_mixed import OutputsDrawn, ValuesMixed
from scenes.stage.layout import stage
from scenes.stage.text import Text


class WorkedExample(Published):
    """One row is followed to its output; its vectors have two numbers, and a plane shows all.

    A sentence, a model, a layer or a head that the viewer chooses belongs to other chapters.
    """

    heading = "The worked example"

    def construct(self) -> None:
        self.asking, self.asked = (self.tokens(side).words() for side in ("query", "key"))
        self.left, self.right = stage().columns(5.4, 7.7, gap=0.3)
        upper, self.lower = self.right.rows(3.3, 2.4, gap=0.15)
        self.row = ThirdRow(self, self.lower)
        self.table = RowTable(upper, self.asking)
        drawn, inputs = self.draw_vectors(self.ask_with_ids())
        queries = self.make_queries(drawn, inputs)
        keys = self.score(drawn, self.make_keys_and_values(drawn, queries))
        mixed = self.mix(keys, self.turn_into_weights(keys, self.divide_and_hide(keys)))
        self.check_the_mix(mixed)
        self.cover_the_words(self.work_out_all(mixed))

    def ask_with_ids(self) -> SampleRows:
        self.beat("question", "Take a pencil: what leaves attention for the third token?")
        head, body, foot = stage().rows(1.2, 4.0, 0.6)
        text = head.hold(Text(self.batch.text, size=0.7, italic=True))
        rows = SampleRows(body, self.batch.tokens, self.batch.ids)
        self.play(FadeIn(text, foot.hold(self.credit())), run_time=theme.QUICK)
        self.play(rows.fall_out(text), FadeIn(rows.names), run_time=1.25 * theme.NORMAL)
        lit = rows.tokens[0][ROW].box.animate.set_stroke(theme.HIGHLIGHT, theme.STROKE_FRAME)
        self.play(rows.count_out(), lit, run_time=theme.SLOW)
        return rows

    def draw_vectors(self, rows: SampleRows) -> tuple[Projections, NamedMatrix]:
        self.beat("vectors", "Each place draws a random vector: no id is looked up.")
        drawn = Projections(self.left, self.row, self.asking)
        inputs = self.table.matrix(self.row.inputs, 0, "example inputs", theme.INK)
        labels = [token.label for token in rows.tokens[0]]
        words = map(ReplacementTransform, labels, self.table.words)
        self.keep(*labels, beside=(*words, FadeIn(drawn.plane)))
        self.play(inputs.open(), inputs.fill(), drawn.inputs.grow(), run_time=1.5 * theme.SLOW)
        return drawn, inputs

    def make_queries(self, drawn: Projections, inputs: NamedMatrix) -> NamedMatrix:
        self.beat("query", "Its query: two products and a bias for each number.")
        queries = self.table.matrix(self.of_head("query"), 1, "query", theme.QUERY)
        opening = queries.open(), FadeIn(self.row.machine("query", 0))
        self.play(inputs.keep_row(ROW), *opening, run_time=theme.QUICK)
        work, entry = self.row.query_entry(), queries.numeral(ROW, ENTRY)
        self.play(work.write())
        self.play(work.finish(entry))
        self.play(drawn.send("query"), queries.fill(but=[entry]), run_time=theme.NORMAL)
        return queries

    def make_keys_and_values(self, drawn: Projections, queries: NamedMatrix) -> VGroup:
        self.beat("keys and values", "Other random numbers make the keys and the values.")
        query, words = self.row.vector("query"), self.table.words
        moves = query.come_from(queries, ROW), self.table.rename(self.asked, theme.KEY)
        self.keep(words, drawn, queries, beside=moves)
        made, machine = [], VGroup()
        for column, role in enumerate(("key", "value")):
            made.append(self.table.matrix(self.of_head(role), column, role, theme.hue_of(role)))
            old, machine = machine, self.row.machine(role, 1)
            self.play(made[-1].open(), exchange([old], [machine]), run_time=theme.QUICK)
            self.play(drawn.send(role), made[-1].fill(), run_time=theme.NORMAL)
        return VGroup(made[0], query)

    def score(self, drawn: Projections, made: VGroup) -> KeysAlong:
        self.beat("score", "How far a key reaches along the query is its score.")
        keys = KeysAlong(self.left, self.row, self.table, self.asked)
        self.keep(self.table.words, drawn.plane, *drawn.looking(), made)
        self.play(keys.come_from(drawn))
        self.play(keys.measure(), run_time=2.5 * theme.NORMAL)
        self.play(keys.give(), FadeIn(keys.scores.head), run_time=theme.NORMAL)
        self.play(FadeIn(keys.scores.numbers), run_time=theme.QUICK)
        return keys

    def divide_and_hide(self, keys: KeysAlong) -> NamedBars:
        self.beat("masked", "Divide by the root of two; the mask hides the later token.")
        scaled = self.table.bars(self.row("scaled"), "example scaled")
        masked = self.table.bars(self.row("masked"), "example scaled")
        self.play(*keys.scores.become(scaled), run_time=theme.SLOW)
        self.hold(theme.QUICK)
        self.play(keys.hide_last(), scaled.hide_last(masked))
        return scaled

    def turn_into_weights(self, keys: KeysAlong, scaled: NamedBars) -> EndToEnd:
        self.beat("softmax", "Softmax: exponentials end to end, their whole length is one.")
        raised = self.table.bars(self.row.exponentials(), "exponential")
        self.keep(self.table.words, keys, scaled, beside=scaled.become(raised))
        laid = EndToEnd.of_exponentials(self.lower, raised)
        weights = EndToEnd.of_weights(self.lower, self.row("weights"))
        self.play(laid.take_in(raised.bars), run_time=1.25 * theme.NORMAL)
        gone = FadeOut(*raised.numbers, raised.head)
        self.play(ReplacementTransform(laid.bars, weights.bars), gone)
        self.play(FadeIn(weights.numbers), run_time=theme.QUICK)
        return weights

    def mix(self, keys: KeysAlong, weights: EndToEnd) -> ValuesMixed:
        self.beat("mix", "Where will the mix of these values land?")
        mixed = ValuesMixed(self.left, self.row, self.table, self.asked)
        self.keep(self.table.words, keys.plane, weights)
        self.play(mixed.come_from(keys.plane), *mixed.take_in(weights), run_time=2 * theme.NORMAL)
        self.guess(*mixed.output.numerals)
        self.play(mixed.shrink(), run_time=theme.SLOW)
        self.play(mixed.stack(), run_time=2 * theme.NORMAL)
        self.play(mixed.arrive())
        return mixed

    def check_the_mix(self, mixed: ValuesMixed) -> None:
        self.beat("output", "Now you: three products make its first number. Pause and check!")
        work, (first, second) = self.row.output_entry(), mixed.output.numerals
        pencil = Pencil(work.total)
        self.play(work.write(), FadeIn(pencil))
        self.guess(work.total)
        self.play(work.finish(first), FadeIn(second), FadeOut(pencil))

    def work_out_all(self, mixed: ValuesMixed) -> OutputsDrawn:
        self.beat("all rows", "Every row goes the same way: four tokens, four outputs.")
        room, self.foot = self.right.rows(9, 1)
        drawn = OutputsDrawn(self.left, room, self.row, self.asking, self.trace.visible)
        words, shares, output = self.table.words, mixed.shares, mixed.output
        self.keep(words, mixed.plane, mixed.mix, shares.cells, shares.title, output)
        self.play(drawn.come_from(mixed), ReplacementTransform(words, drawn.words))
        self.play(*drawn.grow(), run_time=theme.SLOW)
        return drawn

    def cover_the_words(self, drawn: OutputsDrawn) -> None:
        self.beat("answer", "Cover the words: no number changes. True arithmetic, no meaning.")
        words = [*drawn.words, *drawn.names]
        covers = (GrowFromEdge(cover, LEFT) for cover in covered(words))
        self.play(LaggedStart(*covers, lag_ratio=0.2), run_time=1.5 * theme.SLOW)
        self.remove(*words)
        self.play(FadeIn(self.foot.hold(self.credit(), shrink=True)))
