"""Chapter 23: a next token is drawn by its probability, and then the model is asked again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from manim import DOWN, UP, Create, FadeIn, FadeOut

from scenes import theme
from scenes.chapter import Chapter
from scenes.pieces.next_token.asking import Asking
from scenes.pieces.next_token.chances import OTHERS, Chances
from scenes.pieces.next_token.odds_table import OddsTable
from scenes.pieces.next_token.poured import Poured
from scenes.pieces.next_token.prefixes import Prefixes
from scenes.stage.layout import stage

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
    other_sentences = ("birds sing", "the baker makes the", "the small girl reads the", OTHERS[1])

    def construct(self) -> None:
        asked = self.ask()
        table = self.give_odds(asked)
        self.draw(asked, table)
        prefixes = self.predict_all_at_once(*self.go_on(asked, table))
        self.read_alone(prefixes)
        self.lift_the_mask(prefixes)
        asked, table = self.draw_a_thousand(prefixes)
        self.count_frames(table)
        self.ask_another(asked, table)

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
        self.guess(asked.blank, seconds=1.6)
        return asked

    def asking(self, words: Sequence[str], drawn: Draws) -> Asking:
        return Asking(self.upper, words, drawn.drawn.words()[-1])

    def table_of(self, drawn: Draws) -> OddsTable:
        return OddsTable(self.lower, drawn.words[-1].words(), drawn.odds[-1])

    def give_odds(self, asked: Asking) -> OddsTable:
        self.beat("odds", "The model says no word: all it knows gets a probability.")
        table = self.table_of(self.chances.first)
        self.play(*asked.rise(), run_time=theme.NORMAL)
        self.play(*table.grow(), run_time=theme.SLOW)
        self.play(FadeIn(table.title, table.numbers, lag_ratio=0.2), run_time=0.7)
        return table

    def draw(self, asked: Asking, table: OddsTable) -> None:
        self.beat("draw", "Laid end to end they make one. A random number picks.")
        self.play(*table.lay(), run_time=1.2)
        self.play(FadeIn(table.line.labels), run_time=theme.QUICK)
        self.let_chance_pick(asked, table, self.chances.first)

    def let_chance_pick(self, asked: Asking, table: OddsTable, drawn: Draws) -> None:
        place = int(drawn.landed.values[-1])
        self.ball = table.line.ball(drawn.numbers.cite(-1))
        self.play(table.line.drop(self.ball), run_time=theme.NORMAL)
        self.play(*table.light(place), run_time=theme.QUICK)
        self.play(*asked.take(table.names[place]), run_time=theme.NORMAL)

    def go_on(self, asked: Asking, table: OddsTable) -> tuple[Asking, OddsTable]:
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

    def predict_all_at_once(self, asked: Asking, table: OddsTable) -> Prefixes:
        self.beat("prefixes", "One pass is enough to predict after every beginning.")
        words = self.chances.first.read.words()
        prefixes = Prefixes(stage(), words, self.chances.passes())
        read = asked.read()[: len(words)]
        best = table.names[0]
        self.keep(*read, best, beside=prefixes.unfold(read, best), run_time=theme.SLOW)
        self.play(*prefixes.predict(), run_time=theme.NORMAL)
        return prefixes

    def read_alone(self, prefixes: Prefixes) -> None:
        self.beat("alone", "Read alone, each gives the same: later words are hidden.")
        self.play(*prefixes.read_alone(), run_time=1.6 * theme.SLOW)

    def lift_the_mask(self, prefixes: Prefixes) -> None:
        self.beat("lifted", "Lift the mask, and later words leak in.")
        self.play(*prefixes.lift(), run_time=1.4)
        self.play(*prefixes.part(), run_time=theme.SLOW)

    def draw_a_thousand(self, prefixes: Prefixes) -> tuple[Asking, OddsTable]:
        self.beat("thousand", "Back to our question, and a thousand draws.")
        sample = self.chances.often()
        asked = self.asking(self.words, self.chances.first)
        table = OddsTable(self.lower, sample.words.words(), sample.odds)
        self.play(*prefixes.fold(asked, table.names[0]), run_time=theme.SLOW)
        self.play(*table.grow(known=1), FadeIn(table.title, table.numbers), run_time=theme.NORMAL)
        self.play(*table.lay(), *table.hollow(), run_time=theme.NORMAL)
        poured = Poured(table, sample.numbers, sample.landed)
        self.play(poured.pour(4.0))
        shares = table.column(1, sample.shares)
        self.play(FadeIn(table.heading(1, "drawn"), shares, shift=UP * 0.2), run_time=0.6)
        return asked, table

    def count_frames(self, table: OddsTable) -> None:
        counts = self.chances.frames(table.told)
        boxes = table.frames(counts)
        if len(boxes):
            self.beat("frames", "Its training frames went on with each so often.")
            self.play(Create(boxes, lag_ratio=0.3), run_time=theme.SLOW)
            heading, column = table.heading(2, "frames"), table.column(2, counts, decimals=0)
            self.play(FadeIn(heading, column, shift=UP * 0.2))

    def ask_another(self, asked: Asking, table: OddsTable) -> None:
        drawn = self.chances.elsewhere()
        self.beat("answer", "It depends on the beginning: it learnt chances, not facts.")
        *words, _ = drawn.read.words()
        other, odds = self.asking(words, drawn), self.table_of(drawn)
        rest = table.names[-1]
        self.keep(table.bars, table.title, rest, *asked.common(other), asked.blank)
        self.play(*asked.change(other), run_time=theme.NORMAL)
        self.play(*odds.come(table), run_time=theme.NORMAL)
        place = int(drawn.landed.values[-1])
        taking = *odds.light(place, line=False), *other.take(odds.names[place])
        self.play(*taking, run_time=1.2)
