"""Chapter 20: sawn between its heads, W_O tells who said what; then one head is taken out."""

from __future__ import annotations

from manim import Animation, AnimationGroup, FadeIn, FadeOut

from attention_math.story import closing_entry, largest_entry
from scenes import theme
from scenes.mechanism import Mechanism
from scenes.mobjects.motion import become
from scenes.mobjects.token_row import Token
from scenes.pieces.concat_is_a_sum.apart import Apart
from scenes.pieces.concat_is_a_sum.landing import Landing
from scenes.pieces.concat_is_a_sum.layers import Layers, asking
from scenes.pieces.concat_is_a_sum.rooms import sawing
from scenes.pieces.concat_is_a_sum.sawn import Sawn
from scenes.pieces.concat_is_a_sum.summed import Summed
from scenes.pieces.concat_is_a_sum.weighed import Weighed
from scenes.stage.phrases import phrase


class ConcatIsASum(Mechanism):
    """What two heads and a bias add to a word, and what a sentence loses with a head."""

    heading = "Concat is a sum"
    lights = ()
    exceptions = {"faded, then used": "a head is taken out, and put back before the other goes"}
    other_sentences = (
        "heavy box",
        "my heavy box",
        "this old queen slept behind a bridge",
        "the white car sees the green cat",
    )

    def construct(self) -> None:
        self.word = self.tokens("query").words()[self.pair.query]
        query, apart = self.pair.query, self.apart
        sawn = Sawn([output[query] for output in apart.outputs], apart.blocks)
        parts, whole = apart.parts(query), apart.whole[query]
        entry = largest_entry(whole.values, range(len(whole)))
        summed = Summed(parts, whole, entry)
        said, block = apart.outputs[0][query], apart.blocks[0]
        place = largest_entry(said.values, range(len(said)))
        column = closing_entry(block.values[place], said.cite(place).value)
        weighed = Weighed(sawn, said, block, place=place, column=column, unit=summed.unit)
        self.ask(sawn)
        self.join(sawn)
        self.weigh(weighed)
        self.saw(sawn, weighed)
        self.carry_away(sawn, summed)
        self.add_up(summed)
        layers = self.sum_for_every_word(summed, Layers(self.apart, query, entry))
        self.spare_one(layers)
        self.miss_the_other(layers)

    def ask(self, sawn: Sawn) -> None:
        token = self.token = sawing().sentence.hold(asking(Token(self.word)))
        self.open_with(token)
        word = self.word
        self.beat("question", "Two heads speak to “{word}” at once. Which can we spare?", word=word)
        self.play(sawn.come(), run_time=2 * theme.SLOW)

    def join(self, sawn: Sawn) -> None:
        self.beat("concat", "But end to end they are one vector, and a matrix mixes it.")
        self.play(*sawn.join(), run_time=theme.SLOW)
        self.play(sawn.lay_rows(), run_time=theme.SLOW)

    def weigh(self, weighed: Weighed) -> None:
        self.beat("weigh", "An entry multiplies its own row, and no other.")
        self.play(*weighed.single_out(), run_time=theme.QUICK)
        self.play(*weighed.multiply(), run_time=1.4 * theme.SLOW)
        self.hold(theme.QUICK)

    def saw(self, sawn: Sawn, weighed: Weighed) -> None:
        self.beat("saw", "So between two heads we may saw.")
        self.play(*weighed.let_go(), run_time=theme.QUICK)
        self.play(sawn.saw(), run_time=1.3 * theme.NORMAL)
        self.play(*sawn.part(), run_time=theme.NORMAL)

    def carry_away(self, sawn: Sawn, summed: Summed) -> None:
        self.beat("carry", "Each head weighs its own rows, and they add up.")
        self.play(FadeOut(sawn.concat, sawn.matrix), run_time=theme.QUICK)
        for n, bars in enumerate(summed.terms[:-1]):
            named = become([sawn.heads[n][0]], [summed.names[n]])
            gone = FadeOut(sawn.heads[n][1], target_position=bars, scale=0.3)
            ground = [] if n else [FadeIn(summed.line)]
            self.play(sawn.fold(n, bars), named, gone, *ground, run_time=1.4 * theme.NORMAL)
            self.add(bars)

    def add_up(self, summed: Summed) -> None:
        self.beat(
            "sum",
            "Add a bias, which belongs to no head: the update that “{word}” gets.",
            word=self.word,
        )
        self.play(*summed.add_bias(), run_time=theme.NORMAL)
        self.add(summed.terms[-1])
        self.play(*summed.write(), run_time=theme.NORMAL)
        self.play(summed.close(), run_time=theme.QUICK)
        self.play(*summed.close_others(), run_time=0.8 * theme.NORMAL)
        self.hold(theme.NORMAL)

    def sum_for_every_word(self, summed: Summed, layers: Layers) -> Layers:
        self.beat("layers", "Every word gets its sum, and with it the model writes French.")
        query = self.pair.query
        self.play(summed.let_go(), run_time=0.4)
        small = become(summed.followed(), layers.bars_of(query))
        followed = become([self.token], [layers.sentence[query]])
        self.play(small, followed, FadeIn(layers.names), run_time=theme.NORMAL)
        self.play(FadeIn(layers.threads, *layers.others(query)), run_time=0.8 * theme.NORMAL)
        self.add(layers.sentence, *layers.layers)
        self.play(layers.flow(), FadeIn(layers.gloss, lag_ratio=0.2), run_time=1.4 * theme.NORMAL)
        return layers

    def spare_one(self, layers: Layers) -> None:
        head = self.apart.order[0]
        self.beat("spare", self.apart.asks())
        self.guess(*layers.beside_names(), seconds=theme.NORMAL)
        self.play(*layers.take_out(head), run_time=0.8 * theme.NORMAL)
        self.play(layers.flow(), run_time=theme.NORMAL)
        self.say(self.apart.says(head))
        self.play(*self.turn_without(layers, head), run_time=1.4 * theme.SLOW)

    def miss_the_other(self, layers: Layers) -> None:
        first, head = self.apart.order
        nouns = self.apart.nouns(head)
        self.beat("other", "Now take the other. What will it write?")
        self.play(*layers.put_back(first), *layers.gloss.turn_back(), run_time=0.6)
        going = AnimationGroup(*layers.take_out(head, slowly=True))
        self.guess(*layers.gloss.places(), larger=1.1, beside=going)
        self.play(layers.flow(), run_time=0.8 * theme.NORMAL)
        self.play(*self.turn_without(layers, head), run_time=0.8 * theme.NORMAL)
        if not nouns:
            self.beat("answer", self.apart.says(head))
        pointed = layers.gloss.point_out() or layers.put_back(head)
        self.play(*pointed, run_time=theme.QUICK)
        if places := self.apart.turned(head):
            landing = Landing(layers, places)
            self.keep(*landing.left(), beside=landing.come_near())
        if nouns:  # not told before it falls
            self.beat("answer", self.apart.says(head))
            self.play(*landing.translate(nouns), run_time=theme.QUICK)
        self.hold(1.5 * theme.NORMAL)

    def turn_without(self, layers: Layers, head: int) -> list[Animation]:
        return layers.gloss.turn(self.apart.turned(head), self.apart.without[head].words())

    def _check_numbers(self) -> None:
        super()._check_numbers()
        numbers = range(1, len(self.trace.heads) + 1)
        outputs = [self.of_head("output", number) for number in numbers]
        mixed = (self.quantity(name) for name in ("output_weight", "output_bias", "output"))
        self.apart = Apart(self.model, self.tokens("query"), outputs, *mixed)

    def badge_text(self) -> str:
        return phrase("{source} · all heads", source=self.trace.source.label)
