"""Chapter 8: hands of clocks give every place a vector, and the word's vector takes it along."""

from __future__ import annotations

from manim import (
    UP,
    Create,
    FadeIn,
    FadeOut,
    LaggedStart,
    ReplacementTransform,
    VGroup,
    linear,
)

from scenes import theme
from scenes.pieces.word_plus_position.brought import Brought
from scenes.pieces.word_plus_position.cut import Cut
from scenes.pieces.word_plus_position.entry_sum import EntrySum
from scenes.pieces.word_plus_position.in_space import WordInSpace
from scenes.pieces.word_plus_position.likeness import Likeness
from scenes.pieces.word_plus_position.numbers import (
    FAR_STEPS,
    NEAR,
    STEPS,
    WIDE,
    Positions,
)
from scenes.pieces.word_plus_position.sayings import (
    says_likeness,
    says_parting,
    says_the_same,
    turns,
)
from scenes.pieces.word_plus_position.waves import Waves
from scenes.stage.layout import stage
from scenes.stage.phrases import phrase


class WordPlusPosition(Positions):
    """A place is one cut through waves of several lengths; it is added to the word's vector."""

    heading = "Word plus position"
    lights = ()
    other_sentences = (
        "heavy box",
        "the white car sees the green cat",
        "this old queen slept behind a bridge",
    )

    def construct(self) -> None:
        self.word = self.tokens("query").words()[self.places.word]
        waves = self.wind_up_clocks(self.ask_what_tells_them_apart())
        cut = self.cut_through(waves, self.go_far(waves))
        self.compare(waves, cut)
        self.part(self.add_entry_by_entry(cut))

    def ask_what_tells_them_apart(self) -> Brought:
        self.beat("question", says_the_same(self.word, len(self.alike)))
        brought = Brought(stage(), self.tokens("query").words(), self.vectors, self.declared)
        for appearing in brought.appear():
            self.play(appearing, run_time=theme.NORMAL)
        self.play(*map(Create, brought.frames(self.alike)))
        self.guess(*(brought.places[i] for i in self.alike))
        self.play(LaggedStart(*map(FadeIn, brought.places), lag_ratio=0.2), run_time=theme.NORMAL)
        return brought

    def wind_up_clocks(self, brought: Brought) -> Waves:
        self.beat("clocks", "Clocks tell: hands for seconds, minutes, hours, and a slower one.")
        room, _ = stage().rows(14, 1)
        waves = Waves(room, self.near, self.far, (STEPS, FAR_STEPS))
        zero, last = waves.ends
        moves = ReplacementTransform(brought.places[0], zero[1]), FadeIn(zero[0], waves)
        self.keep(brought.places[0], beside=moves)
        self.play(waves.reading(), FadeIn(last), run_time=3 * theme.SLOW, rate_func=linear)
        return waves

    def go_far(self, waves: Waves) -> VGroup:
        self.beat("far", "How many places until the third hand has come round?")
        turned, last = turns(waves.aside, self.lengths), waves.ends[-1]
        self.play(FadeOut(last), run_time=theme.QUICK)
        self.play(waves.zooming(out=True), run_time=3 * theme.SLOW)
        self.play(LaggedStart(*map(FadeIn, turned), lag_ratio=0.5), run_time=theme.SLOW)
        self.play(waves.zooming(out=False), run_time=1.25 * theme.NORMAL)
        return turned

    def cut_through(self, waves: Waves, turned: VGroup) -> Cut:
        self.beat("cut", "Cut through all the waves: that is a place’s own vector.")
        cut = Cut(waves, self.places.later)
        self.play(waves.turning(self.places.later), Create(cut.line), run_time=theme.NORMAL)
        self.play(FadeIn(cut.dots, scale=2), FadeOut(turned))
        self.play(cut.fall_out(waves), run_time=theme.SLOW)
        return cut

    def compare(self, waves: Waves, cut: Cut) -> None:
        self.beat("likeness", "Which are more alike: places four apart, or six apart?")
        likeness = Likeness(waves, self.likeness, (NEAR, WIDE))
        self.keep(waves, cut.cells, beside=[waves.turning(0), FadeIn(likeness)])
        self.guess(*likeness.numbers)
        added = map(ReplacementTransform, waves.curves, likeness.curves)
        self.play(*added, FadeOut(waves.lanes), run_time=theme.SLOW)
        for distance, dot, number in likeness.stops():
            self.play(waves.turning(distance), run_time=theme.SLOW)
            self.play(FadeIn(dot, scale=2), FadeIn(number), run_time=theme.QUICK)
        self.say(says_likeness(self.likeness))
        for distance in (0, WIDE):
            self.play(waves.turning(distance), run_time=theme.SLOW)

    def add_entry_by_entry(self, cut: Cut) -> EntrySum:
        self.beat("sum", "The model adds it to the word, entry by entry.")
        place = self.places.later
        entries = self.vectors[self.places.word], self.input(place)[self.entries]
        added = EntrySum(cut.room, self.word, *entries)
        stage().columns(3, 1)[1].hold(added.says, UP)
        self.keep(cut.cells, beside=added.grow())
        self.play(added.push(cut.cells), run_time=3 * theme.SLOW)
        self.play(FadeIn(added.says, lag_ratio=0.3), run_time=theme.QUICK)
        return added

    def part(self, added: EntrySum) -> None:
        self.beat("space", says_parting(self.word, len(self.alike)))
        trail = [self.in_space(self.input(place)) for place in range(len(self.declared))]
        word = self.in_space(self.quantity("query_side.token_embeddings")[self.places.word])
        parted = WordInSpace(stage(), self.space, word, trail, self.places[1:], self.named())
        self.play(parted.gather(added), run_time=theme.SLOW)
        self.play(parted.step(1), run_time=theme.SLOW)
        self.play(parted.step(0), run_time=theme.SLOW)
        self.say("Here waves; most present models learn or rotate their positions.")
        self.play(parted.go_on(), run_time=2 * theme.SLOW)

    def badge_text(self) -> str:
        return phrase("{source} · input", source=self.trace.source.label)
