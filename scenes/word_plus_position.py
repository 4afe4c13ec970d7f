"""Chapter 8: hands of clocks give every place a vector, and the word's vector takes it along."""

from __future__ import annotations

from collections.abc import Sequence

from manim import (
    RIGHT,
    Create,
    FadeIn,
    FadeOut,
    ReplacementTransform,
    Restore,
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
    APART,
    FAR_STEPS,
    STEPS,
    Positions,
)
from scenes.pieces.word_plus_position.sayings import (
    says_parting,
    says_the_same,
    says_what_is_missing,
    says_which_is_nearer,
)
from scenes.pieces.word_plus_position.waves import Waves
from scenes.stage.cited import Word
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
        words = self.tokens("query").words()
        self.word = words[self.places.word]
        waves = self.wind_up_clocks(self.ask_what_tells_them_apart(words))
        self.go_far(waves)
        cut = self.cut_at(waves)
        self.cut_through(cut, self.compare(cut))
        self.miss(self.part(self.add_entry_by_entry(cut)))

    def ask_what_tells_them_apart(self, words: Sequence[Word]) -> Brought:
        brought = Brought(stage(), words, self.vectors, self.declared)
        self.open_with(*brought.words)
        self.beat("question", says_the_same(self.word, len(self.alike)))
        self.play(stirring(brought.words), brought.bring(), run_time=theme.NORMAL)
        self.play(*map(Create, brought.frames(self.alike)), run_time=theme.QUICK)
        self.guess(*(brought.places[i] for i in self.alike), seconds=0.7)
        self.play(FadeIn(brought.places), run_time=theme.QUICK)
        return brought

    def wind_up_clocks(self, brought: Brought) -> Waves:
        self.beat("clocks", "Hands turn as places go by: one quick, each next one slower.")
        room = stage().rows(1, 14, 2)[1]
        waves = Waves(room, self.near, self.far, self.lengths, (STEPS, FAR_STEPS))
        self.marks = waves.marks(self.words_there(), self.compared)
        there = [i for i in self.compared if i in self.alike]
        kept = [part[i] for i in there for part in (brought.places, brought.words)]
        standing = [part for i in there for part in self.marks[self.compared.index(i)]]
        moves = map(ReplacementTransform, kept, standing)
        self.keep(*kept, beside=[waves.growing(brought.places), *moves])
        new = [part for mark in self.marks for part in mark if part not in standing]
        entering = map(FadeIn, (waves.ends[1][1], *new))
        self.play(waves.reading(), *entering, run_time=1.8 * theme.SLOW, rate_func=linear)
        return waves

    def go_far(self, waves: Waves) -> None:
        self.beat("far", "A slow hand tells far places apart.")
        first, second = self.marks
        second[1].save_state()
        nearing = second[1].animate.next_to(first[1], RIGHT)
        gone = FadeOut(first[0], second[0], waves.ends[1][1])
        self.play(waves.zooming(out=True), nearing, gone, run_time=1.2 * theme.SLOW)
        self.play(FadeIn(end := waves.ticks()), run_time=theme.QUICK / 2)
        self.hold(0.7)
        self.play(FadeOut(end), run_time=theme.QUICK / 2)
        self.play(waves.zooming(out=False), Restore(second[1]), run_time=0.8)

    def cut_at(self, waves: Waves) -> Cut:
        vectors = {place: self.vector_of(place) for place in self.compared}
        return Cut(waves, vectors, [self.place_of(place) for place in self.compared])

    def compare(self, cut: Cut) -> Apart:
        self.beat("apart", says_which_is_nearer(self.apart, self.hands[1]))
        numbers = [mark[0] for mark in self.marks]
        ticks = cut.waves.ticks(*(place for place in APART if place not in self.compared))
        coming = FadeIn(*numbers, *ticks), Create(cut.line)
        self.play(cut.waves.turning(self.compared[0]), *coming, run_time=theme.QUICK)
        apart = Apart(cut, self.apart, self.hands[:2], APART, ticks)
        self.play(FadeIn(apart, apart.says, cut.dots), run_time=theme.QUICK / 2)
        for moves in apart.compare():
            self.play(*moves, run_time=0.7 * theme.NORMAL)
        self.hold(theme.QUICK)
        return apart

    def cut_through(self, cut: Cut, apart: Apart) -> None:
        self.beat("cut", "Cut through all the waves: that is a place’s own vector.")
        first, second = self.compared
        leaving = FadeOut(apart, apart.says, apart.columns, apart.ticks)
        self.play(leaving, *cut.sweeping(first), run_time=theme.QUICK)
        self.play(cut.fall_out(0), run_time=1.2 * theme.NORMAL)
        self.play(*cut.sweeping(second), run_time=1.2 * theme.NORMAL)
        self.play(cut.fall_out(1), run_time=1.2 * theme.NORMAL)

    def add_entry_by_entry(self, cut: Cut) -> EntrySum:
        self.beat("sum", "The model adds it to the word, entry by entry.")
        place, cells = self.compared[-1], cut.columns[-1]
        entries = self.vectors[self.places.word], self.input(place)[self.entries]
        added = EntrySum(cut.room, self.word, *entries)
        word = self.marks[-1][1]
        self.keep(cells, word, beside=[ReplacementTransform(word, added.head), *added.grow()])
        self.play(added.push(cells), FadeIn(added.says[1:]), run_time=1.3 * theme.SLOW)
        self.hold(theme.QUICK)
        return added

    def part(self, added: EntrySum) -> WordInSpace:
        self.beat("space", says_parting(self.word, len(self.alike)))
        trail = {place: self.in_space(self.input(place)) for place in self.compared}
        word = self.in_space(self.quantity("query_side.token_embeddings")[self.places.word])
        parted = WordInSpace(stage(), self.space, word, trail)
        self.play(FadeOut(added.says, added.plane.y_axis), run_time=theme.QUICK / 2)
        self.play(parted.gather(added, self.compared[-1]), run_time=1.2 * theme.NORMAL)
        self.play(parted.reveal(), run_time=0.8 * theme.NORMAL)
        self.play(parted.step(self.compared[0]), run_time=0.9 * theme.NORMAL)
        self.hold(theme.QUICK)
        near = stage().inset(left=2, right=2, bottom=0.85, top=1)
        self.play(parted.leave_behind(near), run_time=theme.QUICK)
        self.zoom(parted.around, room=near, run_time=1.3 * theme.NORMAL)
        parted.catch_up()
        naming = parted.call(self.named(), self.compared)
        self.play(naming, *parted.dim(), run_time=0.9 * theme.NORMAL)
        return parted

    def miss(self, parted: WordInSpace) -> None:
        self.beat("answer", says_what_is_missing(self.word, len(self.alike)))
        self.play(parted.push_again(), FadeIn(parted.footnote()), run_time=theme.SLOW)
        self.play(parted.wonder(), run_time=theme.NORMAL)

    def badge_text(self) -> str:
        return phrase("{source} · input", source=self.trace.source.label)
