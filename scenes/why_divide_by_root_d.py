"""Chapter 12: scores grow with the width of a head, and dividing by √d undoes it."""

from __future__ import annotations

from manim import LEFT, RIGHT, UP, Create, FadeIn, FadeOut, ReplacementTransform, VGroup

from attention_math.derived import score_divisor, score_spread
from scenes import theme
from scenes.formulas import FORMULAS
from scenes.mechanism import Mechanism
from scenes.mobjects.equation_line import EquationLine
from scenes.mobjects.formula import Formula
from scenes.mobjects.motion import exchange, rippling
from scenes.pieces.why_divide_by_root_d.bench import Bench
from scenes.pieces.why_divide_by_root_d.own_scores import OwnScores
from scenes.stage.derive import derive
from scenes.stage.layout import line, stage
from scenes.stage.phrases import phrase

WIDEST = 4


class WhyDivideByRootD(Mechanism):
    """A dial for the width of a head: scores spread, softmax collapses; divided, nothing does."""

    heading = "Why divide?"
    lights = ("divisor",)
    needs = ("query", "scores", "scaled", "weights")
    other_sentences = (
        "the white car sees the green cat",
        "heavy box",
        "this old queen slept behind a bridge",
    )

    def construct(self) -> None:
        self.bench = Bench(stage())
        self.ask_what_width_does()
        self.share_by_softmax()
        self.turn_up()
        self.divide()
        self.come_near()
        self.turn_back()
        self.name_the_temperature()
        own = self.look_at_our_own_head()
        self.divide_all_the_same(own)

    def ask_what_width_does(self) -> None:
        self.beat("question", "A wider head adds up more products. How far do its scores spread?")
        bench = self.bench
        self.play(FadeOut(self.badge), FadeIn(bench.dial, bench.wide, bench.note))
        self.play(Create(bench.bells[0]), FadeIn(bench.variance), run_time=theme.SLOW)
        self.guess(*(bench.wide.axis.at(x, 0.3) for x in (-64, 64)))

    def share_by_softmax(self) -> None:
        self.beat("softmax", "Softmax of eight such scores: the best one leads, all have a share.")
        bars = self.bench.row.bars.bars
        self.play(self.bench.retire(), FadeIn(self.bench.says, self.bench.row.bars.base))
        self.play(*(FadeIn(bar, shift=UP * 0.3) for bar in bars), FadeIn(self.bench.row.number))
        self.play(FadeIn(self.bench.rows), run_time=theme.NORMAL)

    def turn_up(self) -> None:
        self.beat("turn", "Turn up the width: scores spread, and one key takes everything.")
        for place in range(1, WIDEST + 1):
            self.play(*self.bench.turn(place), run_time=2 * theme.NORMAL)
        self.hold(theme.NORMAL)

    def divide(self) -> None:
        self.beat("divide", "Divide each by the root of its own width: all shrink alike.")
        gone = self.bench.note, self.bench.variance
        self.quotient = stage().hold(Formula(FORMULAS["quotient"], size=0.6), UP + RIGHT)
        self.play(exchange(gone, [self.quotient]))
        self.play(*self.bench.divide(), run_time=2.5 * theme.SLOW)

    def come_near(self) -> None:
        self.beat("near", "Come nearer: five widths, and nearly one shape.")
        self.play(*self.bench.come_near(), run_time=2.5 * theme.SLOW)

    def turn_back(self) -> None:
        self.beat("turn back", "Now turn the dial: softmax hardly notices.")
        for place in reversed(range(WIDEST)):
            self.play(*self.bench.turn(place), run_time=theme.NORMAL)

    def name_the_temperature(self) -> None:
        self.beat("temperature", "The root is a temperature of softmax: two, for a width of four.")
        formulas = (Formula(FORMULAS[name]) for name in ("heated softmax", "temperature"))
        said = self.bench.aside.hold(line(*formulas, gap=0.4), LEFT)
        for formula in said:
            self.play(FadeIn(formula, shift=UP * 0.2))

    def look_at_our_own_head(self) -> OwnScores:
        query, scores = self.of_head("query"), self.of_head("scores")
        spread = derive(score_spread, query, scores)
        other = phrase("A trained head is not random: these are its own scores.")
        wider = phrase(
            "Training changes that: this head's own scores spread wider.", holds=spread.is_wider
        )
        self.beat("own head", wider if spread.is_wider.values else other)
        left, right = stage().columns(5, 6, gap=0.5)
        self.above, below = right.rows(2, 7)
        cell = left.inset(left=1.7, top=1.3).cell(len(scores), len(scores), most=(0.9, 0.62))
        grid = left.hold(self.grid("scores", view="dots", limit=scores.limit(), cell=cell))
        own = OwnScores(below, grid, scores, tuple(self.pair))
        self.bell = own.bell(self.bench.sampled.counts(0, divided=False))
        kept = self.bench.bells[0]
        shown = FadeIn(self.badge, grid.row_labels, grid.column_labels, grid.axis_titles, own)
        self.keep(kept, self.quotient, badge=False)
        self.play(ReplacementTransform(kept, self.bell), shown, rippling(grid), run_time=theme.SLOW)
        self.told = own.told(spread.variance, query[self.pair.query])
        self.play(FadeIn(self.above.hold(self.told, LEFT)), *own.fly_out(), run_time=2 * theme.SLOW)
        return own

    def divide_all_the_same(self, own: OwnScores) -> None:
        self.beat("answer", "It divides by its root all the same, before softmax.")
        root = derive(score_divisor, self.of_head("query")).cite(0)
        score, scaled = (self.of_head(name).cite(*self.pair) for name in ("scores", "scaled"))
        style = {"size": theme.SIZE_TOKEN, "decimals": 1}
        working = EquationLine("quotient", [score, root], scaled, **style)
        frame = own.grid.frame(VGroup(own.grid.cell(*self.pair)))
        self.play(exchange([self.told], [self.above.hold(working, LEFT)]), Create(frame))
        bell = own.bell(self.bench.sampled.counts(0, divided=True), divided=True)
        narrowing = ReplacementTransform(self.bell, bell)
        self.play(*own.divide(self.of_head("scaled")), narrowing, run_time=2 * theme.SLOW)
        self.leave_with(*own.grid.row_labels)
