"""Chapter 12: scores grow with the width of a head, and dividing by √d undoes it."""

from __future__ import annotations

from functools import cached_property

from manim import (
    DOWN,
    LEFT,
    RIGHT,
    UP,
    Create,
    FadeIn,
    FadeOut,
    LaggedStart,
    ReplacementTransform,
    TransformFromCopy,
    VGroup,
)

from attention_math.derived import score_divisor
from attention_math.experiments import (
    KEYS,
    ROWS,
    SAMPLES,
    SEED,
    DotProducts,
    Saturation,
    SoftmaxMeasures,
    dot_product_variance,
    histogram,
    softmax_saturation,
)
from scenes import theme
from scenes.formulas import FORMULAS
from scenes.mechanism import Mechanism
from scenes.mobjects.attention_grid import AttentionGrid
from scenes.mobjects.formula import Formula
from scenes.pieces.why_divide_by_root_d.width_table import Measured, WidthTable
from scenes.stage.cited import Declared, Quantity
from scenes.stage.claims import Equation, states
from scenes.stage.derive import derive
from scenes.stage.phrases import phrase
from scenes.stage.shapes import Statement
from scenes.stage.text import Numeral, Text

_SHOWN = (1, 3, 5, 7, 9)  # every other width, from 4 to 1,024
_BINS = 51  # an odd number: one bin lies around zero
_LIMIT = 127.5
_TICKS = (-100.0, 0.0, 100.0)
_SCALED_LIMIT = _LIMIT / 32  # the widest head, whose root is 32, keeps its picture
_SCALED_TICKS = (-3.0, 0.0, 3.0)
_BESIDE = 4.4  # the middle of the stage's right side
_LARGE = 1.1
_SIZE = 0.45
_NOTES = (-2.53, -2.88)


