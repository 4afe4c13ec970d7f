"""Chapter 5: a tokenizer joins letters to tokens, each with an id; a token is not a word."""

from __future__ import annotations

from collections.abc import Callable

from manim import FadeIn, FadeOut, LaggedStart, VGroup

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
from scenes.pieces.text_to_tokens.race import Race
from scenes.pieces.text_to_tokens.reading import read
from scenes.pieces.text_to_tokens.says import how_many, who_joins_up
from scenes.pieces.text_to_tokens.tally import Tally
from scenes.pieces.text_to_tokens.workshop import Workshop
from scenes.stage.cited import Quantity
from scenes.stage.derive import derive
from scenes.stage.layout import Room, stage
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
        places = [word.places for word in self.reading.words]
        tokens = self.tokens("query").words()
        self.cutting = Cutting(self.words.words(), tokens, places, above)
        tally = self.ask(below)
        self.race(self.join_by_rules(self.go_into_a_word(tally)), tally)
        self.count(tally)
        self.hand_over(self.look_up_ids())

    def ask(self, below: Room) -> Tally:
        self.open_with(*(word.label for word in self.cutting.words))
        self.beat("question", "Into how many pieces will a model cut this sentence?")
        words, pieces = self.of_text(count_words).cite(), derive(count_pieces, self.ids).cite()
        tally = Tally(words, pieces, below)
        self.play(FadeIn(tally.asked))
        self.guess(tally.place, seconds=1.4)
        return tally

    def go_into_a_word(self, tally: Tally) -> Workshop:
        home, text = self.reading.home, self.reading.piece.text
        word = self.words.words()[home]
        self.beat(
            "letters", "First cut at the spaces; then into “{word}”, letter by letter.", word=word
        )
        boxes = (FadeIn(word.box, scale=1.2) for word in self.cutting.words)
        self.play(LaggedStart(*boxes, lag_ratio=0.3, run_time=theme.NORMAL))
        self.play(FadeOut(tally.asked, *self.cutting.elsewhere(home)), run_time=theme.QUICK)
        self.zoom(self.cutting.words[home], run_time=1.2 * theme.SLOW)
        self.remove(*self.cutting.beside(home))
        rules = derive(merge_rules, text, self.model, source=self.trace.source.label)
        workshop = Workshop(self.steps(text), rules, stage())
        coming = workshop.come_from(self.cutting.words[home])
        self.play(coming, FadeIn(workshop.name), run_time=1.3 * theme.NORMAL)
        return workshop

    def join_by_rules(self, workshop: Workshop) -> Workshop:
        self.beat("rules", "Learnt rules join two parts at a time, till none fits.")
        for step in range(len(workshop)):
            self.play(workshop.join(step))
        self.play(workshop.light(), run_time=0.8 * theme.NORMAL)
        return workshop

    def race(self, workshop: Workshop, tally: Tally) -> None:
        self.beat("out", who_joins_up(self.reading.words))
        others, home = self.reading.others, self.reading.piece.places
        race = Race(
            [self.steps(one.text) for one in others],
            [self.cutting.at(one.places) for one in others],
        )
        self.play(FadeOut(workshop.name, workshop.sparks), run_time=theme.QUICK)
        settling = self.cutting.take(workshop.row, home), FadeIn(tally.asked)
        self.play(*settling, race.start(), run_time=theme.SLOW)
        for step in range(len(race)):
            self.play(race.join(step), run_time=0.9 * theme.NORMAL)
        joined = zip(race.rows, others, strict=True)
        taken = (self.cutting.take(row, one.places) for row, one in joined)
        rest = self.cutting.rest([home, *(one.places for one in others)])
        coming = FadeIn(rest, self.cutting.note(self.reading.home))
        self.play(LaggedStart(*taken, lag_ratio=0.3), coming, run_time=theme.NORMAL)

    def count(self, tally: Tally) -> None:
        if marked := self.reading.marked:
            word = self.words.words()[marked[0]]
            self.beat("again", "No rule crosses the mark of “{word}”. How many pieces?", word=word)
            self.play(LaggedStart(*map(self.cutting.outline, marked)), run_time=theme.NORMAL)
        else:
            self.beat("again", "So how many pieces are there now?")
        self.guess(tally.place, seconds=0.9)
        self.play(tally.tell(), run_time=0.7 * theme.NORMAL)
        self.beat("count", how_many(self.reading.words))
        self.play(tally.pieces.call("tokens"), stirring(self.cutting.tokens), run_time=theme.SLOW)

    def look_up_ids(self) -> list[Boxed]:
        self.beat("ids", "Each token has a number in the model’s list: its id.")
        self.keep(*self.cutting.tokens, beside=[self.cutting.spread(stage().inset(top=0.4))])
        row = boxed(self.ids, self.cutting.tokens)
        self.play(LaggedStart(*map(Boxed.enter, row), lag_ratio=0.15), run_time=1.3 * theme.SLOW)
        return row

    def hand_over(self, row: list[Boxed]) -> None:
        word = self.words.words()[self.reading.home]
        self.beat(
            "answer", "Numbers are all that a model reads: no “{word}” among them.", word=word
        )
        own = VGroup(*(row[place] for place in self.reading.words[self.reading.home].places))
        self.play(FadeOut(*(one for one in row if one not in own)), run_time=theme.QUICK)
        self.zoom(own, run_time=1.4 * theme.SLOW)

    def steps(self, piece: str) -> Quantity:
        """Cite the parts of a piece after each rule."""
        return derive(merge_steps, piece, self.model, source=self.trace.source.label)

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
