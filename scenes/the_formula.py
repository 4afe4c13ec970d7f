"""Chapter 15: every symbol of the formula is a step that has been seen, with real numbers."""

from __future__ import annotations

from manim import (
    DOWN,
    Animation,
    Create,
    DashedLine,
    DashedVMobject,
    FadeIn,
    FadeOut,
    LaggedStart,
    ReplacementTransform,
    ShowPassingFlash,
    TransformFromCopy,
    VGroup,
)

from attention_math.story import Pair, hidden_cells
from scenes import theme
from scenes.mobjects.attention_formula import AttentionFormula
from scenes.mobjects.attention_grid import AttentionGrid
from scenes.pieces.the_formula.block_diagram import BlockDiagram
from scenes.pieces.the_formula.callout import meanings
from scenes.pieces.the_formula.corner_product import CornerProduct
from scenes.pieces.the_formula.diagrams import block_diagram, sequence_diagram, spine
from scenes.pieces.the_formula.pictures import FormulaPictures
from scenes.pieces.the_formula.sequence_diagram import SequenceDiagram
from scenes.stage.phrases import phrase

_FIRST, _HUGE = 0.7, 1.35  # sizes of the formula: as it comes, and alone on the stage
_HALF, _WORKING = 0.6, 0.5  # with matrices, and beside the diagram
_WORKING_PLACE = (-1.9, 2.52, 0)
_ANSWER = 1.15


