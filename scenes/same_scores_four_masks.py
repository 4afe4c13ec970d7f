"""Chapter 16: the scores stay; a mask decides who may hear them, and what comes of it."""

from __future__ import annotations

from attention_math.masked_scores import into_softmax
from scenes import theme
from scenes.mechanism import Mechanism
from scenes.pieces.same_scores_four_masks.any_head import Heard
from scenes.pieces.same_scores_four_masks.told import Told
from scenes.pieces.same_scores_four_masks.tried_row import TriedRow
from scenes.pieces.same_scores_four_masks.tried_rows import TriedRows
from scenes.pieces.same_scores_four_masks.whole_masks import WholeMasks
from scenes.stage.layout import stage


class SameScoresFourMasks(Mechanism):
    """One row of scores is tried under one mask after another: its word stays, or it falls.

    That is the French that the row writes, or, of a head that writes none, what it hears most.
    """

    heading = "Same scores, four masks"
    lights = ()
    needs = ("scores", "weights")
    exceptions = {"faded, then used": "words step aside while whole masks are seen"}
    other_sentences = (
        "heavy box",
        "my old queen",
        "the white car sees the green cat",
        "this old queen slept behind a bridge",
    )

    def construct(self) -> None:
        self.tried = self.show_row()
        self.ask_which_breaks()
        self.hide_filling()
        self.hide_earlier_words()
        self.hide_later_words()
        self.show_whole_masks()
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

    def show_row(self) -> TriedRows:
        self.beat("row", self.told.asks_row())
        tried = TriedRows(stage(), self.told)
        self.play(tried.enter(), run_time=1.5 * theme.SLOW)
        self.guess(tried.first.word, seconds=0.7)
        self.say(self.told.says_row())
        self.play(tried.tell(), run_time=1.8 * theme.SLOW)
        return tried

    def ask_which_breaks(self) -> None:
        self.beat("masks", self.told.says_question())
        self.play(self.tried.make_room(), run_time=1.5 * theme.SLOW)
        self.guess(*(row.word for row in self.tried.others.values()), seconds=1.25)

    def hide_filling(self) -> None:
        self.beat("filling", self.told.asks_filling())
        self.try_on(self.tried.others["filling"])

    def hide_earlier_words(self) -> None:
        if row := self.tried.others.get("earlier"):
            self.beat("earlier", self.told.asks_earlier())
            self.try_on(row)

    def hide_later_words(self) -> None:
        if row := self.tried.others.get("later"):
            self.beat("causal", self.told.asks_later())
            self.try_on(row)

    def try_on(self, row: TriedRow) -> None:
        """Let the same scores come once more, and a cover slide over them: what is written now?"""
        self.play(row.come_out_of(self.tried.first), run_time=theme.SLOW)
        self.play(row.cover.lay(), run_time=theme.NORMAL)
        if row.falls:
            self.play(row.fall(), run_time=1.3 * theme.NORMAL)
        self.guess(row.word if row.falls else row.behind, seconds=0.7)
        if row.flight:
            self.play(row.hear(), run_time=1.2 * theme.SLOW)
            self.play(row.write(), run_time=theme.NORMAL)
        else:
            self.play(row.hear(), row.write(), run_time=theme.NORMAL)

    def show_whole_masks(self) -> None:
        self.beat("whole", "Each cover was one row of a mask. These are all rows.")
        self.masks = WholeMasks(stage(), self.told, self.tried)
        self.play(self.masks.open(), run_time=2 * theme.SLOW)
        self.hold(0.5)

    def answer(self) -> None:
        self.beat("answer", "Same scores. A mask decides what may be known.")
        self.play(self.masks.close(), run_time=theme.SLOW)
        self.play(self.tried.point(), run_time=theme.NORMAL)
        self.hold(1.2)
