"""Chapter 19: heads look for different things at the same time, and one matrix joins them."""

from __future__ import annotations

from manim import Create, FadeIn, FadeOut, LaggedStart, ReplacementTransform, VGroup

from attention_math.readings import noun_places
from scenes import theme
from scenes.chapter import Chapter
from scenes.mobjects.motion import become
from scenes.pieces.many_heads.fan import Fan
from scenes.pieces.many_heads.glasses import Glasses
from scenes.pieces.many_heads.measured import Measured
from scenes.pieces.many_heads.mixing import Mixing
from scenes.pieces.many_heads.sheets import Sheets
from scenes.stage.layout import stage
from scenes.stage.phrases import phrase
from scenes.stage.refusal import StageError

SURVEYED = "translator", 2, "self"


class ManyHeads(Chapter):
    """All heads of one layer on one sentence, what each does as measured, and how they join."""

    heading = "Many heads"
    lights = ()
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
        glasses, outlines = self.look_for_nouns()
        counted = self.count_nouns(glasses)
        self.look_at_previous(counted, outlines)
        self.name_no_other()
        fan = self.fan_out()
        self.join(fan)
        self.mix()

    def ask(self) -> None:
        self.beat("question", "One head asks one thing. What do the other seven ask?")
        sheets = self.sheets
        sheets.come_near(stage())
        self.play(FadeIn(sheets.first_words, lag_ratio=0.1))
        cells, rows = sheets.rows_of_first()
        self.play(LaggedStart(*map(FadeIn, rows), lag_ratio=0.25), run_time=1.5 * theme.SLOW)
        self.play(FadeIn(sheets.maps[0]), run_time=theme.QUICK / 2)
        self.play(FadeOut(cells), run_time=theme.QUICK / 2)

    def see_all(self) -> None:
        self.beat("eight", "Eight heads read the same sentence, all at the same moment.")
        sheets = self.sheets
        self.play(*sheets.spread(), run_time=theme.SLOW)
        readers, way = sheets.readers()
        self.play(FadeIn(sheets.other_words, readers), run_time=theme.QUICK)
        self.play(readers.animate.shift(way), run_time=theme.SLOW)
        self.play(FadeOut(readers), run_time=theme.QUICK)

    def look_for_nouns(self) -> tuple[Glasses, VGroup]:
        self.beat("noun", "Outlined: where a word meets its noun. Which head looks there?")
        outlines, glasses = self.measured.outlines("partner"), self.measured.shares("partner")
        self.play(LaggedStart(*map(Create, outlines), lag_ratio=0.1), run_time=theme.SLOW)
        self.empty = glasses.outlines
        self.play(FadeIn(self.empty), run_time=theme.QUICK)
        self.guess(*glasses.numbers)
        self.say("Each glass holds the mean of its outlined cells.")
        self.play(glasses.fill(), run_time=theme.SLOW)
        self.play(FadeIn(glasses.numbers))
        return glasses, outlines

    def count_nouns(self, glasses: Glasses) -> Glasses:
        self.beat("luck", "One sentence may be luck. In how many of two hundred is it so?")
        counts = self.measured.counts("partner")
        self.play(FadeOut(glasses.numbers), run_time=theme.QUICK)
        self.guess(*counts.numbers, seconds=1)
        self.play(*glasses.refill(counts), run_time=1.5 * theme.SLOW)
        self.play(FadeIn(counts.numbers), *map(FadeIn, self.measured.names("partner")))
        self.hold(theme.QUICK)
        return counts

    def look_at_previous(self, counts: Glasses, outlines: VGroup) -> None:
        self.beat("previous", "And the word before? Again in two hundred: one head, nearly always.")
        glasses, outlined = self.measured.counts("previous"), self.measured.outlines("previous")
        self.play(
            FadeOut(counts.fills, counts.numbers),
            become(outlines, outlined),
        )
        self.play(glasses.fill(), run_time=theme.SLOW)
        self.play(FadeIn(glasses.numbers), *map(FadeIn, self.measured.names("previous")))
        self.counted = VGroup(self.empty, outlined, glasses.fills, glasses.numbers)

    def name_no_other(self) -> None:
        self.beat("unclear", "The other six have no clear role, so they get no name.")
        unclear = self.measured.unclear()
        self.play(FadeOut(self.counted), run_time=theme.QUICK)
        self.play(LaggedStart(*map(FadeIn, unclear), lag_ratio=0.2), run_time=theme.SLOW)

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
        self.play(LaggedStart(*fan.emit(), lag_ratio=0.1), run_time=1.5 * theme.SLOW)
        return fan

    def join(self, fan: Fan) -> None:
        self.beat("concat", "Side by side they are one wide matrix, and one more mixes them.")
        self.play(FadeOut(fan.maps), *self.mixing.join(), run_time=theme.SLOW)
        self.play(FadeIn(self.mixing.name))

    def mix(self) -> None:
        mixing = self.mixing
        self.play(*mixing.make_room(), run_time=theme.SLOW)
        self.play(FadeIn(mixing.matrix, mixing.matrix_name))
        self.beat("answer", "Eight looks at the sentence become one update for every word.")
        reader = mixing.reader()
        self.play(FadeIn(reader, mixing.update_name), run_time=theme.QUICK)
        self.play(mixing.read(reader), run_time=2.5 * theme.SLOW)
        self.play(FadeOut(reader), run_time=theme.QUICK)

    def badge_text(self) -> str:
        return phrase("{source} · all heads", source=self.trace.source.label)

    def _check_numbers(self) -> None:
        super()._check_numbers()
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
