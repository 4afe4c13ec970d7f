"""Chapter 17: the same words ask; what answers is the sentence itself, or another one.

Three clips can be cut from its sections: those whose names begin with "same" show one sentence
with itself, those with "two" a sentence with another one, and those with "both" the two side by
side.
"""

from __future__ import annotations

from collections.abc import Sequence

from manim import (
    RIGHT,
    Animation,
    AnimationGroup,
    FadeOut,
    Indicate,
    LaggedStart,
    ReplacementTransform,
)

from attention_math.request import Request
from scenes import theme
from scenes.chapter import Chapter
from scenes.mobjects.motion import stirring
from scenes.mobjects.token_row import TokenRow
from scenes.pieces.self_and_cross.bench import Bench
from scenes.pieces.self_and_cross.desks import Desk
from scenes.pieces.self_and_cross.plugged import Plugged
from scenes.pieces.self_and_cross.told import EARLY, GIVEN, LATE, Itself, Told, require_translator
from scenes.pieces.self_and_cross.written import Written
from scenes.stage.heading import origin
from scenes.stage.layout import stage


class SelfAndCross(Chapter):
    """French is held still; what answers it is itself, or English that is exchanged below it."""

    heading = "Self and cross"
    lights = ()
    sentence = "the white cat sees the green car"
    model = "translator"
    layer = 2
    head = 5
    kind = "cross"
    most_tokens = 8
    exceptions = {"faded, then used": "what is written falls, and is asked for again"}
    other_sentences = (
        "this blue house",
        "my black dog sleeps",
        "the white car sees the green cat",
        "the cat sees the green car",
    )

    def construct(self) -> None:
        other, written = self.plug_english(self.plug_itself(self.ask()))
        self.hear_english(other, written)
        other, written = self.exchange_early(other, written)
        self.answer(*self.put_side_by_side(other, written))

    def _check_numbers(self) -> None:
        super()._check_numbers()
        require_translator(self.model)
        own, shown = self.trace_of(self.model, 1, "masked"), (self.model, self.layer, self.head)
        itself = Itself(self.of_head("weights", trace=own), self.tokens("key", own), own.visible)
        self.told = Told(*shown, self.tokens("query"), self.tokens("key"), itself)
        self.bench = Bench(self.told, origin(own.source.label, self.head))

    @classmethod
    def other_requests(cls, main: Request) -> Sequence[Request]:
        return [Request(main.model, 1, "masked", sentence=main.sentence)]

    def ask(self) -> TokenRow:
        room, words = stage().inset(right=2.2, top=0.15), self.told.french.words()
        tokens = TokenRow(words, size=1.15, gap=0.5, color=theme.QUERY, widest=room.width)
        self.open_with(room.hold(tokens))
        self.beat("same question", "The French has come so far. Which word is next?")
        self.play(stirring(tokens), run_time=theme.NORMAL)
        self.guess(tokens[-1].label.copy().next_to(tokens, RIGHT, buff=0), seconds=0.8)
        return tokens

    def plug_itself(self, tokens: TokenRow) -> Plugged:
        self.beat("same sentence", "Self: its own words ask, and its own words answer.")
        own = self.bench.itself(self.bench.desks.own)
        self.names = self.bench.names(own.desk)
        coming = self.names.come_from(tokens), own.open_from(self.names), own.grid.ask()
        self.play(LaggedStart(*coming, lag_ratio=0.55), run_time=2.1 * theme.SLOW)
        self.say(self.told.says_who_answers_itself())
        self.play(own.tell(), run_time=theme.NORMAL)
        self.play(own.hand_back(self.names), run_time=0.8 * theme.SLOW)
        return own

    def plug_english(self, own: Plugged) -> tuple[Plugged, Written]:
        self.beat("two sentences", "Cross: the same words ask, and English words answer.")
        other = self.bench.english(self.bench.desks.other, GIVEN)
        self.go_to(other.desk, own.give_way(other), times=2)
        return other, self.bench.written(other.desk, GIVEN)

    def hear_english(self, other: Plugged, written: Written) -> None:
        self.beat("two words", self.told.says_who_answers(GIVEN))
        self.play(other.tell(), written.open(), run_time=theme.NORMAL)
        self.guess(written.word, seconds=1.0)
        self.play(other.hand_over(), run_time=0.8 * theme.SLOW)
        self.play(written.close(), run_time=theme.NORMAL)
        self.hold(theme.QUICK / 2)

    def exchange_early(self, other: Plugged, written: Written) -> tuple[Plugged, Written]:
        word = self.told.adjective(EARLY)
        self.beat("two surprised", "Hold the French, plug in “{word}”: what comes now?", word=word)
        other, turned = self.exchange(other, written, EARLY)
        self.guess(turned.word, seconds=1.0)
        self.hear(other, written, turned)
        self.say(self.told.says_what_was_missed())
        early, row = turned.early.copy(), self.told.row
        self.play(Indicate(turned.early, color=theme.HIGHLIGHT), self.names.part(row))
        self.play(self.names.let_in(early, row), run_time=1.4 * theme.SLOW)
        self.say(self.told.says_what_comes_instead())
        shut = self.names.shut(row), FadeOut(early, scale=0.3)
        self.play(*shut, Indicate(turned.word, color=theme.HIGHLIGHT), run_time=1.2 * theme.SLOW)
        return other, turned

    def put_side_by_side(self, other: Plugged, written: Written) -> tuple[Plugged, Plugged]:
        word = self.told.adjective(LATE)
        self.beat("both sentences", "Side by side. Plug in “{word}”: which grid stirs?", word=word)
        left, right = self.bench.desks.both
        own, moved = self.bench.itself(left), self.bench.english(right, EARLY)
        beside = self.bench.written(right, EARLY)
        going = LaggedStart(other.go(moved), own.come(), lag_ratio=0.6)
        self.go_to(left, going, ReplacementTransform(written, beside))
        self.guess(own.grid.row(0), moved.grid.row(0), seconds=1.25)
        new, turned = self.exchange(moved, beside, LATE)
        self.say("Self stays: in the first layer it comes before any English.")
        self.hear(new, beside, turned)
        self.play(own.grid.point_at(), run_time=theme.SLOW)
        return own, new

    def answer(self, own: Plugged, other: Plugged) -> None:
        self.beat("both answer", "French asks in both. Whose keys and values answer differs.")
        self.play(own.grid.question(), other.grid.question(), run_time=theme.SLOW)
        self.play(own.cartridge.point_at(), other.cartridge.point_at(), run_time=theme.NORMAL)
        self.play(own.hand_back(self.names), other.hand_over(), run_time=theme.SLOW)

    def exchange(self, other: Plugged, written: Written, which: int) -> tuple[Plugged, Written]:
        """Exchange a word of the English; what the rows hear turns, and they write nothing yet."""
        new, turned = (make(other.desk, which) for make in (self.bench.english, self.bench.written))
        self.play(written.drop(), run_time=theme.QUICK)
        swap = other.cartridge.exchange(new.cartridge, self.told.place)
        self.play(swap, other.grid.turn(new.grid), run_time=theme.SLOW)
        return new.under(other.titles), turned

    def hear(self, new: Plugged, old: Written, turned: Written) -> None:
        """Let the rows be handed what has been plugged in, and write."""
        self.play(new.hand_over(), run_time=0.8 * theme.SLOW)
        self.play(new.tell(), old.turn(turned), run_time=theme.NORMAL)

    def go_to(self, desk: Desk, *moves: Animation, times: float = 1) -> None:
        """Let those who ask go to another desk while others move, some times as long as usual."""
        old, self.names = self.names, self.bench.names(desk)
        going = AnimationGroup(ReplacementTransform(old, self.names), *moves)
        self.play(going, run_time=times * theme.SLOW)
