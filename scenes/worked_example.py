"""Chapter 28: a published example, worked out from ids to output, every number on screen."""

from __future__ import annotations

from functools import cached_property, partial
from types import ModuleType
from typing import TYPE_CHECKING

from manim import (
    DOWN,
    LEFT,
    RIGHT,
    Animation,
    Create,
    FadeIn,
    FadeOut,
    LaggedStart,
    ManimColor,
    ReplacementTransform,
    VGroup,
    VMobject,
)

from attention_math.derived import dot_product_terms, projection_terms, row_sums
from attention_math.softmax_steps import exponentials, total
from attention_math.trace import AttentionTrace
from scenes import theme
from scenes.chapter import Chapter, StageError
from scenes.formulas import FORMULAS
from scenes.mobjects.attention_grid import AttentionGrid
from scenes.mobjects.equation_line import EquationLine
from scenes.mobjects.formula import Formula
from scenes.mobjects.number_matrix import NumberMatrix
from scenes.pieces.worked_example.calculation_strip import CalculationStrip
from scenes.pieces.worked_example.sample_rows import SampleBlock, SampleRows
from scenes.pieces.worked_example.worked_line import WorkedLine
from scenes.stage.cited import Declared, Quantity
from scenes.stage.claims import Equation, states
from scenes.stage.derive import derive
from scenes.stage.phrases import phrase
from scenes.stage.shapes import Statement
from scenes.stage.text import Numeral, Text

if TYPE_CHECKING:
    from attention_math.examples import Batch

EXAMPLE = "worked-example"
CREDIT = "after the blog post “The Attention” (iamaryav/posts, Apache-2.0)"

_STORY, _ENTRY = 2, 0  # the row that the source works out, and its first entry
_PITCH = (1.3, 0.72)
_NARROW = (1.25, 0.72)  # where four matrices stand side by side
_CELL = (1.2, 0.72)
_SIZE = 0.31
_CELL_SIZE = 0.3
_TOP = 1.4  # where the first row of every matrix stands
_NAMES_AT = 2.55
_WORDS_AT = -5.2  # where the words of the rows end
_FIRST, _SECOND, _THIRD = -5.0, -0.9, 3.85  # where three matrices side by side begin
_GRID_LEFT, _GRID_RIGHT = -5.0, 1.85
_LINE_AT, _LINE_SIZE = -2.15, 0.38
_CREDIT_AT = -2.95
_SAMPLES = ("first sample", "second sample")


