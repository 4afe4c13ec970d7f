"""Chapter 3: a sentence is a graph of who listens to whom, and the graph is a matrix."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import Create, FadeIn, FadeOut, LaggedStart

from attention_math.request import Request
from attention_math.story import leaders, most_ahead
from attention_math.trace import AttentionTrace
from scenes import theme
from scenes.chapter import Chapter
from scenes.mobjects.attention_graph import AttentionGraph
from scenes.mobjects.motion import become
from scenes.pieces.sentence_as_graph.glass import Glass
from scenes.pieces.sentence_as_graph.heard import who_is_heard, who_is_heard_most
from scenes.pieces.sentence_as_graph.kind_of_graph import KindOfGraph, beside, large_graph
from scenes.pieces.sentence_as_graph.two_languages import TwoLanguages
from scenes.pieces.sentence_as_graph.who_listens import WhoListens
from scenes.stage.cited import Quantity, Word
from scenes.stage.derive import derive
from scenes.stage.layout import stage
from scenes.stage.phrases import phrase
from scenes.stage.text import Numeral

Written = dict[int, Numeral]  # at each edge, by its key
Drawn = tuple[AttentionGraph, WhoListens]


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
        self.weigh_edges(*(drawn := self.ask_who_is_heard()))
        self.add_up(*(own := self.bend_into_matrix(*drawn, self.let_messages_flow(*drawn))))
        if not self.others_read_the_same:
            return self.ask_who_decides(own[0])
        cross = self.hear_another_sentence(self.hear_everyone(*own))
        self.ask_who_decides(cross.graph)
        self.play(*cross.single_out_last())

    def ask_who_is_heard(self) -> tuple[AttentionGraph, Written]:
        room = stage().rows(6, 1)[0].inset(top=0.9, right=1.4)
        graph = room.hold(large_graph(*self.heard, alone=True))
        self.open_with(*graph.tokens)
        self.beat("question", "Which words does “{word}” listen to?", word=self.words[-1])
        graph.thin()
        self.play(LaggedStart(*map(Create, graph.edges), lag_ratio=0.12), run_time=1.1)
        self.play(*graph.point_at(self.listener), run_time=theme.QUICK)
        self.guess(*(numbers := graph.numbers(self.listener)).values(), seconds=0.9)
        return graph, numbers

    def weigh_edges(self, graph: AttentionGraph, numbers: Written) -> None:
        self.beat("weights", "A head, one learnt way to listen, weighs each edge.")
        weighing = (edge.animate.weigh() for edge in graph.edges)
        self.play(*weighing, *map(FadeIn, numbers.values()), run_time=1.7 * theme.SLOW)

    def let_messages_flow(self, graph: AttentionGraph, numbers: Written) -> Glass:
        tokens, row = self.tokens("key"), self.of_head("weights")[self.listener]
        self.beat("flow", who_is_heard(self.words, self.listener, tokens, row))
        self.play((glass := Glass(graph, self.listener)).fill())
        self.play(*graph.single_out(derive(leaders, row).values.tolist()), run_time=theme.QUICK)
        return glass

    def bend_into_matrix(self, wide: AttentionGraph, numbers: Written, glass: Glass) -> Drawn:
        self.beat("row", "The graph is a matrix: rows listen, columns speak.")
        left, right = beside()
        grid = WhoListens(right, *self.heard, self.tokens("key").words())
        graph = large_graph(*self.heard).stand_at(left.center).match_style(wide)
        moves = *wide.become(graph), *glass.lie_down(grid.listened, self.listener)
        near = graph.numbers(self.listener, grid.size)
        self.play(*moves, become(numbers.values(), near.values()), FadeIn(*grid.named))
        self.play(grid.bend(graph.incoming(self.listener), near))
        self.play(*grid.bend_others(graph, self.listener), run_time=1.2)
        return graph, grid

    def add_up(self, graph: AttentionGraph, grid: WhoListens) -> None:
        self.beat("shares", "Each row adds up to one: listening is rationed.")
        self.play(grid.add_rows_up(graph, self.listener), run_time=1.6 * theme.SLOW)
        self.beat("heard", who_is_heard_most(self.tokens("key"), grid.heard))
        self.play(grid.add_columns_up(graph), run_time=1.8 * theme.SLOW)
        self.play(*grid.single_out_most(graph), run_time=theme.QUICK)

    def hear_everyone(self, graph: AttentionGraph, grid: WhoListens) -> KindOfGraph:
        reader = self.trace_of("translator", 1)
        causal = KindOfGraph(phrase("causal"), *self.heard_in(self.causal))
        complete = KindOfGraph(phrase("complete"), *self.heard_in(reader))
        later = derive(most_ahead, complete.graph.quantity[0], 0)
        (word,) = self.tokens("key", reader).chosen(later).words()
        self.beat("causal", "None hears a later word. Would the first hear “{word}”?", word=word)
        coming = causal.come_of(graph, grid)
        self.keep(graph, grid.cells, *grid.named, badge=False, beside=coming)
        asked = 0, later.values.tolist()[0]
        self.play(Create(complete.ask(*asked)), run_time=theme.QUICK)
        self.guess(complete.number(*asked), causal.grid.cell(*asked), seconds=0.9)
        self.beat("complete", "In the translator’s encoder all hear all: a complete graph.")
        self.play(*causal.give_way_to(complete), run_time=theme.SLOW)
        self.play(complete.answer(*asked), run_time=theme.NORMAL)
        self.hold(0.8)
        return complete

    def hear_another_sentence(self, complete: KindOfGraph) -> TwoLanguages:
        self.beat("bipartite", "Bipartite: French rows hear English and write what comes next.")
        heard = self.heard_in(self.trace_of("translator", 2, "cross"))
        cross = TwoLanguages(phrase("bipartite"), *heard)
        self.play(FadeOut(complete.known), run_time=theme.QUICK)
        self.play(*complete.give_way_to(cross), run_time=1.5 * theme.SLOW)
        self.play(cross.write_next(), run_time=2 * theme.SLOW)
        return cross

    def ask_who_decides(self, graph: AttentionGraph) -> None:
        self.beat("answer", "But who decides how wide each edge is?")
        self.play(*(edge.animate.thin() for edge in graph.edges))
        self.play(*(edge.animate.weigh() for edge in graph.edges))
        self.hold(0.2)

    @property
    def heard(self) -> tuple[Quantity, np.ndarray, Sequence[Word]]:
        """The chapter's own graph: who hears whom, who may, and the words."""
        return self.of_head("weights"), self.trace.visible, self.words

    def heard_in(self, trace: AttentionTrace) -> tuple[AttentionTrace, int, *tuple[Quantity, ...]]:
        head = min(self.head, len(trace.heads))
        sides = self.tokens("query", trace), self.tokens("key", trace)
        return trace, head, self.of_head("weights", head, trace), *sides

    @property
    def others_read_the_same(self) -> bool:
        """Tell whether the film's models read the sentence as these tokens, too."""
        others = self.causal, self.trace_of("translator", 1)
        return all(one.query_side.shown == self.trace.query_side.shown for one in others)

    @property
    def causal(self) -> AttentionTrace:
        """The chapter's own attention, if it is causal, or else the speaker's."""
        return self.trace if self.trace.source.kind == "masked" else self.trace_of("speaker", 1)

    @classmethod
    def other_requests(cls, main: Request) -> Sequence[Request]:
        causal = () if main.kind == "masked" else (("speaker", 1, "masked"),)
        wanted = (("translator", 1, "self"), *causal, ("translator", 2, "cross"))
        return [Request(*one, sentence=main.sentence) for one in wanted]
