"""Chapter 16: the scores stay; a mask decides who may hear them, and what comes of it."""

from __future__ import annotations

from attention_math.masked_scores import into_softmax
from scenes import theme
from scenes.mechanism import Mechanism
from scenes.pieces.same_scores_four_masks.any_head import Heard
from scenes.pieces.same_scores_four_masks.staircase import Staircase
from scenes.pieces.same_scores_four_masks.told import Reading, Told
from scenes.pieces.same_scores_four_masks.tried_row import TriedRow
from scenes.stage.layout import stage


class SameScoresFourMasks(Mechanism):
    """One row of scores is tried under one mask after another: its word hangs on, or it falls.

    That is the French that the row writes, or, of a head that writes none, what it hears most.
    """

    heading = "Same scores, four masks"
    lights = ()
    needs = ("scores", "weights")
    other_sentences = (
        "heavy box",
        "my old queen",
        "the white car sees the green cat",
        "this old queen slept behind a bridge",
    )

    def construct(self) -> None:
        self.row = self.ask()
        self.hide_earlier_words()
        self.hide_filling()
        self.hide_later_words()
        self.gather_all_rows()

    def _check_numbers(self) -> None:
        super()._check_numbers()
        tokens = self.tokens("query")
        if not self.trace.given:
            self.told = Told(self.model, self.head, tokens)
            return
        last = into_softmax(name for name, _ in self.story.arrays())
        sides = tokens, self.tokens("key")
        self.told = Heard(self.of_head(last), *sides, is_masked=self.trace.hides)

    def ask(self) -> TriedRow:
        self.beat("row", self.told.asks_row())
        row = TriedRow(stage(), self.told)
        self.play(row.enter(), run_time=1.5 * theme.SLOW)
        self.guess(row.hanging.blank, seconds=1.0)
        self.say(self.told.says_row())
        self.play(row.listen(self.told.free), run_time=2 * theme.SLOW)
        return row

    def hide_earlier_words(self) -> None:
        if under := self.told.trials().get("earlier"):
            self.beat("earlier", self.told.asks_earlier())
            self.try_on(under, "earlier")

    def hide_filling(self) -> None:
        if under := self.told.trials().get("filling"):
            self.beat("filling", self.told.asks_filling())
            self.play(self.row.lift(), run_time=theme.QUICK)
            if self.row.has_filling:
                self.play(self.row.add_filling(), run_time=0.8 * theme.NORMAL)
                self.play(self.row.listen(self.told.filled), run_time=0.8 * theme.NORMAL)
            self.try_on(under, "filling")

    def hide_later_words(self) -> None:
        if under := self.told.trials().get("later"):
            self.beat("causal", self.told.asks_later())
            self.try_on(under, "later", slower=1.8)

    def try_on(self, under: Reading, name: str, *, slower: float = 1.0) -> None:
        """Draw a cover over the same scores: does what is written fall?"""
        row = self.row
        self.play(row.draw(under, name), run_time=slower * theme.NORMAL)
        if not row.falls(under):
            self.play(row.listen(under), run_time=theme.QUICK)
            self.play(row.hanging.sway(), run_time=theme.NORMAL)
            return
        self.play(row.fall(under), run_time=2 * theme.SLOW)
        self.guess(row.hanging.blank, seconds=1.0)
        self.say(self.told.says_changed())
        self.play(row.listen(under), run_time=2.2 * theme.SLOW)
        self.hold(theme.QUICK)

    def gather_all_rows(self) -> None:
        self.beat("whole", "That was one row. Every word has its own.")
        stairs = Staircase(stage(), self.told, self.row)
        self.play(stairs.gather(), run_time=2 * theme.SLOW)
        self.say("A mask decides what may be known.")
        self.play(stairs.close(), run_time=3 * theme.SLOW)
        self.hold(1.0)
