"""What the heads of a layer look for: as measured over many sentences, or just in this one."""

from __future__ import annotations

from manim import Create, FadeIn, FadeOut, LaggedStart, Mobject, VGroup

from scenes import theme
from scenes.chapter import Chapter
from scenes.pieces.many_heads.glasses import Glasses
from scenes.pieces.many_heads.measured import Measured, Role
from scenes.pieces.many_heads.winner import Winner


class ReadHeads(Chapter):
    """A chapter on the heads of a layer, whose ``measured`` says what each of them does.

    What is asked is drawn twice: as arcs on the sentence, and as outlined cells on every map.
    """

    measured: Measured

    def name_by_survey(self) -> list[Mobject]:
        """Name the heads that do one thing in most of many sentences; nothing asked is left."""
        glasses, asked = self.look_for_nouns()
        counted = self.count_previous(*self.count_nouns(glasses, *asked))
        self.name_no_other(VGroup(glasses.outlines, counted))
        return []

    def look_for_nouns(self) -> tuple[Glasses, VGroup]:
        self.beat("noun", "In which head does a word hear its noun?")
        return self._pour("partner")

    def count_nouns(
        self, glasses: Glasses, arcs: VGroup, outlines: VGroup
    ) -> tuple[Winner, VGroup]:
        self.beat("luck", "Luck? Try two hundred sentences.")
        counts = self.measured.counts("partner")
        self.play(FadeOut(glasses.numbers), *glasses.refill(counts), run_time=theme.SLOW)
        self.say("Counted: where a head does this most, and clearly.")
        winner = self.measured.winner("partner", outlines, glasses, counts)
        jobs = self._name("partner", counts, arcs, winner)
        self.hold(theme.NORMAL)
        return winner, jobs

    def count_previous(self, winner: Winner, old: VGroup) -> VGroup:
        self.beat("previous", "And who hears the word before? Count again.")
        self.play(FadeOut(old), *winner.go(), run_time=0.6 * theme.NORMAL)
        arcs, outlined = self.measured.asked("previous"), self.measured.outlines("previous")
        counts, outlining = self.measured.counts("previous"), map(Create, outlined)
        self.play(Create(arcs, lag_ratio=0.3), LaggedStart(*outlining, lag_ratio=0.1))
        self.play(counts.fill(), run_time=theme.NORMAL)
        jobs = self._name("previous", counts, arcs)
        return VGroup(outlined, counts.fills, counts.numbers, jobs)

    def name_no_other(self, counted: VGroup) -> None:
        self.beat("unclear", "The other six have no clear role, so no name.")
        gone = FadeOut(counted)
        for text, arcs in self.measured.unclear():
            self.play(gone, FadeIn(text), Create(arcs, lag_ratio=0.2), run_time=theme.QUICK)
            gone = FadeOut(arcs)
        self.play(gone, run_time=theme.QUICK / 2)

    def read_this_sentence(self) -> list[Mobject]:
        """Say of heads that nobody has measured what they do here; return what is asked last."""
        self.beat("first", "Outlined: who hears the first token. In which head most?")
        glasses, (arcs, outlines) = self._pour("first")
        self.beat("previous", "Who hears the word before?")
        self.play(FadeOut(glasses.fills, glasses.numbers, arcs, outlines))
        glasses, asked = self._asked("previous")
        self.play(glasses.fill(), FadeIn(glasses.numbers), run_time=theme.SLOW)
        self.beat("luck", "One sentence may be luck, so no head gets a name for it.")
        self.hold(theme.NORMAL)
        return [asked, glasses]

    def _pour(self, role: Role) -> tuple[Glasses, VGroup]:
        glasses, asked = self._asked(role)
        self.play(FadeIn(glasses.outlines), run_time=theme.QUICK)
        self.guess(*glasses.numbers, seconds=theme.NORMAL)
        self.say("Each bar is the mean of the outlined weights.")
        self.play(glasses.fill(), run_time=theme.SLOW)
        self.play(FadeIn(glasses.numbers), run_time=theme.QUICK)
        return glasses, asked

    def _asked(self, role: Role) -> tuple[Glasses, VGroup]:
        asked = VGroup(self.measured.asked(role), self.measured.outlines(role))
        arcs, outlines = asked
        drawing = (Create(arc) for arc in arcs)
        outlining = LaggedStart(*map(Create, outlines), lag_ratio=0.1)
        self.play(LaggedStart(*drawing, lag_ratio=0.3), outlining, run_time=theme.NORMAL)
        return self.measured.shares(role), asked

    def _name(
        self, role: Role, counts: Glasses, arcs: VGroup, winner: Winner | None = None
    ) -> VGroup:
        """Name who does it most, and let these do it on the sentence; a winner comes forward."""
        jobs = VGroup(*self.measured.jobs(role))
        names = map(FadeIn, self.measured.names(role))
        self.play(FadeIn(counts.numbers), *names, run_time=theme.QUICK)
        coming = []
        if winner is not None:
            self.hold(theme.QUICK / 2)  # all counts are to be read
            coming = winner.come()
        drawn = (Create(job.edges, lag_ratio=0.3) for job in jobs)
        self.play(FadeOut(arcs), *drawn, *coming, run_time=theme.NORMAL)
        return jobs
