"""Chapter 15: every symbol of the formula is a step, and steps are blocks that have to wait."""

from __future__ import annotations

from manim import (
    DOWN,
    LEFT,
    RIGHT,
    UP,
    AnimationGroup,
    Create,
    FadeIn,
    FadeOut,
    LaggedStart,
    linear,
)

from attention_math.derived import score_divisor
from attention_math.story import keys_seen
from scenes import theme
from scenes.mobjects.attention_formula import PARTS, AttentionFormula
from scenes.mobjects.motion import become
from scenes.pieces.the_formula.formula_on_stage import HUGE, STEPS, FormulaOnStage
from scenes.pieces.the_formula.gift import Gift
from scenes.pieces.the_formula.living_row import mix
from scenes.pieces.the_formula.staircase import Staircase
from scenes.pieces.the_formula.standing_bars import StandingBars
from scenes.stage.derive import derive
from scenes.stage.layout import line, stage
from scenes.stage.text import Numeral, Text

_LARGE, _HUGE_GIFT, _ROOT = 1.15, 2.0, 0.5
_ASKED, _ENDING = (4.1, 1.7), (3.3, 2.55)  # shares of the formula and of its word


class TheFormula(FormulaOnStage):
    """Each symbol of the large formula lights up as it acts; then they are blocks on a schedule."""

    heading = "The formula"
    lights = ()
    needs = ("query_side.inputs", *STEPS)
    exceptions = {"faded, then used": "blocks tell again what one row went through"}
    other_sentences = (
        "heavy box",
        "this old queen slept behind a bridge",
        "the white car sees the green cat",
    )

    def construct(self) -> None:
        self.query = self.pair.query
        self.word = self.tokens("query").words()[self.query]
        self.seen = slice(keys_seen(self.story.masked[self.query]))
        self.formula = self.ask_what_it_says()
        self.let_words_ask_and_answer()
        gift = self.hand_over(self.share_out(self.divide(self.score())))
        self.open_what_is_handed(self.wait_for_each_other(gift), gift)

    def ask_what_it_says(self) -> AttentionFormula:
        above, below = stage().rows(*_ASKED)
        place = self.outcome.ask(below)
        self.open_with(self.outcome.begun, *self.outcome.forms)
        self.beat("question", self.outcome.question())
        formula = above.hold(AttentionFormula(size=HUGE).lit("rest"))
        self.take_out_of_its_corner(formula, self.outcome.begun, self.outcome.forms)
        self.guess(place, seconds=1.2)
        return formula

    def let_words_ask_and_answer(self) -> None:
        self.beat("query", "Q is what “{word}” asks, K what every word answers.", word=self.word)
        self.row = self.begin_row(self.formula, self.tokens("key").words()[self.seen])
        self.asked, part = self.row.asked(self.of_head("query")), self.formula.part
        asking = FadeIn(self.row.asking(), target_position=part("query"), scale=0.2)
        sinking = FadeIn(self.asked.cells, shift=DOWN * 0.5, lag_ratio=0.2)
        self.play(self.light(self.formula, "query"), asking, sinking, run_time=0.9)
        self.offered = self.row.offered(self.of_head("key")[self.seen])
        offering = self.row.offering(part("key"), self.asked, self.offered)
        self.play(self.light(self.formula, "key"), offering, run_time=1.6)

    def score(self) -> StandingBars:
        self.beat("scores", "Question times answer: one score for every word.")
        self.scores = self.of_head("scores")[self.query, self.seen]
        bars = self.row.bars(self.scores, theme.sign_color, scale=self.scores, decimals=1)
        self.line = bars.floor.line()
        self.play(Create(self.line), run_time=theme.QUICK / 2)
        sweep = self.asked.animate(rate_func=linear).align_to(self.offered, RIGHT)
        folding = LaggedStart(*bars.growing_out_of(self.offered), lag_ratio=0.6)
        self.play(sweep, folding, run_time=1.75 * theme.SLOW)
        self.play(FadeOut(self.asked), run_time=theme.QUICK / 2)
        return bars

    def divide(self, bars: StandingBars) -> StandingBars:
        self.beat("scale", "The root divides them all: less steep.")
        root = line(
            Text("divided by", size=_ROOT, color=theme.QUIET),
            Numeral(derive(score_divisor, self.of_head("query")).cite(0), decimals=1, size=_ROOT),
        )
        root.next_to(self.formula, LEFT, buff=_ROOT)
        coming = FadeIn(root, target_position=self.formula.part("divisor"), scale=0.3)
        self.play(self.light(self.formula, "divisor"), coming, run_time=0.7)
        scaled = self.of_head("scaled")[self.query, self.seen]
        smaller = self.row.bars(scaled, theme.sign_color, scale=self.scores, decimals=1)
        self.play(bars.become_bars(smaller), run_time=1.8)
        self.play(FadeOut(root), run_time=theme.QUICK / 2)
        return smaller

    def share_out(self, bars: StandingBars) -> StandingBars:
        self.beat("softmax", "Softmax makes shares that add up to one.")
        self.play(self.light(self.formula, "softmax"), run_time=theme.QUICK)
        weights = self.of_head("weights")[self.query, self.seen]
        shares = self.row.bars(weights, lambda _: theme.WEIGHT, scale=weights, decimals=2)
        moving = self.line.animate.move_to(shares.floor.line())
        self.play(moving, bars.become_bars(shares), run_time=1.9)
        return shares

    def hand_over(self, bars: StandingBars) -> Gift:
        self.beat("value", "V hands over: “{word}” takes of each its share.", word=self.word)
        lit = self.light(self.formula, "value"), FadeOut(bars.numbers)
        self.play(*lit, run_time=theme.QUICK)
        parcels = self.row.parcels(self.of_head("weights")[self.query, self.seen])
        self.play(become(bars.bars, parcels), FadeOut(self.line), run_time=0.8)
        gift = self.row.below(Gift(height=_HUGE_GIFT))
        self.play(mix(parcels, gift), run_time=theme.SLOW)
        return gift

    def wait_for_each_other(self, gift: Gift) -> Staircase:
        self.beat("blocks", "Now all words at once. Who waits for whom?")
        stairs = Staircase(self.carried, self.law_of, masked=self.trace.hides)
        gone = FadeOut(self.row.words, self.row.icons), stairs.stake(self.outcome.forms)
        self.play(*gone, stairs.begin(gift), run_time=0.7)
        self.play(stairs.come(self.formula), run_time=1.8)
        steps = stairs.work(gift)
        self.play(*next(steps), run_time=0.8)
        self.say("V is there first, and waits for the shares.")
        for moves in steps:
            self.play(*moves, run_time=0.8)
        return stairs

    def open_what_is_handed(self, stairs: Staircase, gift: Gift) -> None:
        self.beat("answer", "Not in the line: the mask, and the matrices W.")
        above, below = stage().rows(*_ENDING)
        large = above.hold(AttentionFormula(size=_LARGE).lit(*PARTS, "rest"), UP)
        ending, signs = self.ending(below), stairs.signs.values()
        back = AnimationGroup(stairs.return_to(large), ending.arrive(gift), run_time=2.6)
        self.keep(*signs, gift, self.outcome.forms, run_time=theme.QUICK / 2, beside=[back])
        self.say(self.outcome.decision())
        self.play(ending.open(gift), run_time=2.4)
        self.play(ending.decide())
        self.say(self.outcome.statement())
        if len(self.outcome.answer):
            self.play(ending.close(), run_time=2.0)
