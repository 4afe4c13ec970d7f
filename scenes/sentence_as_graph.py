"""Chapter 3: a sentence is a graph of who listens to whom, and the graph is a matrix."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import Create, FadeIn, FadeOut, LaggedStart, Mobject, VGroup

from attention_math.request import Request
from attention_math.story import leaders
from attention_math.trace import AttentionTrace
from scenes import theme
from scenes.chapter import Chapter
from scenes.mobjects.attention_graph import AttentionGraph
from scenes.mobjects.motion import become, flowing
from scenes.pieces.sentence_as_graph.heard import may_hear, what_kind, who_is_heard, who_is_next
from scenes.pieces.sentence_as_graph.kind_of_graph import KindOfGraph
from scenes.pieces.sentence_as_graph.large_graph import asked, graph_of_one
from scenes.pieces.sentence_as_graph.who_listens import WhoListens
from scenes.stage.cited import Quantity, Word
from scenes.stage.derive import derive
from scenes.stage.text import Numeral

_KINDS = (("speaker", 1, "masked"), ("translator", 1, "self"), ("translator", 2, "cross"))


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
        self.words, self.listener = self.tokens("query").words(), len(self.story.weights) - 1
        kind = self.bend_into_matrix(self.ask_who_is_heard())
        if self.others_read_the_same:
            kind = self.rewire(kind)
        own, arcs = self.weigh_others(kind)
        self.weigh_last(own, arcs, self.ask_again(own, *self.add_up_a_column(own.grid)))
        self.fill_the_last_row(own)

    def ask_who_is_heard(self) -> AttentionGraph:
        graph = graph_of_one(*self.heard, self.listener)
        self.open_with(*graph.tokens)
        self.beat("question", "Which words does “{word}” listen to?", word=self.words[-1])
        self.play(*map(Create, graph.edges), run_time=1.3)
        self.guess(*graph.numbers(self.listener).values(), seconds=1.5, larger=1.4)
        return graph

    def bend_into_matrix(self, wide: AttentionGraph) -> KindOfGraph:
        self.beat("matrix", "Each arc is a cell: a row listens, a column speaks.")
        own = self.drawn(self.trace)
        self.play(*own.come_of(wide), run_time=1.2)
        row = own.graph.incoming(self.listener)
        self.play(own.grid.bend(row), FadeIn(own.grid.asked, lag_ratio=0.5), run_time=1.6)
        others = [edge for edge in own.graph.edges if edge not in row]
        self.play(LaggedStart(*map(Create, others), lag_ratio=0.2), run_time=theme.NORMAL)
        self.play(own.grid.bend(others), run_time=theme.NORMAL)
        return own

    def rewire(self, own: KindOfGraph) -> KindOfGraph:
        self.beat("own", may_hear(self.trace))
        self.play(FadeIn(own.named), *own.grid.darken(), run_time=1.9)
        self.play(FadeOut(self.badge), run_time=theme.SWAP)
        kind = own
        for trace in self.others:
            self.beat(trace.source.kind, may_hear(trace))
            self.play(*kind.become(kind := self.drawn(trace)), run_time=1.3 * theme.SLOW)
        return kind

    def come_back(self, kind: KindOfGraph) -> KindOfGraph:
        self.play(*kind.become(own := self.drawn(self.trace)), run_time=theme.SLOW)
        self.play(FadeIn(self.badge), run_time=theme.SWAP)
        self.play(FadeOut(own.named), run_time=theme.SWAP)
        return own

    def weigh_others(self, kind: KindOfGraph) -> tuple[KindOfGraph, VGroup]:
        self.beat("shares", "Each row has one whole to give: listening is rationed.")
        own = self.come_back(kind) if self.others_read_the_same else kind
        row = own.graph.incoming(self.listener)
        self.remove(*row)
        paths, arcs = [edge.path.copy() for edge in row], VGroup(*map(asked, row))
        coming = FadeIn(own.grid.listening), FadeOut(*(edge.tip for edge in row))
        self.play(become(paths, arcs), *coming, run_time=theme.QUICK)
        for query in range(self.listener):
            self.play(*own.grid.weigh(edges := own.graph.incoming(query)), run_time=0.6)
            self.play(own.grid.pour(edges, query), run_time=theme.NORMAL)
        return own, arcs

    def add_up_a_column(self, grid: WhoListens) -> tuple[Mobject, ...]:
        self.beat("heard", "Being heard is free: a column adds up to anything.")
        frame, over = grid.heard(self.listener)
        self.play(LaggedStart(Create(frame), over.overflow(), lag_ratio=0.6), run_time=3.2)
        return frame, over

    def ask_again(self, own: KindOfGraph, *told: Mobject) -> dict[int, Numeral]:
        tokens, weights = self.tokens("query"), self.of_head("weights")
        self.beat("pattern", who_is_next(tokens, weights, self.listener))
        self.play(FadeOut(*told), run_time=theme.QUICK)
        self.guess(*(numbers := own.graph.numbers(self.listener, own.grid.size)).values())
        return numbers

    def weigh_last(self, own: KindOfGraph, arcs: VGroup, numbers: dict[int, Numeral]) -> None:
        row = own.graph.incoming(self.listener)
        grown, tips = become(arcs, [edge.weigh().path for edge in row]), (edge.tip for edge in row)
        most = derive(leaders, self.of_head("weights")[self.listener]).values.tolist()
        self.play(grown, FadeIn(*tips, *map(numbers.get, most)), run_time=1.5 * theme.SLOW)

    def fill_the_last_row(self, own: KindOfGraph) -> None:
        tokens, weights = self.tokens("key"), self.of_head("weights")[self.listener]
        self.beat("weights", who_is_heard(self.words, self.listener, tokens, weights))
        row = own.graph.incoming(self.listener)
        pouring = flowing(row), own.grid.pour(row, self.listener)
        self.play(FadeOut(own.grid.asked), *pouring, run_time=1.4 * theme.SLOW)
        lit = own.graph.single_out(derive(leaders, weights).values.tolist())
        self.play(own.grid.tell(self.listener), *lit, run_time=theme.QUICK)
        self.hold(2.0)

    @property
    def heard(self) -> tuple[Quantity, np.ndarray, Sequence[Word]]:
        """The chapter's own graph: who hears whom, who may, and the words."""
        return self.of_head("weights"), self.trace.visible, self.words

    def heard_in(self, trace: AttentionTrace) -> tuple[AttentionTrace, int, *tuple[Quantity, ...]]:
        head = min(self.head, len(trace.heads))
        sides = self.tokens("query", trace), self.tokens("key", trace)
        return trace, head, self.of_head("weights", head, trace), *sides

    def drawn(self, trace: AttentionTrace) -> KindOfGraph:
        """Draw a graph that is not weighed yet; the listener stands out, if it is in it."""
        kind = KindOfGraph(what_kind(trace), *self.heard_in(trace))
        if trace.source.kind != "cross":
            box = kind.graph.tokens[self.listener].box
            box.set_stroke(theme.QUERY, theme.STROKE_FRAME)
        return kind

    @property
    def others(self) -> Sequence[AttentionTrace]:
        """The film's own models in which words hear each other in other ways."""
        return [self.trace_of(*one) for one in _KINDS if one[-1] != self.trace.source.kind]

    @property
    def others_read_the_same(self) -> bool:
        """Tell whether the film's models read the sentence as these tokens, too."""
        words = self.trace.query_side.shown
        return all(one.key_side.shown == words for one in self.others)

    @classmethod
    def other_requests(cls, main: Request) -> Sequence[Request]:
        others = (one for one in _KINDS if one[-1] != main.kind)
        return [Request(*one, sentence=main.sentence) for one in others]
