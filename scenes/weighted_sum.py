"""Chapter 13: values, shrunk to their weights, make a mix, whose place on a line tells a word."""

from __future__ import annotations

from functools import cached_property

from manim import UP, Create, FadeIn, FadeOut, GrowFromPoint

from scenes import theme
from scenes.mobjects.motion import stirring
from scenes.pieces.weighted_sum.any_mix import AnyMix
from scenes.pieces.weighted_sum.given_parcels import GivenParcels
from scenes.pieces.weighted_sum.noun_names import NounNames
from scenes.pieces.weighted_sum.over_the_line import OverTheLine
from scenes.pieces.weighted_sum.two_sentences import NEEDED, TwoSentences
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
        self.word, self.turns = self.tokens("query").words()[self.pair.query], self.two.forms
        self.all = OverTheLine(self.two, self.tokens("query"))
        self.line, self.balance = self.all.line, self.all.balance
        given = self.ask()
        self.ask_what_sorts_nouns(given)
        self.tell_gender(given)
        self.unpack(given)
        self.mix()
        self.add_to_the_word()
        self.mix_for_every_word()
        self.pull()
        self.swap()
        self.cross()
        self.answer()

    def ask(self) -> GivenParcels:
        one, two = self.turns
        given = self.all.given.sink()
        self.open_with(*given.words)
        self.beat(
            "question",
            "“{word}” is “{one}” here. What would make it “{two}”?",
            word=self.word,
            one=one,
            two=two,
        )
        card = self.balance.card.copy()
        self.play(given.write_over(card), run_time=theme.QUICK)
        self.play(card.flip(), run_time=2.4)
        return given

    def ask_what_sorts_nouns(self, given: GivenParcels) -> None:
        self.beat("nouns", "All nouns lie on one line here. What sorts them?")
        self.all.come_near()
        self.names, self.share = NounNames(self.line), self.all.share_of_line()
        self.play(given.rise(), Create(self.line.axis), run_time=theme.QUICK)
        self.play(self.line.rain(), FadeIn(self.share), run_time=1.2)
        self.guess(*self.line.sides, larger=1.6, beside=stirring(self.line.dots))
        for telling in self.two.telling():
            self.play(*self.names.pick(telling), run_time=0.8 * theme.QUICK)

    def tell_gender(self, given: GivenParcels) -> None:
        apart = self.two.line.falls_apart
        self.beat("gender", phrase("By French gender: masculine or feminine.", holds=apart))
        self.play(*self.names.coloured(), FadeOut(self.share), run_time=theme.QUICK)
        self.play(*self.names.put_back(), run_time=0.8 * theme.QUICK)
        sides = FadeIn(self.line.sides, shift=UP * 0.2)
        self.play(sides, *given.colour(self.line.hues), run_time=theme.NORMAL)

    def unpack(self, given: GivenParcels) -> None:
        self.beat("line", "Each word’s parcel goes to its place.")
        lanes, arrows = self.all.high, self.all.arrows
        self.play(given.grow(self.all.let_down()), run_time=1.6)
        self.play(given.fall_into(lanes, arrows.start), run_time=1.5)
        self.play(FadeIn(lanes.guides, lanes.pips), arrows.grow(), run_time=1.2)

    def mix(self) -> None:
        self.beat("mix", "Shrunk to their weights, laid tip to tail: the mix.")
        arrows = self.all.arrows
        foot = self.balance.foot.set_x(arrows.start)
        self.play(*arrows.shrink(), FadeIn(foot), run_time=theme.NORMAL)
        for move, end, seconds in arrows.lay():
            self.play(move, foot.animate.set_x(end), run_time=seconds)

    def add_to_the_word(self) -> None:
        self.beat(
            "update",
            "Through a matrix it is added to “{word}”: “{one}”.",
            word=self.word,
            one=self.turns[0],
        )
        self.play(*self.all.make_room(), run_time=0.8)
        rod, token = self.balance.show(0).rod, self.balance.token
        self.play(GrowFromPoint(rod, rod.ends()[0]), FadeIn(token, self.all.places[0]))
        self.play(FadeIn(self.balance.card, scale=1.3), run_time=0.8)

    def mix_for_every_word(self) -> None:
        halves = self.two.fall_apart
        apart = phrase("Every word gets its mix: two halves.", holds=halves)
        alike = phrase("Every word gets a mix of its own.")
        self.beat("all", apart if halves.values else alike)
        self.play(FadeOut(self.all.places[0]), self.all.french.tell(), run_time=2 * theme.NORMAL)

    def pull(self) -> None:
        self.beat("pull", "Take the nouns alone: each pulls by its weight.")
        nouns = self.all.nouns
        gone = FadeOut(self.all.french, nouns.other_words(self.all.lanes))
        self.play(gone, run_time=theme.QUICK)
        self.play(*nouns.grow_out_of(self.all.lanes), run_time=theme.NORMAL)
        self.play(*map(Create, self.balance.tied(nouns.here)), run_time=theme.NORMAL)

    def swap(self) -> None:
        nouns = self.all.nouns
        if nouns.are_two:
            self.beat("swap", phrase("Now the nouns change places.", holds=self.two.swaps))
        else:
            self.beat("swap", phrase("Now another noun comes.", holds=1 - self.two.swaps))
        springs = self.balance.untie(), self.balance.tied(nouns.there)
        self.play(*nouns.change(*springs), run_time=2.2)

    def cross(self) -> None:
        self.beat("cross", "The same “{word}”: where does it go?", word=self.word)
        self.guess(self.balance.card_at(-1), larger=2, beside=Create(self.all.threshold))
        self.play(self.balance.cross(), run_time=4.6)
        self.play(FadeIn(self.all.places[-1]), run_time=theme.QUICK)
        self.hold(theme.NORMAL)

    def answer(self) -> None:
        noun, (one, two) = self.two.twin[0].words()[self.pair.key], self.turns
        self.beat("answer", "“{noun}” turns “{one}” into “{two}”.", noun=noun, one=one, two=two)
        for moves in self.all.leave_the_answer():
            self.play(*moves, run_time=0.8)
        self.hold(theme.NORMAL)

    @cached_property
    def two(self) -> TwoSentences:
        """What the word is handed here and in the twin."""
        arrays = self.mixed("value_weight", "value_bias", "key_side.positions")
        return TwoSentences(self.model, self.head, arrays, self.pair)

    def _check_numbers(self) -> None:
        super()._check_numbers()
        if not self.trace.given and (self.asks(self.pair) is None or not self.two):
            raise StageError(NEEDED)
