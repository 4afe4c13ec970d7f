"""Chapter 23: a next token is drawn by its probability, and the odds are those of its lessons."""

from __future__ import annotations

from manim import DOWN, UP, FadeIn, FadeOut

from scenes import theme
from scenes.chapter import Chapter
from scenes.pieces.next_token.asking import Asking, Said
from scenes.pieces.next_token.beginnings import Beginnings
from scenes.pieces.next_token.chances import Chances
from scenes.pieces.next_token.piles import Piles
from scenes.pieces.next_token.poured import Poured
from scenes.pieces.next_token.temperature import Temperature
from scenes.stage.cited import Quantity
from scenes.stage.layout import Room, stage


class NextToken(Chapter):
    """One next token is drawn, colder and hotter, then a thousand: the odds are its text's."""

    heading = "The next token"
    lights = ()
    sentence = "the sky is"
    model = "speaker"
    kind = "masked"
    most_tokens = 6
    exceptions = {"faded, then used": "a box closes on one word, and opens on all again"}
    other_sentences = ("birds sing", "the small girl reads the", "the pilot flies the")

    def construct(self) -> None:
        self.ask()
        self.fill_the_box()
        self.draw()
        self.draw_again()
        self.cool_and_heat()
        self.pile_up(self.ask_every_beginning())
        self.ask_for_a_thousand()
        self.draw_a_thousand()
        self.come_back()

    def _check_numbers(self) -> None:
        super()._check_numbers()
        self.words = self.tokens("key").words()
        self.chances = Chances(self.model, self.sentence, self.tokens("key"))
        self.sample, self.read = self.chances.often(), self.chances.once().read
        self.large = stage().inset(left=0.9, right=0.9).rows(2.0, 2.1, 1.75)[1]
        _, self.middle, _, self.wide, self.below = stage().rows(0.25, 1.45, 0.75, 1.75, 1.65)
        self.upper, self.lower = stage().inset(top=0.5).rows(0.95, 4.4)

    def badge_text(self) -> str:
        return self.trace.source.label  # what is written is of no single head

    def asking(self, room: Room, odds: Quantity | None = None) -> Asking:
        """Ask for the next token, of which these are the odds."""
        told = *self.sample.words.words(), "any other"
        below = self.wide if room is self.middle else None
        return Asking(room, self.words, told, odds or self.sample.odds, below)

    def ask(self) -> None:
        self.beat("question", "What comes here? Always the same word?")
        self.asked = self.asking(self.large)
        self.play(FadeIn(*self.asked.words, shift=DOWN * 0.2, lag_ratio=0.3), run_time=0.9)
        self.play(FadeIn(self.asked.box), run_time=theme.QUICK)
        self.guess(self.asked.box, seconds=1.0, larger=1.8)

    def fill_the_box(self) -> None:
        self.beat("odds", "Not one word: each has a share, its probability.")
        wide = self.asking(self.middle)
        self.play(*self.asked.widen(wide), run_time=1.0)
        self.play(wide.line.fill(), run_time=1.9)
        self.asked = wide.filled()

    def draw(self) -> None:
        self.beat("draw", "A random number falls. The word below it is said.")
        self.let_chance_pick(0)

    def let_chance_pick(self, time: int) -> None:
        self.ball = self.asked.line.ball(self.sample.numbers.cite(time))
        self.play(self.asked.line.drop(self.ball, run_time=1.7 - 0.3 * time))
        self.place = int(self.sample.landed.values[time])
        self.play(self.asked.light(self.place), run_time=0.3)
        self.close(self.sample.drawn[time:])

    def close(self, drawn: Quantity) -> None:
        self.said = Said(self.large, self.words, drawn.words()[0])
        moves = self.asked.shut(self.place, self.said)
        self.play(*moves, FadeOut(self.ball, shift=DOWN * 0.6), run_time=0.9)

    def draw_again(self) -> None:
        said = self.sample.drawn.words()[0]
        self.beat("again", "Asked again: will it say “{word}” once more?", word=said)
        self.asked = self.asking(self.middle).filled()
        self.play(*self.asked.open(self.place, self.said), run_time=0.8)
        self.let_chance_pick(1)

    def cool_and_heat(self) -> None:
        """Leave the number where it fell, and let the line below it change."""
        cold, own, hot = self.chances.heated()
        self.scale = Temperature(self.below, own.temperature.cite(0))
        self.beat("cold", "Same number, cooler odds: the likeliest takes more.")
        self.asked = self.asking(self.middle).lit(self.place)
        self.ball = self.asked.line.ball(self.sample.numbers.cite(1))
        rising = FadeIn(self.ball, shift=UP * 0.6)
        self.play(*self.asked.open(self.place, self.said), rising, run_time=0.8)
        self.play(FadeIn(self.scale, self.scale.knob), run_time=theme.QUICK)
        self.turn(*cold[:3])
        self.beat("hot", "Heat them, and almost any word may come.")
        self.turn(*hot[:3])
        self.hold(0.4)
        self.close(hot.drawn)
        self.hold(0.3)

    def turn(self, temperature: Quantity, odds: Quantity, landed: Quantity) -> None:
        self.place, last = int(landed.values[0]), self.asked
        self.asked = self.asking(self.middle, odds).lit(self.place)
        self.play(self.scale.turn(temperature.cite(0)), *last.turn(self.asked), run_time=1.5)

    def ask_every_beginning(self) -> Beginnings:
        passes = self.chances.passes(self.read.words()[:-1])
        self.beat("beginnings", self.chances.says_where_from(passes))
        last, self.place = self.said, int(self.sample.landed.values[0])
        self.said = Said(self.middle, self.words, self.sample.drawn.words()[0])
        self.play(FadeOut(self.scale, self.scale.knob), *last.give_way(self.said), run_time=0.9)
        rows = Beginnings(self.lower, self.read, passes.predicted)
        for move, seconds in rows.learn():
            self.play(move, run_time=seconds)
        return rows

    def pile_up(self, rows: Beginnings) -> None:
        words = self.sample.words.words()
        self.taught = self.chances.frames(tuple(map(str, words)))
        self.piles = Piles(self.lower, words, self.chances.begins(words), self.taught)
        self.beat("cards", self.chances.says_taught(self.taught))
        self.play(rows.hand_over(self.piles.cards), run_time=0.9)
        self.play(*self.piles.come(), run_time=1.2)
        if len(self.piles.cards):
            self.play(FadeIn(self.piles.row(0, "taught", self.taught, decimals=0)), run_time=0.6)

    def ask_for_a_thousand(self) -> None:
        self.beat("question again", "Now a thousand times: how full is each pile?")
        self.asked = self.asking(self.upper).filled()
        self.play(*self.asked.open(self.place, self.said), run_time=0.8)
        self.play(*self.piles.wait_below(self.asked.line), run_time=0.5)
        self.drawn = self.piles.row(1, "drawn", self.sample.shares)
        self.guess(*self.drawn[1], seconds=1.0)

    def draw_a_thousand(self) -> None:
        self.beat("thousand", "Each falls by chance.")
        self.poured = Poured(self.asked.line, self.piles, self.sample.numbers, self.sample.landed)
        self.play(self.poured.pour(4.0))
        self.say(self.chances.says_poured(self.sample.shares, self.taught))
        self.play(FadeIn(*self.drawn, shift=UP * 0.2, lag_ratio=0.3), run_time=1.8)
        self.hold(0.4)

    def come_back(self) -> None:
        self.beat("answer", "Always the same? No: it learnt odds, not facts.")
        self.keep(self.asked, self.poured, beside=[self.poured.go_back(1.0)])
        self.play(*self.asked.go(self.asking(self.large)), run_time=1.1)
        self.hold(1.3)
