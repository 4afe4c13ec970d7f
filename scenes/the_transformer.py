"""Chapter 22: the whole machine, part by part, and then without its parts, one after another."""

from __future__ import annotations

from collections.abc import Sequence

from manim import Animation, FadeIn, FadeOut, LaggedStart, ReplacementTransform, VGroup

from scenes import theme
from scenes.chapter import Chapter
from scenes.pieces.the_transformer.gauge import Gauge
from scenes.pieces.the_transformer.headline import Headline
from scenes.pieces.the_transformer.machine import Machine
from scenes.pieces.the_transformer.rooms import closed_box, rooms
from scenes.pieces.the_transformer.told import Told
from scenes.stage.cited import Word


class TheTransformer(Chapter):
    """The translator is built from its own modules, runs, and is unplugged part by part."""

    heading = "The transformer"
    lights = ()
    sentence = "the white cat sees the green car"
    model = "translator"
    layer, head = 2, 3
    kind = "cross"
    exceptions = {"faded, then used": "each time that a part is out, the French is written anew"}
    most_tokens = 8
    other_sentences = (
        "the queen sees the king",
        "the white car sees the green cat",
        "the nurse likes my old dog",
    )

    def construct(self) -> None:
        english, french = self.tokens("key").words(), self.tokens("query").words()
        self.machine = Machine(self.told, english, french)
        self.headline, self.gauge = Headline(rooms().headline), Gauge(rooms().counted, self.told)
        self.build_encoder(self.ask())
        self.build_decoder()
        self.unplug_encoder()
        self.unplug_decoder()
        self.cut_bridge()
        self.unplug_thinking()
        self.answer()

    def _check_numbers(self) -> None:
        super()._check_numbers()
        self.told = Told(self.trace.source, self.sentence, self.tokens("query"))

    def badge_text(self) -> str:
        return self.trace.source.label

    def ask(self) -> VGroup:
        closed, english = closed_box(), self.machine.come_near()
        self.open_with(*english)
        self.beat("question", "English in, French out. What is in between?")
        self.play(FadeIn(closed), run_time=theme.QUICK)
        writing = self.headline.write(self.told.words(""))
        through = self.machine.run_through(closed)
        self.play(LaggedStart(through, writing, lag_ratio=0.6), run_time=2.4)
        return closed

    def build_encoder(self, closed: VGroup) -> None:
        self.beat("encoder", "Words become vectors, ask each other, then each thinks alone.")
        encoder, (box, mark) = self.machine.encoder, closed
        first = encoder.parts[0].block
        beside = FadeOut(mark), FadeIn(encoder.pipe, first.label)
        self.play(ReplacementTransform(box, first.box), *beside, run_time=0.6)
        for step in encoder.rising(self.told.leaving):
            self.play(step, run_time=0.65)

    def build_decoder(self) -> None:
        machine, decoder = self.machine, self.machine.decoder
        self.beat("decoder", "The same for the French, and one part more: it asks the encoder.")
        beside = FadeIn(decoder.pipe, machine.so_far)
        self.play(machine.step_back(), beside, run_time=0.7)
        coming = (decoder.come(place) for place in range(len(decoder.parts)))
        self.play(LaggedStart(*coming, lag_ratio=0.4), run_time=1.4)
        repeated = FadeIn(machine.encoder.repeated, decoder.repeated)
        self.play(repeated, machine.bridge.grow(), run_time=0.5)
        self.play(machine.bridge.land(), run_time=theme.QUICK / 2)
        self.play(machine.cross(), FadeOut(machine.encoder.sheet))

    def unplug_encoder(self) -> None:
        self.beat("encoder out", "Trained. Now pull this out: what will it write?")
        self.write_without("encoder self-attention", *self.machine.unplug("self"), guess=1.0)
        self.say(self.told.says_what_is_lost())
        self.count("encoder self-attention")

    def unplug_decoder(self) -> None:
        self.beat("both out", "And this one as well. Your guess?")
        self.write_without("both", *self.machine.unplug("masked"), guess=0.8)
        self.say(self.told.says_who_survives())
        self.count("both")

    def cut_bridge(self) -> None:
        machine = self.machine
        self.beat("bridge", "Put both back, and cut the bridge.")
        moves = *machine.plug_in("self", "masked"), *machine.unplug("cross")
        self.write_without("cross-attention", *moves)
        self.say(self.told.says_without_the_bridge())
        self.count("cross-attention")
        self.say(self.told.says_what_it_reads())
        self.play(machine.exchange(), self.headline.clear(), run_time=0.6)
        self.run(self.told.elsewhere.words(), 1.7)

    def unplug_thinking(self) -> None:
        machine = self.machine
        self.beat("stammer", "And what without feed-forward?")
        moves = *machine.plug_in("cross"), *machine.unplug("feed-forward"), machine.exchange()
        self.write_without("feed-forward", *moves)
        self.say(self.told.says_how_it_speaks())
        self.count("feed-forward")

    def answer(self) -> None:
        self.beat("answer", "One self-attention may go, the bridge may not.")
        self.write_without("", *self.machine.plug_in("feed-forward"))
        self.count("")

    def write_without(self, name: str, *moves: Animation, guess: float = 0.0) -> None:
        """Let parts go out and in, and the machine write anew."""
        self.play(*moves, self.headline.clear(), self.gauge.clear(), run_time=0.7)
        if guess:
            self.guess(self.headline.middle(), self.gauge.place, seconds=guess)
        self.run(self.told.words(name), 2.2)

    def run(self, words: Sequence[Word], seconds: float) -> None:
        """Let vectors run through the machine, and words come out."""
        writing = self.headline.write(words)
        self.play(LaggedStart(self.machine.run(), writing, lag_ratio=0.6), run_time=seconds)

    def count(self, name: str) -> None:
        """Tell of how many sentences what is written without such parts is right."""
        self.play(self.gauge.fill(name), run_time=1.4 * theme.NORMAL)
