"""Chapter 19: heads look for different things at the same time, and one matrix joins them."""

from __future__ import annotations

from manim import DOWN, AnimationGroup, Create, FadeIn, FadeOut, LaggedStart, Mobject

from attention_math.readings import noun_places, told_place
from attention_math.trace import AttentionTrace
from scenes import theme
from scenes.mobjects.graph import Graph
from scenes.pieces.many_heads.looks import Looks
from scenes.pieces.many_heads.measured import Measured
from scenes.pieces.many_heads.mixing import Mixing
from scenes.pieces.many_heads.read_heads import ReadHeads
from scenes.pieces.many_heads.ribbons import Ribbons
from scenes.pieces.many_heads.rooms import divided
from scenes.pieces.many_heads.sheets import MOST, Sheets
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
    exceptions = {"faded, then used": "what a head does in all rows, it does in one again"}
    other_sentences = ("the cat", "the old man reads a book", "the old queen sees a small bird")

    def construct(self) -> None:
        numbers = range(1, len(self.trace.heads) + 1)
        weights, outputs = (
            [self.of_head(name, number) for number in numbers] for name in ("weights", "output")
        )
        words, tokens = self.tokens("query").words(), self.trace.query_side.tokens
        place = told_place(tokens, weights[0].values)
        self.words, self.word, rooms = words, words[place], divided()
        self.looks = Looks(rooms.looks, weights, words)
        self.sheets = Sheets(rooms.sheets, weights, words)
        self.measured = Measured(self.sheets, self.looks, weights, tokens)
        limit = self.quantity("concat")[place].limit()
        self.ribbons = Ribbons(rooms.ribbons, weights, outputs, row=place, limit=limit)
        self.mixing = Mixing(rooms.mixing, self.quantity("output"), row=place)
        self.see_all(self.ask())
        read = self.read_this_sentence if self.trace.given else self.name_by_survey
        self.follow(place, read())
        self.mix()
        self.answer()

    def ask(self) -> Graph:
        seven = phrase("One head asks one thing. What do the other seven ask?")
        others = phrase("One head asks one thing. What do the others ask?")
        self.beat("question", others if self.trace.given else seven)
        first, sheets = self.looks.most[0], self.sheets
        self.play(FadeIn(self.looks.sentence, lag_ratio=0.1), run_time=theme.QUICK)
        self.play(Create(first.edges, lag_ratio=0.3), run_time=theme.NORMAL)
        falling = FadeIn(sheets.maps[0], shift=DOWN, scale=0.6)
        named = FadeIn(sheets.names[0], sheets.words, sheets.outlined[1:])
        self.play(falling, named, run_time=0.8 * theme.NORMAL)
        self.guess(*sheets.outlined[1:], seconds=0.8 * theme.NORMAL)
        return first

    def see_all(self, first: Graph) -> None:
        eight = phrase("Eight heads read it at the same moment. One by one, they are these.")
        every = phrase("All heads read it at the same moment. One by one, they are these.")
        self.beat("eight", every if self.trace.given else eight)
        shown, sheets = first.edges, self.sheets
        each = zip(self.looks.most[1:], sheets.maps[1:], sheets.names[1:], strict=True)
        for one, map_, name in each:
            falling = FadeIn(map_, shift=DOWN, scale=0.6), FadeIn(name)
            gone, drawn = FadeOut(shown, run_time=0.2), Create(one.edges, lag_ratio=0.2)
            self.play(gone, drawn, *falling, run_time=0.5)
            shown = one.edges
        self.remove(self.sheets.outlined)
        self.play(FadeOut(shown), run_time=theme.QUICK)

    def follow(self, place: int, others: list[Mobject]) -> None:
        self.beat("row", "Follow “{word}”: whom does it hear most, head by head?", word=self.word)
        token, ribbons = self.looks.sentence[place], self.ribbons
        lit = token.box.animate.set_stroke(theme.QUERY, theme.STROKE_FRAME)
        arcs, outlines = [one.incoming(place) for one in self.looks.most], self.sheets.rows(place)
        self.play(lit, *map(FadeOut, others), run_time=theme.QUICK)
        both = (map(Create, (one, *each)) for one, each in zip(outlines, arcs, strict=True))
        each = (AnimationGroup(*one) for one in both)
        self.play(LaggedStart(*each, lag_ratio=0.25), run_time=1.5 * theme.SLOW)
        self.beat("ribbon", "By its row, each head gathers a ribbon of numbers.")
        leaving = ribbons.leave(outlines)
        self.play(FadeIn(ribbons.rows), run_time=theme.QUICK / 2)
        self.keep(token, ribbons.rows, beside=[leaving], run_time=theme.NORMAL)
        self.play(ribbons.emit(), run_time=1.4 * theme.NORMAL)

    def mix(self) -> None:
        ribbons, mixing = self.ribbons, self.mixing
        self.beat("mix", "End to end: all heads run into each new number.")
        self.play(*ribbons.join(), run_time=1.3 * theme.NORMAL)
        coming = FadeIn(mixing.names, mixing.block, mixing.update.line)
        self.play(*ribbons.end_to_end(mixing.joined), coming)
        reader = mixing.reader(ribbons.ribbons)
        self.play(FadeIn(reader), run_time=theme.QUICK / 2)
        self.play(mixing.read(reader, theme.SLOW))
        self.play(FadeOut(reader), run_time=theme.QUICK / 2)

    def answer(self) -> None:
        eight = phrase("Eight readings become one update, and so for every word.")
        every = phrase("All readings become one update, and so for every word.")
        self.beat("answer", every if self.trace.given else eight)
        mixing = self.mixing
        own, others = mixing.give(self.looks.sentence)
        gone = FadeOut(self.ribbons.ribbons, mixing.block, mixing.names)
        self.play(gone, *own, run_time=theme.NORMAL)
        self.play(others, run_time=0.8 * theme.SLOW)

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
