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
    GrowFromEdge,
    LaggedStart,
    ReplacementTransform,
    VGroup,
    linear,
    rush_from,
    rush_into,
    there_and_back,
)

from attention_math.arrays import softmax
from attention_math.derived import score_spread
from attention_math.story import keys_seen
from scenes import theme
from scenes.mechanism import Mechanism
from scenes.mobjects.motion import exchange, rising
from scenes.pieces.why_divide_by_root_d.bench import FIRST, Bench
from scenes.pieces.why_divide_by_root_d.cut import sweep
from scenes.pieces.why_divide_by_root_d.own_row import OwnRow, OwnSpread
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
        own = self.ask_why(self.own_row("scores"))
        self.let_many_walk(self.ask_how_far_a_sum_gets(own))
        self.widen(self.read_off_the_root())
        self.nudge()
        self.divide()
        self.nudge_again()
        self.divide_all_the_same(own)

    def own_row(self, scored: str) -> OwnRow:
        """Show what softmax makes of the row that the film follows: of its scores, or divided."""
        query = self.pair.query
        seen = keys_seen(self.of_head("masked" if self.trace.hides else "scaled")[query].values)
        shares = derive(softmax, self.of_head(scored)[query, :seen])
        return OwnRow(self.tokens("key")[:seen].words(), shares, self.bench.own)

    def ask_why(self, own: OwnRow) -> OwnRow:
        word = self.tokens("query").words()[self.pair.query]
        self.open_with(own.words)
        told = phrase("Undivided, “{word}” listens like this. Why divide by a root?", word=word)
        self.beat("question", told)
        grown = LaggedStart(*(GrowFromEdge(bar, LEFT) for bar in own.bars), lag_ratio=0.1)
        self.play(grown, FadeIn(own.numbers, self.bench.raw), run_time=1.9 * theme.SLOW)
        return own

    def ask_how_far_a_sum_gets(self, own: OwnRow) -> VGroup:
        self.beat("sum", "A score adds up products. Ups and downs nearly cancel.")
        walk, dots = few = self.bench.few.steps(self.bench.found.steps)
        gone = FadeOut(own, self.badge, self.bench.raw)
        self.play(gone, FadeIn(self.bench.few, self.bench.score))
        shown = LaggedStart(*map(FadeIn, dots), lag_ratio=0.9)
        self.play(Create(walk, rate_func=linear), shown, run_time=1.2 * theme.SLOW)
        return few

    def let_many_walk(self, few: VGroup) -> None:
        bench, (walk, dots) = self.bench, few
        begun = bench.wide.steps(bench.found.steps)[0]
        self.play(FadeOut(dots), *bench.few.become(bench.wide), run_time=theme.QUICK)
        self.play(ReplacementTransform(walk, begun), run_time=1.5 * theme.QUICK)
        crowd = (Create(one, rate_func=linear) for one in (bench.drawn.first, *bench.drawn.crowd))
        self.play(*crowd, FadeOut(begun), run_time=1.2 * theme.SLOW)

    def read_off_the_root(self) -> VGroup:
        self.beat("spread", "Four times the products: how many times the distance?")
        table, reaches = self.bench.table()
        self.play(Create(self.bench.drawn.band), FadeIn(table.heads), run_time=theme.QUICK)
        for reach, length, far in zip(reaches, table.lengths, table.far, strict=True):
            self.play(GrowArrow(reach), FadeIn(length), run_time=theme.QUICK)
            if far is table.far[-1]:
                self.guess(far, seconds=1.2)
                self.say("Only twice: it grows like the root.")
            self.play(FadeIn(far, scale=1.5), run_time=0.6 * theme.QUICK)
        self.play(FadeIn(table.rule, shift=UP * 0.2), run_time=theme.SLOW)
        return VGroup(*reaches, table)

    def widen(self, told: VGroup) -> None:
        self.beat("widen", "Eight random keys. What if the head widens?")
        bench, shares, halfway = self.bench, self.bench.shares, self.bench.last // 2
        gone = FadeOut(told, bench.drawn.crowd)
        self.play(gone, *map(Create, bench.drawn.row), run_time=1.5 * theme.QUICK)
        shown = FadeIn(bench.cut, shares.says, shares.dead, shares.number)
        self.play(shown, rising(shares.bars), run_time=1.5 * theme.QUICK)
        turn = sweep(bench.cut, shares, FIRST, halfway)
        self.play(turn, rate_func=rush_into, run_time=theme.SLOW)
        self.say("One takes everything.")
        turn = sweep(bench.cut, shares, halfway, bench.last)
        self.play(turn, rate_func=rush_from, run_time=1.2 * theme.SLOW)

    def nudge(self) -> None:
        self.beat("nudge", "Raise the second score by one: what moves?")
        shares = self.bench.shares
        self.play(FadeIn(shares.plus, shift=DOWN * 0.3), run_time=theme.QUICK)
        self.guess(shares.waits, seconds=1.2)
        self.say("There is nothing to learn from.")
        self.play(*shares.nudge(), FadeIn(shares.verdict), run_time=1.2 * theme.SLOW)

    def divide(self) -> None:
        self.beat("divide", "Divided by the root, on the same scale: calm.")
        bench, said = self.bench, (self.bench.shares.plus, self.bench.shares.verdict)
        self.play(exchange((bench.score, *said), [bench.quotient]))
        self.play(*bench.divide(), run_time=1.2 * theme.SLOW)
        self.say("At every width, all eight keep a share.")
        turn = sweep(bench.cut, bench.shares, bench.last, FIRST)
        self.play(turn, rate_func=there_and_back, run_time=1.4 * theme.SLOW)

    def nudge_again(self) -> None:
        self.beat("alive", "The same nudge moves every share: it can learn.")
        self.play(FadeIn(self.bench.shares.plus, shift=DOWN * 0.3), run_time=theme.QUICK)
        self.play(*self.bench.shares.nudge(), run_time=1.5 * theme.SLOW)

    def divide_all_the_same(self, own: OwnRow) -> None:
        query, scores = self.of_head("query"), self.of_head("scores")
        spread = derive(score_spread, query, scores)
        other = phrase("A trained head is not random, and divides all the same.")
        wider = phrase(
            "This head's scores spread wider; it divides all the same.",
            holds=spread.is_wider,
        )
        self.beat("answer", wider if spread.is_wider.values else other)
        told = self.bench.foot.hold(OwnSpread(spread.variance, query[0]))
        shown = FadeIn(own, told, self.badge)
        self.keep(self.bench.quotient, beside=[shown], run_time=theme.NORMAL)
        self.play(*own.become(self.own_row("scaled")), run_time=1.5 * theme.SLOW)
