"""Chapter 15: every symbol of the formula is a step that has been seen, with real numbers."""

from __future__ import annotations

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
    linear,
)

from attention_math.story import keys_seen
from scenes import theme
from scenes.mobjects.attention_formula import PARTS, AttentionFormula
from scenes.pieces.the_formula.block_diagram import BlockDiagram
from scenes.pieces.the_formula.callout import meanings
from scenes.pieces.the_formula.diagrams import LANES, SIGNS, block_diagram, sequence_diagram
from scenes.pieces.the_formula.flow import Flow
from scenes.pieces.the_formula.formula_on_stage import HUGE, STEPS, FormulaOnStage
from scenes.pieces.the_formula.living_row import ROOM_FOR_QUERY, LivingRow, mix
from scenes.pieces.the_formula.schedule import Schedule
from scenes.pieces.the_formula.standing_bars import StandingBars
from scenes.stage.layout import stage

_LARGE, _FLAT, _NEAR = 0.95, 0.75, 1.4  # sizes of the formula; the parcel at the end
_SAID, _SHARES = 0.78, (4.1, 1.7)  # room for what the formula means; its own and the answer's


class TheFormula(FormulaOnStage):
    """Each symbol opens to a move of one row; its signs unfold to blocks, those to a schedule."""

    heading = "The formula"
    lights = ()
    needs = ("query_side.inputs", *STEPS)
    exceptions = {"faded, then used": "blocks and schedule tell again what one row went through"}
    other_sentences = (
        "heavy box",
        "this old queen slept behind a bridge",
        "the white car sees the green cat",
    )

    def construct(self) -> None:
        self.query = self.pair.query
        self.word = self.tokens("query").words()[self.query]
        self.seen = slice(keys_seen(self.story.masked[self.query]))
        formula = self.let_words_ask_and_answer(self.ask_what_it_says())
        bars = self.divide(formula, self.score())
        self.hand_over(formula, self.share_out(formula, bars))
        self.read_the_formula(self.run_as_messages(self.run_all_rows(formula)))

    def ask_what_it_says(self) -> AttentionFormula:
        above, below = stage().rows(*_SHARES)
        asked, place = self.outcome.asked(below)
        self.open_with(asked)
        self.beat("question", self.outcome.question())
        formula = above.hold(AttentionFormula(size=HUGE).lit("rest"))
        self.take_out_of_its_corner(formula, asked)
        self.guess(place)
        return formula

    def let_words_ask_and_answer(self, huge: AttentionFormula) -> AttentionFormula:
        self.beat("query", "Q is what “{word}” asks, K what every word answers.", word=self.word)
        above, below = stage().rows(1.15, 4.55)
        formula = above.hold(AttentionFormula(size=_FLAT, flat=True), UP).lit("query")
        words = self.tokens("key").words()[self.seen]
        self.row = LivingRow(words, below.inset(left=ROOM_FOR_QUERY))
        coming = FadeIn(self.row.words, shift=UP * 0.3, lag_ratio=0.1)
        self.set_anew(huge, formula, beside=[coming])
        symbol, bubble = formula.part("query"), self.row.asking(self.query)
        asking = FadeIn(bubble, target_position=symbol, scale=0.2)
        self.asked = self.row.column(self.of_head("query"), self.query, "query")
        self.play(asking, FadeIn(self.asked.cells, shift=DOWN * 0.5, lag_ratio=0.2))
        self.light(formula, "key")
        symbol, hands = formula.part("key"), self.row.answering(self.query)
        arriving = (FadeIn(hand, target_position=symbol, scale=0.2) for hand in hands)
        self.offered = self.row.offered(self.of_head("key")[self.seen])
        lifting = self.asked.animate.next_to(self.offered, LEFT, buff=0.1)
        offering = LaggedStart(lifting, FadeIn(self.offered.cells, lag_ratio=0.1), lag_ratio=0.7)
        self.play(LaggedStart(*arriving, lag_ratio=0.15), offering, run_time=theme.SLOW)
        return formula

    def score(self) -> StandingBars:
        self.beat("scores", "Question times answer: one score for every word.")
        self.scores = self.of_head("scores")[self.query, self.seen]
        bars = self.row.bars(self.scores, theme.sign_color, scale=self.scores, decimals=1)
        self.line = bars.floor.line()
        self.play(Create(self.line), run_time=theme.QUICK)
        sweep = self.asked.animate(rate_func=linear).align_to(self.offered, RIGHT)
        columns = [self.offered.column(key) for key in range(len(self.scores))]
        folding = LaggedStart(*bars.growing_out_of(columns), lag_ratio=0.6)
        self.play(sweep, folding, run_time=2.4 * theme.SLOW)
        self.play(FadeOut(self.asked, shift=RIGHT))
        return bars

    def divide(self, formula: AttentionFormula, bars: StandingBars) -> StandingBars:
        self.beat("scale", "The root divides them: less steep.")
        self.light(formula, "divisor")
        scaled = self.of_head("scaled")[self.query, self.seen]
        smaller = self.row.bars(scaled, theme.sign_color, scale=self.scores, decimals=1)
        self.play(bars.become_bars(smaller), run_time=theme.SLOW)
        return smaller

    def share_out(self, formula: AttentionFormula, bars: StandingBars) -> StandingBars:
        self.beat("softmax", "Softmax makes shares that add up to one.")
        self.light(formula, "softmax")
        weights = self.of_head("weights")[self.query, self.seen]
        shares = self.row.bars(weights, lambda _: theme.WEIGHT, scale=weights, decimals=2)
        sinking = self.line.animate.move_to(shares.floor.line())
        self.play(sinking, bars.become_bars(shares), run_time=theme.SLOW)
        return shares

    def hand_over(self, formula: AttentionFormula, bars: StandingBars) -> None:
        self.beat("value", "V hands over: “{word}” takes of each its share.", word=self.word)
        self.light(formula, "value")
        parcels = self.row.parcels(self.of_head("weights")[self.query, self.seen])
        wrapped = (ReplacementTransform(*pair) for pair in zip(bars.bars, parcels, strict=True))
        self.play(FadeOut(bars.numbers), run_time=theme.QUICK / 2)
        self.play(LaggedStart(*wrapped, lag_ratio=0.1), FadeOut(self.line), run_time=theme.SLOW)
        self.mixed = self.row.column(self.of_head("output"), self.query, "output")
        self.play(mix(parcels, self.mixed), run_time=theme.SLOW)
        self.play(ReplacementTransform(parcels, self.mixed.cells), run_time=0.8)

    def run_all_rows(self, formula: AttentionFormula) -> BlockDiagram:
        self.beat("blocks", "As blocks: now all rows run at once.")
        diagram = block_diagram(self.carried, masked=self.trace.hides)
        flow = Flow(diagram, self.law_of, self.tokens("query").words(), self.query)
        signs, mixed = {to: formula.part(sign) for to, sign in SIGNS.items()}, self.mixed.cells
        self.keep(*signs.values(), *mixed, run_time=theme.QUICK / 2)
        self.play(flow.unfold(signs, mixed))
        self.remove(*formula.get_family())
        return diagram

    def run_as_messages(self, diagram: BlockDiagram) -> Schedule:
        self.beat("messages", "As a schedule: V waits until shares are known.")
        schedule = sequence_diagram(self.carried, masked=self.trace.hides)
        self.keep(*diagram.blocks, run_time=theme.QUICK / 2)
        self.play(schedule.starting_from(diagram.blocks, LANES))
        self.play(schedule.running(), run_time=1.6)
        self.play(schedule.ending(), run_time=0.6)
        return schedule

    def read_the_formula(self, schedule: Schedule) -> None:
        self.beat("answer", "Not in the line: the mask, and the matrices W.")
        above, below = stage().rows(*_SHARES)
        large = above.inset(top=_SAID).hold(AttentionFormula(size=_LARGE).lit(*PARTS, "rest"), UP)
        (asked, place), told = self.outcome.asked(below), self.outcome.told(below)
        self.keep(schedule.parcel, run_time=theme.QUICK / 2)
        nearing = schedule.parcel.animate.scale(_NEAR).move_to(place)
        self.play(nearing, FadeIn(large, shift=DOWN * 0.3), FadeIn(asked))
        self.play(FadeIn(meanings(large), lag_ratio=0.3), run_time=0.8 * theme.SLOW)
        self.say(self.outcome.decision())
        self.hold(0.8)
        self.play(self.outcome.deciding(asked, told, schedule.parcel), run_time=1.2 * theme.SLOW)
        self.hold(theme.NORMAL)
