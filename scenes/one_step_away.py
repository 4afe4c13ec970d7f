"""Chapter 4: what the first word says reaches the last one in one step, however far it is."""

from __future__ import annotations

from manim import (
    DOWN,
    UP,
    Create,
    FadeIn,
    FadeOut,
    LaggedStart,
    Restore,
    Succession,
    TransformFromCopy,
)

from attention_math.recall import load_recall
from scenes import theme
from scenes.chapter import Chapter
from scenes.mobjects.motion import become
from scenes.pieces.one_step_away.price import Price
from scenes.pieces.one_step_away.race import ATTENTION, LSTM, RNN, Race
from scenes.pieces.one_step_away.sentence_ways import SentenceWays, both_ways
from scenes.stage.derive import derive
from scenes.stage.layout import stage


class OneStepAway(Chapter):
    """A word that is handed on fades on its way; attention fetches it in one step."""

    heading = "One step away"
    lights = ()
    sentence = "who sees the white cat"
    kind = "masked"
    other_sentences = ("birds sing", "where is he ?", "the old man is in my bed")

    def construct(self) -> None:
        handing, attending = self.ask_how_the_end_knows()
        self.set_out(handing, attending)
        self.listen_all_at_once(attending)
        race = self.lengthen(handing, attending)
        self.run(race)
        self.pay(race)

    def ask_how_the_end_knows(self) -> tuple[SentenceWays, SentenceWays]:
        self.beat("question", "How does the last word learn what the first one was?")
        room, self.aside = stage().columns(5, 1)
        upper, lower = room.rows(4, 5, gap=0.3)
        handing, attending = both_ways(self.tokens("query"), room.width)
        lower.hold(attending, DOWN)
        upper.hold(handing, DOWN).save_state()
        stage().inset(top=1.6).hold(handing.scale(1.25), shrink=True)
        entering = (FadeIn(token, shift=UP * 0.3) for token in handing.row)
        self.play(LaggedStart(*entering, lag_ratio=0.5), run_time=theme.NORMAL)
        self.asked = handing.asked()
        self.play(Create(self.asked), run_time=1.2 * theme.SLOW)
        return handing, attending

    def set_out(self, handing: SentenceWays, attending: SentenceWays) -> None:
        self.beat("two ways", "A recurrent network, RNN, hands it on; attention fetches it.")
        coming = TransformFromCopy(handing.row, attending.row)
        self.play(FadeOut(self.asked), Restore(handing), coming, run_time=theme.NORMAL)
        both = handing, attending
        sending = (FadeIn(one.send(), target_position=one.row[0], scale=0.5) for one in both)
        self.play(*sending, *(FadeIn(one.named(self.aside)) for one in both))
        hops = handing.hand_on()
        self.play(next(hops), attending.leap(), run_time=theme.NORMAL)
        for hop in hops:
            self.play(hop, run_time=1.2 * theme.QUICK)

    def listen_all_at_once(self, attending: SentenceWays) -> None:
        self.beat("all", "So every word fetches, and none waits for another.")
        looking = map(Create, attending.all_ways())
        self.play(*looking, *attending.listening(), run_time=1.6 * theme.SLOW)

    def lengthen(self, handing: SentenceWays, attending: SentenceWays) -> Race:
        self.beat("race", "Trained to name the first token: who still can, after sixty-four?")
        race = self.race = Race(stage(), derive(load_recall, source="recall"))
        labels, names = (handing.label, attending.label), (race.names[RNN], race.names[ATTENTION])
        coming = Succession(race.entering(), FadeIn(race.names[LSTM], *race.parcels, race.sent[-1]))
        naming = become(labels, names)
        self.keep(*labels, badge=False, beside=[naming, coming], run_time=theme.QUICK)
        self.guess(*race.shares, seconds=1.2)
        return race

    def run(self, race: Race) -> None:
        self.beat("go", "Handed on, it fades; an LSTM, made to remember, fades later.")
        self.play(race.go())
        self.beat("whole", "Fetched in one hop, it arrives whole.")
        self.play(FadeIn(race.shares, lag_ratio=0.5), FadeIn(race.told()), run_time=theme.SLOW)
        self.hold(theme.QUICK)

    def pay(self, race: Race) -> None:
        self.beat("price", "Its price: a score for every pair of words.")
        lengths, arcs = [int(one.value) for one in race.numbers], race.lanes[ATTENTION].arcs
        price = Price(stage(), lengths)
        folding = become(arcs, price.outlines, run_time=theme.NORMAL)
        self.keep(*arcs, badge=False, beside=[folding], run_time=theme.QUICK)
        self.play(*price.rise(), run_time=theme.SLOW)
        self.hold(theme.QUICK)
        self.beat("double", "Twice the words make four times the pairs. The bill comes later.")
        self.play(*price.double(), run_time=1.7 * theme.SLOW)
        self.hold(theme.NORMAL)

    def badge_text(self) -> str:
        return self.trace.source.label
