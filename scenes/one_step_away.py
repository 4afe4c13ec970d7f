"""Chapter 4: what the first word says reaches the last one in one step, however far it is."""

from __future__ import annotations

from manim import (
    DOWN,
    UP,
    Animation,
    Create,
    FadeIn,
    FadeOut,
    LaggedStart,
    Restore,
    TransformFromCopy,
    VGroup,
)

from attention_math.recall import count_paths, load_recall
from scenes import theme
from scenes.chapter import Chapter
from scenes.mobjects.motion import become
from scenes.pieces.one_step_away.counted_plane import LENGTHS, CountedPlane
from scenes.pieces.one_step_away.growing_square import GrowingSquare
from scenes.pieces.one_step_away.ladder import Ladder
from scenes.pieces.one_step_away.sentence_ways import SentenceWays, both_ways
from scenes.stage.derive import derive
from scenes.stage.layout import stage

RNN, LSTM, ATTENTION = range(3)
LONG = slice(3, None)  # of the lengths: where guessing is worth while


class OneStepAway(Chapter):
    """A word that is handed on fades on its way; attention fetches it in one step."""

    heading = "One step away"
    lights = ()
    sentence = "who sees the white cat"
    kind = "masked"
    other_sentences = ("birds sing", "where is he ?", "the old man is in my bed")

    def construct(self) -> None:
        handing, attending = self.ask_how_the_end_knows()
        self.hand_it_on(handing)
        self.look_directly(handing, attending)
        ladder = self.lengthen(self.count(handing, attending))
        self.last_longer(ladder, self.race(ladder))
        self.leap(ladder)
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
        self.guess(self.asked.point_from_proportion(0.5) + UP * 0.5, seconds=1.2)
        return handing, attending

    def hand_it_on(self, handing: SentenceWays) -> None:
        self.beat("hand to hand", "A recurrent network, an RNN, hands it on from word to word.")
        self.play(Restore(handing), FadeOut(self.asked), run_time=theme.QUICK)
        sending = FadeIn(handing.send(), target_position=handing.row[0], scale=0.5)
        self.play(sending, FadeIn(handing.named(self.aside)))
        for hop in handing.hand_on():
            self.play(hop, run_time=1.2 * theme.QUICK)

    def look_directly(self, handing: SentenceWays, attending: SentenceWays) -> None:
        self.beat("one hop", "Attention fetches it directly; no word waits for another.")
        upper, lower = self.room.rows(4, 5, gap=0.3)
        lower.hold(attending, DOWN)
        whole = VGroup(handing, handing.parcel, handing.label, handing.count)
        rise = UP * (upper.bottom - handing.row.get_bottom()[1])
        coming = TransformFromCopy(handing.row, attending.row)
        self.play(whole.animate.shift(rise), coming, run_time=0.7 * theme.NORMAL)
        sending = FadeIn(attending.send(), target_position=attending.row[0], scale=0.5)
        self.play(sending, FadeIn(attending.named(self.aside)), run_time=0.7 * theme.NORMAL)
        self.play(attending.leap(), run_time=theme.NORMAL)
        self.hold(theme.QUICK)
        looking = map(Create, attending.all_ways())
        self.play(*looking, *attending.listening(), run_time=theme.SLOW)

    def count(self, handing: SentenceWays, attending: SentenceWays) -> CountedPlane:
        self.beat("count", "Whatever the length, attention is one step away.")
        counted = CountedPlane(stage(), derive(count_paths, LENGTHS, source="recall"))
        names = [word for one in (handing, attending) for word in (one.label, one.count[0])]
        coming = FadeIn(counted.plane, counted.ticks, counted.across)
        naming = become(names, [word for told in counted.told for word in told[:2]])
        self.keep(*names, badge=False, beside=[coming, naming])
        lines = map(Create, counted.hops)
        told = (FadeIn(words[2:]) for words in counted.told)
        self.play(*lines, *told, run_time=theme.SLOW)
        return counted

    def lengthen(self, counted: CountedPlane) -> Ladder:
        self.beat("race", "Trained to name the first token, how often is an RNN right?")
        ladder = Ladder(stage(), derive(load_recall, source="recall"))
        old = counted.hops[0], counted.across, *(told[0] for told in counted.told)
        new = ladder[-1].thread, ladder.head, ladder.named[RNN], ladder.named[ATTENTION]
        self.keep(*old, badge=False, beside=[become(old, new)])
        self.play(ladder.entering(), run_time=theme.NORMAL)
        return ladder

    def race(self, ladder: Ladder) -> list[Animation]:
        parcels, shares = ladder.parcels(RNN), ladder.named_right(RNN)
        self.play(FadeIn(ladder.lamps, parcels), run_time=theme.QUICK)
        self.guess(*shares[LONG], seconds=1.2)
        self.play(ladder.hand_on(parcels, RNN), run_time=1.3 * theme.SLOW)
        told = FadeIn(shares, lag_ratio=0.3), FadeIn(ladder.guessing())
        self.play(*told, run_time=0.7 * theme.NORMAL)
        return ladder.put_away(RNN, parcels, shares)

    def last_longer(self, ladder: Ladder, away: list[Animation]) -> None:
        self.beat("memory", "An LSTM, made to remember, lasts longer, and forgets.")
        parcels, shares = ladder.parcels(LSTM), ladder.in_column(LSTM, beside=True)
        self.play(*away, FadeIn(parcels, ladder.named[LSTM]), run_time=0.7 * theme.NORMAL)
        self.play(ladder.hand_on(parcels, LSTM), run_time=theme.NORMAL)
        self.play(*ladder.put_away(LSTM, parcels), run_time=0.6 * theme.NORMAL)
        self.play(FadeIn(shares, lag_ratio=0.3), FadeIn(ladder.trainings()), run_time=theme.QUICK)

    def leap(self, ladder: Ladder) -> None:
        self.beat("leap", "Attention: one hop for each, and everything arrives.")
        parcels, shares = ladder.sent(ATTENTION), ladder.in_column(ATTENTION)
        self.play(FadeIn(parcels), run_time=theme.QUICK)
        self.play(ladder.leap(parcels), run_time=theme.SLOW)
        self.play(FadeIn(shares, lag_ratio=0.3), run_time=theme.NORMAL)
        self.hold(0.8)

    def pay(self) -> None:
        self.beat("price", "The bill comes later: twice the words make four times the pairs.")
        square = GrowingSquare(stage())
        first, *told = square
        self.keep(badge=False, beside=[FadeIn(first, run_time=theme.QUICK)])
        self.play(FadeIn(*told), run_time=theme.QUICK)
        self.hold(theme.QUICK)
        for move in square.double():
            self.play(move)
        self.guess(square.total, seconds=theme.NORMAL)
        self.play(FadeIn(square.total), run_time=theme.QUICK / 2)

    def badge_text(self) -> str:
        return self.trace.source.label
