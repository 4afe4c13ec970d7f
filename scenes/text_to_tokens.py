"""Chapter 5: a tokenizer joins letters to tokens, each with an id; a token is not a word."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from manim import UP, FadeIn, FadeOut, LaggedStart, VGroup

from attention_math.wordlist import (
    count_pieces,
    count_words,
    merge_rules,
    merge_steps,
    sentence_words,
)
from scenes import theme
from scenes.chapter import Chapter
from scenes.mobjects.motion import stirring
from scenes.pieces.text_to_tokens.cutting import Cutting
from scenes.pieces.text_to_tokens.layouts import Boxed, boxed, rooms
from scenes.pieces.text_to_tokens.reading import read
from scenes.pieces.text_to_tokens.says import how_many, who_joins_up
from scenes.pieces.text_to_tokens.tally import Tally
from scenes.pieces.text_to_tokens.workshop import Workshop
from scenes.stage.cited import Citation, Quantity
from scenes.stage.derive import derive
from scenes.stage.layout import stage
from scenes.stage.refusal import StageError


class TextToTokens(Chapter):
    """A sentence is cut in place; one of its words is put together from its letters."""

    heading = "Text becomes tokens"
    sentence = "the cats don't see the unicorn"
    model = "translator"
    layer = 1
    lights = ()
    most_tokens = 12
    other_sentences = (
        "birds sing",
        "we don't like the hippopotamus",
        "the white cat sees the green car",
    )

    def construct(self) -> None:
        self.words, self.ids = self.of_text(sentence_words), self.quantity("query_side.ids")
        self.above, self.below = rooms()
        places = [word.places for word in self.reading.words]
        tokens = self.tokens("query").words()
        self.cutting = Cutting(self.words.words(), tokens, places, self.above)
        tally = self.ask()
        workshop = self.go_into_a_word(tally)
        self.join_by_rules(workshop)
        note = self.step_out(workshop, tally)
        self.cut_at_marks(tally)
        self.count(tally)
        self.hand_over(self.look_up_ids(tally, note))

    def ask(self) -> Tally:
        self.beat("question", "Into how many pieces will a model cut this sentence?")
        labels = (FadeIn(word.label, shift=UP * 0.3) for word in self.cutting.words)
        self.play(LaggedStart(*labels, lag_ratio=0.2), run_time=theme.NORMAL)
        words, pieces = self.of_text(count_words).cite(), self.pieces(range(len(self.words)))
        tally = Tally(words, pieces, self.below)
        self.play(tally.ask())
        self.guess(tally.place, seconds=1.4)
        return tally

    def go_into_a_word(self, tally: Tally) -> Workshop:
        home, label = self.reading.home, self.trace.source.label
        word = self.words.words()[home]
        self.beat(
            "letters", "First cut at the spaces; then into “{word}”, letter by letter.", word=word
        )
        boxes = (FadeIn(word.box, scale=1.2) for word in self.cutting.words)
        self.play(LaggedStart(*boxes, lag_ratio=0.3, run_time=1.4 * theme.NORMAL), tally.begin())
        gone = FadeOut(*tally.parts, *self.cutting.elsewhere(home))
        self.play(gone, run_time=theme.QUICK)
        self.zoom(self.cutting.words[home], run_time=1.5 * theme.SLOW)
        self.remove(*self.cutting.beside(home))
        made = self.reading.piece, self.model
        steps, rules = (derive(one, *made, source=label) for one in (merge_steps, merge_rules))
        workshop = Workshop(steps, rules, stage())
        coming = workshop.come_from(self.cutting.words[home])
        self.play(coming, FadeIn(workshop.name), run_time=theme.SLOW)
        return workshop

    def join_by_rules(self, workshop: Workshop) -> None:
        self.beat("rules", "Learnt rules join two parts at a time, till none fits.")
        for step in range(len(workshop)):
            self.play(workshop.join(step))
        self.play(workshop.light(), run_time=theme.NORMAL)

    def step_out(self, workshop: Workshop, tally: Tally) -> VGroup:
        self.beat("out", who_joins_up(self.reading.words))
        marked, home = self.reading.marked, self.reading.home
        self.play(FadeOut(workshop.name, workshop.sparks), run_time=theme.QUICK)
        self.add(*self.cutting.beside(home))
        self.step_back(run_time=theme.SLOW)
        moves = self.cutting.cut_all_but(marked, home, workshop.row)
        self.play(*moves, FadeIn(*tally.parts))
        note = self.cutting.note(home)
        self.play(FadeIn(note), run_time=theme.QUICK)
        self.play(tally.tick(self.pieces(marked)))
        return note

    def cut_at_marks(self, tally: Tally) -> None:
        if marked := self.reading.marked:
            word = self.words.words()[marked[0]]
            self.beat("marks", "“{word}” falls apart at its mark.", word=word)
            self.play(self.cutting.cut(marked), run_time=theme.SLOW)
            self.play(tally.tick(self.pieces()))

    def count(self, tally: Tally) -> None:
        self.beat("count", how_many(self.reading.words))
        self.play(tally.pieces.call("tokens"), stirring(self.cutting.tokens), run_time=theme.SLOW)

    def look_up_ids(self, tally: Tally, note: VGroup) -> list[Boxed]:
        self.beat("ids", "Each token has a number in the model’s list: its id.")
        self.play(
            FadeOut(*tally.parts, note),
            self.cutting.spread(stage().inset(top=0.4)),
            run_time=theme.NORMAL,
        )
        row = boxed(self.ids, self.cutting.tokens)
        self.play(LaggedStart(*map(Boxed.enter, row), lag_ratio=0.25), run_time=2 * theme.SLOW)
        return row

    def hand_over(self, row: list[Boxed]) -> None:
        word = self.words.words()[self.reading.home]
        self.beat(
            "answer", "Numbers are all that a model reads: no “{word}” among them.", word=word
        )
        own = VGroup(*(row[place] for place in self.reading.words[self.reading.home].places))
        self.play(FadeOut(*(one for one in row if one not in own)), run_time=theme.NORMAL)
        self.zoom(own, run_time=theme.SLOW)

    def pieces(self, whole: Iterable[int] = ()) -> Citation:
        """Count the pieces while some words are whole."""
        spans = (self.reading.words[word].places for word in whole)
        kept = (self.ids[span[0] : span[-1] + 1] for span in spans)
        return derive(count_pieces, self.ids, *kept).cite()

    def of_text(self, function: Callable[[str], object]) -> Quantity:
        """Cite what a function finds in the sentence as it was typed."""
        return derive(function, self.sentence, source=self.trace.source.label)

    def badge_text(self) -> str:
        return self.trace.source.label

    def _tokens(self) -> set[str]:
        return super()._tokens() | {word.text for word in self.reading.words}

    def _check_numbers(self) -> None:
        super()._check_numbers()
        try:
            self.reading = read(self.sentence, self.trace.query_side.tokens, self.model)
        except ValueError as error:
            raise StageError(str(error)) from None
