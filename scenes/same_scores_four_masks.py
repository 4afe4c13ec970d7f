"""Chapter 16: the scores stay; a mask decides who may hear them, and so what is written."""

from __future__ import annotations

import numpy as np
from manim import DOWN, LEFT, UP, Create, FadeIn, FadeOut, Indicate, LaggedStart

from scenes import theme
from scenes.mechanism import Mechanism
from scenes.pieces.same_scores_four_masks.four_masks import FourMasks
from scenes.pieces.same_scores_four_masks.french import French
from scenes.pieces.same_scores_four_masks.stencil import Stencil
from scenes.pieces.same_scores_four_masks.stencilled_grid import StencilledGrid
from scenes.pieces.same_scores_four_masks.taken_share import WIDTH, TakenShare
from scenes.pieces.same_scores_four_masks.told import Reading, Told
from scenes.stage.layout import stage
from scenes.stage.phrases import phrase
from scenes.stage.shapes import Outline


class SameScoresFourMasks(Mechanism):
    """One grid of scores stays still; stencils slide over it, and French falls and returns."""

    heading = "Same scores, four masks"
    lights = ()
    other_sentences = (
        "heavy box",
        "my old queen",
        "the white car sees the green cat",
        "this old queen slept behind a bridge",
    )

    def construct(self) -> None:
        self.grid, self.french = self.show_scores()
        stencil = self.hide_later_words()
        turned = self.turn_the_stencil(stencil, self.say_who_is_unheard())
        share = self.fill_up(turned)
        self.cover_both(self.cover_filling(share))
        self.answer()

    def _check_numbers(self) -> None:
        super()._check_numbers()
        self.told = Told(self.model, self.head, self.tokens("query"))

    def show_scores(self) -> tuple[StencilledGrid, French]:
        self.beat("scores", "One grid of scores: can the same scores say something else?")
        told = self.told
        grid = StencilledGrid(stage(), told.filled.scaled, told.filled.tokens.words())
        self.play(grid.enter(), run_time=2.3 * theme.SLOW)
        self.say("Softmax lights what each row hears, and the row writes its French.")
        french = French(grid, told.free.written)
        self.play(grid.shine(told.free.weights), run_time=theme.SLOW)
        self.play(FadeIn(french.title), french.write(), run_time=1.2 * theme.SLOW)
        return grid, french

    def hide_later_words(self) -> Stencil:
        self.beat("causal", "A stencil in every head hides later words. Which French changes?")
        stencil, room = Stencil(self.grid, self.told.causal.visible), self.french.beside(stage())
        self.play(FadeIn(stencil.wait_in(room), shift=LEFT), run_time=theme.SLOW)
        self.guess(*self.french.places())
        self.play(stencil.lay(), run_time=theme.SLOW)
        self.play(self.french.enlarge(self.told.query, room), run_time=theme.NORMAL)
        self.hear(self.told.causal, run_time=1.8 * theme.SLOW)
        self.hold(theme.QUICK)
        return stencil

    def say_who_is_unheard(self) -> Outline:
        word, partner = self.told.word, self.told.partner
        said = phrase("“{word}” had heard “{partner}”: hidden now.", word=word, partner=partner)
        self.beat("unheard", said)
        unheard = self.grid.point_at(self.told.query, self.told.heard)
        self.play(Create(unheard), run_time=theme.SLOW)
        return unheard

    def turn_the_stencil(self, stencil: Stencil, unheard: Outline) -> Stencil:
        word, later = self.told.word, self.told.later
        self.beat("turn", "Turn it: itself and later words alone. Will “{word}” know?", word=word)
        turned = Stencil(self.grid, later.visible)
        self.play(stencil.turn_over(turned), run_time=1.5 * theme.SLOW)
        self.guess(self.french.places()[self.told.query], seconds=1.25)
        self.hear(later, UP, run_time=1.5 * theme.SLOW)
        self.say(self.told.says_what_returns())
        self.play(Indicate(unheard, color=theme.HIGHLIGHT), run_time=theme.SLOW)
        self.play(FadeOut(unheard), run_time=theme.QUICK)
        return turned

    def fill_up(self, stencil: Stencil) -> TakenShare:
        told, grid = self.told, self.grid
        self.beat("filling", "A short sentence in a batch is filled up: two empty tokens.")
        gone = stencil.leave(), self.french.leave_large()
        self.play(*gone, grid.shine(told.free.weights), run_time=theme.NORMAL)
        self.play(self.french.make_room(grid.filling_width() + WIDTH), grid.fill_up())
        self.play(grid.shine(told.filled.weights), run_time=theme.SLOW)
        self.say(told.says_what_it_takes())
        share = TakenShare(grid, told.taken(told.filled))
        self.play(Indicate(share.listener, color=theme.HIGHLIGHT), run_time=theme.NORMAL)
        self.play(share.come(), run_time=theme.SLOW)
        return share

    def cover_filling(self, share: TakenShare) -> TakenShare:
        self.beat("padding", "The padding mask hides just them: they get nothing at all.")
        padded = self.told.padded
        self.play(FadeOut(share), run_time=theme.QUICK)
        self.lay(Stencil(self.grid, padded.visible, filling=True))
        self.hear(padded)
        nothing = TakenShare(self.grid, self.told.taken(padded))
        self.play(nothing.come())
        self.hold(0.5)
        return nothing

    def cover_both(self, nothing: TakenShare) -> None:
        self.beat("both", "Both masks together: only what is open in both is heard.")
        self.play(FadeOut(nothing), run_time=theme.QUICK)
        self.lay(Stencil(self.grid, self.told.both.visible))
        self.hear(self.told.both, run_time=1.5 * theme.SLOW)

    def answer(self) -> None:
        self.beat("answer", "Same scores. A mask decides what may be known.")
        four = FourMasks(stage(), self.told)
        spoken = [self.french.words[place] for place in self.told.phrase]
        self.keep(*self.grid.lights.values(), *spoken)
        self.play(four.come_from(self.grid, spoken), run_time=1.5 * theme.SLOW)
        self.play(LaggedStart(*four.tell(), lag_ratio=0.4), run_time=1.7 * theme.SLOW)

    def lay(self, stencil: Stencil) -> None:
        """Slide a stencil over the scores."""
        self.play(FadeIn(stencil, shift=LEFT * WIDTH), run_time=theme.SLOW)

    def hear(
        self,
        reading: Reading,
        way: np.ndarray = DOWN,
        *,
        run_time: float | None = None,
    ) -> None:
        """Let the light go to what is heard now, and the French follow."""
        moves = self.grid.shine(reading.weights), *self.french.turn(reading.written, way)
        self.play(LaggedStart(*moves, lag_ratio=0.4), run_time=run_time or theme.NORMAL)
