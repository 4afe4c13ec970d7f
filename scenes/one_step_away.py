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
    TransformFromCopy,
    VGroup,
    rush_from,
)

from attention_math.recall import count_paths, load_recall
from scenes import theme
from scenes.chapter import Chapter
from scenes.mobjects.motion import become
from scenes.pieces.one_step_away.counted_plane import LENGTHS, CountedPlane
from scenes.pieces.one_step_away.growing_square import GrowingSquare
from scenes.pieces.one_step_away.ladder import Ladder
from scenes.pieces.one_step_away.recall_plane import RecallPlane
from scenes.pieces.one_step_away.sentence_ways import SentenceWays, both_ways
from scenes.stage.derive import derive
from scenes.stage.layout import stage

RNN, LSTM, ATTENTION = range(3)
LONG = slice(3, None)  # of the lengths: where guessing is worth while


class OneStepAway(Chapter):
    """A word that is handed on fades on its way; attention fetches it in one step."""

    heading = "One step away"
    lights = ()
    sentence = "who sees the white cat ?"
    kind = "masked"
    other_sentences = ("birds sing", "where is he ?", "the old man is in my bed")

    def construct(self) -> None:
        handing, attending = self.ask_how_the_end_knows()
        self.hand_it_on(handing)
        self.look_directly(handing, attending)
        ladder = self.lengthen(handing, attending)
        parcels = self.race(ladder), self.leap(ladder)
        self.plot(ladder, *parcels)
        self.count()
        self.pay()

    def ask_how_the_end_knows(self) -> tuple[SentenceWays, SentenceWays]:
        self.beat("question", "How does the last word learn what the first one was?")
        self.room, self.aside = stage().columns(5, 1)
        handing, attending = both_ways(self.tokens("query"), self.room.width)
        self.room.inset(top=1.6).hold(handing).save_state()
        stage().inset(top=1.6).hold(handing.scale(1.25), shrink=True)
        entering = (FadeIn(token, shift=UP * 0.3) for token in handing.row)
        self.play(LaggedStart(*entering, lag_ratio=0.5), run_time=theme.NORMAL)
        self.asked = handing.asked()
        self.play(Create(self.asked), run_time=theme.NORMAL)
        self.guess(self.asked.point_from_proportion(0.5) + UP * 0.5)
        return handing, attending

    def hand_it_on(self, handing: SentenceWays) -> None:
        self.beat("hand to hand", "A recurrent network, an RNN, hands it on from word to word.")
        self.play(Restore(handing), FadeOut(self.asked), run_time=theme.QUICK)
        sending = FadeIn(handing.send(), target_position=handing.row[0], scale=0.5)
        self.play(sending, FadeIn(handing.named(self.aside)))
        for hop in handing.hand_on():
            self.play(hop, run_time=theme.QUICK)

    def look_directly(self, handing: SentenceWays, attending: SentenceWays) -> None:
        self.beat("one hop", "Attention fetches it directly; no word waits for another.")
        upper, lower = self.room.rows(4, 5, gap=0.3)
        lower.hold(attending, DOWN)
        whole = VGroup(handing, handing.parcel, handing.label, handing.count)
        rise = UP * (upper.bottom - handing.row.get_bottom()[1])
        coming = TransformFromCopy(handing.row, attending.row)
        self.play(whole.animate.shift(rise), coming)
        sending = FadeIn(attending.send(), target_position=attending.row[0], scale=0.5)
        self.play(sending, FadeIn(attending.named(self.aside)))
        self.play(attending.leap(), run_time=theme.NORMAL)
        self.hold(theme.QUICK)
        looking = map(Create, attending.all_ways())
        self.play(*looking, *attending.listening(), run_time=theme.SLOW)

    def lengthen(self, handing: SentenceWays, attending: SentenceWays) -> Ladder:
        self.beat("race", "Trained to name the first token, how often is an RNN right?")
        self.recall = derive(load_recall, source="recall")
        self.plane = RecallPlane(stage(), self.recall)
        ladder = Ladder(self.plane.plane, self.recall.lengths, stage().inset(top=0.5))
        names = handing.label, attending.label
        self.keep(handing.row, *names)
        becoming, entering = ladder.taking_in(handing.row)
        naming = become(names, ladder.named)
        self.play(becoming, naming, FadeOut(self.badge), run_time=theme.NORMAL)
        self.play(entering, run_time=theme.NORMAL)
        return ladder

    def race(self, ladder: Ladder) -> VGroup:
        parcels, shares = ladder.parcels(), ladder.named_right(self.recall.accuracy[RNN])
        self.play(FadeIn(ladder.lamps(0)), FadeIn(parcels, scale=2), run_time=theme.QUICK)
        self.guess(*shares[LONG], seconds=1.5)
        self.play(ladder.hand_on(parcels, self.recall.influence[RNN]), run_time=1.7 * theme.SLOW)
        self.play(FadeIn(shares, lag_ratio=0.3), run_time=0.7 * theme.NORMAL)
        return parcels

    def leap(self, ladder: Ladder) -> VGroup:
        self.beat("leap", "Attention: one hop for each, and everything arrives.")
        parcels = ladder.sent(self.recall.influence[ATTENTION])
        self.play(FadeIn(ladder.lamps(1)), FadeIn(parcels, scale=2), run_time=theme.QUICK)
        self.play(ladder.leap(parcels), run_time=2 * theme.SLOW)
        return parcels

    def plot(self, ladder: Ladder, forgotten: VGroup, reached: VGroup) -> None:
        self.beat("curve", "This much still shows; an LSTM, made to remember, lasts longer.")
        plane, drawn = self.plane, (self.plane.networks[RNN], self.plane.networks[ATTENTION])
        shown = FadeIn(plane.plane, plane.ticks, plane.upwards)
        old = *forgotten, *reached, *ladder.named, ladder.head
        new = *drawn[0].dots, *drawn[1].dots, plane.names[RNN], plane.names[ATTENTION], plane.across
        self.keep(*old, badge=False, beside=[shown])
        self.play(become(old, new), run_time=theme.SLOW)
        self.play(*(Create(network.curve) for network in drawn))
        rnn, lstm = (plane.networks[i] for i in (RNN, LSTM))
        bands = FadeIn(rnn.band, lstm.band, plane.trainings())
        self.play(Create(lstm.curve), FadeIn(lstm.dots, plane.names[LSTM]), bands)

    def count(self) -> None:
        self.beat("count", "Whatever the length, attention is one step away.")
        plane, paths = self.plane, derive(count_paths, LENGTHS, source="recall")
        counted = CountedPlane(stage(), paths)
        old = [part for i in (RNN, ATTENTION) for part in (plane.networks[i].curve, plane.names[i])]
        new = [part for i in range(2) for part in (counted.hops[i], counted.told[i][0])]
        old, new = (*old, plane.plane, plane.across), (*new, counted.plane, counted.across)
        self.keep(*old, badge=False)
        self.play(become(old, new), FadeIn(counted.ticks), run_time=theme.SLOW)
        told = (FadeIn(words[1:]) for words in counted.told)
        self.play(*map(Create, counted.steps), *told, run_time=theme.NORMAL)

    def pay(self) -> None:
        self.beat("price", "The bill comes later: twice the words make four times the pairs.")
        square = GrowingSquare(stage(), self.recall.lengths)
        coming = FadeIn(square, run_time=theme.SLOW, rate_func=rush_from)
        self.keep(badge=False, beside=[coming])
        for move in square.double():
            self.play(move)

    def badge_text(self) -> str:
        return self.trace.source.label
