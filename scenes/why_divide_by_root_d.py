"""Chapter 12: a score is a walk of d steps, which gets √d far; dividing by that undoes it."""

from __future__ import annotations

from manim import (
    DOWN,
    LEFT,
    UP,
    Create,
    FadeIn,
    FadeOut,
    GrowArrow,
    LaggedStart,
    ReplacementTransform,
    VGroup,
    linear,
)

from attention_math.derived import score_divisor, score_spread
from scenes import theme
from scenes.mechanism import Mechanism
from scenes.mobjects.equation_line import EquationLine
from scenes.mobjects.motion import exchange, rippling, rising
from scenes.pieces.why_divide_by_root_d.bench import FIRST, Bench
from scenes.pieces.why_divide_by_root_d.cut import sweep
from scenes.pieces.why_divide_by_root_d.own_scores import OwnScores
from scenes.stage.derive import derive
from scenes.stage.layout import stage
from scenes.stage.phrases import phrase


class WhyDivideByRootD(Mechanism):
    """Walks spread like a root, and softmax of where they end collapses; divided, nothing does."""

    heading = "Why divide?"
    lights = ("divisor",)
    needs = ("query", "scores", "scaled", "weights")
    other_sentences = (
        "the white car sees the green cat",
        "heavy box",
        "this old queen slept behind a bridge",
    )

    exceptions = {"faded, then used": "a length that the table told is read again, on the dial"}

    def construct(self) -> None:
        self.bench = Bench(stage())
        self.walk_on(self.ask_how_far_a_sum_gets())
        self.let_many_walk()
        self.share_by_softmax(self.read_off_the_root())
        self.widen()
        self.nudge()
        self.divide()
        self.nudge_again()
        self.divide_all_the_same(self.look_at_our_own_head())

    def ask_how_far_a_sum_gets(self) -> VGroup:
        self.beat("question", "Why a root? A score adds up products: how far does it get?")
        walk, dots = few = self.bench.few.steps(self.bench.found.steps)
        self.play(FadeOut(self.badge), FadeIn(self.bench.few, self.bench.score))
        shown = LaggedStart(*map(FadeIn, dots), lag_ratio=0.9)
        self.play(Create(walk, rate_func=linear), shown, run_time=2 * theme.SLOW)
        return few

    def walk_on(self, few: VGroup) -> None:
        self.beat("walk", "Each product is a step, up or down; wide heads take many.")
        bench, (walk, dots) = self.bench, few
        begun = bench.wide.steps(bench.found.steps)[0]
        self.play(FadeOut(dots), *bench.few.become(bench.wide), run_time=theme.QUICK)
        self.play(ReplacementTransform(walk, begun), run_time=theme.NORMAL)
        self.play(Create(bench.drawn.first, rate_func=linear), run_time=1.7 * theme.SLOW)
        self.play(FadeOut(begun), run_time=theme.QUICK / 2)

    def let_many_walk(self) -> None:
        self.beat("many", "Other scores walk elsewhere: ups and downs nearly cancel.")
        crowd = self.bench.drawn.crowd
        self.play(*(Create(one, rate_func=linear) for one in crowd), run_time=2.2 * theme.SLOW)

    def read_off_the_root(self) -> VGroup:
        self.beat("spread", "Four times the products: how many times the distance?")
        table, reaches = self.bench.table()
        self.play(Create(self.bench.drawn.band), FadeIn(table.heads), run_time=theme.NORMAL)
        for reach, length, far in zip(reaches, table.lengths, table.far, strict=True):
            self.play(GrowArrow(reach), FadeIn(length), run_time=theme.QUICK)
            if far is table.far[-1]:
                self.guess(far)
                self.say("Only twice: it grows like the root.")
            self.play(FadeIn(far, scale=1.5), run_time=theme.QUICK)
        self.play(FadeIn(table.rule, shift=UP * 0.2))
        return VGroup(*reaches, table)

    def share_by_softmax(self, told: VGroup) -> None:
        self.beat("softmax", "Take eight scores of a narrow head: softmax gives all a share.")
        drawn, shares = self.bench.drawn, self.bench.shares
        self.play(FadeOut(told), *map(Create, drawn.row), run_time=theme.SLOW)
        self.play(
            FadeIn(self.bench.cut, shares.says, shares.dead),
            rising(shares.bars),
            run_time=theme.SLOW,
        )
        self.play(FadeIn(shares.number), run_time=theme.QUICK)

    def widen(self) -> None:
        self.beat("widen", "Widen the head: leads grow, and one takes everything.")
        turn = sweep(self.bench.cut, self.bench.shares, FIRST, self.bench.last)
        self.play(turn, run_time=2.8 * theme.SLOW)

    def nudge(self) -> None:
        self.beat("nudge", "Now raise the second score by one: what moves?")
        shares = self.bench.shares
        self.play(FadeIn(shares.plus, shift=DOWN * 0.3), run_time=theme.QUICK)
        self.guess(shares.waits)
        self.say("Nothing: there is nothing to learn from.")
        self.play(*shares.nudge(), FadeIn(shares.verdict), run_time=theme.SLOW)

    def divide(self) -> None:
        self.beat("divide", "Divide by the root, as a temperature: all widths spread alike.")
        bench, said = self.bench, (self.bench.shares.plus, self.bench.shares.verdict)
        self.play(exchange((bench.score, *said), [bench.quotient]))
        self.play(*bench.divide(), run_time=1.2 * theme.SLOW)
        self.play(*bench.come_near(), run_time=1.2 * theme.SLOW)

    def nudge_again(self) -> None:
        self.beat("alive", "The same nudge now moves every share: training can learn.")
        self.play(FadeIn(self.bench.shares.plus, shift=DOWN * 0.3), run_time=theme.QUICK)
        self.play(*self.bench.shares.nudge(), run_time=2 * theme.SLOW)

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
        self.bell = own.bell()
        named = grid.row_labels, grid.column_labels, grid.axis_titles
        shown = FadeIn(self.badge, *named, own, self.bell), rippling(grid)
        self.keep(self.bench.quotient, badge=False, beside=shown)
        self.told = own.told(spread.variance, query[self.pair.query])
        self.play(
            FadeIn(self.above.hold(self.told, LEFT)), *own.fly_out(), run_time=1.6 * theme.SLOW
        )
        return own

    def divide_all_the_same(self, own: OwnScores) -> None:
        self.beat("answer", "It divides by its root all the same, before softmax.")
        root = derive(score_divisor, self.of_head("query")).cite(0)
        score, scaled = (self.of_head(name).cite(*self.pair) for name in ("scores", "scaled"))
        working = EquationLine("quotient", [score, root], scaled, size=theme.SIZE_TOKEN, decimals=1)
        frame = own.grid.frame(VGroup(own.grid.cell(*self.pair)))
        self.play(exchange([self.told], [self.above.hold(working, LEFT)]), Create(frame))
        narrowing = ReplacementTransform(self.bell, own.bell(divided=True))
        self.play(*own.divide(self.of_head("scaled")), narrowing, run_time=1.7 * theme.SLOW)
        self.leave_with(*own.grid.row_labels)
