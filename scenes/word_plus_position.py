"""Chapter 8: hands of clocks give every place a vector, and the word's vector takes it along."""

from __future__ import annotations

from manim import (
    Create,
    FadeIn,
    FadeOut,
    LaggedStart,
    ReplacementTransform,
    VGroup,
    linear,
)

from scenes import theme
from scenes.mobjects.motion import stirring
from scenes.pieces.word_plus_position.apart import Apart
from scenes.pieces.word_plus_position.brought import Brought
from scenes.pieces.word_plus_position.cut import Cut
from scenes.pieces.word_plus_position.entry_sum import EntrySum
from scenes.pieces.word_plus_position.in_space import WordInSpace
from scenes.pieces.word_plus_position.numbers import (
    FAR_STEPS,
    NEAR,
    STEPS,
    WIDE,
    Positions,
)
from scenes.pieces.word_plus_position.sayings import (
    says_parting,
    says_the_same,
    says_which_is_nearer,
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
        cut = self.cut_through(waves, self.go_far(waves, self.compare(waves)))
        self.part(self.add_entry_by_entry(cut))

    def ask_what_tells_them_apart(self) -> Brought:
        brought = Brought(stage(), self.tokens("query").words(), self.vectors, self.declared)
        self.open_with(*brought.words)
        self.beat("question", says_the_same(self.word, len(self.alike)))
        self.play(stirring(brought.words), run_time=theme.NORMAL)
        self.play(brought.bring(), run_time=theme.NORMAL)
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

    def compare(self, waves: Waves) -> Apart:
        self.beat("apart", "When are the hands farther off: four places on, or six?")
        left, right = stage().columns(5, 7, gap=0.4)
        self.play(FadeOut(waves.lanes, waves.curves, waves.ends), waves.turning(0))
        self.play(*waves.spread(left))
        apart = Apart(waves, right, self.apart, (NEAR, WIDE))
        self.play(FadeIn(apart), run_time=theme.QUICK)
        self.guess(*apart.numbers)
        for place, dot, number in apart.stops():
            self.play(waves.turning(place), apart.reading(place), run_time=theme.SLOW)
            self.play(FadeIn(dot, scale=2), FadeIn(number), run_time=theme.QUICK)
        self.say(says_which_is_nearer(self.apart))
        on = waves.turning(waves.places), apart.reading(waves.places)
        self.play(*on, run_time=2 * theme.SLOW, rate_func=linear)
        return apart

    def go_far(self, waves: Waves, apart: Apart) -> VGroup:
        self.beat("far", "Slower hands tell those apart. When has the third come round?")
        turned = turns(waves.aside, self.lengths)
        self.play(FadeOut(apart, apart.dots, apart.numbers), *waves.line_up())
        self.play(FadeIn(waves.lanes, waves.curves, waves.ends[0]), run_time=theme.QUICK)
        self.play(waves.zooming(out=True), run_time=2 * theme.SLOW)
        self.play(LaggedStart(*map(FadeIn, turned), lag_ratio=0.5), run_time=theme.SLOW)
        self.play(waves.zooming(out=False), run_time=theme.NORMAL)
        return turned

    def cut_through(self, waves: Waves, turned: VGroup) -> Cut:
        self.beat("cut", "Cut through all the waves: that is a place’s own vector.")
        cut = Cut(waves, self.places.later)
        self.play(waves.turning(self.places.later), Create(cut.line), run_time=theme.NORMAL)
        self.play(FadeIn(cut.dots, scale=2), FadeIn(cut.place), FadeOut(turned))
        self.play(cut.fall_out(waves), run_time=theme.SLOW)
        return cut

    def add_entry_by_entry(self, cut: Cut) -> EntrySum:
        self.beat("sum", "The model adds it to the word, entry by entry.")
        place = self.places.later
        entries = self.vectors[self.places.word], self.input(place)[self.entries]
        added = EntrySum(cut.room, self.word, *entries)
        self.keep(cut.cells, beside=added.grow())
        self.play(added.push(cut.cells), FadeIn(added.says, lag_ratio=0.5), run_time=2 * theme.SLOW)
        return added

    def part(self, added: EntrySum) -> None:
        self.beat("space", "All these pushes together are one step among the words.")
        earlier, later = sorted(self.places[1:])
        trail = [self.in_space(self.input(place)) for place in range(len(self.declared))]
        word = self.in_space(self.quantity("query_side.token_embeddings")[self.places.word])
        parted = WordInSpace(stage(), self.space, word, trail)
        self.play(FadeOut(added.says, added.plane.y_axis), run_time=theme.QUICK)
        self.play(parted.gather(added, later), run_time=2 * theme.SLOW)
        self.beat("near", says_parting(self.word, len(self.alike)))
        near = stage().inset(left=2, right=2, bottom=0.85, top=0.53)
        self.play(parted.leave_behind(near), run_time=theme.QUICK)
        self.zoom(parted.around, room=near)
        parted.catch_up()
        self.play(parted.step(earlier), run_time=theme.SLOW)
        self.play(parted.call(self.named(), self.places[1:]))
        self.say("Here waves; most present models learn or rotate their positions.")
        self.play(parted.go_on(), run_time=theme.SLOW)

    def badge_text(self) -> str:
        return phrase("{source} · input", source=self.trace.source.label)
