"""Chapter 8: wheels give every place a vector, and the word's vector takes it along."""

from __future__ import annotations

from collections.abc import Sequence

from manim import RIGHT, Create, FadeIn, FadeOut, ReplacementTransform, Restore, linear

from scenes import theme
from scenes.mobjects.motion import stirring
from scenes.pieces.word_plus_position.brought import Brought
from scenes.pieces.word_plus_position.cut import Cut
from scenes.pieces.word_plus_position.in_space import WordInSpace
from scenes.pieces.word_plus_position.inputs import Inputs
from scenes.pieces.word_plus_position.numbers import FAR_STEPS, STEPS, WIDE
from scenes.pieces.word_plus_position.row_sum import RowSum
from scenes.pieces.word_plus_position.sayings import (
    says_parting,
    says_the_same,
    says_what_is_missing,
)
from scenes.pieces.word_plus_position.waves import Waves
from scenes.pieces.word_plus_position.wheel import Wheel
from scenes.stage.cited import Word
from scenes.stage.layout import stage
from scenes.stage.phrases import phrase


class WordPlusPosition(Inputs):
    """A place is one cut through waves of several lengths; it is added to the word's vector."""

    heading = "Word plus position"
    lights = ()
    other_sentences = (
        "heavy box",
        "the white car sees the green cat",
        "this old queen slept behind a bridge",
    )

    exceptions = {"faded, then used": "places make room for the map, and are named again there"}

    def construct(self) -> None:
        words = self.tokens("query").words()
        self.word = words[self.places.word]
        brought = self.ask_what_tells_them_apart(words)
        waves = self.unroll(brought, self.add_a_slower_one(self.turn_one_wheel(brought)))
        self.go_far(waves)
        self.miss(self.part(self.add_place_to_word(self.cut_through(waves))))

    def ask_what_tells_them_apart(self, words: Sequence[Word]) -> Brought:
        brought = Brought(stage(), words, self.vectors, self.declared, self.limit)
        self.open_with(*brought.words)
        self.beat("question", says_the_same(self.word, len(self.alike)))
        self.play(stirring(brought.words), brought.bring(), run_time=theme.NORMAL)
        self.play(*map(Create, brought.frames(self.alike)), run_time=theme.QUICK)
        self.guess(*(brought.places[i] for i in self.alike), seconds=0.7)
        self.play(FadeIn(brought.places), run_time=theme.QUICK)
        return brought

    def turn_one_wheel(self, brought: Brought) -> Wheel:
        self.beat("wheel", "A wheel turns with the places: where it points says which.")
        self.rooms = brought.aside.halves()
        wheel = self.wheel(0, self.rooms[0], range(WIDE + 1))
        self.keep(brought.words, brought.places, beside=(wheel.start(), FadeIn(wheel.says)))
        for place in range(1, WIDE):
            self.play(wheel.go_to(place), *brought.pass_by(place), run_time=0.9 * theme.QUICK)
        self.beat(
            "confused", phrase("On one wheel, place six lands beside zero.", holds=self.again)
        )
        self.play(wheel.go_to(WIDE), *brought.pass_by(WIDE), run_time=theme.NORMAL)
        self.play(FadeIn(wheel.number, scale=1.5), run_time=theme.QUICK)
        self.hold(0.8)
        return wheel

    def add_a_slower_one(self, quick: Wheel) -> tuple[Wheel, Wheel]:
        self.beat("slower", phrase("A slower wheel keeps them apart.", holds=self.again))
        slow = self.wheel(1, self.rooms[1], (0, WIDE))
        self.play(slow.start(), FadeIn(slow.says), run_time=theme.QUICK)
        self.play(slow.go_all_the_way(), run_time=theme.SLOW)
        self.play(FadeIn(slow.number, scale=1.5), run_time=theme.QUICK)
        self.hold(theme.QUICK / 2)
        return quick, slow

    def unroll(self, brought: Brought, wheels: Sequence[Wheel]) -> Waves:
        self.beat("waves", "Each next one is slower; its height draws a wave.")
        room = stage().rows(1, 14, 2)[1]
        waves = Waves(room, self.near, self.far, self.lengths, (STEPS, FAR_STEPS))
        self.marks = waves.marks(self.words_there(), self.compared)
        there = [i for i in self.compared if i in self.alike]
        kept = [part[i] for i in there for part in (brought.places, brought.words)]
        standing = [part for i in there for part in self.marks[self.compared.index(i)]]
        moves = map(ReplacementTransform, kept, standing)
        clocks = [wheel.clock for wheel in wheels]
        self.keep(*kept, *clocks, beside=[waves.growing(clocks), *moves])
        new = [part for mark in self.marks for part in mark if part not in standing]
        entering = map(FadeIn, (waves.ends[1][1], *new))
        self.play(waves.reading(), *entering, run_time=1.2 * theme.SLOW, rate_func=linear)
        return waves

    def go_far(self, waves: Waves) -> None:
        self.beat("far", "The slow wheels tell far places apart.")
        first, second = self.marks
        second[1].save_state()
        nearing = second[1].animate.next_to(first[1], RIGHT)
        gone = FadeOut(first[0], second[0], waves.ends[1][1])
        self.play(waves.zooming(out=True), nearing, gone, run_time=0.9 * theme.SLOW)
        self.play(FadeIn(end := waves.tick()), run_time=theme.QUICK / 2)
        self.hold(0.7)
        self.play(FadeOut(end), run_time=theme.QUICK / 2)
        self.play(waves.zooming(out=False), Restore(second[1]), run_time=0.6)

    def cut_through(self, waves: Waves) -> Cut:
        self.beat("cut", "Cut through all the waves: that is a place’s own vector.")
        first, second = self.compared
        vectors = {place: self.vector_of(place) for place in self.compared}
        cut = Cut(waves, vectors, [self.place_of(place) for place in self.compared], self.limit)
        numbers = FadeIn(*(mark[0] for mark in self.marks)), FadeOut(waves.turns)
        self.play(waves.turning(first), *numbers, Create(cut.line), run_time=theme.QUICK)
        self.play(FadeIn(cut.dots), cut.fall_out(0), run_time=theme.NORMAL)
        self.play(*cut.sweeping(second), run_time=0.9 * theme.NORMAL)
        self.play(cut.fall_out(1), run_time=theme.NORMAL)
        return cut

    def add_place_to_word(self, cut: Cut) -> list[RowSum]:
        self.beat("sum", "Word plus place is the input, entry by entry.")
        sums, names = self.sums(stage()), [mark[1] for mark in self.marks]
        brought = zip(sums, names, cut.heads, cut.columns, strict=True)
        moves = [move for one, *parts in brought for move in one.bring(*parts)]
        self.keep(*cut.heads, *cut.columns, *names, beside=moves)
        self.play(*map(RowSum.join, sums), run_time=1.7 * theme.SLOW)
        self.hold(1.6 * theme.QUICK)
        return sums

    def part(self, sums: Sequence[RowSum]) -> WordInSpace:
        self.beat("space", says_parting(self.word, len(self.alike)))
        trail = {place: self.in_space(self.input(place)) for place in self.compared}
        word = self.in_space(self.quantity("query_side.token_embeddings")[self.places.word])
        parted = WordInSpace(stage(), self.space, word, trail)
        self.play(parted.gather(sums), run_time=1.2 * theme.NORMAL)
        self.play(parted.reveal(), run_time=0.8 * theme.NORMAL)
        self.hold(theme.QUICK)
        near = parted.near(stage().inset(left=2, right=2, bottom=0.85, top=1))
        self.play(parted.leave_behind(near), run_time=theme.QUICK)
        self.zoom(parted.around, room=near, run_time=1.3 * theme.NORMAL)
        parted.catch_up()
        naming = parted.call(self.named(), self.compared)
        self.play(naming, *parted.dim(), run_time=0.9 * theme.NORMAL)
        return parted

    def miss(self, parted: WordInSpace) -> None:
        self.beat("answer", says_what_is_missing(self.word, len(self.alike)))
        self.play(parted.push_again(), FadeIn(parted.footnote()), run_time=0.8 * theme.SLOW)
        self.play(parted.wonder(), run_time=theme.NORMAL)

    def badge_text(self) -> str:
        return phrase("{source} · input", source=self.trace.source.label)
