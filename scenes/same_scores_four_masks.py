"""Chapter 16: the scores stay; a mask decides who may hear them, and what comes of it."""

from __future__ import annotations

import numpy as np
from manim import DOWN, LEFT, UP, Create, FadeIn, FadeOut, Indicate, LaggedStart

from attention_math.masked_scores import into_softmax
from scenes import theme
from scenes.mechanism import Mechanism
from scenes.pieces.same_scores_four_masks.any_head import Heard
from scenes.pieces.same_scores_four_masks.four_masks import FourMasks
from scenes.pieces.same_scores_four_masks.french import French
from scenes.pieces.same_scores_four_masks.stencil import Stencil
from scenes.pieces.same_scores_four_masks.stencilled_grid import StencilledGrid
from scenes.pieces.same_scores_four_masks.taken_share import WIDTH, TakenShare
from scenes.pieces.same_scores_four_masks.told import Reading, Told
from scenes.stage.layout import stage
from scenes.stage.shapes import Outline


class SameScoresFourMasks(Mechanism):
    """One grid of scores stays still; stencils slide over it, and words beside it fall and return.

    They are the French that rows write, or, of a head that writes none, what they hear most.
    """

    heading = "Same scores, four masks"
    lights = ()
    needs = ("scores", "weights")
    exceptions = {"faded, then used": "an article goes; another noun's, of the same letters, comes"}
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
        self.cover_filling(self.fill_up(turned))
        self.answer()

    def _check_numbers(self) -> None:
        super()._check_numbers()
        tokens = self.tokens("query")
        if not self.trace.given:
            self.told = Told(self.model, self.head, tokens)
            return
        last = into_softmax(name for name, _ in self.story.arrays())
        sides = tokens, self.tokens("key")
        self.told = Heard(self.of_head(last), *sides, is_masked=self.trace.hides)

    def show_scores(self) -> tuple[StencilledGrid, French]:
        told = self.told
        self.beat("scores", told.says_question())
        words = told.listeners.words(), told.filled.tokens.words()
        grid = StencilledGrid(stage(), told.filled.scaled, *words, told.filling)
        self.play(grid.enter(), run_time=2.1 * theme.SLOW)
        self.say(told.says_rows())
        french = French(grid, told)
        self.play(grid.shine(told.free.weights), run_time=theme.SLOW)
        self.play(FadeIn(french.title), french.write(), run_time=1.2 * theme.SLOW)
        return grid, french

    def hide_later_words(self) -> Stencil:
        self.beat("causal", self.told.says_causal())
        stencil, room = Stencil(self.grid, self.told.causal.visible), self.french.beside(stage())
        self.play(FadeIn(stencil.wait_in(room), shift=LEFT))
        self.guess(*self.french.places())
        self.play(stencil.lay(), self.french.enlarge(self.told.query, room), run_time=theme.SLOW)
        self.hear(self.told.causal, run_time=1.6 * theme.SLOW)
        return stencil

    def say_who_is_unheard(self) -> Outline:
        self.beat("unheard", self.told.says_unheard())
        unheard = self.grid.point_at(self.told.query, self.told.heard)
        self.play(Create(unheard), run_time=theme.SLOW)
        return unheard

    def turn_the_stencil(self, stencil: Stencil, unheard: Outline) -> Stencil:
        later = self.told.later
        self.beat("turn", self.told.asks_turned())
        turned = Stencil(self.grid, later.visible)
        self.play(stencil.turn_over(turned), run_time=1.5 * theme.SLOW)
        self.guess(self.french.places()[self.told.query], seconds=1.25)
        self.say(self.told.says_what_returns())
        self.hear(later, UP, run_time=1.5 * theme.SLOW)
        self.play(FadeOut(unheard), run_time=theme.QUICK)
        return turned

    def fill_up(self, stencil: Stencil) -> TakenShare:
        told, grid = self.told, self.grid
        self.beat("filling", told.says_filling())
        gone = stencil.leave(), self.french.leave_large()
        back = grid.shine(told.free.weights), *self.french.turn(told.free.written)
        self.play(*gone, *back, run_time=theme.NORMAL)
        room = self.french.make_room(grid.filling_width() + WIDTH)
        self.play(room, grid.fill_up(), run_time=theme.SLOW)
        self.say(told.says_what_it_takes())
        self.play(grid.shine(told.filled.weights), run_time=theme.SLOW)
        share = TakenShare(grid, told.taken(told.filled), told.most_taken)
        listening = Indicate(share.listener, color=theme.HIGHLIGHT)
        self.play(listening, share.come(), run_time=theme.SLOW)
        return share

    def cover_filling(self, share: TakenShare) -> None:
        self.beat("padding", self.told.says_padded())
        padded = self.told.padded
        stencil = Stencil(self.grid, padded.visible, filling=True)
        gone = FadeOut(share, *self.grid.marked)
        self.play(gone, FadeIn(stencil, shift=LEFT * WIDTH), run_time=theme.SLOW)
        self.hear(padded)
        left = TakenShare(self.grid, self.told.taken(padded), self.told.most_taken)
        self.play(left.come())

    def answer(self) -> None:
        self.beat("answer", "Same scores. A mask decides what may be known.")
        four = FourMasks(stage(), self.told)
        spoken = [self.french.words[place] for place in self.told.carried]
        self.keep(*self.grid.lights.values(), *spoken)
        self.play(four.come_from(self.grid, spoken), run_time=1.2 * theme.SLOW)
        self.play(LaggedStart(*four.tell(), lag_ratio=0.4), run_time=1.4 * theme.SLOW)

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
