"""Chapter 25: one word has one row in the table; its sentence makes it mean one thing."""

from __future__ import annotations

from manim import RIGHT, UP, Animation, Create, FadeIn, FadeOut, LaggedStart, ReplacementTransform

from attention_math.concordance import measured_model
from scenes import theme
from scenes.chapter import Chapter
from scenes.mobjects.token_row import Token
from scenes.pieces.context_changes_meaning.definitions import Definitions
from scenes.pieces.context_changes_meaning.layers import Layers
from scenes.pieces.context_changes_meaning.measured import Measured
from scenes.pieces.context_changes_meaning.sense_plane import SensePlane
from scenes.pieces.context_changes_meaning.sentences import Few, Tagged, one_row, written
from scenes.stage.cited import Word
from scenes.stage.derive import derive
from scenes.stage.layout import stage
from scenes.stage.phrases import phrase
from scenes.stage.refusal import StageError

WORDS = "mole", "bank"  # chosen by hand, as their sentences are
_STEP = 0.6  # seconds a layer


class ContextChangesMeaning(Chapter):
    """One word in twelve sentences, in a measured encoder: its points walk apart by meaning."""

    heading = "Context changes meaning"
    lights = ()
    takes_choices = False
    exceptions = {"faded, then used": "every sentence says the word; a sense has its name"}

    def construct(self) -> None:
        seen, aside = stage().columns(8.6, 4.7, gap=0.1)
        self.field, foot = seen.rows(5.2, 0.7)
        self.foot = foot.inset(right=0.9)
        self.aside, (self.tags, self.below) = aside, aside.rows(4.4, 1.4, gap=0.2)
        few = self.ask_what_the_table_gives()
        plane = self.tie_to_one_point(few, self.find_one_row(few))
        self.walk_apart(plane)
        self.guess_where_one_lands(plane)
        self.count(plane)
        self.look_up_another(self.find_the_lines(self.look_it_up(plane)))

    def ask_what_the_table_gives(self) -> Few:
        self.beat("question", "Three sentences, three meanings. What does the table give?")
        upper, lower = stage().rows(3.6, 1.4)
        few = Few(self.mole.sentences, self.opening, upper)
        entering = (FadeIn(row, shift=UP * 0.3) for row in few)
        self.play(LaggedStart(*entering, lag_ratio=0.4), run_time=theme.SLOW)
        self.token = one_row(self.mole, lower)
        self.guess(self.token, seconds=1.2)
        return few

    def find_one_row(self, few: Few) -> Token:
        self.beat("one row", "“{word}” is one row of it, whatever it means.", word=self.mole.word)
        self.play(LaggedStart(*few.box(), lag_ratio=0.3), run_time=theme.NORMAL)
        self.play(*few.meet(self.token), FadeIn(self.token), run_time=theme.SLOW)
        return self.token

    def tie_to_one_point(self, few: Few, token: Token) -> SensePlane:
        self.beat("one point", "So all three begin as good as at one point.")
        plane = SensePlane(self.mole, self.field)
        self.tagged = tags = Tagged(self.mole, self.opening, self.tags)
        self.layers = Layers(self.mole, self.below)
        home = token.animate.move_to(plane.at(0, 0))
        self.play(*few.turn_into(tags), home, FadeIn(plane), run_time=theme.SLOW)
        points = map(plane.bring, self.opening)
        self.note = plane.kept(self.field.inset(bottom=0.1))
        self.play(FadeIn(tags.names, *points, lag_ratio=0.2), FadeOut(token), run_time=theme.NORMAL)
        return plane

    def walk_apart(self, plane: SensePlane) -> None:
        self.beat("layers", "Now the words around it speak, layer by layer.")
        self.play(FadeIn(self.layers, self.note), run_time=theme.QUICK)
        self.walk(plane)

    def walk(self, plane: SensePlane, *numbers: int, counting: bool = False) -> None:
        """Go through all layers, with all points or some."""
        for layer in range(1, plane.layers + 1):
            moves = [*plane.to(layer, numbers or None), self.layers.light_up(layer)]
            counted = [self.layers.fill(layer)] if counting else []
            self.play(*moves, *counted, run_time=_STEP * theme.NORMAL)

    def guess_where_one_lands(self, plane: SensePlane) -> None:
        self.stray = int(self.mole.stray.values[0])
        self.beat("guess", "And this one? Where will it land?")
        self.sentence = written(self.mole, self.stray, self.foot)
        self.play(FadeIn(self.sentence), self.layers.light_up(0), run_time=theme.NORMAL)
        self.play(FadeIn(plane.enter(self.stray, theme.QUIET)), run_time=theme.QUICK)
        self.guess(*map(plane.beside, self.opening), seconds=1.6)
        self.walk(plane, self.stray)
        sense, other = self.mole.of_stray()
        self.beat("stray", "It means “{sense}”, and lands by “{other}”.", sense=sense, other=other)
        lit = self.sentence.word.animate.set_color(self.mole.hue(self.stray))
        self.play(plane.paint(self.stray), lit, run_time=theme.NORMAL)
        self.play(self.ring(plane), run_time=theme.NORMAL)

    def ring(self, plane: SensePlane) -> Animation:
        """Ring the point that strays."""
        self.circle = plane.ring(self.stray)
        return Create(self.circle)

    def count(self, plane: SensePlane) -> None:
        self.beat("count", "Is it alone? Of all twelve, who lies by its own meaning?")
        above, below = self.aside.rows(0.8, 5)
        small, self.layers = self.layers, Layers(self.mole, below, counting=True)
        growing = ReplacementTransform(small, self.layers)
        back = *plane.to(0), FadeOut(self.circle, self.sentence)
        self.play(*back, *self.tagged.leave_names(above), growing, run_time=theme.NORMAL)
        others = [i for i in range(len(self.mole.labels)) if i not in plane.points_of]
        points = [plane.bring(number) for number in others]
        self.play(FadeIn(*points, self.layers.legend), self.layers.fill(0), run_time=theme.NORMAL)
        self.walk(plane, counting=True)
        self.play(self.ring(plane), FadeIn(self.sentence), run_time=theme.NORMAL)

    def look_it_up(self, plane: SensePlane) -> Definitions:
        self.beat("dictionary", "Which line of a dictionary does the whole sentence find?")
        above, self.fan = stage().rows(0.8, 5)
        told = Definitions(self.mole, self.fan)
        dots = [*plane.points_of.values()]
        up = written(self.mole, self.stray, above)
        coming = FadeIn(told.token), self.sentence.animate.become(up), *told.gather(dots)
        self.keep(self.sentence, *dots, beside=coming, run_time=theme.NORMAL)
        self.play(FadeIn(told.blocks, shift=RIGHT * 0.3, lag_ratio=0.2), run_time=theme.NORMAL)
        self.guess(*told.compare(self.stray), seconds=1.6)
        self.play(told.weigh(), run_time=theme.SLOW)
        return told

    def find_the_lines(self, told: Definitions) -> Definitions:
        found = self.mole.right[self.stray]
        self.say(phrase("Its own, though its point had strayed.", holds=found))
        self.play(told.find(self.stray), run_time=1.4 * theme.SLOW)
        found = self.mole.all_right
        self.beat("twelve", phrase("By its sentence each finds its own.", holds=found))
        others = [i for i in range(len(self.mole.labels)) if i != self.stray]
        gone = FadeOut(self.sentence, told.bars, told.numbers)
        self.play(told.find(*others), gone, run_time=1.5 * theme.SLOW)
        return told

    def look_up_another(self, told: Definitions) -> None:
        bank = Definitions(self.bank, self.fan)
        said = phrase("And “{word}”? One row, many meanings.", word=self.bank.word)
        self.beat("answer", said)
        self.play(*told.become(bank))
        self.play(bank.find(*range(len(self.bank.labels))), run_time=1.3 * theme.SLOW)

    def badge_text(self) -> str:
        return Word(derive(measured_model, source="senses").cite())

    def _check_numbers(self) -> None:
        """Refuse before anything is drawn if the measurement cannot be read."""
        try:
            self.mole, self.bank = map(Measured.of, WORDS)
        except ValueError as error:
            raise StageError(str(error)) from None
        self.opening = self.mole.opening.values.tolist()
