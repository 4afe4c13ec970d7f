"""Chapter 1: one word, two French forms, and another word that decides; how can it know?"""

from __future__ import annotations

from manim import AnimationGroup, FadeIn, FadeOut, LaggedStart, Restore, there_and_back

from scenes import theme
from scenes.chapter import Chapter
from scenes.mobjects.attention_formula import PARTS, AttentionFormula
from scenes.mobjects.motion import become, exchange_tokens, settle
from scenes.pieces.what_does_this_even_mean.asked import Asked
from scenes.pieces.what_does_this_even_mean.bond import Bond
from scenes.pieces.what_does_this_even_mean.form_bars import FormBars, FormChoice
from scenes.pieces.what_does_this_even_mean.nouns_in_french import NounsInFrench
from scenes.pieces.what_does_this_even_mean.rooms import lines, rooms
from scenes.pieces.what_does_this_even_mean.sentence import Answered, Sentence
from scenes.pieces.what_does_this_even_mean.strips import Strips
from scenes.pieces.what_does_this_even_mean.tried import Tried

Both = tuple[Answered, Answered]  # of the sentence, and of its twin


class WhatDoesThisEvenMean(Chapter):
    """A lamp hides one word after the other; only the noun decides whether it is blanc or blanche.

    Without a word of it being explained, the formula lands, and goes to wait in its corner.
    """

    heading = "What does this mean?"
    sentence = "the white car sees the green cat"
    model = "agreement"
    most_tokens = 7
    begins_with_title = False
    other_sentences = (
        "the white cat sees the green car",
        "white cat sees car",
        "the cat sees the car",
        "this old queen slept behind a bridge",
    )

    def construct(self) -> None:
        self.word = self.asked.words[self.asked.pair.query]
        sentence, choice = self.ask()
        bars = self.let_model_answer(sentence, choice)
        tried = self.hide_the_others(sentence, bars)
        self.hide_the_noun(tried)
        self.call_it_useful(tried)
        nouns = self.tell_genders(sentence, tried, bars)
        both = self.exchange_nouns(sentence, nouns, bars)
        strips = self.compare_what_enters(*both, bars)
        self.land_the_formula(self.wonder(strips, *both))

    def _check_numbers(self) -> None:
        super()._check_numbers()
        self.asked = Asked(self.model, self.sentence, self.tokens("query"))

    def badge_text(self) -> str:
        return self.trace.source.label  # what is written is of no single head

    def ask(self) -> tuple[Sentence, FormChoice]:
        forms = self.asked.says_forms()
        upper, lower = rooms().opening
        sentence = Sentence(upper, self.asked.words, self.asked.pair.query)
        self.open_with(sentence.fill(upper))
        self.beat("question", "In French, will “{word}” be {forms}?", word=self.word, forms=forms)
        choice = FormChoice(lower, self.asked.forms)
        self.play(choice.fall(), run_time=theme.NORMAL)
        self.play(Restore(sentence.asked), run_time=theme.QUICK)
        self.play(sentence.join(), run_time=theme.NORMAL)
        self.hold(theme.GUESS)
        return sentence, choice

    def let_model_answer(self, sentence: Sentence, choice: FormChoice) -> FormBars:
        written = self.asked.forms[self.asked.answer()]
        self.beat("answer", "The small model that we follow writes “{form}”.", form=written)
        bars = FormBars(rooms().answer, self.asked.forms, self.asked.likely(self.asked.whole))
        coming = settle(sentence, rooms().sentence), FadeIn(bars.outlines)
        named = become(choice.forms, bars.names)
        self.play(named, FadeOut(choice.mark), *coming, run_time=theme.NORMAL)
        self.play(bars.grow(), run_time=theme.SLOW)
        return bars

    def hide_the_others(self, sentence: Sentence, bars: FormBars) -> Tried:
        self.beat("hide", "Which of the other words told it? Hide them one by one.")
        tried = Tried(self.asked, sentence, bars)
        for place in self.asked.bystanders():
            self.play(*tried.hide(place), *tried.answer(place), run_time=0.8 * theme.NORMAL)
        return tried

    def hide_the_noun(self, tried: Tried) -> None:
        self.beat("noun", "Each time the answer stayed. Now the noun: your guess?")
        noun = self.asked.pair.key
        self.guess(tried.above(noun))
        self.play(*tried.hide(noun))
        self.play(*tried.answer(noun), run_time=theme.SLOW)

    def call_it_useful(self, tried: Tried) -> None:
        self.beat("useful", "Call that the usefulness of a word, for “{word}”.", word=self.word)
        self.play(tried.name_scores(rooms().scores))
        self.play(tried.point_at_last(), run_time=theme.SLOW)

    def tell_genders(self, sentence: Sentence, tried: Tried, bars: FormBars) -> NounsInFrench:
        self.beat("gender", "For in French every noun is masculine or feminine.")
        gone = FadeOut(tried.scores, tried.shade, bars.bars, bars.numbers)
        self.play(gone, tried.lighten(), run_time=theme.QUICK)
        nouns = NounsInFrench(sentence, self.asked)
        self.play(nouns.come(), run_time=1.5 * theme.SLOW)
        return nouns

    def exchange_nouns(self, sentence: Sentence, nouns: NounsInFrench, bars: FormBars) -> Both:
        self.beat("twin", "Let the nouns change places: what does it write now?")
        self.play(nouns.go(), run_time=theme.QUICK)
        first = Answered(sentence, bars.names[self.asked.answer()])
        self.play(*first.settle(lines().first))
        place, words = rooms().sentence, self.asked.twin.words()
        twin, copy = Sentence(place, words, self.asked.pair.query), sentence.copy()
        nouns.paint_exchanged(twin)
        self.play(settle(copy, place), run_time=0.7)
        self.play(*exchange_tokens(copy, twin, *self.asked.exchanged), run_time=1.3)
        self.guess(*bars.numbers, seconds=1.5)
        self.play(bars.show(self.asked.likely(self.asked.other)).grow(), run_time=1.3)
        return first, Answered(twin, bars.names[1 - self.asked.answer()])

    def compare_what_enters(self, first: Answered, second: Answered, bars: FormBars) -> Strips:
        self.beat("same", self.asked.says_the_same())
        self.play(FadeOut(bars), *second.settle(lines().second))
        strips = Strips(lines().between, *self.asked.entering())
        words = first.sentence.asked, second.sentence.asked
        self.play(*strips.leave(*words), run_time=theme.SLOW)
        self.play(strips.meet())
        self.hold(0.4)
        self.play(strips.clap())
        self.remove(strips.second)
        self.play(strips.first.animate(rate_func=there_and_back).scale(1.05), run_time=0.6)
        return strips

    def wonder(self, strips: Strips, *both: Answered) -> list[Bond]:
        self.beat("wonder", "So something has to come over from the noun. How?")
        bonds = [Bond(one, self.asked.pair.key) for one in both]
        self.play(strips.enter(*(one.sentence.asked for one in both)), run_time=0.7)
        self.keep(*bonds)
        self.play(*map(Bond.gather, bonds, lines().halves), run_time=1.2)
        self.play(*map(Bond.join, bonds), run_time=0.7)
        self.play(*map(Bond.send, bonds))
        return bonds

    def land_the_formula(self, bonds: list[Bond]) -> None:
        self.beat("formula", "The answer fits on one line. What does this even mean?")
        formula = AttentionFormula(size=2.0).lit(*PARTS, "rest")
        lines().formula.hold(formula, shrink=True)
        self.play(*map(Bond.give_way, bonds, lines().edges), run_time=theme.QUICK)
        self.play(FadeIn(formula, scale=1.3), run_time=theme.QUICK)
        self.play(formula.animate(rate_func=there_and_back).scale(1.08), run_time=1.8)
        corner = AttentionFormula.in_its_corner(badge=self.badge)
        self.leave_with(corner)
        back = AnimationGroup(*map(Restore, bonds), FadeIn(self.title))
        self.play(LaggedStart(formula.turn_into(corner), back, lag_ratio=0.7))
        self.play(*map(Bond.ask, bonds), run_time=theme.QUICK)
        self.play(*map(Bond.send, bonds))