class WorkedExample(Chapter):
    """The published example in its own order; its numbers are fixed, whatever is chosen.

    A sentence, a model, a layer or a head that the viewer chooses belongs to other chapters.
    """

    heading = "The worked example"
    takes_choices = False
    model = EXAMPLE
    others: VGroup  # what a beat leaves on stage beside its result; the next one takes it away

    def construct(self) -> None:
        samples = self.ask_with_ids()
        inputs = self.give_each_id_a_vector(samples)
        query = self.project_queries(inputs)
        keys = self.make_keys_and_values(query)
        scores = self.score_queries_with_keys(keys)
        scaled = self.divide_by_root(scores)
        masked = self.hide_the_future(scaled)
        weights = self.turn_into_weights(masked)
        stage = self.mix_the_values(weights)
        self.see_it_whole(stage)

    def ask_with_ids(self) -> VGroup:
        self.beat("question", "Can you follow every number, from the ids to the output?")
        rows = SampleRows(self.batch.tokens, self.batch.ids, names=_SAMPLES)
        rows.move_to([-0.35, -0.2, 0])
        text = Text(self.batch.text, size=0.55, italic=True).move_to([0, 2.3, 0])
        shape = self._shape("ids: 2 × 4", self.batch.ids)
        credit = self._credit()
        self.play(FadeIn(text, credit))
        self.play(
            LaggedStart(*(FadeIn(token, target_position=text) for row in rows.tokens
                          for token in row), lag_ratio=0.12),
            run_time=theme.SLOW,
        )  # fmt: skip
        self.play(
            LaggedStart(*(FadeIn(number, shift=DOWN * 0.2) for row in rows.ids
                          for number in row), lag_ratio=0.12),
            FadeIn(rows.names, shape),
            run_time=theme.SLOW,
        )  # fmt: skip
        self.others, self._below = text, VGroup(credit, shape)
        return rows

    def give_each_id_a_vector(self, rows: SampleRows) -> SampleBlock:
        self.beat("vectors", "Each id stands for a vector; here its two numbers are random.")
        inputs = (self.quantity("query_side.inputs"), self.batch.inputs[1])
        blocks = [
            SampleBlock(words, self.batch.ids[b], inputs[b], name=_SAMPLES[b], pitch=_PITCH,
                        size=_SIZE)
            for b, words in enumerate(self.batch.tokens)
        ]  # fmt: skip
        for block, right in zip(blocks, (-0.6, theme.STAGE_RIGHT), strict=True):
            block.matrix.begin_at(_TOP - 0.65)
            block.follow().shift(RIGHT * (right - block.get_right()[0]))
        shape = self._shape("vectors: 2 × 4 × 2", self.batch.inputs)
        self.play(
            FadeOut(self._below, *(token.box for row in rows.tokens for token in row)),
            *(
                ReplacementTransform(old, new)
                for b, block in enumerate(blocks)
                for olds, news in (([token.label for token in rows.tokens[b]], block.labels),
                                   (rows.ids[b], block.ids), ([rows.names[b]], [block.heading]))
                for old, new in zip(olds, news, strict=True)
            ),
            run_time=theme.SLOW,
        )  # fmt: skip
        lines = [LaggedStart(*(FadeIn(block.matrix.row(i), shift=RIGHT * 0.2)
                               for i in range(len(block.ids))), lag_ratio=0.25)
                 for block in blocks]  # fmt: skip
        self.play(*(FadeIn(block.matrix.brackets) for block in blocks), *lines, FadeIn(shape),
                  run_time=theme.SLOW)  # fmt: skip
        self.others = VGroup(self.others, blocks[1], blocks[0].ids, blocks[0].heading, shape)
        return blocks[0]

    def project_queries(self, block: SampleBlock) -> NumberMatrix:
        self.beat("query", "Rows of x times columns of W, plus a bias, make the queries.")
        inputs, words = block.matrix, self._words()
        x, weight, query = (
            self._matrix(self.quantity("query_side.inputs"), _FIRST),
            self._matrix(self.of_head("query_weight"), _SECOND, theme.QUERY),
            self._matrix(self.of_head("query"), _THIRD, theme.QUERY),
        )
        bias = self._bias("query", weight)
        parts = VGroup(
            weight, bias, self._named("example inputs", x), self._named("query_weight", weight),
            self._named("query", query), self._sign("times", x, weight),
            self._sign("approximately", weight, query),
        )  # fmt: skip
        self.play(FadeOut(self.others), ReplacementTransform(inputs, x),
                  *(ReplacementTransform(old, new)
                    for old, new in zip(block.labels, words, strict=True)))  # fmt: skip
        self.play(FadeIn(parts, query.brackets))
        factors = x.quantity[_STORY], weight.quantity[:, _ENTRY]
        added = derive(projection_terms, *factors, self.of_head("query_bias")[_ENTRY])
        worked = WorkedLine(
            [(x.quantity.cite(_STORY, j), weight.quantity.cite(j, _ENTRY)) for j in (0, 1)],
            added.terms.each(), query.quantity.cite(_STORY, _ENTRY),
            bias=bias[0].quantity.cite(0, _ENTRY), colors=(theme.INK, theme.QUERY), size=_LINE_SIZE,
        )  # fmt: skip
        frames = VGroup(x.frame(x.row(_STORY), theme.INK),
                        weight.frame(weight.column(_ENTRY), theme.QUERY))  # fmt: skip
        self._work_out(worked, frames, (x.row(_STORY), weight.column(_ENTRY)),
                       query.numeral(_STORY, _ENTRY))  # fmt: skip
        rest = [n for n in query.numerals if n is not query.numeral(_STORY, _ENTRY)]
        self.play(LaggedStart(*(FadeIn(n, shift=RIGHT * 0.2) for n in rest), lag_ratio=0.1),
                  run_time=theme.SLOW)  # fmt: skip
        self.others = VGroup(x, parts, worked, frames)
        return query

    def make_keys_and_values(self, query: NumberMatrix) -> VGroup:
        """Show the other two projections side by side; returns the keys, and then all else."""
        self.beat("keys", "Keys and values are made alike, with weights of their own.")
        columns = VGroup()
        for name, left in (("key", _FIRST), ("value", _FIRST + 6.05)):
            color = theme.hue_of(name)
            made = self._matrix(self.of_head(name), left, color, _NARROW)
            weight = self._matrix(self.projecting(name)[0], left + 2.95, color, _NARROW)
            says = Formula(FORMULAS[f"example {name}"], size=0.38)
            columns.add(VGroup(
                made, says.move_to([made.get_x(), _NAMES_AT, 0]), weight,
                self._bias(name, weight), self._named(f"{name}_weight", weight),
            ))  # fmt: skip
        rule = Text("each entry again: a row of x times a column of W, plus the bias",
                    size=_LINE_SIZE, color=theme.QUIET).move_to([0, _LINE_AT, 0])  # fmt: skip
        self.play(FadeOut(query, self.others))
        self.play(*(FadeIn(*column[2:]) for column in columns), FadeIn(rule))
        self.play(
            *(FadeIn(column[0].brackets, column[1]) for column in columns),
            *(LaggedStart(*(FadeIn(n, shift=RIGHT * 0.2) for n in column[0].numerals),
                          lag_ratio=0.1) for column in columns),
            run_time=theme.SLOW,
        )  # fmt: skip
        return VGroup(columns[0][0], VGroup(*columns[0][1:], *columns[1], rule))

    def score_queries_with_keys(self, made: VGroup) -> AttentionGrid:
        self.beat("scores", "Each query times each key is a score.")
        old_key, rest = made
        home = self._matrix(self.of_head("query"), _FIRST, theme.QUERY)
        key = self._matrix(self.of_head("key"), -1.85, theme.KEY)
        grid = self._grid("scores", "scores")
        names = VGroup(self._named("query", home), self._named("key", key))
        self.play(FadeOut(rest), ReplacementTransform(old_key, key), FadeIn(home, names))
        self.play(FadeIn(grid.column_labels, grid.title))
        added = derive(dot_product_terms, home.quantity[_STORY], key.quantity[0])
        worked = WorkedLine(
            [(home.quantity.cite(_STORY, j), key.quantity.cite(0, j)) for j in (0, 1)],
            added.terms.each(), grid.quantity.cite(_STORY, 0),
            colors=(theme.QUERY, theme.KEY), size=_LINE_SIZE,
        )  # fmt: skip
        frames = VGroup(home.frame(home.row(_STORY), theme.QUERY), key.frame(key.row(0), theme.KEY))
        cell = VGroup(grid.cell(_STORY, 0), grid.mark(_STORY, 0))
        self._work_out(worked, frames, (home.row(_STORY), key.row(0)), cell)
        box = grid.frame(VGroup(cell[0])).set_z_index(1)
        self.play(Create(box), run_time=theme.QUICK)
        pairs = zip(grid.cells, grid.marks, strict=True)
        rest = [VGroup(*pair) for pair in pairs if pair[0] is not cell[0]]
        self.play(LaggedStart(*map(FadeIn, rest), lag_ratio=0.08), run_time=theme.SLOW)
        self.remove(*rest, cell)
        self.add(grid)
        self.others = VGroup(home, key, names, worked, frames, box)
        return grid

    def divide_by_root(self, scores: AttentionGrid) -> AttentionGrid:
        self.beat("scaled", "Two entries a query: each score is divided by the root of two.")
        number = self.of_head("scores").cite(_STORY, 0)
        quotient = self.of_head("scaled").cite(_STORY, 0)
        line = VGroup(
            Numeral(number, decimals=4, size=_LINE_SIZE),
            _mathematics("divided by the root of two"),
            Numeral(quotient, decimals=4, size=_LINE_SIZE, color=theme.HIGHLIGHT),
        ).arrange(RIGHT, buff=0.2)
        return self._next_grid(scores, "scaled", "example scaled", line)

    def hide_the_future(self, scaled: AttentionGrid) -> AttentionGrid:
        self.beat("masked", "The mask hides the future: later keys get minus infinity.")
        last = len(self.trace.key_side.shown) - 1
        seen, hidden = (
            Numeral(self.of_head(name).cite(_STORY, last), decimals=4, size=_LINE_SIZE)
            for name in ("scaled", "masked")
        )
        line = VGroup(seen, Text("becomes", size=_LINE_SIZE, color=theme.QUIET), hidden)
        hidden.set_color(theme.QUIET)
        return self._next_grid(scaled, "masked", "masked", line.arrange(RIGHT, buff=0.25))

    def turn_into_weights(self, masked: AttentionGrid) -> AttentionGrid:
        self.beat("weights", "Softmax turns every row into weights that add up to one.")
        weights = self.of_head("weights")
        sums, terms = derive(row_sums, weights), weights[_STORY].each()
        line = EquationLine("sum", terms, sums.cite(_STORY), decimals=4, size=_LINE_SIZE)
        lines = VGroup(self._softmax_of_one(), line).arrange(DOWN, buff=0.35)
        return self._next_grid(masked, "weights", "weights are", lines)

    def _softmax_of_one(self) -> VGroup:
        """Work out the row's first weight: its exponential, divided by what all add up to."""
        powers = derive(exponentials, self.of_head("masked")[_STORY])
        whole = derive(total, powers)
        score, power, same, all_of_them, weight = (
            Numeral(cited, decimals=4, size=_LINE_SIZE)
            for cited in (self.of_head("masked").cite(_STORY, 0), powers.cite(0), powers.cite(0),
                          whole.cite(0), self.of_head("weights").cite(_STORY, 0))
        )  # fmt: skip
        weight.set_color(theme.HIGHLIGHT)
        quotient = Equation.of("quotient", (same, all_of_them), weight)

        def sign(text: str) -> Text:
            return Text(text, size=_LINE_SIZE, color=theme.QUIET)

        raising = VGroup(sign("exp"), score, sign("≈"), power).arrange(RIGHT, buff=0.18)
        raising[0].stand_on(score.get_bottom()[1])
        division = Statement(same, sign("÷"), all_of_them, sign(quotient.relation), weight)
        division.arrange(RIGHT, buff=0.18)
        states(division, quotient)
        return VGroup(raising, division).arrange(RIGHT, buff=1.2)

    def mix_the_values(self, weights: AttentionGrid) -> VGroup:
        self.beat("output", "The weights mix the values, and out comes the output.")
        value = self._matrix(self.of_head("value"), 0.3, theme.VALUE)
        output = self._matrix(self.of_head("output"), _THIRD, theme.VALUE)
        names = VGroup(
            self._named("value", value),
            self._named("output", output),
            self._sign("approximately", value, output),
        )
        self.play(FadeOut(self.others), self._to_the_left(weights))
        self.play(FadeIn(value, names, output.brackets))
        terms = weights.quantity[_STORY, :, None] * value.quantity
        seen = range(_STORY + 1)  # what the mask hides has no weight
        worked = WorkedLine(
            [(weights.quantity.cite(_STORY, j), value.quantity.cite(j, _ENTRY)) for j in seen],
            terms[: _STORY + 1, _ENTRY].each(),
            output.quantity.cite(_STORY, _ENTRY), colors=(theme.WEIGHT, theme.VALUE),
            size=_LINE_SIZE,
        )  # fmt: skip
        column = VGroup(*(value.numeral(j, _ENTRY) for j in seen))
        row = VGroup(*(weights.cell(_STORY, j) for j in seen))
        frames = VGroup(weights.frame(row, theme.INK), value.frame(column, theme.VALUE))
        self._work_out(worked, frames, (row, column),
                       output.numeral(_STORY, _ENTRY))  # fmt: skip
        rest = [n for n in output.numerals if n is not output.numeral(_STORY, _ENTRY)]
        self.play(LaggedStart(*(FadeIn(n, shift=RIGHT * 0.2) for n in rest), lag_ratio=0.1),
                  run_time=theme.SLOW)  # fmt: skip
        return VGroup(weights, value, output, names, worked, frames, self.words)

    def see_it_whole(self, last: VGroup) -> None:
        self.beat("answer", "Random weights: the arithmetic is true, a meaning is not in it.")
        names = ("query", "key", "value", "scores", "scaled", "masked", "weights", "output")
        arrays = {name: self.of_head(name) for name in names}
        arrays["inputs"] = self.quantity("query_side.inputs")
        strip = CalculationStrip(self.quantity("query_side.ids"), arrays)
        self.play(FadeOut(last), run_time=theme.QUICK)
        self.play(LaggedStart(*(FadeIn(part) for part in strip.parts), lag_ratio=0.25),
                  run_time=2 * theme.NORMAL)  # fmt: skip
        lessons = VGroup(
            Text("drawn at random: x, W and b", size=_LINE_SIZE, color=theme.QUIET),
            Text("computed from them: all the rest", size=_LINE_SIZE),
            Text("who attends to whom tells nothing of the words", size=_LINE_SIZE,
                 color=theme.HIGHLIGHT),
        ).arrange(DOWN, buff=0.16)  # fmt: skip
        lessons.move_to([0.95, -1.0, 0])
        credit = self._credit().set_x(theme.STAGE_RIGHT, direction=RIGHT)
        self.play(FadeIn(strip.arrows, credit))
        self.play(LaggedStart(*map(FadeIn, lessons), lag_ratio=0.6), run_time=2 * theme.NORMAL)

    # --- numbers -----------------------------------------------------------------------------

    def _check_numbers(self) -> None:
        """Compute the example, on the sentence that belongs to it."""
        self.sentence = self.batch.text
        super()._check_numbers()

    @cached_property
    def trace(self) -> AttentionTrace:
        """The example, and never another sentence."""
        return self.remember(self._example.trace_example(EXAMPLE))

    @cached_property
    def batch(self) -> Batch:
        """Both samples of the example; its trace follows the first."""
        return derive(self._example.worked_example_batch, source=EXAMPLE)

    @property
    def _example(self) -> ModuleType:
        try:
            from attention_math import examples
        except ModuleNotFoundError as missing:
            raise StageError(
                f"{missing.name} is not installed: install attention-film[models]"
            ) from None
        return examples

    def badge_text(self) -> str:
        return phrase("{source} · random weights", source=self.trace.source.label)

    # --- pieces ------------------------------------------------------------------------------

    def _credit(self) -> Text:
        declared = Declared("published constant", source=CREDIT)
        credit = Text(CREDIT, size=0.31, color=theme.QUIET, declared=declared)
        return credit.set_x(theme.STAGE_LEFT, direction=LEFT).stand_on(_CREDIT_AT)

    def _shape(self, words: str, quantity: Quantity) -> Text:
        shape = Text(words, color=theme.QUIET, declared=Declared("shape", of=quantity.name))
        return shape.set_x(theme.STAGE_RIGHT, direction=RIGHT).stand_on(_CREDIT_AT)

    def _matrix(
        self,
        quantity: Quantity,
        left: float,
        color: ManimColor | None = None,
        pitch: tuple[float, float] = _PITCH,
    ) -> NumberMatrix:
        matrix = NumberMatrix(quantity, decimals=4, size=_SIZE, pitch=pitch, color=color)
        return matrix.begin_at(_TOP).set_x(left, direction=LEFT)

    def _bias(self, name: str, weight: NumberMatrix) -> VGroup:
        """Stand a projection's bias, with its name above it, apart under its weight matrix."""
        values = self.projecting(name)[1][None]
        bias = self._matrix(values, 0.0, theme.hue_of(name), weight.pitch)
        bias.begin_at(_TOP - 3 * _PITCH[1]).set_x(weight.get_x())
        label = Formula(FORMULAS[f"{name} bias added"], size=0.42)
        return VGroup(bias, label.move_to([bias.get_x(), _TOP - 2.15 * _PITCH[1], 0]))

    def _grid(self, name: str, formula: str) -> AttentionGrid:
        """Lay out scores or weights on the right, its rows in line with the words on the left."""
        is_weight, visible = name == "weights", None
        limit = self.of_head("scaled" if name == "masked" else name).limit()
        if name in ("masked", "weights"):
            visible = self.trace.visible
        grid = AttentionGrid(
            self.of_head(name), keys=self.trace.key_side.shown, decimals=4, cell=_CELL,
            size=_CELL_SIZE, visible=visible,
            color_of=theme.weight_color if is_weight else partial(theme.score_color, limit=limit),
        )  # fmt: skip
        cells = grid.cells
        grid.shift([_GRID_RIGHT - cells.get_left()[0], _TOP - grid.row(0).get_y(), 0])
        return grid.entitle(_mathematics(formula).move_to([cells.get_x(), _NAMES_AT + 0.1, 0]))

    def _next_grid(
        self, grid: AttentionGrid, name: str, formula: str, line: VGroup | None = None
    ) -> AttentionGrid:
        """Move a grid to the left; what it leaves behind turns into the next one, row by row."""
        new, left = self._grid(name, formula), grid.copy()
        self.add(left.cells, new.column_labels, grid, self.others)
        self.play(FadeOut(self.others), self._to_the_left(grid))
        self.play(FadeIn(new.title), run_time=theme.QUICK)
        rows = range(4)
        self.play(
            LaggedStart(*(ReplacementTransform(left.row(i), new.row(i)) for i in rows),
                        lag_ratio=0.2),
            LaggedStart(*(FadeIn(new.row_marks(i)) for i in rows), lag_ratio=0.2),
            run_time=theme.SLOW,
        )  # fmt: skip
        self.remove(left.cells)
        self.add(new)
        self.others = VGroup(grid)
        if line is not None:
            frame = new.frame(new.row(_STORY), theme.INK)
            self.play(Create(frame), FadeIn(line.move_to([0, _LINE_AT, 0])))
            self.others.add(frame, line)
        return new

    def _to_the_left(self, grid: AttentionGrid) -> Animation:
        return grid.animate.shift(LEFT * (_GRID_RIGHT - _GRID_LEFT))

    def _words(self) -> VGroup:
        """Write the tokens at the left, a line each; they stay for the whole calculation."""
        self.words = VGroup()
        for line, word in enumerate(self.trace.query_side.shown):
            label = Text(word, declared=Declared("token")).set_x(_WORDS_AT, direction=RIGHT)
            self.words.add(label.stand_on(_TOP - line * _PITCH[1] - 0.1))
        return self.words

    @staticmethod
    def _named(name: str, matrix: NumberMatrix) -> Formula:
        return Formula(FORMULAS[name]).move_to([matrix.get_x(), _NAMES_AT, 0])

    @staticmethod
    def _sign(name: str, left: NumberMatrix, right: NumberMatrix) -> Formula:
        x = (left.get_right()[0] + right.get_left()[0]) / 2
        return Formula(FORMULAS[name]).move_to([x, _TOP - 1.5 * _PITCH[1], 0])

    def _work_out(
        self, worked: WorkedLine, frames: VGroup, sources: tuple[VGroup, VGroup], entry: VMobject
    ) -> None:
        """Frame what is multiplied, write it out, add it up, and carry the result home."""
        worked.move_to([0, _LINE_AT, 0])
        self.play(Create(frames), FadeIn(worked.factors, target_position=VGroup(*sources)),
                  run_time=theme.NORMAL)  # fmt: skip
        self.play(FadeIn(worked.products, worked.pluses, worked.signs[0], shift=DOWN * 0.15))
        self.play(FadeIn(worked.total, worked.signs[1]), run_time=theme.QUICK)
        self.play(FadeIn(entry, target_position=worked.total), run_time=theme.QUICK)


def _mathematics(name: str) -> Formula:
    return Formula(FORMULAS[name], size=0.42, declared=Declared("mathematics"))
