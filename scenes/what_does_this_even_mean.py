"""Chapter 1: one word, two French forms, and another word that decides; how can it know?"""

from __future__ import annotations

from manim import RIGHT, AnimationGroup, FadeIn, FadeOut, LaggedStart, Restore

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
        tried = self.hide_one_by_one(sentence, bars)
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
        self.hold(1.3)
        return sentence, choice

    def let_model_answer(self, sentence: Sentence, choice: FormChoice) -> FormBars:
        self.beat("answer", "Ask a small model how likely each is.")
        bars = FormBars(rooms().answer, self.asked.forms, self.asked.likely(self.asked.whole))
        coming = settle(sentence, rooms().sentence), FadeIn(bars.outlines)
        self.play(become(choice.forms, bars.names), FadeOut(choice.mark), *coming)
        self.play(bars.grow(), run_time=theme.SLOW)
        return bars

    def hide_one_by_one(self, sentence: Sentence, bars: FormBars) -> Tried:
        self.beat("hide", "Which other word told it? Your guess?")
        tried = Tried(self.asked, sentence, bars)
        before, noun, after = self.asked.others()
        self.guess(*map(tried.above, (*before, noun, *after)), seconds=1.5)
        self.say("Now hide them, one by one.")
        for place in before:
            self.play(*tried.hide(place), *tried.answer(place), run_time=0.8)
        self.play(*tried.hide(noun), run_time=theme.QUICK)
        self.play(*tried.answer(noun), run_time=theme.SLOW)
        if after:
            self.beat("noun", self.asked.says_it_flips())
        for place in after:
            self.play(*tried.hide(place), *tried.answer(place), run_time=0.7)
        return tried

    def call_it_useful(self, tried: Tried) -> None:
        self.beat("useful", "Only that word is useful to “{word}”.", word=self.word)
        self.play(tried.let_go(), tried.name_score(self.asked.pair.key))
        self.play(tried.point_at(self.asked.pair.key), run_time=1.3)

    def tell_genders(self, sentence: Sentence, tried: Tried, bars: FormBars) -> NounsInFrench:
        self.beat("gender", "For in French every noun is masculine or feminine.")
        self.play(FadeOut(tried.scores, *bars.lines()), run_time=theme.QUICK)
        nouns = NounsInFrench(sentence, self.asked, bars.outlines)
        self.play(nouns.come(), run_time=1.4 * theme.SLOW)
        return nouns

    def exchange_nouns(self, sentence: Sentence, nouns: NounsInFrench, bars: FormBars) -> Both:
        self.beat("twin", "Let the nouns change places: what does it write now?")
        self.play(nouns.go(), run_time=theme.QUICK)
        first = Answered(sentence, bars.names[self.asked.answer()])
        self.play(*first.settle(lines().first))
        place, words = rooms().sentence, self.asked.twin.words()
        twin, copy = Sentence(place, words, self.asked.pair.query), sentence.copy()
        nouns.paint_exchanged(twin)
        self.play(settle(copy, place), FadeIn(bars.outlines), run_time=0.7)
        self.play(*exchange_tokens(copy, twin, *self.asked.exchanged), run_time=1.3)
        self.guess(*bars.outlines, seconds=1.3)
        self.play(bars.show(self.asked.likely(self.asked.other)).grow(), run_time=1.3)
        return first, Answered(twin, bars.names[1 - self.asked.answer()])

    def compare_what_enters(self, first: Answered, second: Answered, bars: FormBars) -> Strips:
        self.beat("same", self.asked.says_the_same())
        sentence, name = second.settle(lines().second)
        self.play(FadeOut(bars, run_time=theme.QUICK), LaggedStart(name, sentence, lag_ratio=0.5))
        strips = Strips(lines().between, (first, second), self.asked.entering())
        self.play(*strips.leave(), run_time=theme.SLOW)
        self.play(strips.meet())
        self.play(strips.clap())
        self.remove(strips.second)
        self.play(strips.swell(), run_time=0.7)
        return strips

    def wonder(self, strips: Strips, *both: Answered) -> list[Bond]:
        self.beat("wonder", "So something must come over from the useful word. How?")
        bonds = [Bond(one, self.asked.pair.key) for one in both]
        self.play(strips.enter(), run_time=0.7)
        self.keep(*bonds)
        self.play(*map(Bond.gather, bonds, lines().halves), run_time=1.2)
        self.play(*map(Bond.join, bonds), run_time=0.7)
        self.play(*map(Bond.send, bonds))
        return bonds

    def land_the_formula(self, bonds: list[Bond]) -> None:
        self.beat("formula", "The answer fits on one line. What does this even mean?")
        formula = lines().formula.hold(AttentionFormula(size=2.0).lit(*PARTS, "rest"), shrink=True)
        self.play(*map(Bond.give_way, bonds, lines().edges), run_time=theme.QUICK)
        running = AnimationGroup(*(bond.run_into(formula) for bond in bonds))
        self.play(LaggedStart(running, FadeIn(formula, scale=0.7), lag_ratio=0.6))
        self.play(formula.animate.scale(1.08), run_time=3.0)
        corner = AttentionFormula.in_its_corner(badge=self.badge)
        self.leave_with(corner)
        back = AnimationGroup(*map(Restore, bonds), FadeIn(self.title))
        self.play(LaggedStart(formula.turn_into(corner, 1.5 * RIGHT), back, lag_ratio=0.7))
        self.play(*map(Bond.ask, bonds), *map(Bond.send, bonds))
