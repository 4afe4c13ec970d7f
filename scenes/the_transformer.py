"""Chapter 22: the whole machine, part by part, and then without its parts, one after another."""

from __future__ import annotations

from collections.abc import Sequence

from manim import Animation, FadeIn, FadeOut, LaggedStart, ReplacementTransform, VGroup

from scenes import theme
from scenes.chapter import Chapter
from scenes.pieces.the_transformer.alone import Alone
from scenes.pieces.the_transformer.headline import Headline
from scenes.pieces.the_transformer.machine import Machine
from scenes.pieces.the_transformer.rooms import closed_box, rooms
from scenes.pieces.the_transformer.tally import Tally
from scenes.pieces.the_transformer.told import Told
from scenes.pieces.the_transformer.tower import Tower
from scenes.stage.cited import Word


class TheTransformer(Chapter):
    """The translator is built from its own modules, runs, and is unplugged part by part."""

    heading = "The transformer"
    lights = ()
    sentence = "the white cat sees the green car"
    model, kind = "translator", "cross"
    layer, head = 2, 3
    exceptions = {"faded, then used": "each time that a part is out, the French is written anew"}
    most_tokens = 8
    other_sentences = (
        "the queen sees the king",
        "the white car sees the green cat",
        "the nurse likes my old dog",
    )

    def construct(self) -> None:
        self.machine = Machine(self.told, *(self.tokens(of).words() for of in ("key", "query")))
        self.headline = Headline(rooms().headline, self.told.words(""))
        self.tally = Tally(rooms().counted, self.told)
        self.build_encoder(self.ask())
        self.build_decoder()
        self.show_layers()
        self.light_three_kinds()
        self.unplug_encoder()
        self.unplug_decoder()
        self.cut_bridge()
        self.unplug_thinking()
        self.answer()
        self.leave_encoder_out()

    def _check_numbers(self) -> None:
        super()._check_numbers()
        self.told = Told(self.trace.source, self.sentence, self.tokens("query"))

    def badge_text(self) -> str:
        return self.trace.source.label

    def ask(self) -> VGroup:
        closed, english = closed_box(), self.machine.come_near()
        self.open_with(*english)
        self.beat("question", "English in, French out. Which part is vital?")
        self.play(FadeIn(closed), run_time=theme.QUICK)
        moves = self.machine.run_through(closed), self.headline.write(self.told.words(""))
        self.play(LaggedStart(*moves, lag_ratio=0.6), run_time=2.1)
        return closed

    def build_encoder(self, closed: VGroup) -> None:
        self.beat("encoder", "Words become vectors, ask each other, think alone.")
        encoder, (box, mark) = self.machine.encoder, closed
        beside = FadeOut(mark), FadeIn(encoder.pipe, encoder.parts[0].block.label)
        self.play(ReplacementTransform(box, encoder.parts[0].block.box), *beside, run_time=0.6)
        self.grow(encoder, 0.5)

    def build_decoder(self) -> None:
        machine = self.machine
        self.beat("decoder", "The same for the French.")
        self.play(machine.make_room(), run_time=0.7)
        self.grow(machine.decoder, 0.3)

    def grow(self, tower: Tower, seconds: float) -> None:
        """Let part after part come but the first, and out of each what leaves it."""
        for place, part in enumerate(tower.parts):
            if place:
                self.play(tower.come(place), run_time=seconds)
            if part.does == "cross":
                self.ask_encoder()
            self.play(tower.give(place, self.told.leaving), run_time=seconds)

    def ask_encoder(self) -> None:
        self.say("One part more: it asks the encoder.")
        self.play(self.machine.bridge.reach(), run_time=0.6)
        self.play(self.machine.cross(0.6), FadeOut(self.machine.encoder.sheet))

    def show_layers(self) -> None:
        self.beat("layers", "Behind each layer, another.")
        self.play(*self.machine.spread(1.3))

    def light_three_kinds(self) -> None:
        self.beat("kinds", "Three kinds of attention: who asks whom?")
        for part in self.machine.attention():
            self.play(*self.machine.light(part), run_time=0.65)

    def unplug_encoder(self) -> None:
        self.beat("encoder out", "Trained. Now pull this out: what will it write?")
        names = (part.say_name() for part in self.machine.attention())
        self.play(*names, self.tally.come(), run_time=1.05)
        self.pull(*self.machine.unplug("self"))
        self.guess(self.headline.hole(), seconds=1.6, larger=1.7, beside=self.machine.run())
        self.play(self.headline.write(self.told.words(name := "encoder self-attention")))
        self.tell_without(name)

    def unplug_decoder(self) -> None:
        self.beat("both out", "And without this one as well?")
        self.write_without("both", *self.machine.unplug("masked"))

    def cut_bridge(self) -> None:
        back, machine = ("self", "masked"), self.machine
        self.beat("bridge", "Put both back, and cut the bridge.")
        self.write_without("cross-attention", *machine.plug_in(*back), *machine.unplug("cross"))
        self.say(self.told.says_what_it_reads())
        self.play(machine.exchange(), self.headline.clear(), run_time=0.6)
        self.run(self.told.elsewhere.words(), 1.2)

    def unplug_thinking(self) -> None:
        machine, out = self.machine, "feed-forward"
        self.beat("stammer", "And what without feed-forward?")
        moves = *machine.plug_in("cross"), *machine.unplug(out), machine.exchange()
        self.write_without(out, *moves)

    def answer(self) -> None:
        self.beat("answer", "One self-attention may go; bridge and feed-forward may not.")
        self.pull(*self.machine.plug_in("feed-forward"))
        self.run(self.told.words(""), 1.6)
        self.play(self.tally.fill(""), run_time=0.8)

    def leave_encoder_out(self) -> None:
        self.alone, gone = Alone(self.told), (self.tally.go(), self.headline.clear())
        self.beat("alone", "Yet decoder-only models, like GPT, have no bridge.")
        self.play(*self.machine.leave_encoder_out(), *gone, run_time=0.8)
        self.play(*self.alone.become(self.machine), run_time=0.8)
        self.play(LaggedStart(self.alone.run(), self.headline.ask(), lag_ratio=0.7), run_time=1.4)

    def pull(self, *moves: Animation) -> None:
        self.play(*moves, self.headline.clear(), self.tally.clear(), run_time=0.7)

    def write_without(self, name: str, *moves: Animation) -> None:
        self.pull(*moves)
        self.run(self.told.words(name), 1.6)
        self.tell_without(name)

    def tell_without(self, name: str) -> None:
        self.say(self.told.says_without(name))
        self.play(self.tally.fill(name), run_time=0.8)

    def run(self, words: Sequence[Word], seconds: float) -> None:
        """Let vectors run through the machine, and words come out."""
        writing = self.headline.write(words)
        self.play(LaggedStart(self.machine.run(), writing, lag_ratio=0.6), run_time=seconds)
