"""Chapter 12: a score is a walk of d steps, which gets √d far; dividing by that undoes it."""

from __future__ import annotations

from manim import (
    UP,
    Create,
    FadeIn,
    FadeOut,
    GrowArrow,
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
from scenes.mobjects.motion import become
from scenes.pieces.why_divide_by_root_d.bench import FIRST, Bench
from scenes.pieces.why_divide_by_root_d.cut import sweep
from scenes.pieces.why_divide_by_root_d.own_row import OwnRow
from scenes.pieces.why_divide_by_root_d.reaches import Reaches
from scenes.stage.derive import derive
from scenes.stage.layout import stage
from scenes.stage.phrases import phrase


class WhyDivideByRootD(Mechanism):
    """A nudge of a wide head's score moves nothing: walks get too far apart; divided, it does."""

    heading = "Why divide?"
    lights = ("divisor",)
    needs = ("query", "scores", "scaled", "weights")  # it says that they are divided, for softmax
    other_sentences = (
        "the white car sees the green cat",
        "heavy box",
        "this old queen slept behind a bridge",
    )

    def construct(self) -> None:
        self.bench = Bench(stage())
        self.widen()
        self.nudge()
        self.let_many_walk(self.ask_why_so_far())
        self.divide(self.find_the_root())
        self.nudge_again()
        self.show_what_is_learnt()

    def widen(self) -> None:
        self.beat("widen", "A query meets eight random keys. What if the head widens?")
        bench, cut, shares = self.bench, self.bench.cut, self.bench.shares
        shown = FadeIn(bench.wide.plane.y_axis, bench.wide.up, cut.says, cut, shares.says)
        self.play(FadeOut(self.badge), shown, FadeIn(bench.links), shares.grow())
        halfway, moved = bench.last // 2, (cut, shares, bench.links)
        turn = sweep(FIRST, halfway, *moved)
        self.play(turn, rate_func=rush_into, run_time=1.4 * theme.SLOW)
        self.say("One takes everything.")
        turn = sweep(halfway, bench.last, *moved)
        self.play(turn, rate_func=rush_from, run_time=1.2 * theme.SLOW)

    def nudge(self) -> None:
        self.beat("nudge", "Raise the second score by one: which bars move?")
        cut, shares = self.bench.cut, self.bench.shares
        self.play(FadeIn(cut.plus, scale=2), run_time=theme.QUICK)
        self.guess(shares.verdict, seconds=1.2)
        self.say("None. From that, a head cannot learn.")
        self.play(*self.bench.nudge())
        self.play(FadeIn(shares.verdict, scale=1.3), run_time=theme.QUICK)

    def ask_why_so_far(self) -> VGroup:
        self.beat("sum", "Why so far apart? A score adds up products, up and down.")
        bench, cut, shares = self.bench, self.bench.cut, self.bench.shares
        gone = FadeOut(shares.says, shares.bars, shares.verdict, cut.says, cut.plus, cut.width_is)
        self.play(gone, FadeOut(bench.links), run_time=theme.QUICK)
        few = bench.few
        shown = FadeIn(few.across, few.up, few.says, bench.sum)
        self.play(*bench.go_to_the_end(), Create(few.plane.x_axis), shown)
        walk, dots = first = few.steps(bench.found.steps)
        falling = LaggedStart(*map(FadeIn, dots), lag_ratio=0.9)
        self.play(Create(walk, rate_func=linear), falling, run_time=1.7 * theme.SLOW)
        return first

    def let_many_walk(self, few: VGroup) -> None:
        bench, (walk, dots) = self.bench, few
        begun = bench.wide.steps(bench.found.steps)[0]
        shrunk = ReplacementTransform(walk, begun)
        self.play(FadeOut(dots), *bench.few.become(bench.wide), shrunk)
        walks = (bench.drawn.first, *bench.drawn.row, *bench.drawn.crowd)
        crowd = (Create(one, rate_func=linear) for one in walks)
        self.play(*crowd, FadeOut(begun), run_time=1.9 * theme.SLOW)

    def find_the_root(self) -> Reaches:
        self.beat("spread", "Four times the products: how far from zero, typically?")
        bench, reaches = self.bench, self.bench.reaches()
        self.play(Create(bench.drawn.band), FadeIn(reaches.says), FadeOut(bench.drawn.crowd))
        for reach, far in zip(reaches.arrows, reaches.far, strict=True):
            if far is reaches.far[-1]:
                self.say(phrase("Only twice as far: it grows like the root.", holds=bench.grows))
            self.play(GrowArrow(reach), FadeIn(far, scale=1.5), run_time=0.7 * theme.NORMAL)
        self.play(FadeIn(reaches.root, shift=UP * 0.2), run_time=theme.NORMAL)
        return reaches

    def divide(self, told: Reaches) -> None:
        self.beat("divide", "So divide each score by the root of its width.")
        bench = self.bench
        self.play(FadeOut(told.arrows, told.far, told.says, bench.sum), run_time=theme.QUICK)
        moves = [*bench.divide(told)]
        self.play(*moves, FadeIn(bench.cut.width_is), run_time=1.6 * theme.SLOW)
        self.say(phrase("At every width, they spread alike.", holds=bench.grows))
        turn = sweep(bench.last, FIRST, bench.cut)
        self.play(turn, rate_func=there_and_back, run_time=1.3 * theme.SLOW)

    def nudge_again(self) -> None:
        self.beat("alive", "Raise the second by one again.")
        bench, drawn = self.bench, self.bench.drawn
        gone = FadeOut(drawn.row, drawn.first, drawn.band, bench.wide.across)
        self.play(gone, FadeOut(bench.wide.says, bench.wide.plane.x_axis), *bench.go_back())
        cut, shares = bench.cut, bench.shares
        shown = FadeIn(cut.says, shares.says, bench.links)
        self.play(shown, shares.grow())
        self.play(FadeIn(cut.plus, scale=2), run_time=theme.QUICK)
        self.say("Now bars move: it can learn.")
        self.play(*bench.nudge(), run_time=theme.SLOW)

    def show_what_is_learnt(self) -> None:
        query, scores = self.of_head("query"), self.of_head("scores")
        wider = derive(score_spread, query, scores).is_wider
        word = self.tokens("query").words()[self.pair.query]
        spread = phrase(
            "Training has spread this head wider: “{word}” still divides.", holds=wider, word=word
        )
        other = phrase("“{word}”, trained: no longer random, and divided.", word=word)
        self.beat("answer", spread if wider.values else other)
        own, bars = self.own_row(), self.bench.shares.bars
        moves = become(bars, own.bars, run_time=theme.SLOW), FadeOut(bars[len(own.bars) :])
        self.keep(bars, beside=[*moves, FadeIn(self.badge)])
        self.play(FadeIn(own.words, own.numbers))

    def own_row(self) -> OwnRow:
        """Show what softmax makes of the row that the film follows."""
        query = self.pair.query
        seen = keys_seen(self.of_head("masked" if self.trace.hides else "scaled")[query].values)
        shares = derive(softmax, self.of_head("scaled")[query, :seen])
        return OwnRow(self.tokens("key")[:seen].words(), shares, stage())
