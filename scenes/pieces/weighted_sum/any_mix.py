"""The weighted sum of any head: two of its words mix the same values, each by its own weights."""

from __future__ import annotations

from manim import DOWN, UP, Create, FadeIn, FadeOut, GrowFromCenter, LaggedStart
from manim import ReplacementTransform as Become

from attention_math.readings import noun_places
from attention_math.story import Pair
from scenes import theme
from scenes.mechanism import Mechanism
from scenes.pieces.weighted_sum.given_parcels import GivenParcels
from scenes.pieces.weighted_sum.handed import TwoMixes
from scenes.pieces.weighted_sum.two_words import TwoWords
from scenes.stage.cited import Quantity
from scenes.stage.layout import stage
from scenes.stage.refusal import StageError


class AnyMix(Mechanism):
    """A chapter that tells of a head whose training nobody knows what two of its words mix."""

    def mix_any_values(self) -> None:
        self.drawn = TwoWords(self.mixes, self.tokens("query"))
        self.unpack_any(self.take_parcels())
        self.lay_tip_to_tail()
        self.weigh_otherwise()
        self.mix_for_all()

    def take_parcels(self) -> GivenParcels:
        word, two = self.tokens("query").words()[self.mixes.query], self.mixes
        self.beat("question", "“{word}” listens: what does it take?", word=word)
        given = GivenParcels(two.words, two.weights, room=stage(), asking=two.query)
        self.play(FadeIn(given.words, lag_ratio=0.2), FadeIn(given.numbers, shift=UP * 0.2))
        self.play(LaggedStart(*map(GrowFromCenter, given.closed)), run_time=theme.SLOW)
        self.say("“{word}” takes a parcel from each, as large as its weight.", word=word)
        self.play(given.shrink(), run_time=3 * theme.NORMAL)
        return given

    def unpack_any(self, given: GivenParcels) -> None:
        self.beat("line", "Unpacked, values are arrows: here along the line of most difference.")
        lanes, arrows, axis = self.drawn.lanes, self.drawn.arrows, self.drawn.line.axis
        self.share = self.drawn.share_of_line()
        self.play(given.fall_into(lanes, arrows.start), Create(axis), run_time=theme.SLOW)
        self.play(FadeIn(lanes.guides, lanes.pips), arrows.grow(), run_time=theme.SLOW)
        self.play(FadeIn(self.share, shift=DOWN * 0.2))

    def lay_tip_to_tail(self) -> None:
        self.beat("mix", "Shrunk to their weights and laid tip to tail, they make the mix.")
        arrows, rod = self.drawn.arrows, self.drawn.rods[0]
        self.play(*arrows.shrink(), FadeOut(self.share), run_time=theme.SLOW)
        self.play(FadeIn(rod.set_x(arrows.start)), run_time=theme.QUICK)
        for move, end, seconds in arrows.lay():
            self.play(move, rod.animate.set_x(end), run_time=seconds)
        self.play(FadeIn(self.drawn.places[0]))

    def weigh_otherwise(self) -> None:
        word = self.tokens("query").chosen(self.mixes.others).words()[0]
        self.beat("springs", "Each value pulls as strongly as it weighs.")
        arrows, (rod, other), lanes = self.drawn.arrows, self.drawn.rods, self.drawn.lanes
        springs = rod.show(0).tied(lanes)
        self.play(FadeOut(arrows.laid, arrows.steps, self.drawn.places[0]), *map(Create, springs))
        self.hold(theme.NORMAL)
        self.beat("other", "“{word}” weighs the same values otherwise. Where to?", word=word)
        new = self.drawn.other
        gone = FadeOut(rod.token, springs, lanes.parcels, lanes.numbers, shift=UP * 0.2)
        kept = (lanes.labels, new.labels), (rod.rod, other.rod), (rod.foot, other.foot)
        self.play(gone, *(Become(*pair) for pair in kept), FadeIn(other.token))
        self.play(FadeIn(other.tied(new), new.parcels, new.numbers, lag_ratio=0.1))
        self.guess(other.place_of(-1))
        self.play(other.slide(0, other.last), run_time=3 * theme.SLOW)
        self.play(FadeIn(self.drawn.places[1]), run_time=theme.QUICK)
        self.hold(theme.NORMAL)

    def mix_for_all(self) -> None:
        self.beat("answer", "The same values, and for every word another mix of them.")
        (_, rod), lanes, halves = self.drawn.rods, self.drawn.lanes, self.drawn.halves()
        gone = lanes.guides, lanes.pips, self.drawn.other.parcels, self.drawn.other.numbers
        self.play(FadeOut(*gone, rod.untie(), rod.rod, rod.token, self.drawn.places[1]))
        self.play(*halves.arrive(rod.foot, self.mixes.other), run_time=2 * theme.SLOW)
        self.hold(theme.QUICK)

    def asks(self, pair: Pair) -> str | None:
        """Follow only a word that looks most at its own noun."""
        own = noun_places(self.trace.query_side.shown)[pair.query]
        return super().asks(pair) if own == pair.key else None

    def mixed(self, *names: str) -> dict[str, Quantity]:
        """Return what a word mixes, and other arrays: of the head, or with a dot of the layer."""
        named = ("weights", "value", "output", *names)
        arrays = {n: self.quantity(n) if "." in n else self.of_head(n) for n in named}
        return arrays | {"tokens": self.tokens("key")}

    def _check_numbers(self) -> None:
        super()._check_numbers()
        if not self.trace.given:
            return
        try:
            self.mixes = TwoMixes(self.mixed(), self.pair.query)
        except ValueError as error:
            raise StageError(str(error)) from None
