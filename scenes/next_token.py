"""Chapter 23: a next token is drawn by its probability, and then the model is asked again."""

from __future__ import annotations

from manim import DOWN, UP, Create, FadeIn, FadeOut, LaggedStart

from scenes import theme
from scenes.chapter import Chapter
from scenes.pieces.next_token.asking import Asking
from scenes.pieces.next_token.beginnings import Beginnings
from scenes.pieces.next_token.chances import OTHERS, Chances
from scenes.pieces.next_token.odds_columns import OddsColumns
from scenes.pieces.next_token.poured import Poured
from scenes.stage.cited import Quantity
from scenes.stage.layout import stage
from scenes.stage.phrases import phrase


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
        asked = self.draw_again(asked, table)
        asked = self.ask_again(asked, table)
        self.draw_a_thousand(table)
        self.count_what_was_taught(table)
        other = self.ask_every_beginning(asked, table)
        self.go_on(self.answer(other))

    def _check_numbers(self) -> None:
        super()._check_numbers()
        self.words = self.tokens("key").words()
        self.chances = Chances(self.model, self.sentence, self.tokens("key"))
        self.sample = self.chances.often()
        self.upper, self.lower = stage().rows(1, 6.6)

    def badge_text(self) -> str:
        return self.trace.source.label  # what is written is of no single head

    def ask(self) -> Asking:
        self.beat("question", "What comes after these words? Always the same?")
        asked = self.asking(0).alone(stage())
        self.play(FadeIn(*asked.words, shift=DOWN * 0.2, lag_ratio=0.3), run_time=1.2)
        self.play(FadeIn(asked.blank), run_time=theme.QUICK)
        self.guess(asked.blank, seconds=1.3)
        return asked

    def asking(self, time: int) -> Asking:
        """Ask for what is drawn as the first or the second of the thousand."""
        return Asking(self.upper, self.words, self.sample.drawn[time : time + 1].words()[0])

    def table_of(self, sentence: str, words: Quantity, odds: Quantity) -> OddsColumns:
        begins = self.chances.begins(sentence, words.words())
        return OddsColumns(self.lower, words.words(), odds, begins)

    def give_odds(self, asked: Asking) -> OddsColumns:
        self.beat("odds", "The model says no word: all it knows gets a probability.")
        table = self.table_of(self.sentence, self.sample.words, self.sample.odds)
        self.play(*asked.rise(), *table.grow(), run_time=2.0)
        self.play(FadeIn(table.title, table.numbers, lag_ratio=0.2), run_time=0.7)
        return table

    def draw(self, asked: Asking, table: OddsColumns) -> None:
        self.beat("draw", "Laid end to end they are one line. A random number falls on it.")
        self.play(*table.lay(), run_time=1.4)
        self.play(FadeIn(table.line.labels), run_time=0.3)
        self.let_chance_pick(asked, table, 0)

    def let_chance_pick(self, asked: Asking, table: OddsColumns, time: int) -> None:
        self.place = int(self.sample.landed.values[time])
        self.ball = table.line.ball(self.sample.numbers.cite(time))
        self.play(table.line.drop(self.ball, run_time=1.9 - 0.4 * time))
        self.play(*table.light(self.place), run_time=0.3)
        self.play(*asked.take(table.line.segments[self.place]), run_time=theme.NORMAL)

    def draw_again(self, asked: Asking, table: OddsColumns) -> Asking:
        self.beat("again", "Asked again: another number, and maybe another word.")
        again = self.clear(asked, table, 1)
        self.let_chance_pick(again, table, 1)
        return again

    def clear(self, asked: Asking, table: OddsColumns, time: int) -> Asking:
        """Let go what was drawn, so that the same question stands again."""
        again = self.asking(time)
        dark = table.light(self.place, hue=theme.INK)
        self.play(*asked.go_back(again), FadeOut(self.ball), *dark, run_time=0.7)
        return again

    def ask_again(self, asked: Asking, table: OddsColumns) -> Asking:
        word = self.sample.words.words()[0]
        said = phrase("Now a thousand times: how often does it say “{word}”?", word=word)
        self.beat("question again", said)
        again = self.clear(asked, table, 0)
        self.play(*table.hollow(), run_time=0.7)
        self.drawn = table.row(1, self.sample.shares)
        self.guess(*self.drawn, seconds=1.2)
        self.poured = Poured(table, self.sample.numbers, self.sample.landed)
        return again

    def draw_a_thousand(self, table: OddsColumns) -> None:
        self.beat("thousand", "Each falls by chance. What catches more is said more often.")
        self.play(self.poured.pour(6.0))
        self.play(FadeIn(table.heading(1, "drawn"), self.drawn, shift=UP * 0.2), run_time=0.6)
        self.hold(0.3)

    def count_what_was_taught(self, table: OddsColumns) -> None:
        counts = self.chances.frames(table.told)
        boxes = table.boxes(counts)
        if len(boxes):
            self.beat("taught", "And its lessons? A box for each ending that it was taught.")
            self.play(LaggedStart(*map(Create, boxes), lag_ratio=0.3), run_time=1.8)
            heading, row = table.heading(2, "taught"), table.row(2, counts, decimals=0)
            self.play(FadeIn(heading, row, shift=UP * 0.2), run_time=0.6)
            self.hold(2.2)

    def ask_every_beginning(self, asked: Asking, table: OddsColumns) -> Asking:
        self.other = self.chances.elsewhere()
        *words, _ = self.other.read.words()
        upper, lower = stage().rows(2, 3)
        passes = self.chances.passes(words)
        other = Asking(upper, words, self.other.drawn.words()[0])
        self.all = Beginnings(lower, other.words, other.blank, passes.predicted, self.other.read)
        said = phrase(
            "In training it guesses every next word at once: the mask hides it.", holds=passes.agree
        )
        self.beat("beginnings", said)
        self.keep(table.bars, *asked.common(other), asked.blank)
        self.play(*asked.change(other), self.all.come_from(table.bars), run_time=1.4)
        self.play(*self.all.predict(), run_time=0.9)
        self.play(self.all.judge(), run_time=0.8)
        self.hold(0.5)
        return other

    def answer(self, other: Asking) -> Asking:
        self.beat("answer", "Other words, other chances: it learnt probabilities, not facts.")
        odds = self.table_of(self.chances.other, self.other.words[0], self.other.odds[0])
        place = int(self.other.landed.values[0])
        *gone, best = self.all.predicted
        self.play(FadeOut(*gone, self.all.marks), run_time=0.4)
        self.play(*odds.come(self.all.lines, best), run_time=theme.SLOW)
        taking = *odds.light(place, line=False), *other.take(odds.bars[place])
        self.play(*taking, run_time=1.2)
        return other

    def go_on(self, asked: Asking) -> None:
        """Let a box open behind the drawn word, for what is asked next."""
        longer = Asking(asked.room, self.other.read.words(), "?")
        self.play(*asked.go_on(longer), run_time=theme.NORMAL)
