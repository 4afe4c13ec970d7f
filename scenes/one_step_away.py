"""Chapter 4: what the first word says reaches the last one in one step, however far it is."""

from __future__ import annotations

from manim import (
    DOWN,
    UP,
    FadeIn,
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

_HOP = 0.75  # seconds


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
        race = self.lengthen(handing, attending)
        self.run(race)
        self.pay(race)

    def ask_how_the_end_knows(self) -> tuple[SentenceWays, SentenceWays]:
        self.beat("question", "How does the last word learn what the first was?")
        room, self.aside = stage().columns(5, 1)
        upper, lower = room.rows(4, 5, gap=0.3)
        handing, attending = both_ways(self.tokens("query"), room.width)
        lower.hold(attending, DOWN)
        upper.hold(handing, DOWN).save_state()
        stage().hold(handing.scale(1.25), shrink=True)
        entering = (FadeIn(token, shift=UP * 0.3) for token in handing.row)
        self.play(LaggedStart(*entering, lag_ratio=0.5), run_time=1.4 * theme.NORMAL)
        self.guess(handing.landing(), seconds=0.9)
        return handing, attending

    def set_out(self, handing: SentenceWays, attending: SentenceWays) -> None:
        self.beat("two ways", "A recurrent net hands it on; attention fetches it.")
        coming = TransformFromCopy(handing.row, attending.row)
        self.play(Restore(handing), coming, run_time=1.5 * theme.NORMAL)
        both = handing, attending
        sending = (FadeIn(one.send(), target_position=one.row[0], scale=0.5) for one in both)
        self.play(*sending, *(FadeIn(one.named(self.aside)) for one in both), run_time=1.4)
        self.beat("all", "All words fetch at once; the RNN still hands on.")
        first, *rest = handing.hand_on()
        self.play(first, attending.leap(), run_time=theme.NORMAL)
        late = [Succession(*rest, run_time=_HOP * len(rest))] if rest else []
        self.play(*late, attending.fetch_all(_HOP * max(3, len(rest) + 1)))

    def lengthen(self, handing: SentenceWays, attending: SentenceWays) -> Race:
        self.beat("race", "Each must name the first of sixty-four tokens.")
        race = self.race = Race(stage(), derive(load_recall, source="recall"))
        labels, names = (handing.label, attending.label), (race.names[RNN], race.names[ATTENTION])
        rows, networks = (handing.row, attending.row), (RNN, ATTENTION)
        moves = become(labels, names), *race.come_of(rows, networks)
        self.keep(*labels, *rows, badge=False, beside=moves, run_time=theme.QUICK)
        self.play(race.entering(), run_time=1.8)
        return race

    def run(self, race: Race) -> None:
        self.beat("go", "Handed on, it fades: the RNN ends up guessing.")
        self.play(race.run(RNN, race.told()), run_time=2.8)
        self.say("An LSTM, made to remember, fades later.")
        self.play(race.run(LSTM), run_time=2.4)
        self.beat("whole", "And attention?")
        self.guess(race.shares[ATTENTION], seconds=0.9)
        self.say("Fetched in one hop, it arrives whole.")
        self.play(race.leap(), run_time=1.3)
        self.play(FadeIn(race.shares[ATTENTION], scale=1.3), race.follow(), run_time=0.9)

    def pay(self, race: Race) -> None:
        self.beat("price", "The price: a score for every pair.")
        arcs, numbers = race.lanes[ATTENTION].arcs, race.numbers
        price = Price(stage(), [one.citation for one in numbers])
        folding = become([*arcs, *numbers], [*price.outlines, *price.labels], run_time=1.2)
        self.keep(*arcs, *numbers, badge=False, beside=[folding], run_time=theme.QUICK)
        self.play(*price.rise(), run_time=1.3)
        self.beat("twice", "Twice the words: how many pairs?")
        self.play(FadeIn(price.twice), run_time=theme.QUICK)
        self.guess(price.asked, seconds=1.2)
        self.beat("double", "Four times as many. The bill comes later.")
        self.play(price.double(), run_time=1.7 * theme.SLOW)

    def badge_text(self) -> str:
        return self.trace.source.label
