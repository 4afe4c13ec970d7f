"""Chapter 25: one word has one row in the table; its sentence makes it mean one thing."""

from __future__ import annotations

from manim import UP, Create, FadeIn, FadeOut, LaggedStart, ReplacementTransform, VGroup

from attention_math.concordance import measured_model
from scenes import theme
from scenes.chapter import Chapter
from scenes.mobjects.motion import become, exchange
from scenes.mobjects.token_row import Token
from scenes.pieces.context_changes_meaning.definitions import Definitions
from scenes.pieces.context_changes_meaning.floors import Floors
from scenes.pieces.context_changes_meaning.measured import Measured
from scenes.pieces.context_changes_meaning.sense_plane import SensePlane
from scenes.pieces.context_changes_meaning.sentences import All, Few, Pair, one_row
from scenes.stage.cited import Word
from scenes.stage.derive import derive
from scenes.stage.layout import stage
from scenes.stage.phrases import phrase
from scenes.stage.refusal import StageError

WORDS = "mole", "bank"  # chosen by hand, as their sentences are


class ContextChangesMeaning(Chapter):
    """One word in twelve sentences, in a measured encoder: its points fall apart by meaning."""

    heading = "Context changes meaning"
    lights = ()
    takes_choices = False
    exceptions = {"faded, then used": "the floors make room, and return for another word"}

    def construct(self) -> None:
        self.seen, self.aside = stage().columns(8.7, 4.6, gap=0.1)
        self.field, self.foot = self.seen.inset(top=0.1).rows(5, 1)
        few = self.ask_what_the_table_gives()
        rows = self.read_twelve(few, self.find_one_row(few))
        plane, floors = self.enter(rows)
        self.fall_apart(plane, floors)
        names = self.guess_the_senses(plane)
        self.count(plane, floors, names)
        self.follow_the_stray(plane)
        self.look_it_up(plane)
        self.rest(*self.read_another_word(plane))

    def ask_what_the_table_gives(self) -> Few:
        self.beat("question", "Three sentences, three meanings. What does the table give?")
        self.upper, self.lower = stage().rows(3.2, 1.2)
        few = Few(self.mole.sentences, self.mole.opening.values.tolist(), self.upper)
        entering = (FadeIn(row, shift=UP * 0.3) for row in few)
        self.play(LaggedStart(*entering, lag_ratio=0.4), run_time=theme.SLOW)
        self.token = one_row(self.mole.sentences, self.lower)
        self.guess(self.token, seconds=1.2)
        return few

    def find_one_row(self, few: Few) -> Token:
        self.beat("one row", "“{word}” is one row of it, whatever it means.", word=self.mole.word)
        self.play(LaggedStart(*few.box(), lag_ratio=0.3), run_time=theme.NORMAL)
        self.play(*few.meet(self.token), run_time=theme.SLOW)
        return self.token

    def read_twelve(self, few: Few, token: Token) -> All:
        self.beat(
            "points",
            "A trained encoder reads it in twelve: each becomes a point.",
        )
        rows = All(self.mole.sentences, len(self.mole.labels), stage())
        self.play(*rows.take_in(few), FadeOut(token), run_time=theme.NORMAL)
        entering = (FadeIn(row, shift=UP * 0.2) for row in rows.besides(few))
        self.play(LaggedStart(*entering, lag_ratio=0.2), run_time=theme.NORMAL)
        return rows

    def enter(self, rows: All) -> tuple[SensePlane, Floors]:
        plane = SensePlane(self.mole, self.field)
        floors = Floors(plane.told, self.aside)
        self.play(*rows.leave(plane.dots), run_time=1.2)
        self.note = plane.kept(self.foot)
        entering = FadeIn(plane, floors, self.note)
        self.play(entering, Create(floors.light), run_time=theme.NORMAL)
        return plane, floors

    def fall_apart(self, plane: SensePlane, floors: Floors) -> None:
        self.beat("layers", "Now the words around it speak, layer by layer.")
        for layer in range(1, len(floors.floors)):
            self.play(*plane.to(layer), floors.sink(layer), run_time=0.6 * theme.NORMAL)

    def guess_the_senses(self, plane: SensePlane) -> VGroup:
        self.beat("guess", "Which meaning is where?")
        self.guess(*(names := plane.names()), seconds=1.6)
        self.play(LaggedStart(*plane.painted(), lag_ratio=0.1), run_time=theme.NORMAL)
        self.play(LaggedStart(*map(FadeIn, names), lag_ratio=0.4), run_time=theme.NORMAL)
        return names

    def count(self, plane: SensePlane, floors: Floors, names: VGroup) -> None:
        self.beat("count", "Less what all twelve share: whose nearest means the same?")
        self.play(*plane.to(0), floors.sink(0), FadeOut(names), run_time=theme.NORMAL)
        self.play(*plane.linked(), FadeIn(floors.legend), run_time=theme.QUICK)
        self.play(floors.fill(0))
        for layer in range(1, len(floors.floors)):
            moves = *plane.to(layer), floors.sink(layer), floors.fill(layer)
            self.play(*moves, run_time=0.6 * theme.NORMAL)

    def follow_the_stray(self, plane: SensePlane) -> None:
        self.beat("stray", "One strays: over all dimensions, nearest to the animal.")
        strays = self.mole.stray.values.tolist()
        pair = Pair(self.mole.sentences, strays, self.foot)
        self.play(LaggedStart(*plane.single_out(*strays), lag_ratio=0.1), run_time=theme.SLOW)
        self.play(exchange([self.note], pair), run_time=theme.SLOW)

    def look_it_up(self, plane: SensePlane) -> None:
        self.beat("dictionary", "Which line of a dictionary does each sentence find?")
        told = Definitions(self.mole, self.aside)
        self.keep(plane, plane.dots, beside=[FadeIn(told)])
        flights = [*told.fly(plane.dots)]
        last = flights.pop(stray := int(self.mole.stray.values[0]))
        self.play(LaggedStart(*flights, lag_ratio=0.1), run_time=1.3 * theme.SLOW)
        right = self.mole.right[stray]
        self.say(phrase("Its own, even the stray.", holds=right))
        self.play(last, run_time=theme.SLOW)

    def read_another_word(self, plane: SensePlane) -> tuple[SensePlane, Floors]:
        self.beat("another", "And “{word}”? One layer is enough.", word=self.bank.word)
        bank = SensePlane(self.bank, self.field, painted=True)
        floors = Floors(self.bank, self.aside)
        entering = FadeIn(floors, floors.legend, floors.light)
        self.keep(plane, plane.dots, beside=[entering])
        moving = ReplacementTransform(plane, bank), become(plane.dots, bank.dots)
        self.play(*moving, run_time=0.7 * theme.NORMAL)
        self.play(*bank.linked(), floors.fill(0))
        self.play(*bank.to(1), floors.sink(1), floors.fill(1))
        return bank, floors

    def rest(self, plane: SensePlane, floors: Floors) -> None:
        self.beat("answer", "One row, many meanings: its sentence says which.")
        for layer in range(2, len(floors.floors)):
            moves = *plane.to(layer), floors.sink(layer), floors.fill(layer)
            self.play(*moves, run_time=0.4 * theme.NORMAL)
        names, note = plane.names(), plane.kept(self.foot)
        self.play(LaggedStart(*map(FadeIn, (*names, note)), lag_ratio=0.3), run_time=theme.NORMAL)

    def badge_text(self) -> str:
        return Word(derive(measured_model, source="senses").cite())

    def _check_numbers(self) -> None:
        """Refuse before anything is drawn if the measurement cannot be read."""
        try:
            self.mole, self.bank = map(Measured.of, WORDS)
        except ValueError as error:
            raise StageError(str(error)) from None
