"""Chapter 19: heads look for different things at the same time, and one matrix joins them."""

from __future__ import annotations

from manim import FadeIn, FadeOut, LaggedStart, ReplacementTransform

from attention_math.readings import noun_places
from attention_math.trace import AttentionTrace
from scenes import theme
from scenes.pieces.many_heads.fan import Fan
from scenes.pieces.many_heads.measured import Measured
from scenes.pieces.many_heads.mixing import Mixing
from scenes.pieces.many_heads.read_heads import ReadHeads
from scenes.pieces.many_heads.sheets import MOST, Sheets
from scenes.stage.layout import stage
from scenes.stage.phrases import phrase
from scenes.stage.refusal import StageError

SURVEYED = "translator", 2, "self"


class ManyHeads(ReadHeads):
    """All heads of one layer on one sentence, what each does as measured, and how they join."""

    heading = "Many heads"
    lights = ()
    needs = ("weights", "output", ".output_weight")
    sentence = "the white cat sees the green car"
    model = "translator"  # alone on its line: by this the clip is known to depend on it
    layer, kind = SURVEYED[1:]
    most_tokens = 7
    other_sentences = ("the cat", "the old man reads a book", "the old queen sees a small bird")

    def construct(self) -> None:
        numbers = range(1, len(self.trace.heads) + 1)
        weights, self.outputs = (
            [self.of_head(name, number) for number in numbers] for name in ("weights", "output")
        )
        self.words, keys = (self.tokens(side).words() for side in ("query", "key"))
        self.sheets = Sheets(stage(), weights, queries=self.words, keys=keys)
        self.measured = Measured(self.sheets, weights, self.trace.query_side.tokens)
        self.ask()
        self.see_all()
        read = self.read_this_sentence if self.trace.given else self.name_by_survey
        read()
        fan = self.fan_out()
        self.join(fan)
        self.mix()

    def ask(self) -> None:
        seven = phrase("One head asks one thing. What do the other seven ask?")
        others = phrase("One head asks one thing. What do the others ask?")
        self.beat("question", others if self.trace.given else seven)
        sheets = self.sheets
        sheets.come_near(stage())
        self.play(FadeIn(sheets.first_words, lag_ratio=0.1))
        cells, rows = sheets.rows_of_first()
        self.play(LaggedStart(*map(FadeIn, rows), lag_ratio=0.25), run_time=1.5 * theme.SLOW)
        self.play(FadeIn(sheets.maps[0]), run_time=theme.QUICK / 2)
        self.play(FadeOut(cells), run_time=theme.QUICK / 2)

    def see_all(self) -> None:
        eight = phrase("Eight heads read the same sentence, all at the same moment.")
        every = phrase("All heads read the same sentence, at the same moment.")
        self.beat("eight", every if self.trace.given else eight)
        sheets = self.sheets
        self.play(*sheets.spread(), run_time=theme.SLOW)
        readers, way = sheets.readers()
        self.play(FadeIn(sheets.other_words, readers), run_time=theme.QUICK)
        self.play(readers.animate.shift(way), run_time=theme.SLOW)
        self.play(FadeOut(readers), run_time=theme.QUICK)

    def fan_out(self) -> Fan:
        self.beat("fan", "Each hands down a ribbon: what it gathered, a row for every word.")
        fan = Fan(self.sheets.maps, self.outputs, stage())
        names = "concat", "output_weight", "output"
        arrays = {name: self.quantity(name) for name in names}
        self.mixing = Mixing(stage(), fan.ribbons, self.words, arrays)
        words = self.sheets.first_words[0]
        beside = [*fan.pile(), ReplacementTransform(words, self.mixing.spoken)]
        self.keep(self.sheets.maps, words, beside=beside, run_time=theme.SLOW)
        self.play(fan.turn(), run_time=theme.SLOW)
        self.play(LaggedStart(*fan.emit(), lag_ratio=0.1), run_time=1.2 * theme.SLOW)
        return fan

    def join(self, fan: Fan) -> None:
        self.beat("concat", "Side by side they are one wide matrix, and one more mixes them.")
        self.play(FadeOut(fan.maps), *self.mixing.join(), run_time=theme.SLOW)
        self.play(FadeIn(self.mixing.name), run_time=theme.QUICK)

    def mix(self) -> None:
        mixing = self.mixing
        self.play(*mixing.make_room(), run_time=theme.SLOW)
        self.play(FadeIn(mixing.matrix, mixing.matrix_name))
        eight = phrase("Eight looks at the sentence become one update for every word.")
        every = phrase("All looks at the sentence become one update for every word.")
        self.beat("answer", every if self.trace.given else eight)
        reader = mixing.reader()
        self.play(FadeIn(reader, mixing.update_name), run_time=theme.QUICK)
        self.play(mixing.read(reader), run_time=2.2 * theme.SLOW)
        self.play(FadeOut(reader), run_time=theme.QUICK)

    def badge_text(self) -> str:
        return phrase("{source} · all heads", source=self.trace.source.label)

    def _check_numbers(self) -> None:
        super()._check_numbers()
        if self.trace.given:
            _check_count(self.trace)
            return
        if (self.model, self.layer, self.kind) != SURVEYED:
            raise StageError(
                "ManyHeads names the heads that were measured over many sentences: "
                "choose model translator, layer 2, kind self"
            )
        if not any(place is not None for place in noun_places(self.trace.query_side.tokens)):
            raise StageError(
                "ManyHeads looks for each word's noun: choose a sentence with a noun that the "
                "grammar knows behind its adjective or article, such as “the cat”"
            )


def _check_count(trace: AttentionTrace) -> None:
    """Refuse a layer of which not all heads have room."""
    count, label = len(trace.heads), trace.source.label
    if not 2 <= count <= MOST:
        raise StageError(f"ManyHeads has room for 2 to {MOST} heads, and {label} has {count}")
