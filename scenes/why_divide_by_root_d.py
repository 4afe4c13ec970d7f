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

from attention_math.derived import score_spread
from scenes import theme
from scenes.mechanism import Mechanism
from scenes.mobjects.motion import exchange, rising
from scenes.pieces.why_divide_by_root_d.bench import FIRST, Bench
from scenes.pieces.why_divide_by_root_d.cut import sweep
from scenes.pieces.why_divide_by_root_d.own_spread import OwnSpread
from scenes.stage.derive import derive
from scenes.stage.layout import stage
from scenes.stage.phrases import phrase


class WhyDivideByRootD(Mechanism):
    """Walks spread like a root, and softmax of where they end collapses; divided, nothing does."""

    heading = "Why divide?"
    lights = ("divisor",)
    needs = ("query", "scores", "scaled", "weights")  # it says that they are divided, for softmax
    other_sentences = (
        "the white car sees the green cat",
        "heavy box",
        "this old queen slept behind a bridge",
    )

    exceptions = {"faded, then used": "a length that the table told is read again, on the dial"}

    def construct(self) -> None:
        self.bench = Bench(stage())
        self.let_many_walk(self.ask_how_far_a_sum_gets())
        self.widen(self.read_off_the_root())
        self.nudge()
        self.divide()
        self.nudge_again()
        self.divide_all_the_same()

    def ask_how_far_a_sum_gets(self) -> VGroup:
        self.beat("question", "Why a root? A score adds up products: how far does it get?")
        walk, dots = few = self.bench.few.steps(self.bench.found.steps)
        self.play(FadeOut(self.badge), FadeIn(self.bench.few, self.bench.score))
        shown = LaggedStart(*map(FadeIn, dots), lag_ratio=0.9)
        self.play(Create(walk, rate_func=linear), shown, run_time=1.7 * theme.SLOW)
        return few

    def let_many_walk(self, few: VGroup) -> None:
        self.beat("many", "Wide heads take many steps: ups and downs nearly cancel.")
        bench, (walk, dots) = self.bench, few
        begun = bench.wide.steps(bench.found.steps)[0]
        self.play(FadeOut(dots), *bench.few.become(bench.wide), run_time=theme.QUICK)
        self.play(ReplacementTransform(walk, begun), run_time=theme.NORMAL)
        crowd = (Create(one, rate_func=linear) for one in (bench.drawn.first, *bench.drawn.crowd))
        self.play(*crowd, FadeOut(begun), run_time=2 * theme.SLOW)

    def read_off_the_root(self) -> VGroup:
        self.beat("spread", "Four times the products: how many times the distance?")
        table, reaches = self.bench.table()
        self.play(Create(self.bench.drawn.band), FadeIn(table.heads), run_time=theme.QUICK)
        for reach, length, far in zip(reaches, table.lengths, table.far, strict=True):
            self.play(GrowArrow(reach), FadeIn(length), run_time=theme.QUICK)
            if far is table.far[-1]:
                self.guess(far)
                self.say("Only twice: it grows like the root.")
            self.play(FadeIn(far, scale=1.5), run_time=theme.QUICK)
        self.play(FadeIn(table.rule, shift=UP * 0.2), run_time=theme.SLOW)
        return VGroup(*reaches, table)

    def widen(self, told: VGroup) -> None:
        self.beat("widen", "Softmax of eight scores: as the head widens, one takes everything.")
        bench, shares = self.bench, self.bench.shares
        self.play(FadeOut(told), *map(Create, bench.drawn.row), run_time=theme.NORMAL)
        shown = FadeIn(bench.cut, shares.says, shares.dead, shares.number)
        self.play(shown, rising(shares.bars), run_time=theme.NORMAL)
        turn = sweep(bench.cut, shares, FIRST, bench.last)
        self.play(turn, run_time=2.1 * theme.SLOW)

    def nudge(self) -> None:
        self.beat("nudge", "Now raise the second score by one: what moves?")
        shares = self.bench.shares
        self.play(FadeIn(shares.plus, shift=DOWN * 0.3), run_time=theme.QUICK)
        self.guess(shares.waits)
        self.say("Nothing: there is nothing to learn from.")
        self.play(*shares.nudge(), FadeIn(shares.verdict), run_time=1.6 * theme.SLOW)

    def divide(self) -> None:
        self.beat("divide", "Divide by the root, as a temperature: all widths spread alike.")
        bench, said = self.bench, (self.bench.shares.plus, self.bench.shares.verdict)
        self.play(exchange((bench.score, *said), [bench.quotient]))
        self.play(*bench.divide(), run_time=theme.SLOW)
        self.play(*bench.come_near(), run_time=theme.SLOW)

    def nudge_again(self) -> None:
        self.beat("alive", "The same nudge moves every share: training can learn.")
        self.play(FadeIn(self.bench.shares.plus, shift=DOWN * 0.3), run_time=theme.QUICK)
        self.play(*self.bench.shares.nudge(), run_time=1.9 * theme.SLOW)

    def divide_all_the_same(self) -> None:
        query, scores = self.of_head("query"), self.of_head("scores")
        spread = derive(score_spread, query, scores)
        other = phrase("A trained head is not random, and divides all the same.")
        wider = phrase(
            "This head's scores spread wider; it divides all the same.", holds=spread.is_wider
        )
        self.beat("answer", wider if spread.is_wider.values else other)
        told, dead = OwnSpread(spread.variance, query[0]), self.bench.shares.dead
        exchanged = exchange([dead], [told.move_to(dead, aligned_edge=LEFT)])
        self.play(exchanged, FadeIn(self.badge), run_time=2.2 * theme.SLOW)
