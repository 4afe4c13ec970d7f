"""Chapter 9: the same three matrices turn every token into a query, a key and a value."""

from __future__ import annotations

from manim import FadeIn, FadeOut

from attention_math.story import Pair, asked_both_ways, leaders
from scenes import theme
from scenes.mechanism import Mechanism
from scenes.mobjects.icons import ROLES
from scenes.mobjects.motion import stirring
from scenes.pieces.queries_keys_values.conversation import Conversation
from scenes.pieces.queries_keys_values.fit import Fit
from scenes.pieces.queries_keys_values.two_words import TwoWords
from scenes.pieces.queries_keys_values.windows import Windows
from scenes.stage.derive import derive
from scenes.stage.phrases import phrase
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
    exceptions = {"faded, then used": "numbers give way to colours, and two rows are read again"}

    def construct(self) -> None:
        self.words, self.query = self.tokens("query").words(), self.pair.query
        self.leaders = derive(leaders, self.of_head("weights")[self.query])
        self.asked = Pair(self.query, int(self.leaders.values[0]))
        talk = self.ask()
        self.answer(talk)
        windows = self.take_one_row(talk)
        self.shine_through(windows)
        self.take_all(windows)
        pair = self.hand_over(windows, self.see_how_well_they_fit(windows))
        self.show_both_ways(windows, pair)

    def ask(self) -> Conversation:
        word, asks = self.words[self.query], self.asks(self.pair)
        question = phrase("which noun is mine?") if asks else phrase("who matters to me?")
        talk = Conversation(self.words, question, query=self.query, key=self.asked.key)
        self.open_with(*talk.row)
        self.beat("question", "“{word}” asks all the others. Who will answer?", word=word)
        self.play(stirring(talk.row), run_time=0.7 * theme.NORMAL)
        self.play(talk.ask())
        self.guess(*talk.others, seconds=theme.NORMAL)
        return talk

    def answer(self, talk: Conversation) -> None:
        answerer = self.tokens("key").chosen(self.leaders).words()[0]
        self.beat("answer", "“{word}” answers with a key, then hands over a value.", word=answerer)
        self.play(talk.raise_hand(), run_time=theme.NORMAL)
        self.play(talk.wrap(), run_time=theme.QUICK)
        self.play(talk.hand_over(), run_time=0.9 * theme.SLOW)

    def take_one_row(self, talk: Conversation) -> Windows:
        self.beat("row", "Made of what? All a word has is its row of X.")
        made = [(self.projecting(role)[0], self.of_head(role)) for role in ROLES]
        inputs = self.quantity("query_side.inputs")
        windows = Windows(self.words, inputs, made, row=self.query)
        boxes = FadeOut(*(token.box for token in talk.row), run_time=theme.QUICK)
        self.play(boxes, *windows.take(talk))
        self.play(windows.unroll(), run_time=1.3 * theme.NORMAL)
        return windows

    def shine_through(self, windows: Windows) -> None:
        self.beat("windows", "Three learnt matrices turn it into a query, a key, a value.")
        self.play(windows.gather(), run_time=0.6 * theme.NORMAL)
        self.play(windows.open(), run_time=2 * theme.SLOW)
        self.hold(theme.QUICK / 2)

    def take_all(self, windows: Windows) -> None:
        self.beat("every token", "The same three serve every word, all at once.")
        self.play(windows.unroll_all(), run_time=theme.NORMAL)
        self.play(windows.flash(), run_time=theme.SLOW)
        self.remove(windows.one, *(window.one for window in windows.windows))

    def see_how_well_they_fit(self, windows: Windows) -> Fit:
        self.beat("fit", "Does the key fit the query? Multiply, and add it all up.")
        words = self.words[self.query], self.tokens("key").chosen(self.leaders).words()[0]
        score = self.of_head("scores").cite(*self.asked)
        fit = Fit(windows.windows[:2], self.asked, words, score)
        self.play(fit.point_out(), run_time=theme.QUICK)
        self.keep(*fit.origins, fit.frames, beside=[*fit.lift(), FadeIn(fit.icons, fit.words)])
        self.play(fit.read(), run_time=theme.QUICK)
        self.play(fit.add_up(), run_time=2 * theme.SLOW)
        self.play(fit.end_with_score(), run_time=1.2 * theme.NORMAL)
        return fit

    def hand_over(self, windows: Windows, fit: Fit) -> TwoWords:
        self.beat("hand over", "The better they fit, the more of its value it hands over.")
        pair = TwoWords(windows.windows, fit.said, [self.asked], [fit.score])
        self.keep(*fit.words, *fit.icons, fit.says[1], beside=[pair.take(fit)])
        self.play(*pair.ways[0].join(), run_time=theme.QUICK)
        self.play(pair.hand_over(), run_time=theme.SLOW)
        return pair

    def show_both_ways(self, windows: Windows, before: TwoWords) -> None:
        scores = self.of_head("scores")
        found = derive(asked_both_ways, scores)
        there = Pair(*map(int, found.values))
        one = self.tokens("query").chosen(found[:1]).words()[0]
        other = self.tokens("key").chosen(found[1:]).words()[0]
        said = phrase("Why not one matrix? “{one}” asks “{other}”. And back?", one=one, other=other)
        self.beat("both ways", said)
        pairs = there, Pair(*there[::-1])
        pair = TwoWords(windows.windows, (one, other), pairs, [scores.cite(*at) for at in pairs])
        self.play(*pair.take_over(before), run_time=theme.NORMAL)
        there, back = pair.ways
        self.play(there.meet(), run_time=theme.NORMAL)
        self.play(there.score(), run_time=theme.NORMAL)
        self.play(FadeIn(back.icons, back.strips), run_time=theme.QUICK)
        self.guess(back.says)
        self.play(back.meet(), run_time=1.2 * theme.NORMAL)
        self.beat("two arrows", "Two matrices, because to ask is not to answer.")
        self.play(back.score(), run_time=theme.SLOW)
        self.leave_with(*pair.words)

    def _check_numbers(self) -> None:
        super()._check_numbers()
        if self.pair.query == self.pair.key:
            raise StageError("every token looks at itself alone: nobody asks, and nobody answers")
