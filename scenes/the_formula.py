"""Chapter 15: every symbol of the formula is a step, and a step a block that may have to wait."""

from __future__ import annotations

from manim import (
    DOWN,
    RIGHT,
    UP,
    Create,
    FadeIn,
    FadeOut,
    LaggedStart,
    linear,
)

from attention_math.story import keys_seen
from scenes import theme
from scenes.mobjects.attention_formula import PARTS, AttentionFormula
from scenes.mobjects.motion import become
from scenes.pieces.the_formula.callout import meanings
from scenes.pieces.the_formula.flow import Flow
from scenes.pieces.the_formula.formula_on_stage import HUGE, STEPS, FormulaOnStage
from scenes.pieces.the_formula.gift import Gift
from scenes.pieces.the_formula.living_row import mix
from scenes.pieces.the_formula.staircase import Staircase
from scenes.pieces.the_formula.standing_bars import StandingBars
from scenes.stage.layout import stage

_LARGE, _SAID = 0.64, 0.7  # the formula at the end, and room over it for what it means
_HUGE_GIFT, _GIFT, _SMALL = 2.0, 1.0, 0.6
_ASKED, _ENDING = (4.1, 1.7), (3.3, 2.55)  # shares of the formula and of its word


class TheFormula(FormulaOnStage):
    """Symbols open to blocks as one row goes through them; pulled apart, blocks are a schedule."""

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
        self.stand_in_order(self.ask_what_it_says())
        self.let_words_ask_and_answer()
        gift = self.hand_over(self.share_out(self.divide(self.score())))
        self.pull_apart(self.run_all_rows(gift), gift)
        self.open_what_is_handed(gift)

    def ask_what_it_says(self) -> AttentionFormula:
        above, below = stage().rows(*_ASKED)
        place = self.outcome.ask(below)
        self.open_with(self.outcome.begun, *self.outcome.forms)
        self.beat("question", self.outcome.question())
        formula = above.hold(AttentionFormula(size=HUGE).lit("rest"))
        self.take_out_of_its_corner(formula, self.outcome.begun, self.outcome.forms)
        self.guess(place)
        return formula

    def stand_in_order(self, formula: AttentionFormula) -> None:
        self.beat("order", "It works from the inside out.")
        above, _ = stage().rows(*_ASKED)
        self.play(FadeOut(formula.rest()), run_time=theme.QUICK / 2)
        self.play(self.machine.gather(formula, above), run_time=1.3)
        self.play(self.machine.work(), run_time=theme.NORMAL)

    def let_words_ask_and_answer(self) -> None:
        self.beat("query", "Q is what “{word}” asks, K what every word answers.", word=self.word)
        self.row = self.begin_row(self.tokens("key").words()[self.seen])
        self.asked, signs = self.row.asked(self.of_head("query")), self.machine.signs
        asking = FadeIn(self.row.asking(), target_position=signs["query"], scale=0.2)
        sinking = FadeIn(self.asked.cells, shift=DOWN * 0.5, lag_ratio=0.2)
        self.play(self.machine.light("query"), asking, sinking, run_time=0.7)
        self.offered = self.row.offered(self.of_head("key")[self.seen])
        offering = self.row.offering(signs["key"], self.asked, self.offered)
        self.play(self.machine.light("key"), offering, run_time=1.4)

    def score(self) -> StandingBars:
        self.beat("scores", "Question times answer: one score for every word.")
        self.scores = self.of_head("scores")[self.query, self.seen]
        bars = self.row.bars(self.scores, theme.sign_color, scale=self.scores, decimals=1)
        self.line = bars.floor.line()
        self.play(self.machine.open(0), Create(self.line), run_time=theme.QUICK)
        sweep = self.asked.animate(rate_func=linear).align_to(self.offered, RIGHT)
        folding = LaggedStart(*bars.growing_out_of(self.offered), lag_ratio=0.6)
        self.play(sweep, folding, run_time=1.75 * theme.SLOW)
        self.play(FadeOut(self.asked), run_time=theme.QUICK / 2)
        return bars

    def divide(self, bars: StandingBars) -> StandingBars:
        self.beat("scale", "The root divides them: less steep.")
        self.open_block(1, "divisor")
        scaled = self.of_head("scaled")[self.query, self.seen]
        smaller = self.row.bars(scaled, theme.sign_color, scale=self.scores, decimals=1)
        self.play(bars.become_bars(smaller), run_time=theme.SLOW)
        self.play(self.machine.open(2), run_time=theme.QUICK)
        return smaller

    def share_out(self, bars: StandingBars) -> StandingBars:
        self.beat("softmax", "Softmax makes shares that add up to one.")
        self.open_block(3, "softmax")
        weights = self.of_head("weights")[self.query, self.seen]
        shares = self.row.bars(weights, lambda _: theme.WEIGHT, scale=weights, decimals=2)
        self.play(
            self.line.animate.move_to(shares.floor.line()),
            bars.become_bars(shares),
            run_time=theme.SLOW,
        )
        return shares

    def hand_over(self, bars: StandingBars) -> Gift:
        self.beat("value", "V hands over: “{word}” takes of each its share.", word=self.word)
        self.open_block(4, "value", FadeOut(bars.numbers))
        parcels = self.row.parcels(self.of_head("weights")[self.query, self.seen])
        self.play(become(bars.bars, parcels), FadeOut(self.line), run_time=0.8)
        gift = self.row.below(Gift(height=_HUGE_GIFT))
        self.play(mix(parcels, gift), run_time=theme.SLOW)
        return gift

    def run_all_rows(self, gift: Gift) -> Flow:
        self.beat("blocks", "It is a machine: all words go through at once.")
        flow = Flow(self.machine, self.law_of, self.tokens("query").words(), self.query)
        away = gift.animate.scale_to_fit_height(_GIFT).next_to(flow.end, RIGHT)
        turning = LaggedStart(flow.turn(self.row), flow.run(), lag_ratio=0.5, run_time=2.8)
        self.play(turning, away)
        return flow

    def pull_apart(self, flow: Flow, gift: Gift) -> None:
        self.beat("messages", "Who waits for whom? V must wait until the shares are known.")
        stairs = Staircase(self.machine)
        self.play(flow.fold(), run_time=theme.QUICK)
        back = gift.animate.scale_to_fit_height(_SMALL).move_to(stairs.start)
        self.play(stairs.pull_apart(), stairs.stake(self.outcome.forms), back)
        self.play(stairs.begin(), run_time=0.8)
        self.play(stairs.run(gift))
        self.play(gift.animate.move_to(stairs.exit), run_time=theme.QUICK)

    def open_what_is_handed(self, gift: Gift) -> None:
        self.beat("answer", "Not in the line: the mask, and the matrices W.")
        above, below = stage().rows(*_ENDING)
        large = above.inset(top=_SAID).hold(AttentionFormula(size=_LARGE).lit(*PARTS, "rest"), UP)
        ending, signs = self.ending(below), self.machine.signs.values()
        back = self.machine.return_to(large), ending.arrive(gift)
        self.keep(*signs, gift, self.outcome.forms, run_time=theme.QUICK / 2, beside=back)
        self.play(FadeIn(meanings(large), lag_ratio=0.3), run_time=theme.NORMAL)
        self.say(self.outcome.decision())
        self.hold(theme.QUICK)
        self.play(ending.open(gift))
        self.play(ending.decide())
        self.hold(theme.QUICK)
