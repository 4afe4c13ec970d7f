"""Chapter 23: a next token is drawn by its probability, and then the model is asked again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from manim import DOWN, UP, Create, FadeIn, FadeOut, LaggedStart

from scenes import theme
from scenes.chapter import Chapter
from scenes.pieces.next_token.asking import Asking
from scenes.pieces.next_token.beginnings import Beginnings
from scenes.pieces.next_token.chances import OTHERS, Chances
from scenes.pieces.next_token.odds_columns import OddsColumns
from scenes.pieces.next_token.poured import Poured
from scenes.stage.layout import Room, stage
from scenes.stage.phrases import phrase

if TYPE_CHECKING:
    from attention_math.chance import Draws


class NextToken(Chapter):
    """One next token is drawn, then a thousand, which are as the model's odds and its text's."""

    heading = "The next token"
    lights = ()
    sentence = OTHERS[0]
    model = "speaker"
    kind = "masked"
    most_tokens = 6
    exceptions = {"faded, then used": "the first question is asked again, a thousand times"}
    other_sentences = ("birds sing", "the baker makes the", "the small girl reads the", OTHERS[1])

    def construct(self) -> None:
        asked = self.ask()
        table = self.give_odds(asked)
        self.draw(asked, table)
        asked, table = self.ask_again(*self.go_on(asked, table))
        self.draw_a_thousand(table)
        self.count_what_was_taught(table)
        other = self.ask_every_beginning(asked, table)
        self.answer(other)

    def _check_numbers(self) -> None:
        super()._check_numbers()
        self.words = self.tokens("key").words()
        self.chances = Chances(self.model, self.sentence, self.tokens("key"))
        self.upper, self.lower = stage().rows(1, 5)

    def badge_text(self) -> str:
        return self.trace.source.label  # what is written is of no single head

    def ask(self) -> Asking:
        self.beat("question", "What comes after these words? Always the same?")
        asked = self.asking(self.words, self.chances.first).alone(stage())
        self.play(FadeIn(*asked.words, shift=DOWN * 0.2, lag_ratio=0.3), run_time=1.2)
        self.play(FadeIn(asked.blank), run_time=theme.QUICK)
        self.guess(asked.blank, seconds=1.5)
        return asked

    def asking(self, words: Sequence[str], drawn: Draws, room: Room | None = None) -> Asking:
        return Asking(room or self.upper, words, drawn.drawn.words()[-1])

    def table_of(self, drawn: Draws) -> OddsColumns:
        return OddsColumns(self.lower, drawn.words[-1].words(), drawn.odds[-1])

    def give_odds(self, asked: Asking) -> OddsColumns:
        self.beat("odds", "The model says no word: all it knows gets a probability.")
        table = self.table_of(self.chances.first)
        self.play(*asked.rise(), *table.grow(), run_time=2.0)
        self.play(FadeIn(table.title, table.numbers, lag_ratio=0.2), run_time=0.7)
        return table

    def draw(self, asked: Asking, table: OddsColumns) -> None:
        self.beat("draw", "Laid end to end they are one line. A random number falls on it.")
        self.play(*table.lay(), run_time=1.4)
        self.play(FadeIn(table.line.labels), run_time=0.3)
        self.let_chance_pick(asked, table, self.chances.first)

    def let_chance_pick(self, asked: Asking, table: OddsColumns, drawn: Draws) -> None:
        place = int(drawn.landed.values[-1])
        self.ball = table.line.ball(drawn.numbers.cite(-1))
        self.play(table.line.drop(self.ball))
        self.play(*table.light(place), run_time=0.3)
        self.play(*asked.take(table.line.segments[place]), run_time=theme.NORMAL)

    def go_on(self, asked: Asking, table: OddsColumns) -> tuple[Asking, OddsColumns]:
        if not self.chances.goes_on:
            return asked, table
        self.beat("again", "It joins the sentence, and all is asked again.")
        second = self.chances.second
        longer = self.asking(self.chances.first.read.words(), second)
        other = self.table_of(second)
        joins = *asked.go_on(longer), FadeOut(self.ball)
        self.play(*joins, *table.become(other), run_time=1.2)
        self.let_chance_pick(longer, other, second)
        return longer, other

    def ask_again(self, asked: Asking, table: OddsColumns) -> tuple[Asking, OddsColumns]:
        again = self.asking(self.words, self.chances.first)
        sample = self.chances.often()
        fresh = OddsColumns(self.lower, sample.words.words(), sample.odds)
        said = "Now a thousand times: will it say “{word}” each time?"
        self.beat("question again", said, word=sample.words.words()[0])
        back = *asked.go_back(again), FadeOut(self.ball)
        self.play(*back, *table.become(fresh), run_time=1.2)
        self.play(*fresh.hollow(), run_time=0.7)
        self.drawn = fresh.row(1, sample.shares)
        self.guess(*self.drawn, seconds=1.2)
        self.poured = Poured(fresh, sample.numbers, sample.landed)
        return again, fresh

    def draw_a_thousand(self, table: OddsColumns) -> None:
        self.beat("thousand", "Each falls by chance. What catches more is said more often.")
        self.play(self.poured.pour(7.0))
        self.play(FadeIn(table.heading(1, "drawn"), self.drawn, shift=UP * 0.2), run_time=0.6)
        self.hold(0.3)

    def count_what_was_taught(self, table: OddsColumns) -> None:
        counts = self.chances.frames(table.told)
        boxes = table.boxes(counts)
        if len(boxes):
            self.beat("taught", "And its lessons? A box for each ending that it was taught.")
            self.play(LaggedStart(*map(Create, boxes), lag_ratio=0.3), run_time=2.2)
            heading, row = table.heading(2, "taught"), table.row(2, counts, decimals=0)
            self.play(FadeIn(heading, row, shift=UP * 0.2), run_time=0.6)
            self.hold(0.8)

    def ask_every_beginning(self, asked: Asking, table: OddsColumns) -> Asking:
        self.other = self.chances.elsewhere()
        *words, _ = self.other.read.words()
        upper, lower = stage().rows(2, 3)
        passes, other = self.chances.passes(words), self.asking(words, self.other, upper)
        self.all = Beginnings(lower, other.words, passes.predicted.words())
        said = "Training asks after every word in one pass: the mask hides the rest."
        self.beat("beginnings", phrase(said, holds=passes.agree))
        self.keep(table.bars, *asked.common(other), asked.blank)
        self.play(*asked.change(other), self.all.come_from(table.bars), run_time=1.4)
        self.play(*self.all.predict(), run_time=1.2)
        return other

    def answer(self, other: Asking) -> None:
        self.beat("answer", "Other words, other chances: it learnt probabilities, not facts.")
        odds, place = self.table_of(self.other), int(self.other.landed.values[-1])
        *gone, best = self.all.predicted
        self.play(FadeOut(*gone), run_time=0.4)
        self.play(*odds.come(self.all.lines, best), run_time=theme.SLOW)
        taking = *odds.light(place, line=False), *other.take(odds.bars[place])
        self.play(*taking, run_time=1.2)
