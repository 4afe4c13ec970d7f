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
    exceptions = {"faded, then used": "what fell is seen again beside what came in its place"}
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
        self.land(self.gather_all_rows())

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
        self.play(row.enter(), run_time=0.9 * theme.NORMAL)
        self.guess(row.hanging.blank, seconds=1.0)
        self.play(row.measure(), run_time=theme.SLOW)
        self.say(self.told.says_row())
        self.play(row.listen(self.told.free), run_time=1.7 * theme.SLOW)
        return row

    def hide_earlier_words(self) -> None:
        if under := self.told.trials().get("earlier"):
            self.beat("earlier", self.told.asks_earlier())
            if not self.try_on(under, "earlier"):
                self.play(self.row.hanging.sway(), run_time=theme.SLOW)

    def hide_filling(self) -> None:
        if under := self.told.trials().get("filling"):
            self.beat("filling", self.told.asks_filling())
            self.play(self.row.lift(self.told.free), run_time=theme.QUICK)
            if self.row.has_filling:
                self.play(self.row.add_filling(), run_time=theme.NORMAL)
                self.play(self.row.listen(self.told.filled), run_time=1.2 * theme.NORMAL)
                self.say(self.told.says_filling_is_hidden())
            self.try_on(under, "filling")

    def hide_later_words(self) -> None:
        if under := self.told.trials().get("later"):
            self.beat("causal", self.told.asks_later())
            self.try_on(under, "later", slower=1.5)

    def try_on(self, under: Reading, name: str, *, slower: float = 1.0) -> bool:
        """Draw a cover over the same scores, and say whether what is written falls."""
        row = self.row
        self.play(row.draw(under, name), run_time=slower * theme.NORMAL)
        if not (falls := row.falls(under)):
            self.play(row.listen(under), run_time=theme.NORMAL)
            return falls
        self.play(row.hanging.fall(), run_time=1.3 * theme.SLOW)
        self.guess(row.hanging.blank, seconds=1.0)
        self.say(self.told.says_changed())
        self.play(row.listen(under), run_time=1.8 * theme.SLOW)
        self.hold(0.3)
        return falls

    def gather_all_rows(self) -> Staircase:
        self.beat("whole", "Lift the last mask. Every word has its own row.")
        self.play(self.row.lift(self.told.padded), run_time=1.2 * theme.SLOW)
        stairs = Staircase(stage(), self.told, self.row)
        self.play(stairs.gather(), run_time=1.3 * theme.SLOW)
        self.say("The same mask over all rows: which words fall?")
        self.play(stairs.close(), run_time=1.4 * theme.SLOW)
        if self.told.fallen:
            self.play(stairs.fall(), run_time=1.5 * theme.SLOW)
        return stairs

    def land(self, stairs: Staircase) -> None:
        self.beat("land", "A mask decides what may be known.")
        self.play(stairs.land(), run_time=theme.SLOW)
        self.hold(1.3)
