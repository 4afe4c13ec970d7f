"""Chapter 7: without places the same words are the same, whoever does what to whom."""

from __future__ import annotations

from manim import AnimationGroup, Create, FadeIn, FadeOut, LaggedStart

from scenes import theme
from scenes.chapter import Chapter
from scenes.mobjects.motion import exchange_tokens
from scenes.pieces.no_notion_of_space.exchanged import Exchanged
from scenes.pieces.no_notion_of_space.reading import Reading
from scenes.pieces.no_notion_of_space.role_labels import axes_note
from scenes.pieces.no_notion_of_space.role_plane import RolePlane
from scenes.pieces.no_notion_of_space.rooms import rooms


class NoNotionOfSpace(Chapter):
    """The translator reads two sentences of the same words, without their places and with them."""

    heading = "No notion of space"
    sentence = "the cat sees the mouse"
    model = "translator"
    layer = 2
    most_tokens = 7
    lights = ()
    other_sentences = (
        "the cat sees the dog",
        "the queen sees the king",
        "the nurse likes my old dog",
        "the white cat sees the green car",
    )

    def construct(self) -> None:
        first, second = both = self.pose()
        self.take_places_out(*both)
        self.read_the_same(*both)
        plane = self.let_vectors_meet(first, second)
        self.put_places_back(plane)
        self.answer(plane, *both)
        self.ask_how(plane)

    def _check_numbers(self) -> None:
        super()._check_numbers()
        self.exchanged = Exchanged(self.model, self.tokens("query"))

    def badge_text(self) -> str:
        return self.trace.source.label  # its vectors are of all heads

    def pose(self) -> tuple[Reading, Reading]:
        told, positions = self.exchanged, self.quantity("query_side.positions")
        hues = [dict(zip(told.nouns, one, strict=True)) for one in (told.hues, told.hues[::-1])]
        given = zip(rooms().lines, told.words, told.told, hues, strict=True)
        first, second = (
            Reading(room, words, positions, french, hues) for room, words, french, hues in given
        )
        self.open_with(*first.tokens)
        self.beat("question", "Let two words change places: who does what to whom now?")
        copy = first.tokens.copy()
        self.play(copy.animate.move_to(second.tokens), run_time=theme.NORMAL)
        leaping = exchange_tokens(copy, second.tokens, *told.nouns)
        self.play(*leaping, run_time=1.2 * theme.SLOW)
        self.play(first.speak(first.french), run_time=theme.SLOW)
        self.guess(second.french, seconds=1.3)
        self.play(second.speak(second.french), run_time=theme.SLOW)
        return first, second

    def take_places_out(self, *both: Reading) -> None:
        self.beat("places", "Each word wears its place as a badge. What if we take them off?")
        self.play(*map(Reading.put_in, both), run_time=theme.SLOW)
        self.play(*map(Reading.point_at_places, both), run_time=theme.SLOW)
        waiting = (one.french.animate.set_fill(theme.DIM) for one in both)
        self.play(*map(Reading.take_out, both), *waiting, run_time=theme.SLOW)
        self.guess(*(one.question() for one in both), seconds=1.3)

    def read_the_same(self, *both: Reading) -> None:
        self.beat("one", "The same words, and no places: to it they are one sentence.")
        told = zip(both, self.exchanged.bare, strict=True)
        self.play(*(move for one, bare in told for move in one.rewrite(bare)), run_time=1.4)
        self.play(*map(Reading.point_at_french, both), run_time=1.2 * theme.SLOW)

    def let_vectors_meet(self, first: Reading, second: Reading) -> RolePlane:
        word = self.exchanged.words[0][self.exchanged.nouns[0]]
        self.beat("fit", "Inside, “{word}” is now one and the same vector in both.", word=word)
        room, positions = rooms(), self.quantity("query_side.positions")
        plane = RolePlane(room.plane, self.exchanged, positions)
        gone = first.leave_nouns(), second.leave_nouns(), FadeOut(second.french)
        self.play(*gone, run_time=theme.QUICK)
        landing = AnimationGroup(*plane.land(first.nouns), run_time=theme.NORMAL)
        self.play(LaggedStart(landing, first.say_in(room.one), lag_ratio=0.5), run_time=1.6)
        self.play(*plane.fit(second.nouns[::-1]), run_time=theme.SLOW)
        self.play(FadeIn(plane.numbers), run_time=theme.QUICK)
        self.play(Create(plane.link()), run_time=theme.NORMAL)
        self.guess(plane.middle(), seconds=1.0)
        return plane

    def put_places_back(self, plane: RolePlane) -> None:
        self.beat("back", "Put the badges back, and each word splits in two.")
        self.play(plane.wear(), FadeOut(plane.numbers, plane.between), run_time=theme.NORMAL)
        self.play(*plane.come_apart(), run_time=1.5 * theme.SLOW)
        self.play(*plane.measure(), run_time=theme.SLOW)

    def answer(self, plane: RolePlane, *both: Reading) -> None:
        self.beat("answer", "Who does what to whom was never in the words, but in their places.")
        first, second = both
        left, right = rooms().french
        gone = FadeOut(plane.numbers, plane.ways)
        note = axes_note(self.exchanged.roles.percent, rooms().note)
        self.play(*first.say_what_it_is(second, right), gone, run_time=theme.NORMAL)
        left.hold(first.told, shrink=True)
        self.play(first.speak(first.told), FadeIn(note), run_time=theme.NORMAL)
        self.play(LaggedStart(*plane.act(), lag_ratio=0.6), run_time=1.5 * theme.SLOW)

    def ask_how(self, plane: RolePlane) -> None:
        self.beat("how", "So a vector must wear its place. But how?")
        self.play(plane.grow_badges(), run_time=1.3 * theme.SLOW)
