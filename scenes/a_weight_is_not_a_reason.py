"""Chapter 26: edges that weigh alike are cut; on one hangs a word, and on the others nothing."""

from __future__ import annotations

from manim import Create, FadeIn, FadeOut

from attention_math.story import dearest_and_kindest
from scenes import theme
from scenes.mechanism import Mechanism
from scenes.mobjects.motion import become
from scenes.pieces.a_weight_is_not_a_reason.cost_plane import CostPlane
from scenes.pieces.a_weight_is_not_a_reason.cut_sentence import CutSentence
from scenes.pieces.a_weight_is_not_a_reason.heavy_edges import HeavyEdges
from scenes.pieces.a_weight_is_not_a_reason.whole_row import WholeRow
from scenes.stage.layout import line, stage
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
        self.cut_the_first(cut)
        self.cut_the_second(cut)
        self.cut_the_last(cut)
        plane = self.make_dots(cut)
        row = self.cut_everything(plane)
        self.let_all_fly(row)
        self.compare_two(row)
        self.conclude(row)

    def _check_numbers(self) -> None:
        super()._check_numbers()
        tokens, weights = self.tokens("query"), self.of_head("weights")
        self.heavy = HeavyEdges(self.model, self.head, tokens, weights)

    def ask_which_matters(self) -> CutSentence:
        cut = CutSentence(stage(), self.heavy)
        self.open_with(*cut.tokens)
        self.beat("question", "Three lines, as good as equal: on which does the French hang?")
        self.play(cut.speak(), run_time=1.2)
        self.play(cut.link(), run_time=1.3 * theme.SLOW)
        self.guess(*(cost.number for cost in cut.costs), seconds=1.5)
        return cut

    def cut_the_first(self, cut: CutSentence) -> None:
        self.beat("first", "Cut one: the rest of its row takes over its weight.")
        self.play(*cut.cut(0), run_time=1.2 * theme.SLOW)
        self.play(cut.costs[0].rise(), FadeIn(cut.unit_name))

    def cut_the_second(self, cut: CutSentence) -> None:
        self.beat("second", "Not a thousandth is lost. Put it back, and try the next.")
        self.play(*cut.mend(0), *cut.cut(1), run_time=1.2 * theme.SLOW)
        self.play(cut.costs[1].rise())

    def cut_the_last(self, cut: CutSentence) -> None:
        self.beat("last", "Nothing again. And the last one: your guess?")
        self.play(*cut.mend(1), run_time=0.7 * theme.NORMAL)
        self.guess(cut.costs[2].number, seconds=1.3)
        self.play(*cut.cut(2), run_time=1.2 * theme.SLOW)
        self.play(cut.turn(2), cut.costs[2].rise(), run_time=1.8 * theme.SLOW)

    def make_dots(self, cut: CutSentence) -> CostPlane:
        self.beat("dots", "As dots: weight to the right, the cost of a cut upwards.")
        points = [
            (self.heavy.weights.cite(*p), self.heavy.cost(p.query)) for p in self.heavy.chosen
        ]
        plane = CostPlane(stage(), points, ticks=(10.0, 20.0, 30.0))
        bars, words = [cost.bar for cost in cut.costs], cut.turned_last()
        axes = FadeIn(plane.plane, plane.ticks, plane.names[0])
        self.keep(*bars, *words, cut.unit_name, beside=[axes])
        self.names = plane.label(words)
        moves = become(words, self.names), become(bars, plane.dots)
        named = become([cut.unit_name], [plane.names[1]])
        self.play(*moves, named, run_time=1.6 * theme.SLOW)
        return plane

    def cut_everything(self, plane: CostPlane) -> WholeRow:
        self.beat("all", "Another model: cut each edge into the last word, in turn.")
        left, right = stage().columns(1, 1.9, gap=0.2)
        row = WholeRow(left)
        self.plane = CostPlane(right, row.costs, ticks=(-0.04, 0.04))
        self.play(*plane.give_way_to(self.plane), FadeOut(plane.dots, self.names, self.badge))
        self.play(row.come(), run_time=1.4 * theme.SLOW)
        return row

    def let_all_fly(self, row: WholeRow) -> None:
        self.beat("heavy", "The faint ones cost next to nothing. And the heavy ones?")
        self.play(row.fly(row.faint, self.plane, 0.1), run_time=1.2 * theme.SLOW)
        self.guess(self.plane.far_end(), seconds=1.2)
        self.play(row.fly(row.heavy, self.plane, 0.3), run_time=2 * theme.SLOW)

    def compare_two(self, row: WholeRow) -> None:
        self.beat("alike", "These two weigh the same: one cut costs, one even helps.")
        for place in dearest_and_kindest([cost.value for _, cost in row.costs]):
            point = row.costs[place]
            told = self.plane.tell(point)
            self.play(Create(self.plane.ring(point)), FadeIn(told), run_time=1.1 * theme.SLOW)

    def conclude(self, row: WholeRow) -> None:
        self.beat("answer", "A weight is a clue, not an explanation.")
        number = Numeral(row.correlation.cite(), size=theme.SIZE_TOKEN)
        said, among = (
            Text(words, size=theme.SIZE_TOKEN) for words in ("correlation", "of thirty-six edges")
        )
        self.play(*self.plane.recede(row.faint), run_time=theme.NORMAL)
        self.play(FadeIn(self.plane.note(line(said, number), among)), run_time=1.4)
