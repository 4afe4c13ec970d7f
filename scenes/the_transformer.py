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
        self.play(LaggedStart(*moves, lag_ratio=0.6), run_time=1.8)
        return closed

    def build_encoder(self, closed: VGroup) -> None:
        self.beat("encoder", "Words become vectors, ask each other, think alone.")
        encoder, (box, mark) = self.machine.encoder, closed
        beside = FadeOut(mark), FadeIn(encoder.parts[0].block.label)
        self.play(ReplacementTransform(box, encoder.parts[0].block.box), *beside, run_time=0.6)
        self.grow(encoder, 0.7)

    def build_decoder(self) -> None:
        machine = self.machine
        self.beat("decoder", "The same for the French.")
        self.play(machine.make_room(), run_time=0.7)
        self.grow(machine.decoder, 0.4)
        self.play(*machine.spread(0.5))

    def grow(self, tower: Tower, seconds: float) -> None:
        """Let part after part come but the first, and out of each vectors rise but the last."""
        for place, part in enumerate(tower.parts):
            moves = [tower.come(place)] if place else []
            if part.does == "cross":
                self.play(*moves, run_time=seconds)
                self.ask_encoder()
                moves = []
            if part.does != "output":
                moves.append(tower.give(place, self.told.leaving))
            self.play(LaggedStart(*moves, lag_ratio=0.6), run_time=seconds)

    def ask_encoder(self) -> None:
        self.say("One part more: it asks the encoder.")
        self.play(self.machine.bridge.reach(), run_time=0.6)
        self.play(self.machine.cross(), FadeOut(self.machine.encoder.sheet), run_time=0.7)

    def light_three_kinds(self) -> None:
        self.beat("kinds", "Three kinds of attention: who asks whom?")
        for part in self.machine.attention():
            self.play(*self.machine.light(part), run_time=0.8)

    def unplug_encoder(self) -> None:
        self.beat("encoder out", "Trained. Now pull this out: what will it write?")
        self.play(*(part.say_name() for part in self.machine.attention()), run_time=0.4)
        self.play(self.machine.lay_bare(), run_time=0.7)
        self.write_without("encoder self-attention", *self.machine.unplug("self"))

    def unplug_decoder(self) -> None:
        self.beat("both out", "And without this one as well?")
        self.write_without("both", *self.machine.unplug("masked"))

    def cut_bridge(self) -> None:
        back, machine = ("self", "masked"), self.machine
        self.beat("bridge", "Put both back, and cut the bridge.")
        self.write_without("cross-attention", *machine.plug_in(*back), *machine.unplug("cross"))
        self.say(self.told.says_what_it_reads())
        self.play(machine.exchange(), self.headline.clear(), run_time=0.5)
        self.run(self.told.elsewhere.words(), 1.1)

    def unplug_thinking(self) -> None:
        machine, out = self.machine, "feed-forward"
        self.beat("stammer", "And what without feed-forward?")
        moves = *machine.plug_in("cross"), *machine.unplug(out), machine.exchange()
        self.write_without(out, *moves)

    def answer(self) -> None:
        self.beat("answer", "Bridge and feed-forward are vital; one self-attention is not.")
        self.play(*self.machine.go(), self.headline.clear(), run_time=0.6)
        self.play(self.tally.fill_stage(), run_time=1.5)
        self.hold(1.5)

    def leave_encoder_out(self) -> None:
        self.alone, small = Alone(self.told), self.tally.machine("cross-attention")
        self.beat("alone", "Yet decoder-only models, like GPT, have no bridge.")
        self.play(self.tally.leave(small), run_time=0.4)
        self.play(self.alone.become(small, self.machine), run_time=1.0)
        self.play(LaggedStart(self.alone.run(), self.headline.ask(), lag_ratio=0.7), run_time=1.2)

    def write_without(self, name: str, *moves: Animation) -> None:
        """Pull parts out, let it be guessed what is written now, and keep what it costs."""
        self.play(*moves, self.headline.clear(), run_time=0.6)
        self.guess(self.headline.hole(), seconds=1.3, larger=1.7, beside=self.machine.run())
        self.play(self.headline.write(self.told.words(name)), run_time=0.75)
        self.say(self.told.says_without(name))
        self.play(self.tally.come(name, self.machine.faces()))

    def run(self, words: Sequence[Word], seconds: float) -> None:
        """Let vectors run through the machine, and words come out."""
        writing = self.headline.write(words)
        self.play(LaggedStart(self.machine.run(), writing, lag_ratio=0.6), run_time=seconds)
