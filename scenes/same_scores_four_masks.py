"""Chapter 16: the scores stay; a mask decides who may hear them, and what comes of it."""

from __future__ import annotations

from manim import UP, Animation, Create, FadeIn, FadeOut, LaggedStart

from attention_math.masked_scores import into_softmax
from scenes import theme
from scenes.mechanism import Mechanism
from scenes.mobjects.motion import stirring
from scenes.pieces.same_scores_four_masks.any_head import Heard
from scenes.pieces.same_scores_four_masks.followed_rows import FollowedRows
from scenes.pieces.same_scores_four_masks.french import French
from scenes.pieces.same_scores_four_masks.stencil import Stencil
from scenes.pieces.same_scores_four_masks.stencilled_grid import StencilledGrid
from scenes.pieces.same_scores_four_masks.taken_share import WIDTH, TakenShare
from scenes.pieces.same_scores_four_masks.told import Reading, Told
from scenes.pieces.same_scores_four_masks.tray import Tray
from scenes.stage.layout import stage


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
        self.grid, self.french = self.show_scores(self.follow_one())
        self.tray = self.ask_which_breaks()
        self.cover_filling(self.fill_up())
        self.hide_earlier_words()
        self.hide_later_words()
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

    def follow_one(self) -> FollowedRows:
        told = self.told
        self.beat("row", told.says_row())
        words = told.listeners.words(), told.filled.tokens.words()
        self.grid = StencilledGrid(stage(), told.filled.scaled, *words, told.filling)
        row = FollowedRows(stage(), self.grid, told, [told.free])
        self.play(row.enter(), run_time=1.2 * theme.SLOW)
        self.play(row.tell(), run_time=theme.SLOW)
        return row

    def show_scores(self, row: FollowedRows) -> tuple[StencilledGrid, French]:
        grid, told = self.grid, self.told
        self.beat("scores", told.says_rows())
        french = French(grid, told)
        self.play(row.go_in(french), grid.enter(told.query), run_time=theme.SLOW)
        written = FadeIn(french.title), french.write()
        self.play(grid.shine(told.free.weights), *written, run_time=theme.SLOW)
        return grid, french

    def ask_which_breaks(self) -> Tray:
        self.beat("masks", self.told.says_question())
        tray = Tray(stage(), self.grid, self.told)
        self.play(tray.come(), run_time=theme.SLOW)
        self.guess(*tray.places(), seconds=1.25)
        return tray

    def fill_up(self) -> TakenShare:
        told, grid = self.told, self.grid
        self.beat("filling", told.says_filling())
        room = self.french.turn(told.free.written, aside=grid.filling_width() + WIDTH)
        filled = grid.fill_up(), grid.shine(told.filled.weights)
        self.play(*room, *filled, run_time=theme.SLOW)
        share = TakenShare(grid, told.taken(told.filled), told.most_taken)
        self.play(share.come(), run_time=theme.NORMAL)
        return share

    def cover_filling(self, share: TakenShare) -> None:
        self.beat("padding", self.told.says_padded())
        self.play(self.tray.filling.lay(), *map(FadeOut, self.grid.marked))
        left = TakenShare(self.grid, self.told.taken(self.told.padded), self.told.most_taken)
        self.play(self.grid.shine(self.told.padded.weights), share.turn(left))
        gone = FadeOut(left), *self.grid.empty()
        self.lift(self.tray.filling, *gone, aside=-self.grid.filling_width() - WIDTH)

    def hide_earlier_words(self) -> None:
        self.beat("earlier", self.told.asks_earlier())
        self.play(self.tray.earlier.lay(), run_time=theme.SLOW)
        self.guess(self.french.place, seconds=1.0)
        self.say(self.told.says_what_stays())
        self.hear(self.told.later, stirring(self.french.words))

    def hide_later_words(self) -> None:
        self.beat("causal", self.told.says_causal())
        self.lift(self.tray.earlier)
        self.play(self.tray.later.lay(), *self.french.wait(), run_time=theme.NORMAL)
        unheard = self.grid.point_at(self.told.query, self.told.heard)
        self.play(Create(unheard), run_time=theme.QUICK)
        self.hear(self.told.causal)

    def answer(self) -> None:
        self.beat("answer", "Same scores. A mask decides what may be known.")
        told = self.told  # the last three as the tray has their masks
        readings = told.free, told.padded, told.later, told.causal
        four = FollowedRows(stage(), self.grid, told, readings)
        beside = four.come_out(), self.tray.later.put_back()
        self.keep(*four.parts, self.tray, run_time=theme.NORMAL, beside=beside)
        self.play(four.cover(self.tray), run_time=theme.SLOW)
        self.play(four.tell(), run_time=1.5 * theme.SLOW)
        self.play(four.point())
        self.hold(1)

    def lift(self, stencil: Stencil, *beside: Animation, aside: float = 0.0) -> None:
        """Put a stencil back: all is heard as it was before."""
        free = self.told.free
        back = self.grid.shine(free.weights), *self.french.turn(free.written, UP, aside=aside)
        self.play(stencil.put_back(), *back, *beside, run_time=theme.NORMAL)

    def hear(self, reading: Reading, *beside: Animation) -> None:
        """Let the light go to what is heard now, and the French follow."""
        light = self.grid.shine(reading.weights, self.told.flights(reading))
        self.play(light, *beside, run_time=theme.SLOW)
        if words := self.french.turn(reading.written):
            self.play(LaggedStart(*words, lag_ratio=0.3), run_time=theme.NORMAL)
