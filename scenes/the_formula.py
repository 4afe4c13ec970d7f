"""Chapter 15: every symbol of the formula is a step; in another sentence all of them run again."""

from __future__ import annotations

from manim import (
    DOWN,
    LEFT,
    Create,
    FadeIn,
    FadeOut,
)

from attention_math.derived import score_divisor
from attention_math.story import keys_seen
from scenes import theme
from scenes.mobjects.attention_formula import PARTS, AttentionFormula
from scenes.mobjects.motion import become, settle
from scenes.pieces.the_formula.again import at_speed, change_words, mix
from scenes.pieces.the_formula.blocks import Blocks
from scenes.pieces.the_formula.formula_on_stage import HUGE, STEPS, FormulaOnStage
from scenes.pieces.the_formula.gift import Gift
from scenes.pieces.the_formula.standing_bars import StandingBars
from scenes.stage.derive import derive
from scenes.stage.layout import line, stage
from scenes.stage.text import Numeral, Text

_LARGE, _GIFT, _ROOT = 1.15, 1.3, 0.5
_ASKED, _ENDING = (4.1, 1.7), (3.3, 2.55)  # shares of the formula and of what it makes


class TheFormula(FormulaOnStage):
    """Each symbol of the large formula lights up as it acts; as blocks they do it all again."""

    heading = "The formula"
    lights = ()
    needs = ("query_side.inputs", *STEPS)
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
        self.let_it_land(self.hand_over(self.share_out(self.divide(self.score()))))
        self.change_the_sentence()
        self.let_it_land_again(*self.run_as_blocks())

    def ask_what_it_says(self) -> AttentionFormula:
        above, below = stage().rows(*_ASKED)
        place = self.outcome.ask(below)
        self.open_with(self.outcome.begun, *self.outcome.forms)
        self.beat("question", self.outcome.question())
        formula = above.hold(AttentionFormula(size=HUGE).lit("rest"))
        self.take_out_of_its_corner(formula, self.outcome.begun, self.outcome.forms)
        self.guess(place, seconds=0.9, larger=1.4)
        return formula

    def let_words_ask_and_answer(self) -> None:
        self.beat("query", "Q is what “{word}” asks, K what every word answers.", word=self.word)
        self.row = self.begin_row(self.formula)
        self.next = self.next_row()
        self.asked = self.row.asked(self.of_head("query"))
        asking = FadeIn(self.row.asking(), shift=DOWN * 0.3)
        sinking = FadeIn(self.asked.cells, shift=DOWN * 0.5, lag_ratio=0.2)
        self.play(self.light(self.formula, "query"), asking, sinking, run_time=0.8)
        self.offered = self.row.offered(self.of_head("key")[self.seen])
        offering = self.row.offering(self.asked, self.offered)
        self.play(self.light(self.formula, "key"), offering, run_time=1.4)

    def score(self) -> StandingBars:
        self.beat("scores", "Question times answer: one score for every word.")
        bars, self.scaled, self.shares = self.row.stages(self.run)
        self.line = bars.floor.line()
        self.play(Create(self.line), run_time=theme.QUICK / 2)
        self.play(bars.laid_out_by(self.asked, self.offered), run_time=2.6)
        return bars

    def divide(self, bars: StandingBars) -> StandingBars:
        self.beat("scale", "The root divides them all: less steep.")
        root = line(
            Text("divided by", size=_ROOT, color=theme.QUIET),
            Numeral(derive(score_divisor, self.of_head("query")).cite(0), decimals=1, size=_ROOT),
        )
        root.next_to(self.formula, LEFT, buff=0.6 * _ROOT)
        coming = FadeIn(root, target_position=self.formula.part("divisor"), scale=0.3)
        self.play(self.light(self.formula, "divisor"), coming, run_time=0.6)
        self.play(bars.become_bars(self.scaled), run_time=1.6)
        self.play(FadeOut(root), run_time=theme.QUICK / 2)
        return self.scaled

    def share_out(self, bars: StandingBars) -> StandingBars:
        self.beat("softmax", "Softmax makes shares that add up to one.")
        self.play(self.light(self.formula, "softmax"), run_time=theme.QUICK)
        moving = self.line.animate.move_to(self.shares.floor.line())
        self.play(moving, bars.become_bars(self.shares), run_time=1.8)
        return self.shares

    def hand_over(self, bars: StandingBars) -> Gift:
        self.beat("value", "V hands over: “{word}” takes of each its share.", word=self.word)
        lit = self.light(self.formula, "value"), FadeOut(bars.numbers)
        self.play(*lit, run_time=theme.QUICK)
        parcels = self.next.parcels(self.run.weights)
        self.play(become(bars.bars, parcels), FadeOut(self.line), run_time=0.8)
        gift = self.next.below(Gift(height=_GIFT))
        self.play(mix(parcels, gift), run_time=1.4)
        return gift

    def let_it_land(self, gift: Gift) -> None:
        landing = self.landing
        self.beat("landing", self.outcome.landing())
        coming = [landing.come()] if len(landing.ground) else []
        self.play(landing.under(gift), *coming, run_time=0.8)
        self.guess(landing.middle, seconds=1.2, larger=1.4, beside=gift.shake())
        for move in landing.open(gift, 0):
            self.play(move, run_time=0.45)
        self.play(landing.decide(0), run_time=0.6)
        self.hold(0.15)

    def change_the_sentence(self) -> None:
        swapped = self.twin.swapped if self.twin else self.pair.key
        self.beat("twin", self.outcome.twin(self.twin.swaps if self.twin else None))
        self.play(FadeOut(self.row.icons), run_time=theme.QUICK)
        change = change_words(self.row, self.next, self.pair.key, swapped)
        self.play(change, run_time=1.7 if self.twin else theme.QUICK)

    def run_as_blocks(self) -> tuple[Blocks, Gift]:
        self.beat("blocks", "Symbols are blocks. The mask and all W are not in the formula.")
        blocks = Blocks(self.upper, self.carried, masked=self.trace.hides)
        self.play(blocks.come(self.formula), run_time=1.4)
        run, gift = self.twin.run if self.twin else self.run, self.next.below(Gift(height=_GIFT))
        for working, acting in zip(blocks.work(), at_speed(self.next, run, gift), strict=True):
            self.play(*working, *acting, run_time=0.55)
        return blocks, gift

    def let_it_land_again(self, blocks: Blocks, gift: Gift) -> None:
        landing = self.landing
        self.beat("answer", self.outcome.again())
        self.play(landing.under(gift), run_time=0.5)
        self.guess(landing.middle, seconds=1.4, larger=1.4, beside=gift.shake())
        for move in landing.open(gift, 1):
            self.play(move, run_time=0.45)
        asking = self.next.words[self.query]
        gone = FadeOut(*(word for word in self.next.words if word is not asking))
        self.play(landing.decide(1), gone, landing.take(asking), run_time=0.7)
        self.say(self.outcome.statement())
        above, below = stage().rows(*_ENDING)
        large = above.hold(AttentionFormula(size=_LARGE).lit(*PARTS, "rest"))
        self.play(blocks.return_to(large), settle(landing, below), run_time=2.0)
        self.hold(0.15)
