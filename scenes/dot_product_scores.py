"""Chapter 10: every query is scored on every key by their dot product."""

from __future__ import annotations

from manim import (
    DOWN,
    PI,
    RIGHT,
    UP,
    Animation,
    Create,
    FadeIn,
    FadeOut,
    GrowArrow,
    LaggedStart,
    Rectangle,
    ReplacementTransform,
    TransformFromCopy,
    VGroup,
)

from attention_math.story import fullest_keys, signs, strongest_contrast
from scenes import theme
from scenes.formulas import FORMULAS
from scenes.mobjects.attention_grid import AttentionGrid, value_dot
from scenes.mobjects.formula import Formula
from scenes.mobjects.number_matrix import NumberMatrix
from scenes.mobjects.scale_legend import swatch
from scenes.pieces.dot_product_scores.cell_reading import CellReading
from scenes.pieces.dot_product_scores.layouts import Comparison, Opening, ScoreLayouts
from scenes.pieces.dot_product_scores.product_table import ProductTable
from scenes.pieces.dot_product_scores.worked_product import WorkedProduct
from scenes.stage.phrases import Phrase, listed, phrase


class DotProductScores(ScoreLayouts):
    """One query meets one key; then a row; then all at once: numbers, arrows, dots, colours."""

    heading = "Dot-product scores"

    def construct(self) -> None:
        opening = self.ask_how_well_they_fit()
        table = self.stand_keys_up(opening)
        frames, working = self.work_out_one_score(table)
        reading = self.read_the_cell(table, working)
        self.fill_one_row(table, frames)
        self.fill_the_grid(table, frames)
        pair, plane = self.draw_the_pair(table, frames[-1], reading)
        directions = self.compare_directions(pair)
        dots, frames = self.turn_into_dots(directions, plane)
        self.turn_into_colours(directions.grid, dots, frames)

    def ask_how_well_they_fit(self) -> Opening:
        self.beat("question", "Queries ask, keys offer. How well does each pair fit?")
        opening = self.opening()
        self.play(FadeIn(opening.tokens, opening.query, opening.key, opening.symbols))
        self.play(
            LaggedStart(*(FadeIn(text, shift=UP * 0.1) for text in opening.meanings), lag_ratio=0.5)
        )
        return opening

    def stand_keys_up(self, opening: Opening) -> ProductTable:
        self.beat("columns", "Keys stand up as columns, so that each query can meet each key.")
        table, query = self.table(), opening.query
        rows, columns = table.grid.row_labels, table.grid.column_labels
        self.play(FadeOut(opening.meanings), run_time=theme.QUICK)
        self.play(
            ReplacementTransform(VGroup(query.brackets, query.numerals, query.gaps), table.query),
            ReplacementTransform(opening.symbols[0], table.symbols[0]),
            *(ReplacementTransform(*pair) for pair in zip(opening.tokens, rows, strict=True)),
            run_time=theme.NORMAL,
        )
        self.play(
            *self._turn(opening.key, table.key),
            ReplacementTransform(opening.symbols[1], table.symbols[1]),
            *(TransformFromCopy(*pair) for pair in zip(rows, columns, strict=True)),
            run_time=theme.SLOW,
        )
        self.play(FadeIn(table.grid.cells), run_time=theme.QUICK)
        return table

    def work_out_one_score(self, table: ProductTable) -> tuple[VGroup, WorkedProduct]:
        self.beat("one score", "One pair: multiply entry by entry and add up. That is the score.")
        query, key = self.pair
        frames = VGroup(table.frame_query(query), table.frame_key(key))
        self.play(*(Create(frame) for frame in frames), run_time=theme.NORMAL)
        working = self.working(table)
        self.play(FadeIn(working.heads, working.gaps), run_time=theme.QUICK)
        shown = [entry for entry in table.query.columns if entry is not None]
        for entry, (factors, term, total) in zip(shown, working.steps, strict=True):
            self.play(
                FadeIn(factors[0], target_position=table.query.numeral(query, entry)),
                FadeIn(factors[2], target_position=table.key.numeral(entry, key)),
                FadeIn(factors[1]),
                run_time=0.6,
            )
            self.play(FadeIn(term, target_position=factors), run_time=0.4)
            self.play(FadeIn(total, shift=DOWN * 0.1), run_time=0.3)
        cell = table.grid.frame(table.grid.cell(query, key))
        score = table.grid.mark(query, key)
        self.play(Create(cell), FadeIn(score, target_position=working.result))
        return frames.add(cell), working

    def read_the_cell(self, table: ProductTable, working: WorkedProduct) -> CellReading:
        self.beat("reading", "Rows are queries, columns are keys. Some draw it the other way.")
        query, key = self.pair
        grid = table.grid
        asker, offerer = grid.row_labels[query], grid.column_labels[key]
        reading = self.reading()
        (asks, word), (scores, number), (on, other) = reading
        self.play(FadeOut(working), FadeIn(grid.axis_titles), run_time=theme.QUICK)
        self.play(FadeIn(asks), TransformFromCopy(asker, word), run_time=0.8)
        self.play(FadeIn(scores), FadeIn(number, target_position=grid.mark(query, key)))
        self.play(FadeIn(on), TransformFromCopy(offerer, other), run_time=0.8)
        return reading

    def fill_one_row(self, table: ProductTable, frames: VGroup) -> None:
        self.beat("row", "The same query meets every key: one row of scores.")
        query, known = self.pair
        for key in range(len(self.story.key)):
            if key == known:
                continue
            self.play(frames[1].animate.become(table.frame_key(key)), run_time=0.25)
            score = table.grid.mark(query, key)
            self.play(FadeIn(score, target_position=table.key.column(key)), run_time=0.3)
        row = table.grid.frame(table.grid.row(query))
        self.play(FadeOut(frames[1]), frames[2].animate.become(row), run_time=theme.QUICK)

    def fill_the_grid(self, table: ProductTable, frames: VGroup) -> None:
        self.beat("grid", "Then all queries at once: a single product of two matrices.")
        rows = [i for i in range(len(self.story.query)) if i != self.pair.query]
        cell = table.grid.frame(table.grid.cell(*self.pair))
        self.play(FadeOut(frames[0]), frames[2].animate.become(cell), run_time=theme.QUICK)
        ripples = (
            LaggedStart(
                *(FadeIn(mark, shift=RIGHT * 0.3) for mark in table.grid.row_marks(i)),
                lag_ratio=0.1,
            )
            for i in rows
        )
        self.play(LaggedStart(*ripples, lag_ratio=0.25), run_time=2 * theme.SLOW)

    def draw_the_pair(
        self, table: ProductTable, frame: Rectangle, reading: CellReading
    ) -> tuple[Comparison, VGroup]:
        query, key = self.pair
        self.beat("arrows",
                  phrase("As arrows: keys on the query’s side of the line score above zero.")
                  if self.keeps_sides(query, [key]) else
                  phrase("As arrows: a query and a key, as far as one plane can show them."),
                  )  # fmt: skip
        box, note = self.plane()
        new = self.comparison(self.grid_aside(), box, query, [key])
        self.play(FadeOut(table.query, table.key, table.symbols, reading), run_time=theme.QUICK)
        self.play(
            *(ReplacementTransform(*pair) for pair in zip(table.grid, new.grid, strict=True)),
            ReplacementTransform(frame, new.frame),
            FadeIn(box, note),
            run_time=theme.NORMAL,
        )
        self.play(GrowArrow(new.arrows.query), FadeIn(new.arrows.query_name))
        self.play(Create(new.arrows.line), FadeIn(new.arrows.sides))
        self._draw_keys(new)
        return new, VGroup(box, note)

    def compare_directions(self, last: Comparison) -> Comparison:
        query, keys = strongest_contrast(self.story.scores)
        self.beat("directions", self._what_directions_mean(query, keys))
        old = last.arrows
        new = self.comparison(last.grid, old.box, query, keys)
        self.play(FadeOut(old.keys, old.query_name, old.sides), run_time=theme.QUICK)
        self.play(
            ReplacementTransform(last.frame, new.frame),
            ReplacementTransform(old.query, new.arrows.query),
            ReplacementTransform(old.line, new.arrows.line),
            run_time=theme.NORMAL,
        )
        self.play(FadeIn(new.arrows.query_name, new.arrows.sides), run_time=theme.QUICK)
        self._draw_keys(new)
        return new

    def turn_into_dots(self, last: Comparison, plane: VGroup) -> tuple[AttentionGrid, VGroup]:
        keys = len(self.story.key)
        columns = fullest_keys(self.story.scores, 2 if keys > 3 else 1)
        self.beat("dots", self._what_is_full(columns))
        grid, dots = last.grid, self.small_view("dots", 0)
        self.play(FadeOut(last.arrows, plane, last.frame), run_time=theme.QUICK)
        self.play(
            TransformFromCopy(grid.cells, dots.cells),
            TransformFromCopy(grid.column_labels, dots.column_labels),
            run_time=theme.NORMAL,
        )
        flights = (
            FadeIn(mark, target_position=number)
            for mark, number in zip(dots.marks, grid.marks, strict=True)
        )
        self.play(LaggedStart(*flights, lag_ratio=0.04), run_time=2 * theme.NORMAL)
        room, limit = min(dots.cell_size) / 2, dots.quantity.limit()
        legend = self.legend(
            dots, lambda cited: value_dot(cited, room, limit), "hue: sign, area: size"
        )
        frames = [dots.frame(VGroup(*dots.cells[j :: len(grid.column_labels)])) for j in columns]
        self.play(FadeIn(legend), *(Create(frame) for frame in frames))
        return dots, VGroup(*frames)

    def turn_into_colours(self, grid: AttentionGrid, dots: AttentionGrid, frames: VGroup) -> None:
        self.beat("answer", "The dot product says how well each query fits each key.")
        heat = self.small_view("heat", 1)
        self.play(
            FadeOut(frames),
            TransformFromCopy(dots.cells, heat.cells),
            TransformFromCopy(dots.column_labels, heat.column_labels),
            run_time=theme.SLOW,
        )
        law = self.color_of("scores")
        legend = self.legend(heat, lambda cited: swatch(cited, law, 0.3), "hue: sign, depth: size")
        name = Formula(FORMULAS["scores are"])
        self.play(FadeIn(legend, name.next_to(grid.cells, DOWN, buff=0.3)))
        self.play(*(Create(view.frame(view.cell(*self.pair))) for view in (grid, dots, heat)))

    # --- pieces ------------------------------------------------------------------------------

    def _turn(self, rows: NumberMatrix, columns: NumberMatrix) -> list[Animation]:
        """Let each row of the keys become the column of its token."""
        numbers = [
            ReplacementTransform(rows.numeral(i, j), columns.numeral(j, i), path_arc=-PI / 3)
            for i in range(len(rows.quantity))
            for j in rows.columns
            if j is not None
        ]
        return [
            LaggedStart(*numbers, lag_ratio=0.02),
            ReplacementTransform(rows.brackets, columns.brackets),
            FadeOut(rows.gaps),
            FadeIn(columns.gaps),
        ]

    def _draw_keys(self, shown: Comparison) -> None:
        """Let each key's arrow grow, and its score come from the grid."""
        for arrow, (*words, score) in shown.arrows.keys:
            number = shown.grid.mark(*score.citation.index)
            self.play(GrowArrow(arrow), FadeIn(*words), run_time=0.7)
            self.play(FadeIn(score, target_position=number), run_time=0.6)

    def _what_directions_mean(self, query: int, keys: list[int]) -> Phrase:
        above, below, alike = signs(self.story.scores[query])
        if not self.keeps_sides(query, keys):
            return phrase("More keys of one query; one plane shows only a part of each arrow.")
        if above and below:
            return phrase("Along the query means a high score; against it, one below zero.")
        if alike:
            return phrase("Keys that reach equally far along the query score alike.")
        if above:
            return phrase("Along the query means a high score; turned away, a lower one.")
        return phrase("Against the query means below zero: the farther, the lower.")

    def _what_is_full(self, keys: list[int]) -> Phrase:
        """Name the columns that hold most ink, if there are such."""
        words = dict.fromkeys(self.trace.key_side.shown[key] for key in keys)
        named = [phrase("“{word}”", word=word) for word in words]
        if not keys:
            return phrase("As dots: the hue is the sign of a score, the area is its size.")
        if len(keys) == 1:
            return phrase("As dots, the column of {word} is the fullest.", word=named[0])
        if len(named) == 1:
            return phrase("As dots, two columns of {word} are the fullest.", word=named[0])
        return phrase("As dots, the columns of {words} are the fullest.", words=listed(named))
