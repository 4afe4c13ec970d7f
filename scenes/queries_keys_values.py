"""Chapter 9: the same three matrices turn every token into a query, a key and a value."""

from __future__ import annotations

from manim import FadeIn, FadeOut, LaggedStart

from attention_math.derived import dot_product_terms, likeness
from attention_math.story import contenders, decimals_of_scores, leaders
from scenes import theme
from scenes.mechanism import Mechanism
from scenes.mobjects.icons import ROLES
from scenes.pieces.queries_keys_values.answer import Answer
from scenes.pieces.queries_keys_values.fit_bars import FitBars
from scenes.pieces.queries_keys_values.gifts import Gifts
from scenes.pieces.queries_keys_values.lanes import Lanes
from scenes.pieces.queries_keys_values.rows import Rows
from scenes.pieces.queries_keys_values.windows import Windows
from scenes.stage.derive import derive
from scenes.stage.phrases import Phrase, phrase
from scenes.stage.refusal import StageError


class QueriesKeysValues(Mechanism):
    """A word asks, another answers: three learnt matrices make that of every row of X."""

    heading = "Queries, keys, values"
    lights = ("query", "key", "value")
    needs = ("query_side.inputs", "query_weight", "key_weight", "value_weight", "query")
    other_sentences = (
        "heavy box",
        "the white car sees the green cat",
        "this old queen slept behind a bridge",
    )

    def construct(self) -> None:
        self.words, self.query = self.tokens("query").words(), self.pair.query
        rows = self.ask()
        bars = self.try_its_own_row(rows)
        windows = self.open_windows(rows, bars)
        self.take_all(windows)
        lanes = self.meet_a_key(windows)
        self.try_other_keys(lanes)
        self.answer(self.hand_over(lanes))

    def ask(self) -> Rows:
        word, inputs = self.words[self.query], self.quantity("query_side.inputs")
        rows = Rows(self.words, inputs, self.wonders(), row=self.query)
        self.open_with(*rows.names)
        self.beat("question", "“{word}” asks. Who of them can answer?", word=word)
        self.play(LaggedStart(rows.unroll(), rows.ask(), lag_ratio=0.5), run_time=theme.SLOW)
        self.hold(theme.QUICK)
        return rows

    def try_its_own_row(self, rows: Rows) -> FitBars:
        self.beat("alike", "Try its own row on every row: multiply, add up. Who fits?")
        fits = derive(likeness, self.quantity("query_side.inputs"), self.query)
        bars = rows.bars(fits, decimals_of_scores(fits.limit()))
        self.play(rows.lift(), FadeIn(bars.axis), run_time=theme.NORMAL)
        self.guess(*bars.asked, seconds=1.5 * theme.NORMAL)
        self.play(rows.try_on(bars), run_time=2.1 * theme.SLOW)
        best = derive(leaders, fits)
        one, (other, *_) = self.words[self.query], self.tokens("query").chosen(best).words()
        said = phrase("Asking as it is, “{one}” fits “{other}” best.", one=one, other=other)
        self.beat("itself", said)
        self.play(*bars.point_out(int(best.values[0])), run_time=theme.NORMAL)
        return bars

    def open_windows(self, rows: Rows, bars: FitBars) -> Windows:
        self.beat("windows", "So it gets three learnt windows: to ask, to answer, to give.")
        made = [(self.projecting(role)[0], self.of_head(role)) for role in ROLES]
        windows = Windows(rows, made)
        self.play(FadeOut(bars), run_time=theme.QUICK)
        self.play(windows.open(), run_time=2.2 * theme.SLOW)
        return windows

    def take_all(self, windows: Windows) -> None:
        self.beat("every token", "The same three serve every word at once.")
        self.play(windows.widen(), run_time=0.7 * theme.NORMAL)
        self.play(windows.fill(), run_time=theme.SLOW)
        self.remove(*(window.one for window in windows.windows))

    def meet_a_key(self, windows: Windows) -> Lanes:
        row, keys = self.of_head("scores")[self.query], self.tokens("key")
        found = derive(contenders, row, self.quantity("visible")[self.query], self.query)
        order = [*map(int, found.values)]
        vectors = self.of_head("query")[self.query], self.of_head("key")[order[0]]
        terms, decimals = derive(dot_product_terms, *vectors), self.decimals("scores")
        lanes = Lanes(windows, keys.words(), order, row, terms, decimals)
        answers = keys.chosen(found[:1]).words()[0]
        self.beat("fit", "Its query meets one key, of “{word}”: products add up.", word=answers)
        self.play(FadeIn(*lanes.origins, lanes.asking), run_time=theme.QUICK)
        kept = *lanes.origins, lanes.asking, *lanes.named, windows.windows[0].icon
        self.keep(*kept, beside=lanes.lift())
        self.play(lanes.read(), run_time=theme.QUICK)
        self.play(lanes.multiply(), run_time=1.6 * theme.SLOW)
        self.hold(theme.QUICK / 2)
        self.play(lanes.add_up(), run_time=theme.NORMAL)
        return lanes

    def try_other_keys(self, lanes: Lanes) -> None:
        self.beat("contest", "Does another key fit better?")
        self.guess(*(lanes.bars.asked[lane] for lane in lanes.others), seconds=0.8 * theme.NORMAL)
        for lane in lanes.others:
            self.play(lanes.move_on(lane), run_time=0.8 * theme.QUICK)
            self.play(lanes.bars.grow_one(lane), run_time=0.8 * theme.QUICK)

    def hand_over(self, lanes: Lanes) -> Gifts:
        self.beat("hand over", "The better the fit, the more of its value it hands over.")
        gifts = Gifts(lanes, self.words, self.of_head("weights"))
        self.play(gifts.wrap(), run_time=0.8 * theme.NORMAL)
        self.play(*gifts.turn(), run_time=theme.NORMAL)
        self.play(gifts.hand_over(), run_time=theme.SLOW)
        self.play(gifts.come_down(), run_time=theme.QUICK)
        self.beat("all", "All ask at once, and each is given its own.")
        self.play(*gifts.make_room(), run_time=theme.NORMAL)
        self.play(gifts.give_all(), run_time=theme.SLOW)
        return gifts

    def answer(self, gifts: Gifts) -> None:
        found = derive(leaders, self.of_head("weights")[self.query])
        key, giver = int(found.values[0]), self.tokens("key").chosen(found).words()[0]
        asker = self.words[self.query]
        self.beat("answer", "“{one}” asked, and “{two}” gives it the most.", one=asker, two=giver)
        weight = self.of_head("weights").cite(self.query, key)
        answer = Answer(asker, giver, self.wonders(), weight)
        came = answer.come_from(*gifts.of(key))
        self.keep(*gifts.of(key), beside=came)
        self.play(answer.land(), run_time=theme.SLOW)
        self.leave_with(answer.listener)

    def wonders(self) -> Phrase:
        """Say what the query asks, where training makes it legible."""
        asks = self.asks(self.pair)
        return phrase("which noun is mine?") if asks else phrase("who matters to me?")

    def _check_numbers(self) -> None:
        super()._check_numbers()
        if self.pair.query == self.pair.key:
            raise StageError("every token looks at itself alone: nobody asks, and nobody answers")
