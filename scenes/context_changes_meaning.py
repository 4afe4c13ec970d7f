"""Chapter 25: one word has one row in the table; its sentence makes it mean one thing."""

from __future__ import annotations

from manim import UP, Create, FadeIn, FadeOut, LaggedStart, ReplacementTransform

from attention_math.concordance import measured_model, misled_sentence
from scenes import theme
from scenes.chapter import Chapter
from scenes.mobjects.motion import exchange
from scenes.pieces.context_changes_meaning.distances import Distances
from scenes.pieces.context_changes_meaning.few import Few
from scenes.pieces.context_changes_meaning.layers import Layers
from scenes.pieces.context_changes_meaning.measured import Measured
from scenes.pieces.context_changes_meaning.sense_plane import SensePlane
from scenes.pieces.context_changes_meaning.sentences import one_row, side_by_side, written
from scenes.pieces.context_changes_meaning.tagged import Tagged, legend
from scenes.stage.cited import Word
from scenes.stage.derive import derive
from scenes.stage.layout import stage
from scenes.stage.phrases import phrase
from scenes.stage.refusal import StageError

WORDS = "mole", "bank"  # chosen by hand, as their sentences are
_STEP, _BRISK = 0.42, 0.4  # seconds a layer


class ContextChangesMeaning(Chapter):
    """One word in twelve sentences, in a measured encoder: its points walk apart by meaning."""

    heading = "Context changes meaning"
    lights = ()
    takes_choices = False
    exceptions = {"faded, then used": "every sentence says the word; a sense has its name"}

    def construct(self) -> None:
        self.band, below = stage().rows(0.7, 4.8, gap=0.4)
        self.field, self.aside = below.columns(7.5, 5.7, gap=0.2)
        self.above, self.below = self.aside.rows(0.8, 5)
        self.find_one_row(few := self.ask_what_the_table_gives())
        plane = self.tie_to_one_point(few)
        self.walk_apart(plane)
        self.guess_where_one_lands(plane)
        distances = self.find_it_elsewhere(plane)
        self.lay_flat(plane, distances)
        self.measure_in_truth(plane, distances)
        self.count(plane, distances)
        self.return_to_the_three(self.try_another(plane))

    def ask_what_the_table_gives(self) -> Few:
        self.beat("question", "One word, three meanings. Can a table tell them apart?")
        upper, lower = stage().rows(3.6, 1.4)
        few = Few(self.mole, upper)
        entering = (FadeIn(row, shift=UP * 0.3) for row in few)
        self.play(LaggedStart(*entering, lag_ratio=0.4), run_time=theme.SLOW)
        self.token = one_row(self.mole, lower)
        self.guess(self.token, seconds=1.2, larger=1.5)
        return few

    def find_one_row(self, few: Few) -> None:
        self.beat("one row", "It has one row for “{word}”, whatever it means.", word=self.mole.word)
        self.play(LaggedStart(*few.box(), lag_ratio=0.3), run_time=theme.NORMAL)
        self.play(*few.meet(self.token), FadeIn(self.token), run_time=theme.SLOW)

    def tie_to_one_point(self, few: Few) -> SensePlane:
        self.beat("one point", "So all three begin at almost the same point.")
        plane = SensePlane(self.mole, self.field)
        lower = self.aside.rows(3.9, 1.2, gap=0.2)[1]
        upper = stage().columns(7.5, 5.7, gap=0.2)[1].inset(bottom=1.5)
        self.tagged, self.layers = Tagged(self.mole, upper), Layers(self.mole, lower)
        home = self.token.animate.move_to(plane.at(0, 0))
        self.play(few.leave_words(), run_time=theme.QUICK)
        self.play(*few.turn_into(self.tagged), home, FadeIn(plane), run_time=theme.NORMAL)
        points = map(plane.bring, self.mole.opened)
        self.play(FadeIn(self.tagged.around(), *points), FadeOut(self.token), run_time=theme.NORMAL)
        return plane

    def walk_apart(self, plane: SensePlane) -> None:
        self.beat("layers", "Now the words around it speak, layer by layer.")
        self.play(FadeIn(self.layers), run_time=theme.QUICK)
        self.walk(plane)

    def walk(self, plane: SensePlane, *numbers: int, step: float = _STEP) -> None:
        """Go through all layers, with all points or some; count where the layers do so."""
        for layer in range(1, plane.layers + 1):
            moves = [*plane.to(layer, numbers or None), self.layers.light_up(layer)]
            self.play(*moves, *self.layers.fill(layer), run_time=step * theme.NORMAL)

    def guess_where_one_lands(self, plane: SensePlane) -> None:
        self.beat("guess", "A new sentence: where will its “{word}” land?", word=self.mole.word)
        self.stray = int(self.misled.numbers.values[0])
        self.play(self.tagged.name_points(plane), self.layers.light_up(0), run_time=theme.NORMAL)
        self.sentence = written(self.mole, self.stray, self.band)
        point = plane.enter(self.stray, theme.QUIET)
        self.play(FadeIn(self.sentence, shift=UP * 0.2), FadeIn(point), run_time=theme.NORMAL)
        self.guess(*map(plane.beside, self.mole.opened), seconds=1.6, larger=1.3)
        self.walk(plane, self.stray)

    def find_it_elsewhere(self, plane: SensePlane) -> Distances:
        sense, _, other = self.mole.senses(self.misled.numbers)
        self.beat("landed", "It means “{sense}”, and lands by “{other}”!", sense=sense, other=other)
        distances = Distances(self.mole, self.misled, plane, self.aside.inset(bottom=1.4))
        self.play(distances.tie(), run_time=theme.SLOW)
        return distances

    def lay_flat(self, plane: SensePlane, distances: Distances) -> None:
        self.beat("flat", "But a flat picture keeps only a part of the spread.")
        self.note = plane.kept(self.field)
        self.play(FadeIn(self.note), Create(distances.threads[0]), run_time=theme.NORMAL)
        self.play(*distances.lay_flat(), run_time=theme.SLOW)

    def measure_in_truth(self, plane: SensePlane, distances: Distances) -> None:
        own = self.mole.name(self.stray)
        self.beat("true", "Measured in all dimensions, “{own}” is nearer.", own=own)
        self.play(*distances.grow(), run_time=1.5 * theme.SLOW)
        lit = self.sentence.word.animate.set_color(self.mole.hue(self.stray))
        self.play(*distances.jump(), plane.paint(self.stray), lit, run_time=theme.SLOW)
        self.hold(1.4)

    def count(self, plane: SensePlane, distances: Distances) -> None:
        self.beat("count", "Of all twelve, how many lie nearest to their own meaning?")
        gone = self.sentence, self.layers, self.tagged.names, *distances.left()
        self.layers = Layers(self.mole, self.below, counting=True)
        self.names = legend(self.mole, self.above)
        new = exchange(gone, [self.layers, self.names])
        self.play(new, *plane.to(0), run_time=theme.NORMAL)
        coming = *plane.bring_others(), self.layers.legend
        self.play(FadeIn(*coming), *self.layers.fill(0), run_time=theme.NORMAL)
        self.walk(plane)

    def try_another(self, plane: SensePlane) -> SensePlane:
        self.beat("another", "And “{word}”? One row again; it parts as well.", word=self.bank.word)
        other, old = SensePlane(self.bank, self.field), self.layers
        self.layers = Layers(self.bank, self.below, counting=True)
        words = legend(self.bank, self.above), side_by_side(self.bank, self.band)
        told = exchange([self.names, self.note], words)
        home = plane.go_home(), ReplacementTransform(plane, other), old.start_again(self.layers)
        self.play(*home, told, run_time=theme.NORMAL)
        self.play(FadeIn(*other.bring_others()), *self.layers.fill(0), run_time=theme.QUICK)
        self.walk(other, step=_BRISK)
        return other

    def return_to_the_three(self, plane: SensePlane) -> None:
        right = self.mole.all_right
        self.beat("answer", phrase("The table cannot; each whole sentence can.", holds=right))
        few = Few(self.mole, stage().inset(bottom=0.9), explained=True)
        self.keep(beside=[plane.go_home(), few.come_late()])
        self.play(few.explain(), run_time=1.7 * theme.SLOW)
        self.hold(1)

    def badge_text(self) -> str:
        return Word(derive(measured_model, source="senses").cite())

    def _check_numbers(self) -> None:
        """Refuse before anything is drawn if the measurement cannot be read."""
        try:
            self.mole, self.bank = map(Measured.of, WORDS)
            self.misled = derive(misled_sentence, WORDS[0], source="senses")
        except ValueError as error:
            raise StageError(str(error)) from None
