"""Chapter 5: a tokenizer joins letters to tokens, each with an id; a token is not a word."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from manim import FadeIn, FadeOut, LaggedStart

from attention_math.wordlist import (
    count_pieces,
    count_words,
    merge_rules,
    merge_steps,
    said_again,
    sentence_words,
    whole_words,
)
from scenes import theme
from scenes.chapter import Chapter
from scenes.mobjects.motion import stirring
from scenes.pieces.text_to_tokens.breaking import Breaking
from scenes.pieces.text_to_tokens.cutting import Cutting
from scenes.pieces.text_to_tokens.layouts import Boxed, boxed, rooms
from scenes.pieces.text_to_tokens.race import Race
from scenes.pieces.text_to_tokens.reading import read
from scenes.pieces.text_to_tokens.says import how_many, is_same, which_gaps, who_joins_up
from scenes.pieces.text_to_tokens.tally import Tally
from scenes.pieces.text_to_tokens.workshop import Workshop
from scenes.stage.cited import Quantity, Word
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
        above, below = rooms()
        places, tokens = [one.places for one in self.reading.words], self.tokens("query").words()
        self.cutting = Cutting(self.words.words(), tokens, places, above)
        workshop = self.go_into_a_word()
        self.guess_the_gaps(workshop)
        self.join_by_rules(workshop)
        words, tokens = self.of_text(count_words), derive(count_pieces, self.ids)
        self.race(workshop, tally := Tally(words.cite(), tokens.cite(), below))
        self.count(tally)
        self.hand_over(self.point_at_the_same(self.look_up_ids()))

    @property
    def word(self) -> Word:
        """The word that is looked into."""
        return self.words.words()[self.reading.home]

    def go_into_a_word(self) -> Workshop:
        home, text = self.reading.home, self.reading.piece.text
        self.open_with(*(word.label for word in self.cutting.words))
        self.beat("question", "Where will a model cut “{word}”?", word=self.word)
        boxes = (FadeIn(word.box, scale=1.2) for word in self.cutting.words)
        self.play(LaggedStart(*boxes, lag_ratio=0.3, run_time=1.3 * theme.NORMAL))
        self.play(FadeOut(*self.cutting.elsewhere(home)), run_time=theme.QUICK)
        self.zoom(self.cutting.words[home], run_time=1.2 * theme.SLOW)
        self.remove(*self.cutting.beside(home))
        return Workshop(self.learnt(merge_steps, text), self.learnt(merge_rules, text), stage())

    def guess_the_gaps(self, workshop: Workshop) -> None:
        self.beat("letters", "It begins as letters. Which gaps will stay?")
        coming = workshop.come_from(self.cutting.words[self.reading.home])
        self.play(coming, run_time=1.3 * theme.NORMAL)
        self.guess(*workshop.gaps(), seconds=1.8, larger=1.4)

    def join_by_rules(self, workshop: Workshop) -> None:
        self.beat("rules", "Learnt rules join two parts at a time, the earlier rule first.")
        for step in range(len(workshop)):
            self.play(workshop.join(step))
        self.beat("gaps", which_gaps(self.learnt(whole_words, self.reading.piece.text).every))
        self.play(workshop.light(), run_time=theme.SLOW)

    def race(self, workshop: Workshop, tally: Tally) -> None:
        self.beat("out", who_joins_up(self.learnt(whole_words, self.sentence)))
        others, home = self.reading.others, self.reading.piece.places
        race = Race([(self.learnt(merge_steps, text), self.cutting.at(at)) for text, at in others])
        told = FadeOut(workshop.name, workshop.sparks, run_time=theme.QUICK)
        moves = self.cutting.take(workshop.row, home), self.cutting.note(self.reading.home)
        self.play(told, *moves, run_time=1.3)
        for turn in range(len(race)):
            self.play(race.go_on(turn), run_time=0.42 * theme.NORMAL)
        joined = zip(race.rows, others, strict=True)
        taken = (self.cutting.take(row, one.places) for row, one in joined)
        rest = self.cutting.rest([home, *(one.places for one in others)])
        counted = LaggedStart(*taken, tally.words.tell(), lag_ratio=0.3)
        self.play(counted, FadeIn(rest), run_time=1.2 * theme.NORMAL)

    def count(self, tally: Tally) -> None:
        whole = self.learnt(whole_words, self.sentence)
        self.beat("count", how_many(whole, self.words, self.reading.marked))
        if marked := self.reading.marked:
            self.play(LaggedStart(*map(self.cutting.outline, marked)), run_time=0.7)
        counted = tally.tokens.tell(), stirring(self.cutting.tokens)
        self.play(*counted, run_time=1.2 * theme.SLOW)

    def look_up_ids(self) -> list[Boxed]:
        self.beat("ids", "Each token has a number in the model’s list: its id.")
        self.keep(*self.cutting.tokens, beside=[self.cutting.spread(stage().inset(top=0.4))])
        row = boxed(self.ids.each(), self.cutting.tokens)
        self.play(LaggedStart(*map(Boxed.enter, row), lag_ratio=0.3), run_time=1.2 * theme.SLOW)
        return row

    def point_at_the_same(self, row: list[Boxed]) -> list[Boxed]:
        if same := [row[place] for place in derive(said_again, self.ids).values.tolist()]:
            self.beat("same", is_same(self.ids))
            self.play(*(one.point_out() for one in same), run_time=theme.QUICK)
            self.play(stirring(same), run_time=1.2)
        return row

    def hand_over(self, row: list[Boxed]) -> None:
        self.beat("answer", "A model reads only numbers: no “{word}” among them.", word=self.word)
        own = [row[place] for place in self.reading.words[self.reading.home].places]
        self.play(FadeOut(*(one for one in row if one not in own)), run_time=theme.QUICK)
        breaking = Breaking(self.word, own)
        self.play(breaking.make_whole(), run_time=theme.NORMAL)
        self.hold(0.3)
        self.play(breaking.crack(), run_time=theme.QUICK)
        self.play(breaking.fall_apart(), run_time=0.8 * theme.NORMAL)
        self.hold(0.8)

    def learnt(self, function: Callable[[str, str], object], text: str) -> Any:  # noqa: ANN401
        """Cite what a function finds in a text by the model's rules."""
        return derive(function, text, self.model, source=self.trace.source.label)

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
