"""Chapter 7: without places the same words are the same, whoever does what to whom."""

from __future__ import annotations

from manim import Create, FadeIn, LaggedStart, VGroup

from scenes import theme
from scenes.chapter import Chapter
from scenes.mobjects.motion import exchange_tokens, stirring
from scenes.pieces.no_notion_of_space.exchanged import Exchanged
from scenes.pieces.no_notion_of_space.reading import Reading
from scenes.pieces.no_notion_of_space.role_plane import RolePlane
from scenes.pieces.no_notion_of_space.rooms import rooms


class NoNotionOfSpace(Chapter):
    """The translator reads two sentences of the same words, without their places and with them."""

    heading = "No notion of space"
    sentence = "the cat sees the dog"
    model = "translator"
    layer = 2
    most_tokens = 7
    lights = ()
    other_sentences = (
        "the queen sees the king",
        "the nurse likes my old dog",
        "the white cat sees the green car",
    )

    def construct(self) -> None:
        first, second = both = self.pose()
        self.translate(*both)
        self.take_places_out(*both)
        self.read_the_same(*both)
        plane = self.let_vectors_meet(first, second)
        self.answer(self.put_places_back(plane, *both), *both)

    def _check_numbers(self) -> None:
        super()._check_numbers()
        self.exchanged = Exchanged(self.model, self.tokens("query"))

    def badge_text(self) -> str:
        return self.trace.source.label  # its vectors are of all heads

    def pose(self) -> tuple[Reading, Reading]:
        positions = self.quantity("query_side.positions")
        given = zip(rooms().lines, self.exchanged.words, self.exchanged.told, strict=True)
        first, second = (Reading(room, words, positions, told) for room, words, told in given)
        tokens = first.tokens
        self.open_with(*tokens)
        self.beat("question", "Twice the very same words: who does what to whom?")
        self.play(stirring(tokens), run_time=theme.NORMAL)
        self.play(first.put_in())
        copy = tokens.copy()
        self.play(copy.animate.move_to(second.tokens), run_time=0.7 * theme.NORMAL)
        leaping = exchange_tokens(copy, second.tokens, *self.exchanged.nouns)
        self.play(*leaping, run_time=1.2 * theme.SLOW)
        self.play(second.copy_places(first), run_time=theme.QUICK)
        self.guess(first.french, second.french)
        return first, second

    def translate(self, *both: Reading) -> None:
        self.beat("french", "The translator tells them apart.")
        for one in both:
            written = LaggedStart(*map(FadeIn, one.french), lag_ratio=0.4)
            self.play(written, run_time=theme.NORMAL)

    def take_places_out(self, *both: Reading) -> None:
        self.beat("places", "Each word wears its place as a badge. What if we take them off?")
        self.play(*map(Reading.point_at_places, both), run_time=theme.SLOW)
        self.play(*map(Reading.take_out, both), run_time=theme.SLOW)
        waiting = (one.french.animate.set_fill(theme.DIM) for one in both)
        self.play(*waiting, run_time=theme.QUICK)
        self.guess(*(one.question() for one in both))

    def read_the_same(self, *both: Reading) -> None:
        self.beat("one", "The same words, and no places: to it they are one sentence.")
        told = zip(both, self.exchanged.bare, strict=True)
        self.play(
            *(move for one, bare in told for move in one.rewrite(bare)), run_time=1.4 * theme.SLOW
        )
        self.play(*map(Reading.point_at_french, both), run_time=1.2 * theme.SLOW)

    def let_vectors_meet(self, first: Reading, second: Reading) -> RolePlane:
        word = self.exchanged.words[0][self.exchanged.nouns[0]]
        self.beat("fit", "Inside, “{word}” is now one and the same vector in both.", word=word)
        room = rooms()
        self.play(*first.settle(room.left[0]), *second.settle(room.left[1]))
        plane = RolePlane(room.plane, self.exchanged.roles, self.exchanged.spoken())
        self.play(Create(plane), run_time=theme.QUICK)
        places = self.exchanged.nouns
        self.play(*plane.land([first.tokens[place] for place in places]), run_time=theme.SLOW)
        others = [second.tokens[place] for place in reversed(places)]
        self.play(*plane.fit(others), run_time=1.2 * theme.SLOW)
        self.play(FadeIn(plane.numbers), run_time=theme.QUICK)
        return plane

    def put_places_back(self, plane: RolePlane, *both: Reading) -> VGroup:
        self.beat("back", "Put the badges back, and each of them splits in two.")
        self.play(*map(Reading.put_in, both), run_time=theme.SLOW)
        self.play(*plane.come_apart(), run_time=1.5 * theme.SLOW)
        *ends, note = plane.say_axes(rooms().note)
        self.play(*plane.join(), FadeIn(*ends), run_time=theme.SLOW)
        told = zip(both, self.exchanged.told, strict=True)
        moves = (move for one, french in told for move in one.rewrite(french))
        self.play(*moves, run_time=theme.NORMAL)
        return note

    def answer(self, note: VGroup, *both: Reading) -> None:
        self.beat("answer", "Who does what to whom was never in the words, but in their places.")
        self.play(*map(Reading.point_at_places, both), FadeIn(note), run_time=2 * theme.SLOW)
        self.leave_with(*both[0].tokens)