class WhyDivideByRootD(Mechanism):
    """Measured for widths from 4 to 1,024: spread, softmax and gradient, before and after."""

    heading = "Why divide by the root of d"

    def construct(self) -> None:
        opening = self.ask_why_scores_are_divided()
        table, notes = self.sample_scores(opening)
        self.read_variances(table)
        rows = self.let_softmax_choose(table, notes)
        self.measure_gradients(table, rows[1])
        divided = self.divide_by_the_root(table)
        self.divide_the_storys_scores(VGroup(divided, rows))

    def ask_why_scores_are_divided(self) -> VGroup:
        self.beat("question", "Why does attention divide its scores by the root of d?")
        count = len(self.trace.query_side.shown)
        grid = self.grid("scores", cell=(min(0.95, 6.65 / count), min(0.57, 4.0 / count)))
        grid.shift([theme.STAGE_LEFT - grid.get_left()[0], -grid.get_y(), 0])
        formula = Formula(FORMULAS["quotient"], size=_LARGE)
        formula.move_to([_BESIDE, 0.5, 0])
        width = Formula(FORMULAS["width is"], size=0.6)
        of_a_query = Declared("shape", of=self.of_head("query")[self.pair.query].name)
        number = Numeral(self.story.d_head, decimals=0, size=0.6, declared=of_a_query)
        here = VGroup(Text("here", size=0.45, color=theme.QUIET), width, number)
        here.arrange(RIGHT, buff=0.2).next_to(formula, DOWN, buff=0.7)
        self.play(FadeIn(grid), run_time=theme.NORMAL)
        self.play(FadeIn(formula, shift=LEFT * 0.3), run_time=theme.NORMAL)
        self.play(
            formula.part("divisor").animate.set_color(theme.HIGHLIGHT),
            FadeIn(here, shift=UP * 0.2),
            run_time=theme.NORMAL,
        )
        return VGroup(grid, formula, here)

    def sample_scores(self, opening: VGroup) -> tuple[WidthTable, VGroup]:
        self.beat("sample", "A score adds up d products. Sample many scores for each d.")
        table = WidthTable(
            self._widths,
            self._sampled(),
            own=self.story.d_head,
            declared=self._sampling,
        )
        notes = self._notes()
        *rest, number = (opening[0], opening[1], *opening[2])
        own = [label for label in table.labels if label.value == number.value]
        self.play(FadeOut(*rest, self.badge), run_time=theme.QUICK)
        self.play(
            ReplacementTransform(number, own[0]) if own else FadeOut(number),
            FadeIn(notes, table.axis, table.heads[:2]),
            run_time=theme.NORMAL,
        )
        for label, bars in zip(table.labels, table.histograms, strict=True):
            self.play(
                *([] if label in own else [FadeIn(label)]),
                FadeIn(bars, shift=UP * 0.1),
                run_time=theme.QUICK,
            )
        return table, notes

    def read_variances(self, table: WidthTable) -> None:
        self.beat("variance", "The variance of a score is about d: wider heads, wider scores.")
        self.play(FadeIn(table.heads[2]), run_time=theme.QUICK)
        self.play(
            LaggedStart(
                *(
                    FadeIn(number, target_position=bars)
                    for number, bars in zip(table.variances, table.histograms, strict=True)
                ),
                lag_ratio=0.4,
            ),
            run_time=2 * theme.NORMAL,
        )

    def let_softmax_choose(self, table: WidthTable, notes: VGroup) -> VGroup:
        self.beat("softmax", "Wide scores make softmax choose: one key takes nearly all weight.")
        rows = self._rows_note()
        self.play(
            FadeOut(notes),
            FadeIn(table.heads[3], rows[0]),
            run_time=theme.QUICK,
        )
        for row in table.typical:
            self.play(FadeIn(row, shift=UP * 0.1), run_time=theme.QUICK)
        return rows

    def measure_gradients(self, table: WidthTable, note: Text) -> None:
        self.beat("gradient", "Where one key takes all, the gradient of softmax fades away.")
        bars = map(VGroup, table.gradient.bars, table.gradient.numbers)
        self.play(FadeIn(table.heads[4], note), run_time=theme.QUICK)
        self.play(
            LaggedStart(*(FadeIn(bar, shift=RIGHT * 0.3) for bar in bars), lag_ratio=0.4),
            run_time=2 * theme.NORMAL,
        )

    def divide_by_the_root(self, table: WidthTable) -> WidthTable:
        self.beat("divide", "Divide each score by the root of d: all widths behave nearly alike.")
        divided = WidthTable(
            self._widths,
            self._divided(),
            own=self.story.d_head,
            declared=self._sampling,
        )
        self.play(
            FadeOut(table.axis, table.heads[1], table.variances),
            FadeIn(divided.axis, divided.heads[1]),
            *(
                ReplacementTransform(before, after)
                for before, after in zip(table.histograms, divided.histograms, strict=True)
            ),
            run_time=theme.SLOW,
        )
        pairs = list(zip(table.typical, divided.typical, strict=True))
        self.play(
            FadeIn(divided.variances),
            *(
                ReplacementTransform(before, after)
                for old, new in pairs
                for before, after in zip(old.bars, new.bars, strict=False)
            ),
            FadeIn(*(new.bars[len(old.bars) :] for old, new in pairs)),
            run_time=theme.SLOW,
        )
        self.play(
            FadeOut(table.gradient.numbers),
            FadeIn(divided.gradient.numbers),
            *(
                ReplacementTransform(before, after)
                for before, after in zip(table.gradient.bars, divided.gradient.bars, strict=True)
            ),
            run_time=theme.NORMAL,
        )
        self.remove(table)
        self.add(divided)
        return divided

    def divide_the_storys_scores(self, measured: VGroup) -> None:
        self.beat("answer", "So this head divides each score by the root of d, before softmax.")
        before, after = self._small_grid("scores"), self._small_grid("scaled")
        before.shift([theme.STAGE_LEFT - before.get_left()[0], 0, 0])
        after.shift([theme.STAGE_RIGHT - after.get_right()[0], 0, 0])
        names = VGroup(*(Formula(FORMULAS[name], size=0.4) for name in ("scores", "quotient")))
        names[1].part("divisor").set_color(theme.HIGHLIGHT)
        for name, grid in zip(names, (before, after), strict=True):
            name.set_x(grid.cells.get_x()).set_y(grid.cells.get_bottom()[1] - 0.6)
        self.play(FadeOut(measured), run_time=theme.QUICK)
        self.play(FadeIn(before, names, self.badge), run_time=theme.NORMAL)
        meaning, line = self._quotient()
        frames = [
            grid.frame(VGroup(grid.cell(*self.pair))).set_z_index(1) for grid in (before, after)
        ]
        self.play(Create(frames[0]), FadeIn(line[0], target_position=frames[0]))
        self.play(FadeIn(meaning, target_position=names[1]), run_time=theme.NORMAL)
        self.play(FadeIn(line[1:3], shift=LEFT * 0.2), run_time=theme.QUICK)
        self.play(
            FadeIn(line[3:], after.column_labels),
            Create(frames[1]), run_time=theme.NORMAL,
        )  # fmt: skip
        self.play(
            LaggedStart(
                *(TransformFromCopy(one, other)
                  for one, other in zip(before.cells, after.cells, strict=True)),
                lag_ratio=0.02,
            ),
            run_time=theme.SLOW,
        )  # fmt: skip
        self.play(FadeIn(after.marks), run_time=theme.QUICK)

    # --- numbers -----------------------------------------------------------------------------

    @cached_property
    def _products(self) -> DotProducts:
        return derive(dot_product_variance, source="experiments")

    @cached_property
    def _saturation(self) -> Saturation:
        return derive(softmax_saturation, source="experiments")

    @property
    def _sampling(self) -> Declared:
        """Say what the numbers belong to with which scores were sampled."""
        return Declared("parameter", of=self._products.products.name)

    @property
    def _widths(self) -> list[int]:
        return [self._products.dimensions[place] for place in _SHOWN]

    def _sampled(self) -> Measured:
        """Cite what was measured on the scores as they were sampled."""
        sampled = self._products
        return self._measured(sampled.products, sampled.variances, self._saturation.unscaled)

    def _divided(self) -> Measured:
        """Cite the same of the scores once they are divided."""
        sampled = self._products
        return self._measured(
            sampled.scaled, sampled.scaled_variances, self._saturation.scaled,
            limit=_SCALED_LIMIT, ticks=_SCALED_TICKS, divided=True,
        )  # fmt: skip

    @staticmethod
    def _measured(
        scores: Quantity,
        variances: Quantity,
        softmax: SoftmaxMeasures,
        *,
        limit: float = _LIMIT,
        ticks: tuple[float, ...] = _TICKS,
        divided: bool = False,
    ) -> Measured:
        shown = list(_SHOWN)
        return Measured(
            histograms=tuple(derive(histogram, scores[i], _BINS, limit) for i in shown),
            limit=limit,
            ticks=ticks,
            divided=divided,
            variances=variances[shown],
            typical=softmax.typical[shown],
            gradient=softmax.gradient[shown],
        )

    # --- pieces ------------------------------------------------------------------------------

    def _notes(self) -> VGroup:
        """Say what is sampled, how often, and with which seed."""
        lines = (
            Text("every entry independent,"),
            Text("mean 0, variance 1", declared=self._sampling),
            Text(phrase("{count:,} scores for each d", count=SAMPLES), declared=self._sampling),
            Text(phrase("seed {seed}", seed=SEED), declared=self._sampling),
        )
        words = VGroup(*lines).arrange(DOWN, buff=0.22)
        formula = Formula(FORMULAS["product"], size=0.55)
        return VGroup(formula, words).arrange(DOWN, buff=0.6).move_to([_BESIDE + 0.4, 0.1, 0])

    def _rows_note(self) -> VGroup:
        lines = (
            phrase("softmax: the median of {rows:,} rows of {keys} keys", rows=ROWS, keys=KEYS),
            phrase("gradient: the mean size of their Jacobians, seed {seed}", seed=SEED),
        )
        declared = Declared("parameter", of=self._saturation.scaled.gradient.name)
        notes = VGroup()
        for line, baseline in zip(lines, _NOTES, strict=True):
            note = Text(line, size=theme.SMALLEST, color=theme.QUIET, declared=declared)
            notes.add(note.stand_on(baseline).set_x(theme.STAGE_RIGHT, direction=RIGHT))
        return notes

    def _small_grid(self, name: str) -> AttentionGrid:
        count = len(self.trace.query_side.shown)
        cell = (min(0.95, 5.3 / count), min(0.57, 3.5 / count))
        axes = ("query", "key") if name == "scores" else None
        color_of = self.color_of("scores")  # one scale for both: what is divided turns paler
        grid = self.grid(name, cell=cell, size=0.27, axes=axes, color_of=color_of)
        if axes is None:
            grid.remove(grid.row_labels)
        return grid.shift(UP * (0.35 - grid.cells.get_y()))

    def _quotient(self) -> tuple[VGroup, VGroup]:
        """Write what the root of d is, and what it makes of the story's score."""
        cited = derive(score_divisor, self.of_head("query")).cite(0)
        exact = cited.value.is_integer()
        root, divisor = (
            Numeral(cited, decimals=0 if exact else 2, size=_SIZE, color=theme.HIGHLIGHT)
            for _ in range(2)
        )
        score, result = (
            Numeral(self.of_head(name).cite(*self.pair), decimals=1, size=_SIZE)
            for name in ("scores", "scaled")
        )
        equation = Equation.of("quotient", (score, divisor), result)
        line = Statement(score, Text("÷", size=_SIZE), divisor,
                         Text(equation.relation, size=_SIZE), result)  # fmt: skip
        meaning = VGroup(Formula(FORMULAS["root"], size=_SIZE, color=theme.HIGHLIGHT),
                         Text("=" if exact else "≈", size=_SIZE), root)  # fmt: skip
        VGroup(*meaning, *line).arrange(RIGHT, buff=0.22).move_to([0, -2.75, 0])
        meaning.shift(LEFT * 0.6)
        return meaning, states(line, equation)
