"""Chapter 22: the whole machine, block by block, and then without its parts, one after another."""

from __future__ import annotations

from collections.abc import Sequence

from manim import Animation, FadeIn, FadeOut, LaggedStart, ReplacementTransform, Restore, Succession

from attention_math.blocks import Does
from attention_math.request import Request
from attention_math.trace import Source
from scenes import theme
from scenes.chapter import Chapter
from scenes.pieces.the_transformer.headline import Headline
from scenes.pieces.the_transformer.ledger import Ledger
from scenes.pieces.the_transformer.machine import Machine
from scenes.pieces.the_transformer.rooms import closed_box, rooms
from scenes.pieces.the_transformer.three_maps import ThreeMaps, kinds_beside, light_up
from scenes.pieces.the_transformer.told import Told
from scenes.stage.shapes import Panel


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
        self.machine = Machine(self.told, self.tokens("key").words(), self.tokens("query").words())
        self.headline, self.ledger = Headline(rooms().headline), Ledger(self.told)
        traces = [self.trace_of(self.model, *one) for one in kinds_beside(self.layer)]
        weights = [self.of_head("weights", trace=one) for one in traces]
        self.maps = ThreeMaps(weights, self.tokens("key").words())
        self.build_encoder(self.ask())
        self.build_decoder()
        self.light_three_kinds([one.source for one in traces])
        self.run()
        self.leave_encoder_out()
        self.unplug_encoder()
        self.unplug_decoder()
        self.cut_bridge()
        self.unplug_thinking()
        self.answer()

    def _check_numbers(self) -> None:
        super()._check_numbers()
        self.told = Told(self.trace.source, self.sentence, self.tokens("query"))

    @classmethod
    def other_requests(cls, main: Request) -> Sequence[Request]:
        kinds = kinds_beside(main.layer)
        return [Request(main.model, *one, sentence=main.sentence) for one in kinds[:2]]

    def badge_text(self) -> str:
        return self.trace.source.label

    def ask(self) -> Panel:
        self.beat("question", "English in, French out. What is in between?")
        closed, slots = closed_box(), self.headline.slots(self.told.words(""))
        self.play(FadeIn(self.machine.come_near(), lag_ratio=0.2), FadeIn(closed, slots))
        self.guess(closed, seconds=1.0)
        return closed

    def build_encoder(self, closed: Panel) -> None:
        self.beat("encoder", "Words become vectors, ask each other, then each thinks alone.")
        encoder = self.machine.encoder
        self.play(ReplacementTransform(closed, encoder.ground), FadeIn(encoder.pipe, encoder.times))
        for step, seconds in encoder.growing():
            self.play(step, run_time=seconds)
        self.beat("asking", "One head: where each row looks.")
        self.play(self.machine.step_aside(), run_time=theme.QUICK)
        self.play(*self.maps.come_near(*encoder.that("self")), run_time=1.2 * theme.NORMAL)

    def build_decoder(self) -> None:
        machine, decoder = self.machine, self.machine.decoder
        self.beat("decoder", "The same for the French, and one block more: it asks the encoder.")
        self.add(machine.near)
        self.play(Restore(machine.near), *self.maps.go_back(), run_time=0.7)
        self.play(*machine.copy_encoder(), run_time=0.7)
        self.play(*machine.make_room(), run_time=0.6)
        rest = FadeIn(decoder.ground, decoder.times, decoder.blocks[-1])
        self.play(decoder.rise(1), rest, run_time=0.6)
        self.play(machine.bridge.grow(), run_time=0.5)
        self.play(machine.bridge.land(), run_time=theme.QUICK / 2)
        self.play(decoder.show_all(), run_time=0.8)

    def light_three_kinds(self, sources: Sequence[Source]) -> None:
        self.beat("kinds", "Three attentions: within, back, across.")
        for place, source in enumerate(sources):
            (block,) = self.machine.blocks(source.kind)
            coming = self.maps.come(place, block) if place else [light_up(block)]  # one is there
            self.play(*coming, run_time=0.6 if place else 0.3)
            self.play(FadeIn(self.maps.tell(place, source.layer, self.head)), run_time=0.3)

    def run(self) -> None:
        self.beat("run", "All together, every row writes its next word.")
        writing = self.headline.write(self.told.words(""))
        self.play(LaggedStart(self.machine.run(), writing, lag_ratio=0.8), run_time=2.2)
        self.play(FadeOut(self.maps), *self.machine.empty(), run_time=theme.QUICK)

    def leave_encoder_out(self) -> None:
        self.beat("alone", "A decoder-only model has no encoder.")
        self.play(*self.machine.leave_encoder_out(), run_time=0.8)
        self.play(self.machine.run_alone())

    def unplug_encoder(self) -> None:
        self.beat("encoder out", "Now unplug parts, after training: first this. Your guess?")
        beside = FadeOut(self.machine.alone), FadeIn(self.ledger.title())
        self.write_without("encoder self-attention", "self", *beside, guess=0.8)

    def unplug_decoder(self) -> None:
        self.beat("both out", "The decoder's too: alone, and both together?")
        self.write_without("both", "masked", beside="decoder self-attention")
        self.say(self.told.says_who_survives())
        self.play(self.ledger.stress("both"), run_time=theme.NORMAL)

    def cut_bridge(self) -> None:
        self.beat("bridge", self.told.says_what_it_reads())
        self.write_without("cross-attention", "cross", *self.machine.plug_in("self", "masked"))
        self.gloss = self.headline.gloss(self.told.gloss())
        self.play(FadeIn(self.gloss), self.machine.exchange(), run_time=0.6)
        stirring = self.headline.turn(self.told.elsewhere.words())
        self.play(LaggedStart(self.machine.run(), stirring, lag_ratio=0.5), run_time=1.7)

    def unplug_thinking(self) -> None:
        self.beat("stammer", self.told.says_how_it_speaks())
        beside = *self.machine.plug_in("cross"), self.machine.exchange(), FadeOut(self.gloss)
        self.write_without("feed-forward", "feed-forward", *beside)

    def answer(self) -> None:
        self.beat("answer", "One self-attention may go, the bridge may not.")
        self.play(*self.machine.plug_in("feed-forward"), run_time=0.5)
        self.play(Succession(self.machine.run(), self.headline.turn(self.told.words(""))))

    def write_without(
        self, name: str, out: Does, *going: Animation, beside: str = "", guess: float = 0.0
    ) -> None:
        """Unplug blocks while others move, let the machine write, and count what it gets right."""
        block = self.machine.blocks(out)[-1]
        named = [one for one in (beside, name) if one]
        noting = (move for one in named for move in self.ledger.note(one, block))
        self.play(*going, *self.machine.unplug(out), *noting, run_time=0.6)
        if guess:
            self.guess(self.headline.behind(), seconds=guess)
        writing = self.headline.turn(self.told.words(name), large=out in ("cross", "feed-forward"))
        counting = self.ledger.count(*named)
        self.play(LaggedStart(self.machine.run(), writing, counting, lag_ratio=0.7), run_time=1.9)