class TheFormula(FormulaPictures):
    """Each symbol lights with its picture and its block; then one row of numbers runs through."""

    heading = "The formula"

    def construct(self) -> None:
        formula = self.ask_what_it_says()
        matrices = self.light_three_matrices(formula)
        diagram = block_diagram(self.carried, masked=self.trace.hides)
        product, story = self.meet_in_a_grid(formula, matrices, diagram)
        story = self.divide_by_the_root(formula, diagram, product, story)
        story = self.pass_the_mask(diagram, product, story)
        weights = self.turn_rows_into_weights(formula, diagram, product, story)
        picture = self.mix_the_values(formula, diagram, weights)
        rows = self.follow_one_row(diagram, picture)
        messages = self.send_messages(formula, diagram, rows)
        self.read_the_formula(formula, messages)

    def ask_what_it_says(self) -> AttentionFormula:
        formula = AttentionFormula(size=_FIRST).move_to([0, 0.1, 0])
        self.add(formula)
        self.beat("question", "One line of mathematics sums attention up. Can you read it now?")
        self.play(
            formula.animate.scale(_HUGE / _FIRST, scale_stroke=True).set_color(theme.INK),
            run_time=theme.SLOW,
        )
        return formula

    def light_three_matrices(self, formula: AttentionFormula) -> VGroup:
        self.beat("matrices", "Every token has one row in each of three matrices.")
        matrices, names, labels = self.matrices_in_numbers()
        self.play(
            formula.animate.scale(_HALF / _HUGE, scale_stroke=True)
            .move_to([0, 2.15, 0])
            .set_color(theme.DIM),
            FadeIn(labels),
            run_time=theme.NORMAL,
        )
        for part, symbol, matrix in zip(("query", "key", "value"), names, matrices, strict=True):
            self.play(
                formula.animate.become(formula.lit(part)),
                FadeIn(symbol, target_position=formula.part(part)),
                run_time=theme.QUICK,
            )
            self.play(FadeIn(matrix, target_position=symbol, scale=0.3), run_time=theme.QUICK)
        return matrices.add(VGroup(names, labels))

    def meet_in_a_grid(
        self, formula: AttentionFormula, matrices: VGroup, diagram: BlockDiagram
    ) -> tuple[CornerProduct, VGroup]:
        self.beat("scores", "Each query meets each key: one score for each pair.")
        product = self.product()
        query, key, value, labels = matrices
        symbols = [diagram.block(name) for name in ("Q", "K", "V")]
        self.play(
            formula.animate.scale(_WORKING / _HALF, scale_stroke=True).move_to(_WORKING_PLACE),
            FadeOut(query, labels, target_position=product.left, scale=0.6),
            FadeOut(key, target_position=product.above, scale=0.6),
            FadeOut(value, target_position=symbols[2], scale=0.1),
            FadeIn(product.left, product.above, *symbols, diagram.waiting("V", "Mix")),
            run_time=theme.NORMAL,
        )
        self._grow(diagram, "MatMul")
        frames = product.frames(*self.pair)
        factors = self.factors(product)
        self.play(Create(frames[0]), Create(frames[1]), FadeIn(factors), run_time=theme.QUICK)
        reading, numbers = self.reading(product), self.row_in(product.result, "scores")
        self.play(
            TransformFromCopy(frames[1], frames[2]),
            FadeIn(product.result.cell(*self.pair), reading),
            run_time=theme.NORMAL,
        )
        self.play(self._rippling(product.result, self.pair), FadeIn(numbers), run_time=theme.SLOW)
        return product, VGroup(VGroup(*frames), factors, reading, numbers)

    def divide_by_the_root(
        self,
        formula: AttentionFormula,
        diagram: BlockDiagram,
        product: CornerProduct,
        story: VGroup,
    ) -> VGroup:
        self.beat("scale", "Divided by the root of d, all scores shrink by the same factor.")
        scaled = self.heat("scaled", product.result.cell_size).move_to(product.result)
        frames, factors, reading, before = story
        numbers, division = self.row_in(scaled, "scaled"), self.division(reading)
        width = self.width_of_the_head(reading)
        self.play(
            formula.animate.become(formula.lit("divisor")), FadeIn(width), run_time=theme.QUICK
        )
        self._grow(diagram, "Scale")
        self.play(FadeIn(division), run_time=theme.NORMAL)
        self.play(FadeOut(before), run_time=theme.QUICK)
        self.play(FadeIn(scaled), run_time=theme.QUICK)
        self.add(frames)
        self.play(
            LaggedStart(*(FadeIn(n, shift=DOWN * 0.15) for n in numbers), lag_ratio=0.1),
            run_time=theme.QUICK,
        )
        self.remove(product.result)
        product.turn_into(scaled)
        self.add(scaled, numbers, frames)
        return VGroup(frames, factors, reading, width, division, numbers)

    def pass_the_mask(self, diagram: BlockDiagram, product: CornerProduct, story: VGroup) -> VGroup:
        passes = phrase("A mask is optional. This layer hides nothing: all scores pass.")
        hides = phrase("The mask replaces every hidden score by minus infinity.")
        self.beat("mask", hides if self.trace.hides else passes)
        self._grow(diagram, "Mask")
        sheet = DashedVMobject(product.result.frame(product.result.cells, theme.INK), num_dashes=80)
        self.play(Create(sheet), run_time=theme.NORMAL)
        # Round the box, for a message that crossed it would hide the word in it.
        rim = diagram.block("Mask").box[0].copy()
        ways = [diagram.pipe("Scale", "Mask").flow(),
                rim.set_fill(opacity=0).set_stroke(theme.INK, 4)]  # fmt: skip
        masked = self.heat("masked", product.result.cell_size).move_to(product.result)
        hidden = [masked.cell(*place) for place in hidden_cells(self.trace.visible)]
        after = self.row_in(masked, "masked")
        changes = [FadeIn(*hidden), FadeOut(story[-1]), FadeIn(after)] if hidden else []
        self.play(
            LaggedStart(*(ShowPassingFlash(way, time_width=0.5) for way in ways), lag_ratio=0.4),
            FadeOut(sheet),
            *changes,
            run_time=theme.NORMAL,
        )
        if not hidden:
            return story
        self.remove(product.result)
        product.turn_into(masked)
        self.add(masked, after, story[0])
        return VGroup(*story[:-1], after)

    def turn_rows_into_weights(
        self,
        formula: AttentionFormula,
        diagram: BlockDiagram,
        product: CornerProduct,
        story: VGroup,
    ) -> VGroup:
        self.beat("softmax", "Softmax turns each row into weights that add up to one.")
        weights = self.large_weights()
        self.play(
            formula.animate.become(formula.lit("softmax", "rest")),
            FadeOut(story, product.left, product.above),
            run_time=theme.QUICK,
        )
        self._grow(diagram, "SoftMax")
        self.play(
            product.result.animate.stretch_to_fit_width(weights.cells.width)
            .stretch_to_fit_height(weights.cells.height)
            .move_to(weights.cells),
            FadeIn(weights.row_labels, weights.column_labels),
            run_time=theme.NORMAL,
        )
        self.play(
            LaggedStart(*(ReplacementTransform(product.result.row(i), weights.row(i))
                          for i in self.queries), lag_ratio=0.15),
            run_time=theme.NORMAL,
        )  # fmt: skip
        numbers = self.row_in(weights, "weights", size=theme.SIZE_NUMBER)
        total = self.total_of(weights, numbers)
        frame = weights.frame(weights.row(self.pair.query))
        self.play(Create(frame), FadeIn(numbers, total))
        return VGroup(weights, numbers, frame, total)

    def mix_the_values(
        self, formula: AttentionFormula, diagram: BlockDiagram, before: VGroup
    ) -> VGroup:
        self.beat("values", "The weights mix the values: one output row for each token.")
        weights, numbers, frame, total = before
        small, values, output, names = self.mixture()
        frame.set_z_index(1)
        row = self.pair.query
        self.play(
            formula.animate.become(formula.lit("value")),
            FadeOut(numbers, total),
            run_time=theme.QUICK,
        )
        self.remove(diagram.waiting("V", "Mix"))
        self._grow(diagram, "Mix")
        self.play(
            FadeOut(weights.column_labels),
            FadeIn(small.column_labels),
            ReplacementTransform(weights.cells, small.cells),
            ReplacementTransform(weights.row_labels, small.row_labels),
            frame.animate.become(small.frame(small.row(row))),
            FadeIn(values, target_position=diagram.block("V"), scale=0.3),
            FadeIn(names),
            run_time=theme.NORMAL,
        )
        self.play(*self._sliding(values, output.row(row)), run_time=theme.SLOW)
        entries = self.row_in(output, "output")
        mark = output.frame(output.row(row))
        self.play(FadeIn(output.row(row), entries), Create(mark), run_time=theme.QUICK)
        self.play(self._rippling(output), run_time=theme.NORMAL)
        self.remove(output)
        self.add(output, entries, mark)
        self._grow(diagram, "out")
        return VGroup(small, values, output, names, frame, entries, mark)

    def follow_one_row(self, diagram: BlockDiagram, picture: VGroup) -> VGroup:
        word = self.trace.query_side.shown[self.pair.query]
        self.beat("one row", "Follow the row of “{word}”: scores, weights, and what it gathers.",
                  word=word)  # fmt: skip
        rows = self.steps(diagram)
        leads = VGroup()
        before: VGroup = picture
        for grid, name, pipe in zip(rows.rows, rows.names, spine(diagram), strict=True):
            step = diagram.block(pipe.link.start)
            start = grid.cells.get_right()
            leads.add(DashedLine(start, [pipe.get_left()[0], start[1], 0], color=theme.EDGE,
                                 stroke_width=theme.STROKE_THIN))  # fmt: skip
            self.play(FadeOut(before, target_position=step, scale=0.2), run_time=0.8)
            self.play(
                FadeIn(grid.cells, grid.marks, target_position=step, scale=0.2),
                FadeIn(grid.column_labels, name, leads[-1]),
                run_time=0.8,
            )
            before = VGroup(grid.cells.copy(), grid.marks.copy())
        frame = self.path_of_the_story(rows)
        self.play(Create(frame), run_time=theme.NORMAL)
        return VGroup(rows, leads, frame)

    def send_messages(
        self, formula: AttentionFormula, diagram: BlockDiagram, rows: VGroup
    ) -> SequenceDiagram:
        self.beat("messages", "The same as messages: who sends what to whom, from top to bottom.")
        sequence = sequence_diagram(self.carried, masked=self.trace.hides)
        self.play(FadeOut(rows, diagram.pipes), formula.animate.set_x(-0.9), run_time=theme.QUICK)
        # From left to right, so that the blocks are gone where the last heads come.
        self.play(
            LaggedStart(
                *(FadeIn(head, shift=DOWN * 0.2) for head in sequence.heads), lag_ratio=0.4
            ),
            FadeOut(diagram.blocks, run_time=theme.QUICK),
            run_time=theme.NORMAL,
        )
        self.play(FadeIn(sequence.lanes), run_time=theme.QUICK)
        for arrow, busy, shape in sequence.messages:
            self.play(Create(arrow), FadeIn(busy, shape), run_time=theme.QUICK)
        return sequence

    def read_the_formula(self, formula: AttentionFormula, sequence: SequenceDiagram) -> None:
        self.beat("answer", "Match queries with keys, turn scores into weights, mix the values.")
        large = formula.copy().scale(_ANSWER / _WORKING, scale_stroke=True).move_to([0, 0.15, 0])
        self.play(FadeOut(sequence), run_time=theme.QUICK)
        self.play(formula.animate.become(large), run_time=theme.NORMAL)
        self.play(
            LaggedStart(*(FadeIn(meaning) for meaning in meanings(large)), lag_ratio=0.4),
            run_time=2 * theme.NORMAL,
        )

    # --- moves -------------------------------------------------------------------------------

    def _grow(self, diagram: BlockDiagram, name: str) -> None:
        """Let a block appear with the arrows that lead to it."""
        self.play(
            FadeIn(diagram.into(name), diagram.block(name), shift=DOWN * 0.15),
            run_time=theme.QUICK,
        )

    def _rippling(self, grid: AttentionGrid, *shown: Pair) -> Animation:
        """Let a grid's cells appear row by row, but for one that has been shown."""
        known = [grid.cell(*place) for place in shown]
        rows = [VGroup(*(c for c in grid.row(i) if c not in known)) for i in self.queries]
        return LaggedStart(*(FadeIn(row) for row in rows), lag_ratio=0.2)

    def _sliding(self, values: AttentionGrid, target: VGroup) -> list[Animation]:
        """Let each value fade to its weight and slide into the row that it adds to."""
        weights = self.story.weights[self.pair.query]
        return [
            FadeOut(
                values.row(j).copy().set_opacity(theme.proportional(float(weight))),
                target_position=target,
            )
            for j, weight in enumerate(weights)
        ]
