"""Chapter 3: a sentence is a graph of who listens to whom, and the graph is a matrix."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import AnimationGroup, Create, FadeIn, FadeOut, LaggedStart, Mobject, VGroup

from attention_math.request import Request
from attention_math.story import heard_before, leaders
from attention_math.trace import AttentionTrace
from scenes import theme
from scenes.chapter import Chapter
from scenes.mobjects.attention_graph import AttentionGraph
from scenes.mobjects.motion import become, exchange, flowing
from scenes.pieces.sentence_as_graph.heard import may_hear, who_is_heard, who_is_next
from scenes.pieces.sentence_as_graph.kind_of_graph import KindOfGraph, named
from scenes.pieces.sentence_as_graph.large_graph import asked, graph_of_one, graph_of_two
from scenes.pieces.sentence_as_graph.who_listens import WhoListens
from scenes.stage.cited import Quantity, Word
from scenes.stage.derive import derive
from scenes.stage.layout import stage
from scenes.stage.text import Numeral

_COMPLETE, _BIPARTITE = ("translator", 1, "self"), ("translator", 2, "cross")


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
        own = self.bend_into_matrix(self.ask_who_is_heard())
        self.let_others_listen(own)
        arcs = self.weigh_others(own)
        self.fill_the_last_row(own, arcs, self.ask_again(own, *self.add_up_a_column(own.grid)))
        if self.others_read_the_same:
            self.hear_another_language(own)

    def ask_who_is_heard(self) -> AttentionGraph:
        graph = graph_of_one(*self.heard, self.listener)
        self.open_with(*graph.tokens)
        self.beat("question", "Which words does “{word}” listen to?", word=self.words[-1])
        self.play(*map(Create, graph.edges), run_time=1.3)
        self.guess(*graph.numbers(self.listener).values(), seconds=0.8, larger=1.4)
        return graph

    def bend_into_matrix(self, wide: AttentionGraph) -> KindOfGraph:
        self.beat("matrix", "Each arc is a cell: a row listens, a column speaks.")
        own = self.drawn(self.trace)
        self.play(*own.come_of(wide), run_time=1.3)
        row = own.graph.incoming(self.listener)
        self.play(own.grid.bend(row), FadeIn(own.grid.asked, lag_ratio=0.5), run_time=1.8)
        return own

    def let_others_listen(self, own: KindOfGraph) -> None:
        """Let all words hear all, if a film's model does, and hide then what this one hides."""
        if self.trace.source.kind == "masked" and self.others_read_the_same:
            whole = self.drawn(self.trace_of(*_COMPLETE))
            self.beat("self", may_hear(self.trace_of(*_COMPLETE)))
            self.play(exchange([self.badge], [whole.named]), *own.widen(whole), run_time=theme.SLOW)
            self.play(whole.grid.bend(whole.others), run_time=1.5)
            self.beat("own", may_hear(self.trace))
            self.play(*whole.narrow(own), run_time=2.0)
            self.play(FadeIn(self.badge), run_time=theme.SWAP)
        else:
            self.beat("own", may_hear(self.trace))
            coming = LaggedStart(*map(Create, own.others), lag_ratio=0.2)
            self.play(FadeIn(own.named), coming, run_time=theme.NORMAL)
            self.play(own.grid.bend(own.others), *own.grid.darken(), run_time=1.5)

    def weigh_others(self, own: KindOfGraph) -> VGroup:
        self.beat("shares", "Each row has one whole to give: listening is rationed.")
        row = own.graph.incoming(self.listener)
        self.remove(*row)
        paths, arcs = [edge.path.copy() for edge in row], VGroup(*map(asked, row))
        gone = FadeOut(own.named, *(edge.tip for edge in row))
        self.play(become(paths, arcs), FadeIn(own.grid.listening), gone, run_time=theme.QUICK)
        for query in range(self.listener):
            self.play(*own.grid.weigh(edges := own.graph.incoming(query)), run_time=0.6)
            self.play(own.grid.pour(edges, query), run_time=1.3)
        return arcs

    def add_up_a_column(self, grid: WhoListens) -> tuple[Mobject, ...]:
        self.beat("heard", "Being heard is free: a column adds up to anything.")
        frame, over = grid.heard(self.listener)
        self.play(LaggedStart(Create(frame), over.overflow(), lag_ratio=0.3), run_time=4.6)
        return frame, over

    def ask_again(self, own: KindOfGraph, *told: Mobject) -> dict[int, Numeral]:
        tokens, weights = self.tokens("query"), self.of_head("weights")
        self.beat("pattern", who_is_next(tokens, weights, self.listener))
        self.play(FadeOut(*told), run_time=theme.QUICK)
        if before := derive(heard_before, weights, self.listener).values.tolist():
            self.play(flowing(own.graph.edge(one, one - 1) for one in before), run_time=1.2)
        self.guess(*(numbers := own.graph.numbers(self.listener, own.grid.size)).values())
        return numbers

    def fill_the_last_row(self, own: KindOfGraph, arcs: VGroup, marks: dict[int, Numeral]) -> None:
        tokens, weights = self.tokens("key"), self.of_head("weights")
        self.beat("weights", who_is_heard(self.words, self.listener, tokens, weights))
        row = own.graph.incoming(self.listener)
        most = derive(leaders, weights[self.listener]).values.tolist()
        grown = become(arcs, [edge.weigh().path for edge in row])
        told = FadeIn(*(edge.tip for edge in row), *map(marks.get, most))
        self.play(grown, told, *own.grid.answer(self.listener), run_time=1.8)
        whole = FadeIn(own.grid.listened.numbers[self.listener])
        filled = LaggedStart(own.grid.fill(self.listener), whole, lag_ratio=0.4, run_time=2.4)
        self.play(flowing(row), filled, *own.graph.single_out(most))
        self.keep(near := VGroup(own.graph, *map(marks.get, most)))
        self.zoom(near, room=stage().inset(top=0.4, bottom=0.3))
        self.hold(1.5)

    def hear_another_language(self, own: KindOfGraph) -> None:
        trace, head, weights, *sides = self.heard_in(self.trace_of(*_BIPARTITE))
        self.beat("cross", "Who hears “{word}”? A translator’s French.", word=self.words[-1])
        two = graph_of_two(weights, trace.visible, *(side.words() for side in sides))
        risen = AnimationGroup(*own.graph.words_become(two), run_time=1.5)
        exchanged = exchange([self.badge], [named(trace, head)])
        self.keep(*own.graph.tokens.set_z_index(1), beside=[risen, exchanged])
        self.play(Create(two.edges, lag_ratio=0.1), run_time=1.8)
        self.play(flowing(edge for edge in two.edges if edge.key == self.listener), run_time=1.3)

    @property
    def heard(self) -> tuple[Quantity, np.ndarray, Sequence[Word]]:
        """The chapter's own graph: who hears whom, who may, and the words."""
        return self.of_head("weights"), self.trace.visible, self.words

    def heard_in(self, trace: AttentionTrace) -> tuple[AttentionTrace, int, *tuple[Quantity, ...]]:
        head = min(self.head, len(trace.heads))
        sides = self.tokens("query", trace), self.tokens("key", trace)
        return trace, head, self.of_head("weights", head, trace), *sides

    def drawn(self, trace: AttentionTrace) -> KindOfGraph:
        """Draw a graph of these words that is not weighed yet."""
        return KindOfGraph(*self.heard_in(trace))

    @property
    def others_read_the_same(self) -> bool:
        """Tell whether the film's translator reads the sentence as these tokens, too."""
        words, own = self.trace.query_side.shown, self.trace.source.kind
        others = (self.trace_of(*one) for one in (_COMPLETE, _BIPARTITE) if one[-1] != own)
        return all(one.key_side.shown == words for one in others)

    @classmethod
    def other_requests(cls, main: Request) -> Sequence[Request]:
        others = (one for one in (_COMPLETE, _BIPARTITE) if one[-1] != main.kind)
        return [Request(*one, sentence=main.sentence) for one in others]
