"""What the heads of a layer look for: as measured over many sentences, or just in this one."""

from __future__ import annotations

from manim import Create, FadeIn, FadeOut, LaggedStart, VGroup

from scenes import theme
from scenes.chapter import Chapter
from scenes.mobjects.motion import become
from scenes.pieces.many_heads.glasses import Glasses
from scenes.pieces.many_heads.measured import Measured


class ReadHeads(Chapter):
    """A chapter on the heads of a layer, whose ``measured`` says what each of them does."""

    measured: Measured

    def name_by_survey(self) -> None:
        """Name the heads that do one thing in most of many sentences."""
        glasses, outlines = self.look_for_nouns()
        counted = self.count_previous(self.count_nouns(glasses), outlines)
        self.name_no_other(VGroup(glasses.outlines, counted))

    def look_for_nouns(self) -> tuple[Glasses, VGroup]:
        self.beat("noun", "Outlined: where a word meets its noun. Which head looks there?")
        return self._pour("partner")

    def count_nouns(self, glasses: Glasses) -> Glasses:
        self.beat("luck", "One sentence may be luck. In how many of two hundred is it so?")
        counts = self.measured.counts("partner")
        self.play(FadeOut(glasses.numbers), run_time=theme.QUICK)
        self.play(*glasses.refill(counts), run_time=1.5 * theme.SLOW)
        self.play(FadeIn(counts.numbers), *map(FadeIn, self.measured.names("partner")))
        return counts

    def look_at_previous(self, counts: Glasses, old: VGroup) -> tuple[Glasses, VGroup]:
        self.beat("previous", "Who looks at the word before?")
        outlines, glasses = self.measured.outlines("previous"), self.measured.shares("previous")
        self.play(FadeOut(counts.fills, counts.numbers), become(old, outlines))
        self.play(glasses.fill(), FadeIn(glasses.numbers), run_time=theme.SLOW)
        return glasses, outlines

    def count_previous(self, old: Glasses, outlines: VGroup) -> VGroup:
        self.beat("previous", "And the word before? One head looks there, nearly always.")
        counts, outlined = self.measured.counts("previous"), self.measured.outlines("previous")
        self.play(FadeOut(old.fills, old.numbers), become(outlines, outlined))
        self.play(counts.fill(), run_time=theme.SLOW)
        self.play(FadeIn(counts.numbers), *map(FadeIn, self.measured.names("previous")))
        return VGroup(outlined, counts.fills, counts.numbers)

    def name_no_other(self, counted: VGroup) -> None:
        self.beat("unclear", "The other six have no clear role, so no name.")
        unclear = self.measured.unclear()
        self.play(FadeOut(counted), run_time=theme.QUICK)
        self.play(LaggedStart(*map(FadeIn, unclear), lag_ratio=0.2), run_time=theme.SLOW)

    def read_this_sentence(self) -> None:
        """Say of heads that nobody has measured what they do here, and give them no name."""
        self.beat("first", "Outlined: who looks back at the first token. Which head does most?")
        glasses, outlines = self._pour("first")
        glasses, outlines = self.look_at_previous(glasses, outlines)
        self.beat("luck", "One sentence may be luck, so no head gets a name for it.")
        self.hold(theme.NORMAL)
        self.play(FadeOut(outlines, glasses), run_time=theme.QUICK)

    def _pour(self, role: str) -> tuple[Glasses, VGroup]:
        outlines, glasses = self.measured.outlines(role), self.measured.shares(role)
        self.play(LaggedStart(*map(Create, outlines), lag_ratio=0.1), run_time=theme.SLOW)
        self.play(FadeIn(glasses.outlines), run_time=theme.QUICK)
        self.guess(*glasses.numbers, seconds=1.3)
        self.say("Each glass holds the mean of its outlined cells.")
        self.play(glasses.fill(), run_time=theme.SLOW)
        self.play(FadeIn(glasses.numbers))
        return glasses, outlines
