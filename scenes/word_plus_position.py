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
        quick = self.turn_one_wheel(brought)
        self.ask_where_the_next_lands(brought, quick)
        waves = self.unroll(brought, (quick, self.add_a_slower_one()))
        self.go_far(waves)
        self.miss(self.part(self.add_place_to_word(self.cut_through(waves))))

    def ask_what_tells_them_apart(self, words: Sequence[Word]) -> Brought:
        brought = Brought(stage(), words, self.vectors, self.declared, self.limit)
        self.open_with(*brought.words)
        self.beat("question", says_the_same(self.word, self.often))
        self.play(stirring(brought.words), brought.bring(), run_time=1.3 * theme.NORMAL)
        self.play(*map(Create, brought.frames(self.alike)), run_time=theme.QUICK)
        self.guess(*(brought.places[i] for i in self.alike), seconds=0.6)
        self.play(FadeIn(brought.places), run_time=theme.QUICK)
        return brought

    def turn_one_wheel(self, brought: Brought) -> Wheel:
        self.beat("wheel", "A wheel turns from place to place.")
        self.rooms = brought.aside.halves()
        wheel = self.wheel(0, self.rooms[0], range(WIDE + 1))
        self.keep(brought.words, brought.places, beside=[wheel.start()])
        for place in range(1, WIDE):
            self.play(wheel.go_to(place), *brought.pass_by(place), run_time=0.75 * theme.QUICK)
        return wheel

    def ask_where_the_next_lands(self, brought: Brought, wheel: Wheel) -> None:
        self.beat("confused", "Where will place six land?")
        self.guess(wheel.opposite(), seconds=1)
        self.say(phrase("Beside zero: one wheel mixes them up.", holds=self.again))
        self.play(wheel.go_to(WIDE), *brought.pass_by(WIDE), run_time=theme.SLOW)
        self.play(FadeIn(wheel.turn), run_time=theme.QUICK)

    def add_a_slower_one(self) -> Wheel:
        self.beat("slower", phrase("A slower wheel tells the two apart.", holds=self.again))
        slow = self.wheel(1, self.rooms[1], (0, WIDE))
        self.play(slow.start(), FadeIn(slow.turn), run_time=theme.QUICK)
        self.play(slow.go_all_the_way(), run_time=theme.SLOW)
        return slow

    def unroll(self, brought: Brought, wheels: Sequence[Wheel]) -> Waves:
        self.beat("waves", "Each next is slower; its height draws a wave.")
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
        self.play(waves.reading(), *entering, run_time=1.1 * theme.SLOW, rate_func=linear)
        return waves

    def go_far(self, waves: Waves) -> None:
        self.beat("far", "The slow wheels tell far places apart.")
        first, second = self.marks
        second[1].save_state()
        nearing = second[1].animate.next_to(first[1], RIGHT)
        gone = FadeOut(first[0], second[0], waves.ends[1][1])
        self.play(waves.zooming(out=True), nearing, gone, run_time=0.9 * theme.SLOW)
        self.play(FadeIn(end := waves.tick()), run_time=theme.QUICK / 2)
        self.hold(0.3)
        self.say("Most models learn or rotate positions.")
        self.play(FadeOut(end), run_time=theme.QUICK / 2)
        self.play(waves.zooming(out=False), Restore(second[1]), run_time=theme.SLOW)

    def cut_through(self, waves: Waves) -> Cut:
        self.beat("cut", "Cut through all waves: that is a place’s vector.")
        first, second = self.compared
        vectors = {place: self.vector_of(place) for place in self.compared}
        cut = Cut(waves, vectors, [self.place_of(place) for place in self.compared], self.limit)
        numbers = FadeIn(*(mark[0] for mark in self.marks))
        self.play(waves.turning(first), numbers, Create(cut.line), run_time=theme.QUICK)
        self.play(FadeIn(cut.dots), cut.fall_out(0), run_time=0.8 * theme.NORMAL)
        self.play(*cut.sweeping(second), run_time=0.9 * theme.NORMAL)
        self.play(cut.fall_out(1), run_time=0.8 * theme.NORMAL)
        return cut

    def add_place_to_word(self, cut: Cut) -> list[RowSum]:
        self.beat("sum", "Word plus place is the input, entry by entry.")
        sums, names = self.sums(stage()), [mark[1] for mark in self.marks]
        brought = zip(sums, names, cut.heads, cut.columns, strict=True)
        moves = [move for one, *parts in brought for move in one.bring(*parts)]
        self.keep(*cut.heads, *cut.columns, *names, beside=moves)
        self.play(*map(RowSum.join, sums), run_time=1.1 * theme.SLOW)
        self.say("All that differs comes from their places.")
        self.play(*(move for one in sums for move in one.stand_out(self.differing)))
        return sums

    def part(self, sums: Sequence[RowSum]) -> WordInSpace:
        self.beat("space", says_parting(self.word, self.often))
        trail = [self.in_space(self.input(place)) for place in self.compared]
        word = self.in_space(self.quantity("query_side.token_embeddings")[self.places.word])
        room = stage().inset(left=2.5, right=2.5, bottom=0.7, top=0.9)
        parted = WordInSpace(room, self.space, word, trail)
        others = FadeIn(parted.others, lag_ratio=0.1)
        self.play(parted.gather(sums), others, run_time=0.9 * theme.NORMAL)
        self.play(parted.part(), run_time=0.9 * theme.SLOW)
        self.play(parted.call(self.named()), run_time=theme.QUICK)
        return parted

    def miss(self, parted: WordInSpace) -> None:
        self.beat("answer", says_what_is_missing(self.often))
        self.play(parted.wonder(), run_time=1.3 * theme.SLOW)

    def badge_text(self) -> str:
        return phrase("{source} · input", source=self.trace.source.label)
