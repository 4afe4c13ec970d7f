"""Chapter 3: a sentence is a graph of who listens to whom, and the graph is a matrix."""

from __future__ import annotations

from collections.abc import Sequence

from manim import (
    Create,
    FadeIn,
    FadeOut,
    LaggedStart,
    VGroup,
    VMobject,
    smooth,
    squish_rate_func,
)

from scenes import theme
from scenes.chapter import Chapter
from scenes.mobjects.motion import flowing
from scenes.pieces.sentence_as_graph.bending import ghost
from scenes.pieces.sentence_as_graph.graph_and_matrix import GraphAndMatrix
from scenes.pieces.sentence_as_graph.heard import (
    suggested,
    whether_so,
    who_is_heard,
    who_is_next,
)
from scenes.pieces.sentence_as_graph.totals import Totals
from scenes.stage.cited import Quantity

_FIRST = squish_rate_func(smooth, 0.0, 0.4)


class SentenceAsGraph(Chapter):
    """Every token listens to some tokens; each of these edges is one cell of the matrix."""

    heading = "A sentence is a graph"
    lights = ()
    needs = ("weights",)
    sentence = "the sky is blue"
    model = "speaker"
    layer = 1
    head = 2
    kind = "masked"
    most_tokens = 6
    other_sentences = ("birds sing", "the pilot flies", "the cat sat on the mat")

    def construct(self) -> None:
        self.words, self.listener = self.tokens("query").words(), len(self.weights) - 1
        picture, near = self.ask_who_is_heard()
        self.let_others_listen(picture, near)
        self.add_up(picture.totals)
        self.weigh(picture, self.ask_again(picture))
        self.fill_the_last_glass(picture)

    def ask_who_is_heard(self) -> tuple[GraphAndMatrix, VGroup]:
        keys = self.tokens("key").words()
        picture = GraphAndMatrix(self.weights, self.trace.visible, self.words, keys)
        words, arcs, places = near = picture.last.near()
        self.open_with(*words)
        self.beat("question", "To which word does “{word}” listen most?", word=self.words[-1])
        self.play(*map(Create, arcs), run_time=1.3)
        self.guess(*places, seconds=1.1, larger=1.5)
        return picture, near

    def let_others_listen(self, picture: GraphAndMatrix, near: VGroup) -> None:
        """Let each arc of a word bend into its cell, once all of them are seen."""
        self.beat("rows", "Each arc is a cell: a row listens, a column speaks.")
        waiting = FadeIn(picture.last.waiting)
        self.play(LaggedStart(picture.last.step_back(near), waiting, lag_ratio=0.8), run_time=1.2)
        for query in range(self.listener):
            self.play(picture.listen(query), run_time=0.7)
            self.play(picture.bend(query), run_time=1.6 + 0.7 * query)

    def add_up(self, totals: Totals) -> None:
        self.beat("shares", "Listening is rationed: rows add up to one; being heard is not.")
        self.play(totals.add_rows(), run_time=1.5)
        self.play(totals.add_columns(), run_time=2.0)

    def ask_again(self, picture: GraphAndMatrix) -> list[VMobject]:
        """Ask for the last word's arcs; return the arc and the cell that rows suggest, if any."""
        self.beat("pattern", who_is_next(self.tokens("query"), self.weights, self.listener))
        self.play(FadeOut(picture.totals), run_time=theme.QUICK)
        places, expected = [*picture.last.places.values()], []
        if before := suggested(self.weights, self.listener):
            self.play(flowing(picture.graph.edge(one, one - 1) for one in before), run_time=1.2)
            arc = picture.graph.edge(self.listener, self.listener - 1)
            cell = picture.grid.cell(self.listener, arc.key)
            places, expected = [picture.last.places[arc.key], cell], [*ghost(arc, cell)]
        asked = FadeOut(picture.last.waiting, target_position=places[0])
        self.play(asked, *map(Create, expected), run_time=theme.QUICK)
        self.guess(*places, seconds=2.0, larger=1.3 if expected else 1.0)
        return expected

    def weigh(self, picture: GraphAndMatrix, expected: Sequence[VMobject]) -> None:
        """Let arcs grow in silence, and only then say what they do."""
        gone = (FadeOut(arc, rate_func=_FIRST) for arc in expected[:1])
        self.play(picture.last.swell(), *gone, run_time=2.5)
        self.hold(0.9)
        self.beat("weights", whether_so(self.words, self.weights, self.listener))
        self.play(picture.bend(self.listener), run_time=3.0)
        row = picture.grid.frame(picture.grid.row(self.listener), theme.QUERY)
        self.play(Create(row), *map(FadeOut, expected[1:]), run_time=0.5)

    def fill_the_last_glass(self, picture: GraphAndMatrix) -> None:
        said = self.words, self.listener, self.tokens("key"), self.weights
        self.beat("answer", who_is_heard(*said))
        told = FadeIn(*picture.last.numbers.values())
        self.keep(near := picture.last.whole, beside=[told])
        self.zoom(VGroup(near, picture.glass(self.listener)))
        glass = picture.glass(self.listener)
        flow = flowing(picture.last.row)
        filling = LaggedStart(flow, glass.fill(), FadeIn(glass.number), lag_ratio=0.4)
        self.play(filling, run_time=2.6)
        self.play(*picture.last.single_out(), run_time=theme.NORMAL)
        self.hold(1.8)

    @property
    def weights(self) -> Quantity:
        return self.of_head("weights")
