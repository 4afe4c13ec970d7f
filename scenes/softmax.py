"""Chapter 11: bars of e to the score, end to end and stretched to one: that is softmax."""

from __future__ import annotations

from manim import RIGHT, Create, FadeIn, FadeOut, ReplacementTransform, VGroup

from attention_math.arrays import softmax
from attention_math.derived import score_divisor
from attention_math.softmax_steps import COLD, HOT, ONE
from attention_math.story import keys_seen, leaders
from scenes import theme
from scenes.mechanism import Mechanism
from scenes.mobjects.motion import rising, stirring
from scenes.pieces.softmax.heated_line import HeatedLine
from scenes.pieces.softmax.lead import Lead
from scenes.pieces.softmax.score_columns import ScoreColumns
from scenes.pieces.softmax.score_row import ScoreRow
from scenes.pieces.softmax.share_line import ShareLine
from scenes.stage.derive import derive


class Softmax(Mechanism):
    """One row of raw scores becomes shares of one; then a slider sharpens and evens them."""

    heading = "Softmax"
    lights = ("softmax",)
    needs = ("query", "scores", "scaled", "weights")
    other_sentences = (
        "heavy box",
        "the black dog sees a house",
        "this old queen slept behind a bridge",
        "the white car sees the green cat",
    )

    def construct(self) -> None:
        columns = self.ask_for_a_share()
        self.make_positive(columns)
        raised = self.lay_end_to_end(columns, self.compare_the_best(columns))
        line = self.stretch_to_one(columns, raised)
        if not self.row.is_far:
            self.take_off_the_largest(columns, line)
        heated = self.heat(columns, line)
        self.cool(heated)
        self.stop_at_the_root(heated)
        self.size_the_words(columns, heated)

    def _check_numbers(self) -> None:
        super()._check_numbers()
        seen = keys_seen(
            self.of_head("masked" if self.trace.hides else "scaled")[self.query].values
        )
        scores = self.of_head("scores")[self.query : self.query + 1, :seen]
        self.row = ScoreRow(scores, derive(score_divisor, self.of_head("query")))
        tokens = self.tokens("key")[:seen]
        self.words, best = tokens.words(), tokens.chosen(derive(leaders, self.row.row))
        self.best = best.words()[-1]

    @property
    def query(self) -> int:
        return self.pair.query

    def ask_for_a_share(self) -> ScoreColumns:
        columns = ScoreColumns(self.words, self.row, self.color_of("scores"))
        self.whole = columns.line(self.row.weights).whole
        self.open_with(*columns.words, *columns.grid.filled_cells(0))
        word, best = self.words[self.query], self.best
        self.beat(
            "question",
            "“{word}” has scored all. What share will “{best}” get?",
            word=word,
            best=best,
        )
        self.play(Create(self.whole), run_time=theme.NORMAL)
        self.guess(self.whole, seconds=2.2, larger=2, beside=stirring(columns.words))
        return columns

    def make_positive(self, columns: ScoreColumns) -> None:
        self.beat("exp", self.row.says_what_to_raise())
        if self.row.is_far:
            self.play(columns.show_scores(self.row.lowered), run_time=2.2 * theme.SLOW)
            self.say(self.row.says_less_for_all_others())
        self.play(columns.flatten(self.whole), FadeIn(columns.exponent), run_time=theme.NORMAL)
        standing = rising(columns.bars, 0.3), FadeIn(columns.numbers, lag_ratio=0.3)
        self.play(*standing, run_time=1.2 * theme.SLOW)

    def compare_the_best(self, columns: ScoreColumns) -> Lead:
        self.beat("lead", self.row.says_lead())
        lead = Lead(columns)
        self.play(Create(lead.frames), FadeIn(lead.difference, shift=RIGHT * 0.3))
        if self.row.tells_factor:
            self.hold(0.6 * theme.NORMAL)
            self.play(lead.become_factor(), run_time=1.2 * theme.NORMAL)
            self.hold(0.8 * theme.NORMAL)
        return lead

    def lay_end_to_end(self, columns: ScoreColumns, lead: Lead) -> ShareLine:
        self.beat("line", "Lay all bars end to end.")
        raised = columns.laid_down()
        self.play(FadeOut(lead, columns.numbers, columns.exponent), run_time=theme.QUICK)
        opening = self.whole.animate.become(columns.line(self.row.weights).whole)
        self.play(*columns.fall(raised), opening, run_time=1.6 * theme.SLOW)
        return raised

    def stretch_to_one(self, columns: ScoreColumns, raised: ShareLine) -> ShareLine:
        self.beat("softmax", "Stretch the whole to one: that is softmax.")
        line = columns.line(self.row.weights)
        self.play(ReplacementTransform(raised.segments, line.segments), run_time=1.7 * theme.SLOW)
        self.play(FadeIn(line.leads, line.words, line.number), run_time=0.7 * theme.NORMAL)
        self.hold(theme.NORMAL)
        return line

    def take_off_the_largest(self, columns: ScoreColumns, line: ShareLine) -> None:
        self.beat("shift", "Subtract the largest from every score. What will the shares do?")
        self.guess(columns.under(line), seconds=2, larger=1.6, beside=stirring(columns.grid.marks))
        self.play(columns.show_scores(self.row.lowered), run_time=1.3 * theme.NORMAL)
        line.show(derive(softmax, self.row.lowered[0]))
        self.say("Nothing! Only leads count.")
        self.play(stirring(columns.grid.marks), run_time=1.2 * theme.NORMAL)

    def heat(self, columns: ScoreColumns, line: ShareLine) -> HeatedLine:
        self.beat("hot", "Divide all scores by a temperature. What happens at five?")
        sweep, foot = self.row.heated, columns.foot_of_line
        one, hot = self.row.stops(ONE, HOT)
        heated = HeatedLine(sweep, line, foot, at=one)
        back = columns.show_scores(self.row.scores), FadeIn(heated.slider)
        self.play(*back, run_time=1.2 * theme.NORMAL)
        line.show(heated.rows[one])
        self.guess(heated.far_up(), seconds=1.7, larger=1.6)
        self.say(self.row.says_hot())
        self.play(heated.slide(one, hot), run_time=1.6 * theme.SLOW)
        return heated

    def cool(self, heated: HeatedLine) -> None:
        self.beat("cold", self.row.says_cold())
        self.play(heated.slide(*self.row.stops(HOT, COLD)), run_time=1.6 * theme.SLOW)

    def stop_at_the_root(self, heated: HeatedLine) -> None:
        self.beat("root", "The head itself divides by the root of a key’s length.")
        cold, root = self.row.stops(COLD, self.row.root.values[0])
        self.play(heated.slide(cold, root), run_time=1.2 * theme.SLOW)
        self.play(FadeIn(heated.root(), shift=RIGHT * 0.2), run_time=theme.NORMAL)

    def size_the_words(self, columns: ScoreColumns, heated: HeatedLine) -> None:
        word, best = self.words[self.query], self.best
        self.beat("answer", "That is the share “{best}” gets from “{word}”.", best=best, word=word)
        weights, line = self.of_head("weights")[self.query, : len(self.words)], heated.line
        sized, shares = columns.sized(weights), VGroup(*line.segments, line.number, line.words)
        self.keep(*columns.words, *shares)
        self.play(columns.lower(shares), run_time=theme.NORMAL)
        grown = map(ReplacementTransform, columns.words, sized.words)
        self.play(*grown, FadeIn(sized.numbers), run_time=1.5 * theme.SLOW)
