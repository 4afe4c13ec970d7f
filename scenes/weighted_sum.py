"""Chapter 13: values, shrunk to their weights, make a mix, whose place on a line tells a word."""

from __future__ import annotations

from functools import cached_property

from manim import UP, Create, FadeIn, FadeOut, GrowFromCenter, GrowFromPoint, LaggedStart

from attention_math.story import leaders
from scenes import theme
from scenes.pieces.weighted_sum.any_mix import AnyMix
from scenes.pieces.weighted_sum.given_parcels import GivenParcels
from scenes.pieces.weighted_sum.noun_names import NounNames
from scenes.pieces.weighted_sum.over_the_line import OverTheLine
from scenes.pieces.weighted_sum.two_sentences import NEEDED, TwoSentences
from scenes.stage.derive import derive
from scenes.stage.layout import stage
from scenes.stage.phrases import phrase
from scenes.stage.refusal import StageError


class WeightedSum(AnyMix):
    """One word's mix lands on the line of gender; with other nouns it crosses, and turns."""

    heading = "The weighted sum"
    lights = ("value",)
    needs = ("weights", "value", "output")
    other_sentences = (
        "heavy box",
        "my heavy box",
        "this old queen slept behind a bridge",
        "the white car sees the green cat",
    )

    def construct(self) -> None:
        if self.trace.given:
            return self.mix_any_values()
        self.word = self.tokens("query").words()[self.pair.query]
        self.all = OverTheLine(self.two, self.tokens("query"))
        self.line, self.balance = self.all.line, self.all.balance
        self.names, self.share = NounNames(self.line), self.all.share_of_line()
        self.unpack(self.hand_over())
        self.ask_what_sorts_nouns()
        self.tell_gender()
        self.mix()
        self.pull()
        self.swap()
        self.cross()
        self.turn_the_vector()
        self.go_back()
        self.mix_for_every_word()

    def hand_over(self) -> GivenParcels:
        one, *_, two = self.two.written.words()
        asked = phrase("Will “{word}” be “{one}” or “{two}”?", word=self.word, one=one, two=two)
        given = GivenParcels(self.two.words, self.two.weights, room=stage(), asking=self.pair.query)
        self.open_with(*given.words)
        self.beat("question", asked)
        self.play(FadeIn(given.numbers, shift=UP * 0.2))
        self.play(LaggedStart(*map(GrowFromCenter, given.parcels)), run_time=theme.SLOW)
        return given

    def unpack(self, given: GivenParcels) -> None:
        self.beat("line", "Unpacked, values are arrows, nearly all on one line.")
        lanes = self.all.lanes
        self.play(given.fall_into(lanes), Create(self.line.axis), run_time=1.4)
        coming = FadeIn(lanes.guides, lanes.pips, self.share)
        self.play(coming, self.all.arrows.grow(), run_time=theme.SLOW)

    def ask_what_sorts_nouns(self) -> None:
        noun = self.two.words.chosen(derive(leaders, self.two.weights)).words()[0]
        self.beat("nouns", "All nouns, each put in place of “{noun}”: what sorts them?", noun=noun)
        self.play(self.line.rain(), run_time=1.3)
        self.guess(*self.line.sides, seconds=theme.GUESS)
        for telling in self.two.telling():
            self.play(*self.names.pick(telling), run_time=theme.QUICK)

    def tell_gender(self) -> None:
        apart = self.two.line.falls_apart
        self.beat("gender", phrase("It is French gender: masculine or feminine.", holds=apart))
        self.play(*self.names.coloured(), FadeOut(self.share), run_time=theme.NORMAL)
        self.play(*self.names.put_back(), FadeIn(self.line.sides, shift=UP * 0.2))
        self.play(*self.names.keep(self.two.said()), run_time=theme.QUICK)

    def mix(self) -> None:
        self.beat("mix", "Shrunk to their weights and laid tip to tail, they make the mix.")
        arrows, balance = self.all.arrows, self.balance
        self.play(*arrows.shrink(), run_time=0.8)
        self.play(FadeIn(balance.set_x(arrows.start)), run_time=theme.QUICK)
        for move, end, seconds in arrows.lay():
            self.play(move, balance.animate.set_x(end), run_time=seconds)
        self.play(FadeIn(self.all.places[0]), FadeIn(balance.card, scale=1.5), run_time=0.6)

    def pull(self) -> None:
        self.beat("pull", "Each pulls like a spring, by its weight.")
        arrows, springs = self.all.arrows, map(Create, self.balance.tied(self.all.lanes))
        gone = FadeOut(arrows.laid, arrows.steps, self.all.places[0])
        self.play(gone, LaggedStart(*springs, lag_ratio=0.3))

    def swap(self) -> None:
        swapped = phrase("The nouns change places. Where does “{word}” go?", word=self.word)
        other = phrase("Another noun comes. Where does “{word}” go?", word=self.word)
        self.beat("swap", other if self.two.swapped is None else swapped)
        lanes, twin, exchange = self.all.lanes, self.all.twin, self.all.there()
        self.play(*exchange.lift(), FadeOut(lanes.numbers), run_time=theme.QUICK)
        tied, moved = [self.balance.untie(), self.balance.tied(twin)], (lanes.parcels, twin.parcels)
        self.play(*exchange.cross(tied, moved, (lanes.pips, twin.pips)), run_time=1.2)
        self.play(*exchange.settle(), FadeIn(twin.numbers), run_time=theme.QUICK)
        self.guess(self.balance.place_of(-1))

    def cross(self) -> None:
        self.beat("cross", "The same “{word}” slides across, and its French turns.", word=self.word)
        self.note = self.all.way_is_measured()
        self.play(Create(self.all.threshold), FadeIn(self.all.turn_name, self.note), run_time=0.6)
        self.play(self.balance.slide(0, self.balance.last), run_time=2.4 * theme.SLOW)
        self.play(FadeIn(self.all.places[-1]), run_time=theme.QUICK)
        self.hold(theme.QUICK)

    def turn_the_vector(self) -> None:
        self.beat("update", "A matrix makes it an update, which is added to its vector.")
        twin, guides, springs = self.all.twin, self.all.lanes.guides, self.balance.untie()
        gone = guides, twin.pips, twin.parcels, twin.numbers, springs, self.all.places[-1]
        self.play(FadeOut(*gone, self.note), run_time=theme.QUICK)
        self.note = self.all.share_of_plane()
        for arrow, *name in self.all.turning.parts():
            self.play(GrowFromPoint(arrow, arrow.ends()[0]), *map(FadeIn, name), run_time=0.8)
        self.play(FadeIn(self.note), run_time=theme.QUICK)

    def go_back(self) -> None:
        self.beat("back", "And back: the same vector, another update, another word.")
        self.play(FadeOut(self.all.turning.names), run_time=theme.QUICK / 2)
        for moves in self.all.home().steps():
            self.play(*moves, run_time=theme.QUICK)
        sliding = self.balance.slide(self.balance.last, 0, self.all.turning)
        self.play(sliding, run_time=1.3)

    def mix_for_every_word(self) -> None:
        halves = self.two.fall_apart
        apart = phrase("Every word has its mix: two halves.", holds=halves)
        alike = phrase("So does every word: each has its own mix on the line.")
        self.beat("answer", apart if halves.values else alike)
        halves, query, balance = self.all.halves(), self.pair.query, self.balance
        gone = FadeOut(self.all.turning, balance.rod, balance.token, self.note)
        self.play(gone, *halves.arrive(balance.foot, query), run_time=1.3)
        self.play(halves.tell(balance.card, query), run_time=1.3)

    @cached_property
    def two(self) -> TwoSentences:
        """What the word is handed here and in the twin."""
        arrays = self.mixed("value_weight", "value_bias", "key_side.positions")
        return TwoSentences(self.model, self.head, arrays, self.pair)

    def _check_numbers(self) -> None:
        super()._check_numbers()
        if not self.trace.given and (self.asks(self.pair) is None or not self.two):
            raise StageError(NEEDED)
