"""Chapter 9: the same three matrices turn every token into a query, a key and a value."""

from __future__ import annotations

from manim import Animation, FadeIn, FadeOut, LaggedStart, ReplacementTransform

from attention_math.derived import projection_terms
from attention_math.story import Pair, asked_both_ways, largest_entry, leaders, ranking
from scenes import theme
from scenes.mechanism import Mechanism
from scenes.mobjects.icons import ROLES
from scenes.mobjects.motion import stirring
from scenes.pieces.queries_keys_values.both_ways import BothWays
from scenes.pieces.queries_keys_values.conversation import Conversation
from scenes.pieces.queries_keys_values.entry_sum import EntrySum
from scenes.pieces.queries_keys_values.results import Result, Results
from scenes.pieces.queries_keys_values.scoring import Scored, Scoring
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
        windows = self.lay_out_inputs(talk)
        self.shine_through(windows)
        results = self.fill_for_every_token(windows, self.work_out_one_entry(windows))
        self.show_both_ways(self.ask_back(self.score(results)))

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
        self.play(FadeIn(talk.parcel, scale=0.3), run_time=theme.QUICK)
        self.play(talk.hand_over(), run_time=0.9 * theme.SLOW)

    def lay_out_inputs(self, talk: Conversation) -> Windows:
        first = phrase("All a word has is its row of X: its meaning and its place.")
        later = phrase("All a word has is its row of X, made by the layer below.")
        self.beat("inputs", first if self.trace.source.layer == 1 else later)
        inputs = self.quantity("query_side.inputs")
        made = [(self.projecting(role)[0], self.of_head(role)) for role in ROLES]
        windows = Windows(self.words, inputs, made, talk.icons)
        moves = map(ReplacementTransform, (token.label for token in talk.row), windows.names)
        boxes = FadeOut(*(token.box for token in talk.row), run_time=theme.QUICK)
        self.play(boxes, LaggedStart(*moves, lag_ratio=0.1), *windows.send_icons())
        self.play(windows.unroll(), run_time=theme.NORMAL)
        return windows

    def shine_through(self, windows: Windows) -> None:
        self.beat("windows", "Three learnt matrices turn it into a question, an answer, a parcel.")
        self.play(windows.open(), run_time=1.5 * theme.SLOW)
        self.play(windows.flash(), run_time=0.7 * theme.SLOW)

    def work_out_one_entry(self, windows: Windows) -> EntrySum:
        self.beat("one entry", "Row times column, and a bias: one entry of what it asks.")
        window = windows.windows[0]
        column = largest_entry(self.story.query[self.query], window.shown)
        weight, bias = self.projecting("query")
        inputs = windows.inputs.quantity
        terms = derive(projection_terms, inputs[self.query], weight[:, column], bias[column])
        working = EntrySum(
            inputs[self.query : self.query + 1],
            weight.transposed()[column : column + 1],
            terms,
            bias=bias.cite(column),
            entry=self.of_head("query").cite(self.query, column),
            laws=(windows.inputs.color_of, window.pane.color_of),
            room=windows.working_room(),
        )
        lifted = working.lift(windows.inputs, window.pane, self.query, column)
        lit = windows.names[self.query].animate.set_color(theme.QUERY)
        self.play(lifted, lit, *windows.step_aside(), run_time=0.8 * theme.NORMAL)
        self.play(working.read(), run_time=theme.QUICK)
        self.play(working.fall(), run_time=0.8 * theme.NORMAL)
        self.play(working.stack(), run_time=0.8 * theme.NORMAL)
        self.play(working.add_bias(), run_time=theme.QUICK)
        self.play(working.end(), run_time=theme.NORMAL)
        return working

    def fill_for_every_token(self, windows: Windows, working: EntrySum) -> Results:
        self.beat("every token", "The same three serve every word, all at once.")
        self.play(FadeOut(working), run_time=theme.QUICK)
        results = Results(windows)
        self.play(*map(Result.take_in, results.each, windows.windows), results.land(working.number))
        closed = map(Result.bracket, results.each)
        self.play(LaggedStart(*closed, lag_ratio=0.3), run_time=0.6 * theme.NORMAL)
        return results

    def score(self, results: Results) -> Scoring:
        self.beat("score", "Entry times entry, added up: that is their score.")
        self.found = derive(asked_both_ways, self.of_head("scores"))
        there = Pair(*map(int, self.found.values))
        ranked = ranking(self.story.weights[self.query])
        rival = Pair(self.query, next(key for key in ranked if key != self.asked.key))
        pairs = self.asked, rival, there, Pair(*there[::-1])
        words = self.words, self.tokens("key").words()
        scoring = Scoring(results, self.of_head("scores"), *words, pairs=pairs)
        self.tell(scoring, scoring.told[0], *scoring.fits.come())
        self.beat("rival", "Its best rival scores lower.")
        self.tell(scoring, scoring.told[1])
        return scoring

    def ask_back(self, scoring: Scoring) -> Scoring:
        one = self.tokens("query").chosen(self.found[:1]).words()[0]
        other = self.tokens("key").chosen(self.found[1:]).words()[0]
        said = phrase("Why not one matrix? “{one}” asks “{other}”. And back?", one=one, other=other)
        self.beat("both ways", said)
        *before, there, back = scoring.told
        self.tell(scoring, there, FadeOut(*before))
        self.tell(scoring, back)
        return scoring

    def show_both_ways(self, scoring: Scoring) -> None:
        self.beat("two arrows", "Two matrices, because to ask is not to answer.")
        both = BothWays((results := scoring.results).beside_names(), scoring.told[-2:])
        self.keep(*results.names, *both.kept, beside=[both.come()])
        self.play(both.join(), run_time=1.2 * theme.NORMAL)
        self.leave_with(*results.names)

    def tell(self, scoring: Scoring, told: Scored, *beside: Animation) -> None:
        self.play(*scoring.follow(told.pair), *beside, run_time=0.7 * theme.NORMAL)
        self.play(*scoring.lift(told.pair), FadeIn(told.says), run_time=0.6 * theme.NORMAL)
        if told is scoring.told[-1]:
            self.guess(told.score, seconds=theme.NORMAL)
        self.play(scoring.add_up(told), run_time=theme.NORMAL)

    def _check_numbers(self) -> None:
        super()._check_numbers()
        if self.pair.query == self.pair.key:
            raise StageError("every token looks at itself alone: nobody asks, and nobody answers")
