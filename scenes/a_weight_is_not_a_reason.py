"""Chapter 26: edges that weigh alike are cut; on one hangs a word, and on the others nothing."""

from __future__ import annotations

from manim import RIGHT, AnimationGroup, Create, FadeIn, FadeOut, LaggedStart

from attention_math.story import lowest_and_highest
from scenes import theme
from scenes.mechanism import Mechanism
from scenes.mobjects.motion import become
from scenes.pieces.a_weight_is_not_a_reason.cut_plane import WHOLE, CutPlane
from scenes.pieces.a_weight_is_not_a_reason.cut_sentence import CutSentence
from scenes.pieces.a_weight_is_not_a_reason.heavy_edges import HeavyEdges
from scenes.pieces.a_weight_is_not_a_reason.whole_row import NEAR, WholeRow
from scenes.stage.layout import line, stage
from scenes.stage.phrases import phrase
from scenes.stage.text import Numeral, Text


class AWeightIsNotAReason(Mechanism):
    """Three edges of equal ink are cut one by one, and then all edges into a word."""

    heading = "A weight is not a reason"
    lights = ("softmax",)
    other_sentences = (
        "white cat sees car",
        "the cat sees the car",
        "the king sees my old house",
        "this old queen slept behind a bridge",
        "the white car sees the green cat",
    )

    exceptions = {
        "faded, then used": "the word is one of another sentence, which another model reads"
    }

    def construct(self) -> None:
        cut = self.ask_which_matters()
        self.cut_two(cut)
        self.cut_the_last(cut)
        self.turn_the_word(cut)
        row = self.ask_another_model(self.make_dots(cut))
        self.cut_everything(row)
        self.conclude(row, self.look_closer(row))

    def _check_numbers(self) -> None:
        super()._check_numbers()
        arrays = self.of_head("scaled"), self.of_head("weights")
        self.heavy = HeavyEdges(self.model, self.head, self.tokens("query"), *arrays)

    def ask_which_matters(self) -> CutSentence:
        cut = CutSentence(stage(), self.heavy)
        self.open_with(*cut.tokens)
        self.beat("question", "Three edges, as good as equal: on which does the French hang?")
        self.play(cut.speak(), run_time=1.2)
        self.play(cut.link(), run_time=1.3 * theme.SLOW)
        self.guess(*(one.glass for one in cut.sure), seconds=1.3)
        self.play(cut.be_sure(), run_time=theme.NORMAL)
        return cut

    def cut_two(self, cut: CutSentence) -> None:
        self.beat("two", "Cut one, and the rest of its row takes over. Then the next.")
        self.play(*cut.cut(0), cut.weigh(), run_time=1.4)
        self.play(cut.answer(0), run_time=0.7)
        self.play(*cut.mend(0), *cut.cut(1), run_time=theme.SLOW)
        self.play(cut.answer(1), run_time=0.7)

    def cut_the_last(self, cut: CutSentence) -> None:
        self.beat("last", "Just as sure, both times. And the last one: your guess?")
        self.play(*cut.mend(1), cut.weigh(again=True), run_time=0.7 * theme.NORMAL)
        self.guess(cut.sure[2].glass, seconds=1.0)
        self.play(*cut.cut(2), cut.weigh(), run_time=theme.SLOW)
        self.play(cut.answer(2), run_time=1.5)

    def turn_the_word(self, cut: CutSentence) -> None:
        old, new = cut.turning(2)
        self.beat("turn", "Without this edge “{old}” becomes “{new}”.", old=old, new=new)
        self.play(cut.turn(2), run_time=1.8)
        self.hold(1.0)

    def make_dots(self, cut: CutSentence) -> CutPlane:
        self.beat("dots", "As dots: three weights alike, and one word is lost.")
        plane = CutPlane(stage(), self.heavy.points())
        self.names = plane.label(cut.told())
        axes = FadeIn(plane.plane, plane.ticks, plane.ends, plane.names)
        fillings = [sure.filling for sure in cut.sure]
        self.keep(*fillings, *cut.told(), beside=[axes])
        moves = become(cut.told(), self.names), become(fillings, plane.dots)
        self.play(*moves, run_time=2.2)
        self.hold(1.3)
        return plane

    def ask_another_model(self, plane: CutPlane) -> WholeRow:
        above, below = stage().rows(1, 5, gap=0.1)
        row = WholeRow(above)
        said = phrase(
            "One case is no rule. Another model, the speaker, says “{word}” here.", word=row.word
        )
        self.beat("model", said)
        self.plane, self.near = (CutPlane(below, row.edges, span) for span in (WHOLE, NEAR))
        lower = CutPlane(below, self.heavy.points())
        named = become(self.names, names := lower.label(self.names))
        moved = become(plane.dots, lower.dots), named, *plane.give_way_to(self.plane)
        self.play(LaggedStart(AnimationGroup(*moved), row.speak(), lag_ratio=0.25), run_time=2.4)
        self.level = self.plane.level(row.likely, "no edge cut")
        gone = FadeOut(lower.dots, names, self.badge)
        self.play(gone, FadeIn(self.level, shift=RIGHT * 0.3), run_time=theme.NORMAL)
        return row

    def cut_everything(self, row: WholeRow) -> None:
        said = phrase("Cut each edge into “{word}”: faint ones first, then heavy.", word=row.last)
        self.beat("all", said)
        self.play(row.fly(row.faint, self.plane, 0.1), run_time=theme.SLOW)
        self.guess(self.plane.far_end(), seconds=1.0)
        self.play(row.fly(row.heavy, self.plane, 0.3), run_time=1.2 * theme.SLOW)

    def look_closer(self, row: WholeRow) -> list[int]:
        self.beat("alike", "Closer: these two weigh the same. One cut costs, one helps.")
        frame, ends = self.plane.strip(NEAR), self.plane.marks(NEAR)
        self.play(Create(frame), FadeIn(ends), run_time=0.6)
        level = self.near.level(row.likely, "no edge cut")
        opened = self.plane.open(self.near, frame, ends)
        self.play(*opened, become(self.level, level), run_time=1.3)
        two = [*lowest_and_highest([kept.value for _, kept in row.edges])]
        shown = (
            AnimationGroup(Create(self.near.ring(point)), FadeIn(self.near.tell(point, owner)))
            for point, owner in ((row.edges[place], row.owner(place)) for place in two)
        )
        self.play(LaggedStart(*shown, lag_ratio=0.7), run_time=1.7)
        return two

    def conclude(self, row: WholeRow, two: list[int]) -> None:
        self.beat("answer", "A weight is a clue, not an explanation.")
        self.play(*self.near.recede(two), run_time=theme.NORMAL)
        said = Text("some help, some harm", size=theme.SIZE_TOKEN)
        number = Numeral(row.correlation.cite(), size=theme.SIZE_LABEL)
        small = line(Text("correlation"), number).set_color(theme.QUIET)
        self.play(FadeIn(self.near.note(said, small)), run_time=1.4)
