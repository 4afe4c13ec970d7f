"""What the heads of a layer look for: as measured over many sentences, or just in this one."""

from __future__ import annotations

from manim import AnimationGroup, Create, FadeIn, FadeOut, LaggedStart, Mobject, VGroup

from scenes import theme
from scenes.chapter import Chapter
from scenes.mobjects.motion import become
from scenes.pieces.many_heads.glasses import Glasses
from scenes.pieces.many_heads.measured import Measured, Role


class ReadHeads(Chapter):
    """A chapter on the heads of a layer, whose ``measured`` says what each of them does.

    What is asked is drawn twice: as arcs on the sentence, and as outlined cells on every map.
    """

    measured: Measured

    def name_by_survey(self) -> list[Mobject]:
        """Name the heads that do one thing in most of many sentences; return the others' arcs."""
        glasses, asked = self.look_for_nouns()
        counted = self.count_previous(self.count_nouns(glasses, asked[0]), asked[1])
        return self.name_no_other(VGroup(glasses.outlines, counted))

    def look_for_nouns(self) -> tuple[Glasses, VGroup]:
        self.beat("noun", "Which head looks from a word to its noun?")
        return self._pour("partner")

    def count_nouns(self, glasses: Glasses, arcs: VGroup) -> VGroup:
        self.beat("luck", "Luck? Count it in two hundred sentences.")
        counts = self.measured.counts("partner")
        self.play(FadeOut(glasses.numbers), *glasses.refill(counts), run_time=theme.SLOW)
        return VGroup(counts.fills, counts.numbers, self._name("partner", counts, arcs))

    def count_previous(self, old: VGroup, outlines: VGroup) -> VGroup:
        self.beat("previous", "And the word before? One head looks there, nearly always.")
        arcs, outlined = self.measured.asked("previous"), self.measured.outlines("previous")
        counts = self.measured.counts("previous")
        self.play(FadeOut(old), become(outlines, outlined), Create(arcs, lag_ratio=0.3))
        self.play(counts.fill(), run_time=theme.NORMAL)
        jobs = self._name("previous", counts, arcs)
        return VGroup(outlined, counts.fills, counts.numbers, jobs)

    def name_no_other(self, counted: VGroup) -> list[Mobject]:
        self.beat("unclear", "The other six have no clear role, so no name.")
        self.play(FadeOut(counted), run_time=theme.QUICK)
        unclear = self.measured.unclear()
        each = [AnimationGroup(FadeIn(text), Create(arcs)) for text, arcs in unclear]
        self.play(LaggedStart(*each, lag_ratio=0.3), run_time=1.3 * theme.SLOW)
        return [edge for _, arcs in unclear for edge in arcs]

    def read_this_sentence(self) -> list[Mobject]:
        """Say of heads that nobody has measured what they do here; return what is asked last."""
        self.beat("first", "Outlined: who looks back at the first token. Which head does most?")
        glasses, (arcs, outlines) = self._pour("first")
        self.beat("previous", "Who looks at the word before?")
        self.play(FadeOut(glasses.fills, glasses.numbers, arcs, outlines))
        glasses, asked = self._asked("previous")
        self.play(glasses.fill(), FadeIn(glasses.numbers), run_time=theme.SLOW)
        self.beat("luck", "One sentence may be luck, so no head gets a name for it.")
        self.hold(theme.NORMAL)
        return [asked, glasses]

    def _pour(self, role: Role) -> tuple[Glasses, VGroup]:
        glasses, asked = self._asked(role)
        self.play(FadeIn(glasses.outlines), run_time=theme.QUICK)
        self.guess(*glasses.numbers, seconds=1.3)
        self.say("A glass holds the mean of the outlined cells.")
        self.play(glasses.fill(), run_time=theme.NORMAL)
        self.play(FadeIn(glasses.numbers), run_time=theme.QUICK)
        return glasses, asked

    def _asked(self, role: Role) -> tuple[Glasses, VGroup]:
        asked = VGroup(self.measured.asked(role), self.measured.outlines(role))
        arcs, outlines = asked
        drawing = (Create(arc) for arc in arcs)
        outlining = LaggedStart(*map(Create, outlines), lag_ratio=0.1)
        self.play(LaggedStart(*drawing, lag_ratio=0.3), outlining, run_time=theme.NORMAL)
        return self.measured.shares(role), asked

    def _name(self, role: Role, counts: Glasses, arcs: VGroup) -> VGroup:
        """Name who does it most, and let these do it on the sentence."""
        jobs = VGroup(*self.measured.jobs(role))
        names = map(FadeIn, self.measured.names(role))
        self.play(FadeIn(counts.numbers), *names, run_time=theme.QUICK)
        for job in jobs:
            self.play(FadeOut(arcs), Create(job.edges, lag_ratio=0.3), run_time=theme.NORMAL)
        return jobs
