"""Chapter 17: the same words ask; what answers is the sentence itself, or another one.

Three clips can be cut from its sections: those whose names begin with "same" show one sentence
with itself, those with "two" a sentence with another one, and those with "both" the two side by
side.
"""

from __future__ import annotations

from collections.abc import Sequence

from manim import (
    RIGHT,
    UP,
    AnimationGroup,
    FadeIn,
    FadeOut,
    LaggedStart,
    ReplacementTransform,
)

from attention_math.request import Request
from scenes import theme
from scenes.chapter import Chapter
from scenes.mobjects.motion import stirring
from scenes.mobjects.token_row import TokenRow
from scenes.pieces.self_and_cross.bench import Bench
from scenes.pieces.self_and_cross.crossing import Crossing
from scenes.pieces.self_and_cross.lines import with_blank
from scenes.pieces.self_and_cross.passage import Passage
from scenes.pieces.self_and_cross.plugged import Plugged
from scenes.pieces.self_and_cross.told import EARLY, GIVEN, LATE, Itself, Told, require_translator
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
        other = self.plug_english(self.plug_itself(self.ask()))
        crossing = self.exchange_early(self.let_lines_cross(other))
        self.answer(*self.put_side_by_side(crossing))

    def _check_numbers(self) -> None:
        super()._check_numbers()
        require_translator(self.model)
        own, shown = self.trace_of(self.model, 1, "masked"), (self.model, self.layer, self.head)
        words = self.tokens("query", own), self.tokens("key", own)
        itself = Itself(self.of_head("weights", trace=own), *words, own.visible)
        self.told = Told(*shown, self.tokens("query"), self.tokens("key"), itself)
        self.bench = Bench(self.told, origin(own.source.label, self.head))

    @classmethod
    def other_requests(cls, main: Request) -> Sequence[Request]:
        return [Request(main.model, 1, "masked", sentence=main.sentence)]

    def ask(self) -> TokenRow:
        tokens, self.blank = with_blank(self.told.french.words(), stage().inset(top=0.15), 1.7)
        self.open_with(tokens)
        self.beat("same question", "The French has come so far. Which word is next?")
        self.play(stirring(tokens), FadeIn(self.blank), run_time=theme.SLOW)
        self.guess(self.blank.copy().next_to(self.blank, UP), seconds=0.8)
        return tokens

    def plug_itself(self, tokens: TokenRow) -> Plugged:
        self.beat("same sentence", "Self: its own words ask, and its own words answer.")
        own = self.bench.itself(self.bench.desks.own)
        own.titles[-1].move_to(self.badge, RIGHT)
        self.names = self.bench.names(own.desk)
        gone = FadeOut(self.badge, self.blank, run_time=theme.QUICK)
        coming = self.names.come_from(tokens), own.open_from(self.names), own.grid.ask()
        self.play(gone, LaggedStart(*coming, lag_ratio=0.55, run_time=1.8 * theme.SLOW))
        self.say(self.told.says_who_answers_itself())
        self.play(own.tell(), own.hand_back(self.names), run_time=theme.SLOW)
        return own

    def plug_english(self, own: Plugged) -> Plugged:
        self.beat("two sentences", "Cross: the same words ask, English words answer.")
        other = self.bench.english(self.bench.desks.other, GIVEN)
        old, self.names = self.names, self.bench.names(other.desk)
        going = ReplacementTransform(old, self.names, run_time=theme.NORMAL)
        exchanged = own.give_way(other, FadeIn(self.badge))
        self.play(going, AnimationGroup(exchanged, run_time=1.9 * theme.SLOW))
        return other

    def let_lines_cross(self, other: Plugged) -> Crossing:
        self.beat("two words", self.told.says_who_wrote())
        crossing = self.bench.crossing(GIVEN)
        passage = Passage(self.names, other, crossing)
        self.play(passage.write_out(), run_time=1.4 * theme.SLOW)
        self.play(crossing.hand_over_before(), run_time=1.1 * theme.NORMAL)
        self.say(self.told.asks_what_comes())
        self.guess(crossing.word, seconds=1.0)
        self.play(crossing.hand_over(), run_time=1.3 * theme.NORMAL)
        self.play(crossing.write(), run_time=1.3 * theme.NORMAL)
        return crossing

    def exchange_early(self, crossing: Crossing) -> Crossing:
        word = self.told.adjective(EARLY)
        self.beat("two surprised", "Plug in “{word}” instead: what comes now?", word=word)
        turned = self.bench.crossing(EARLY)
        self.play(crossing.exchange(turned), run_time=1.1 * theme.NORMAL)
        self.play(turned.listen(), run_time=theme.NORMAL)
        self.say(self.told.says_what_was_missed())
        self.play(turned.knock(), run_time=1.8 * theme.NORMAL)
        self.play(FadeOut(turned.early, shift=UP), run_time=theme.QUICK)
        self.say(self.told.says_what_comes_instead())
        self.play(turned.hand_over(), run_time=theme.NORMAL)
        self.play(turned.write(), run_time=1.3 * theme.NORMAL)
        return turned

    def put_side_by_side(self, crossing: Crossing) -> tuple[Plugged, Plugged]:
        word = self.told.adjective(LATE)
        self.beat("both sentences", "Side by side. Plug in “{word}”: which grid stirs?", word=word)
        left, right = self.bench.desks.both
        own, other = self.bench.itself(left), self.bench.english(right, EARLY)
        self.names = self.bench.names(left)
        going = Passage(self.names, other, crossing).take_back(), own.come()
        self.play(LaggedStart(*going, lag_ratio=0.6), run_time=1.1 * theme.SLOW)
        self.guess(own.grid.cells, other.grid.cells, seconds=1.3, larger=1.8)
        new = self.bench.english(right, LATE)
        swap = other.cartridge.exchange(new.cartridge, self.told.place)
        self.play(swap, other.grid.turn(new.grid), run_time=1.2 * theme.NORMAL)
        self.say("Self stays: here it hears no English.")
        self.play(own.grid.lit(), run_time=theme.SLOW)
        return own, new.under(other.titles)

    def answer(self, own: Plugged, other: Plugged) -> None:
        self.beat("both answer", "The same words ask. Other words answer.")
        self.play(own.grid.question(), other.grid.question(), run_time=theme.NORMAL)
        seen = own.cartridge.point_at(), other.cartridge.point_at()
        handed = own.hand_back(self.names), other.hand_back(self.names)
        self.play(*seen, LaggedStart(*handed, lag_ratio=0.4), run_time=1.2 * theme.SLOW)
        self.say("The same French now writes another word.")
        crossing = self.bench.crossing(LATE)
        walk = Passage(self.names, other, crossing).write_out()
        coming = AnimationGroup(walk, run_time=1.4 * theme.SLOW)
        self.play(AnimationGroup(own.leave(), run_time=theme.QUICK), coming)
        self.play(crossing.hand_over(), run_time=1.1 * theme.NORMAL)
        self.play(crossing.write(), run_time=theme.NORMAL)
        self.hold(1.0)
