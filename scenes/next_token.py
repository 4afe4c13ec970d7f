"""Chapter 23: a next token is drawn by its probability, and the odds are those of its lessons."""

from __future__ import annotations

from manim import DOWN, UP, FadeIn, FadeOut, VGroup

from scenes import theme
from scenes.chapter import Chapter
from scenes.pieces.next_token.asking import Asking
from scenes.pieces.next_token.beginnings import Beginnings
from scenes.pieces.next_token.chances import Chances
from scenes.pieces.next_token.odds_columns import OddsColumns
from scenes.pieces.next_token.poured import Poured
from scenes.pieces.next_token.temperature import Temperature
from scenes.stage.cited import Quantity
from scenes.stage.layout import stage
from scenes.stage.phrases import phrase


class NextToken(Chapter):
    """One next token is drawn, colder and hotter, then a thousand: the odds are its text's."""

    heading = "The next token"
    lights = ()
    sentence = "the sky is"
    model = "speaker"
    kind = "masked"
    most_tokens = 6
    other_sentences = ("birds sing", "the small girl reads the", "the pilot flies the")

    def construct(self) -> None:
        self.ask()
        self.give_odds()
        self.draw()
        self.draw_again()
        self.cool_and_heat()
        self.ask_again()
        self.draw_a_thousand()
        self.count_what_was_taught(self.ask_every_beginning())

    def _check_numbers(self) -> None:
        super()._check_numbers()
        self.words = self.tokens("key").words()
        self.chances = Chances(self.model, self.sentence, self.tokens("key"))
        self.sample, self.read = self.chances.often(), self.chances.once().read
        self.upper, self.lower = stage().rows(1, 6.8)

    def badge_text(self) -> str:
        return self.trace.source.label  # what is written is of no single head

    def asking(self, drawn: Quantity) -> Asking:
        """Ask for a token that is drawn."""
        return Asking(self.upper, self.words, drawn.words()[0])

    def table_of(self, odds: Quantity) -> OddsColumns:
        words = self.sample.words.words()
        return OddsColumns(self.lower, words, odds, self.chances.begins(words))

    def ask(self) -> None:
        self.beat("question", "What comes after these words? Always the same?")
        self.asked = self.asking(self.sample.drawn).alone(stage())
        self.play(FadeIn(*self.asked.words, shift=DOWN * 0.2, lag_ratio=0.3), run_time=1.2)
        self.play(FadeIn(self.asked.blank), run_time=theme.QUICK)
        self.guess(self.asked.blank, seconds=1.2)

    def give_odds(self) -> None:
        self.beat("odds", "The model says no word: all it knows gets a probability.")
        self.table = self.table_of(self.sample.odds)
        self.play(*self.asked.rise(), *self.table.grow(), run_time=2.0)
        self.play(FadeIn(self.table.title, self.table.numbers, lag_ratio=0.2), run_time=0.7)

    def draw(self) -> None:
        self.beat("draw", "Laid end to end they are one line. A random number falls on it.")
        self.play(*self.table.lay(), run_time=1.4)
        self.play(FadeIn(self.table.line.labels), run_time=0.3)
        self.let_chance_pick(0)

    def let_chance_pick(self, time: int) -> None:
        place, line = int(self.sample.landed.values[time]), self.table.line
        self.ball = line.ball(self.sample.numbers.cite(time))
        self.play(line.drop(self.ball, run_time=1.8 - 0.4 * time))
        self.play(*self.table.light(place), run_time=0.3)
        self.play(*self.asked.take(line.segments[place]), run_time=0.9)

    def draw_again(self) -> None:
        self.beat("again", "Asked again: another number, and maybe another word.")
        again, first = self.asking(self.sample.drawn[1:]), int(self.sample.landed.values[0])
        dark = self.table.light(first, hue=theme.INK)
        self.play(*self.asked.go_back(again), FadeOut(self.ball), *dark, run_time=0.7)
        self.asked = again
        self.let_chance_pick(1)

    def cool_and_heat(self) -> None:
        """Leave the number where it fell, and let the line below it change."""
        cold, own, hot = self.chances.heated()
        room = self.table.above_low().columns(2, 1)[0]
        self.scale = Temperature(room, own.temperature.cite(0))
        self.beat("cold", "Keep the number, cool the odds: the likeliest takes more.")
        self.play(FadeIn(self.scale, self.scale.knob), run_time=theme.QUICK)
        self.turn(cold.temperature, cold.odds, cold.landed, cold.drawn)
        self.beat("hot", "Heat them, and almost any word may come.")
        self.turn(hot.temperature, hot.odds, hot.landed, hot.drawn)
        self.hold(0.4)

    def turn(self, to: Quantity, odds: Quantity, landed: Quantity, drawn: Quantity) -> None:
        other, said = self.table_of(odds).lit(int(landed.values[0])), self.asking(drawn)
        self.play(self.scale.turn(to.cite(0)), *self.table.turn(other), run_time=1.2)
        self.play(*self.asked.say_instead(said), run_time=0.8)
        self.table, self.asked = other, said

    def ask_again(self) -> None:
        word = self.sample.words.words()[0]
        said = phrase("Now a thousand times: how often does it say “{word}”?", word=word)
        self.beat("question again", said)
        again, own = self.asking(self.sample.drawn), self.table_of(self.sample.odds)
        gone = FadeOut(self.ball, self.scale, self.scale.knob)
        self.play(*self.asked.go_back(again), gone, *self.table.turn(own), run_time=0.9)
        self.play(*own.hollow(), run_time=0.6)
        self.asked, self.table, self.drawn = again, own, own.row(1, self.sample.shares)
        self.guess(*self.drawn, seconds=1.0)

    def draw_a_thousand(self) -> None:
        self.beat("thousand", "Each falls by chance. What catches more is said more often.")
        poured = Poured(self.table, self.sample.numbers, self.sample.landed)
        self.play(poured.pour(4.5))
        self.play(FadeIn(self.table.heading(1, "drawn"), self.drawn, shift=UP * 0.2), run_time=0.6)

    def ask_every_beginning(self) -> Beginnings:
        passes = self.chances.passes(self.read.words()[:-1])
        said = phrase(
            "In training, every beginning asks: a mask hides the rest.", holds=passes.agree
        )
        self.beat("beginnings", said)
        line, name = self.table.line, self.table.names[int(self.sample.landed.values[0])]
        gone = FadeOut(line.segments, line.labels, self.table.chutes)
        self.play(gone, *self.asked.take(name), run_time=0.8)
        room = self.table.above_low(theme.GAP_OF_SIGNS)
        rows = Beginnings(room, self.read, passes.predicted)
        self.play(rows.come(), run_time=1.0)
        self.play(rows.shut(), run_time=1.1)
        self.play(*rows.guess(), run_time=0.6)
        self.play(rows.judge(), run_time=0.7)
        return rows

    def count_what_was_taught(self, rows: Beginnings) -> None:
        counts = self.chances.frames(self.table.told)
        cards = self.table.cards(counts)
        if len(cards):
            self.beat("answer", self.chances.says_taught(counts))
            for move in rows.hand_over(cards):
                self.play(move, run_time=1.2)
            heading, row = self.table.heading(2, "taught"), self.table.row(2, counts, decimals=0)
            likely, other = self.table.parted()
            gone = *self.asked.words, self.asked.answer, other, self.drawn[-1]
            self.play(FadeOut(*gone), FadeIn(heading, row[:-1], shift=UP * 0.2), run_time=0.6)
            self.zoom(VGroup(likely, self.table.title, heading, row[:-1]), run_time=1.3)
            self.hold(1.0)
        else:
            self.beat("answer", "It learnt probabilities, not facts.")
            self.play(FadeOut(rows))
