"""Chapter 18: a translation is written word by word, and each step looks back at the English."""

from __future__ import annotations

from manim import Animation, FadeOut, LaggedStart

from scenes import theme
from scenes.chapter import Chapter
from scenes.mobjects.motion import stirring
from scenes.pieces.translation_step_by_step.crossroads import Crossroads
from scenes.pieces.translation_step_by_step.odds import Odds
from scenes.pieces.translation_step_by_step.rooms import rooms
from scenes.pieces.translation_step_by_step.told import Told
from scenes.pieces.translation_step_by_step.two_lines import TwoLines


class TranslationStepByStep(Chapter):
    """A decoder's beam goes from word to word; then one word is shown to hear on two roads."""

    heading = "A translation, step by step"
    sentence = "the white cat sees the green car"
    model = "translator"
    kind = "cross"
    layer = 2
    most_tokens = 9
    lights = ()
    other_sentences = (
        "the green car",
        "the small girl reads the book",
        "this old queen slept behind a bridge",
        "the white car sees the green cat",
    )
    exceptions = {"faded, then used": "another word of the line has the form that is weighed"}

    def construct(self) -> None:
        self.lines = self.pose()
        self.write_the_first()
        self.write_the_second()
        self.write_the_rest()
        self.compare_orders()
        roads = self.ask_who_told()
        self.show_both(roads)
        self.close_either(roads)
        self.close_both(roads)
        self.answer(roads)

    def _check_numbers(self) -> None:
        super()._check_numbers()
        sides = {"english": self.tokens("key"), "french": self.tokens("query")}
        self.told = Told(self.trace, self.sentence, **sides, weights=self.of_head("weights"))

    def pose(self) -> TwoLines:
        told = self.told
        lines = TwoLines(rooms(), told.english, [*told.french, told.ending], told.weights)
        self.open_with(*lines.english)
        self.beat("question", "The translator writes word by word. Where does it look?")
        self.play(stirring(lines.english), run_time=1.4 * theme.SLOW)
        self.play(*lines.start(), run_time=theme.NORMAL)
        return lines

    def write_the_first(self) -> None:
        self.beat("first", "The last French token asks, and what it hears makes one word likely.")
        beams, self.odds = self.lines.beams[0], self.odds_of(0)
        self.play(*self.lines.read(0), run_time=theme.QUICK)
        self.play(beams.ask(), run_time=1.3 * theme.NORMAL)
        self.play(beams.weigh(), run_time=0.9 * theme.NORMAL)
        self.play(*self.odds.grow(), run_time=1.3 * theme.NORMAL)
        self.play(*self.lines.write(0, self.odds.names[0]), run_time=theme.NORMAL)

    def odds_of(self, row: int, *, numbered: int = 1) -> Odds:
        step, best = self.told.steps[row], self.lines.french[row + 1].word
        return Odds(rooms().odds, [best, *step.words.words()[1:]], step.odds, numbered=numbered)

    def write_the_second(self) -> None:
        self.beat("second", self.told.says_the_leap())
        self.take_a_step(1, 1.1 * theme.NORMAL)

    def become(self, odds: Odds, *beside: Animation, run_time: float | None = None) -> None:
        """Weigh up anew what may be written."""
        moves = *self.odds.become(odds), *beside
        self.play(*moves, run_time=run_time or 1.3 * theme.NORMAL)
        self.odds = odds

    def write_the_rest(self) -> None:
        self.beat("rest", "Step by step, until it writes that this is the end.")
        last = len(self.told.steps) - 1
        for row in range(2, last + 1):
            self.take_a_step(row, theme.QUICK, numbered=int(row == last))

    def take_a_step(self, row: int, run_time: float, *, numbered: int = 1) -> None:
        """Read a word, look, and write the next."""
        self.play(*self.lines.read(row), run_time=run_time / 2)
        odds = self.odds_of(row, numbered=numbered)
        self.become(odds, self.lines.beams[row].come(), run_time=run_time)
        self.play(*self.lines.write(row, odds.names[0]), run_time=0.8 * run_time)

    def compare_orders(self) -> None:
        self.beat("order", self.told.says_the_order())
        self.play(FadeOut(self.odds), *self.lines.let_go(), run_time=theme.QUICK)
        self.play(*self.lines.swing(rooms().bottom), run_time=1.2 * theme.SLOW)
        crossing = self.told.crossing.values.tolist()
        self.play(LaggedStart(*self.lines.light(crossing), lag_ratio=0.3), run_time=1.2)

    def ask_who_told(self) -> Crossroads:
        self.beat("who", self.told.asks_who_told())
        roads = Crossroads(rooms().roads, self.lines, self.told)
        self.play(*roads.leave_alone(), run_time=theme.QUICK)
        self.play(*roads.come(), run_time=1.2 * theme.NORMAL)
        self.guess(roads.between(), seconds=1.2)
        return roads

    def show_both(self, roads: Crossroads) -> None:
        self.beat("roads", "Two roads lead there: by the English, or straight.")
        for road in (roads.over, roads.straight):
            self.play(*road.open(), run_time=theme.NORMAL)
        self.odds = roads.odds(self.told.whole)
        self.play(*self.odds.grow(), run_time=theme.NORMAL)

    def close_either(self, roads: Crossroads) -> None:
        self.beat("either", "Close one, then the other: less sure, but the same word.")
        self.play(*roads.over.close(), run_time=theme.NORMAL)
        self.become(roads.odds(self.told.apart[0]), run_time=theme.NORMAL)
        self.play(*roads.over.reopen(), *roads.straight.close(), run_time=theme.NORMAL)
        self.become(roads.odds(self.told.apart[1]), run_time=theme.NORMAL)

    def close_both(self, roads: Crossroads) -> None:
        self.beat("both", "And both? Your guess.")
        self.play(*roads.over.close(), run_time=theme.NORMAL)
        self.guess(*self.odds.beside(), seconds=1.5)
        turning = roads.turn(self.told.instead)
        self.become(roads.odds(self.told.both), turning, run_time=theme.SLOW)
        self.play(roads.swell(), run_time=theme.NORMAL)
        self.hold(theme.QUICK)

    def answer(self, roads: Crossroads) -> None:
        self.beat("answer", "Either road is enough; the widest line shows neither.")
        reopened = *roads.over.reopen(), *roads.straight.reopen()
        self.become(roads.odds(self.told.whole), roads.turn(self.told.word), *reopened)
        self.play(roads.over.send(), roads.straight.send(), run_time=1.1 * theme.SLOW)
        self.leave_with(*roads.english)
