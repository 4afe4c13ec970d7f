"""Chapter 3: a sentence is a graph of who listens to whom, and the graph is a matrix."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import Create, FadeIn, FadeOut, Mobject

from attention_math.request import Request
from attention_math.story import leaders, most_ahead
from attention_math.trace import AttentionTrace
from scenes import theme
from scenes.chapter import Chapter
from scenes.mobjects.attention_graph import AttentionGraph
from scenes.mobjects.attention_grid import AttentionGrid
from scenes.mobjects.motion import become
from scenes.pieces.sentence_as_graph.glass import Glass
from scenes.pieces.sentence_as_graph.heard import (
    does_hear,
    might_hear,
    who_is_heard,
    who_is_heard_most,
    who_writes,
)
from scenes.pieces.sentence_as_graph.kind_of_graph import KindOfGraph
from scenes.pieces.sentence_as_graph.large_graph import forget, graph_of_all, graph_of_one, remember
from scenes.pieces.sentence_as_graph.two_languages import TwoLanguages
from scenes.pieces.sentence_as_graph.who_listens import WhoListens
from scenes.stage.cited import Quantity, Word
from scenes.stage.derive import derive
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
            return self.ask_who_decides(*own, self.listener)
        self.hear_another_sentence(self.hear_everyone(*own))

    def ask_who_is_heard(self) -> tuple[AttentionGraph, Written]:
        graph = graph_of_one(*self.heard, self.listener)
        self.open_with(*graph.tokens)
        self.beat("question", "Which words does “{word}” listen to?", word=self.words[-1])
        self.play(*map(Create, graph.edges), run_time=theme.NORMAL)
        self.guess(*(numbers := graph.numbers(self.listener)).values(), seconds=1.5)
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
        graph, right = graph_of_all(wide, *self.heard)
        grid = WhoListens(right, *self.heard, self.tokens("key").words())
        moves = *wide.become(graph), *glass.lie_down(grid.listened, self.listener, grid.listening)
        near = graph.numbers(self.listener, grid.size)
        self.play(*moves, become(numbers.values(), near.values()), grid.enter())
        self.play(grid.bend(graph.incoming(self.listener), near))
        self.play(grid.bend_others(graph, self.listener), run_time=1.2)
        self.play(*grid.darken(), run_time=theme.QUICK)
        return graph, grid

    def add_up(self, graph: AttentionGraph, grid: WhoListens) -> None:
        self.beat("shares", "Each row fills up to one: listening is rationed.")
        self.play(FadeOut(grid.unseen), grid.fill_rows(graph, self.listener), run_time=2.4)
        self.beat("heard", who_is_heard_most(self.tokens("key"), grid.heard))
        self.play(grid.overflow(graph), run_time=1.4 * theme.SLOW)

    def hear_everyone(self, graph: AttentionGraph, grid: WhoListens) -> KindOfGraph:
        *given, tokens = self.heard_in(self.trace_of("translator", 1))
        key = (later := derive(most_ahead, given[2][0], 0)).values.tolist()[0]
        causal = KindOfGraph(phrase("causal"), *self.heard_in(self.causal))
        causal.follow(self.listener, key)
        complete = KindOfGraph(phrase("complete"), *given, tokens).follow(0, key)
        one, (word,) = tokens.words()[0], tokens.chosen(later).words()
        self.beat("causal", might_hear(one, word))
        self.keep(graph, grid.cells, *grid.named, badge=False, beside=causal.come_of(graph, grid))
        self.play(FadeIn(causal.known), Create(asked := complete.ask()), run_time=theme.QUICK)
        self.guess(complete.number, causal.grid.cell(0, key), seconds=2.0)
        self.beat("complete", does_hear(one, word))
        self.play(*causal.give_way_to(complete), FadeOut(asked), run_time=1.2 * theme.SLOW)
        self.play(complete.tell(), run_time=theme.QUICK)
        self.play(complete.fill(), run_time=1.3 * theme.SLOW)
        return complete

    def hear_another_sentence(self, complete: KindOfGraph) -> None:
        given = self.heard_in(self.trace_of("translator", 2, "cross"))
        cross = TwoLanguages(phrase("bipartite"), *given)
        row = cross.follow_most(complete.lead.key)
        self.beat("bipartite", who_writes(given[3].words()[row], cross.next[row]))
        self.play(*complete.give_way_to(cross), run_time=1.2 * theme.SLOW)
        self.play(cross.tell(), run_time=theme.QUICK)
        self.play(cross.fill(), cross.write_next(), run_time=2 * theme.SLOW)
        self.ask_who_decides(cross.graph, cross.grid, row, cross.known, cross.number, cross.cell)

    def ask_who_decides(
        self, graph: AttentionGraph, grid: AttentionGrid, row: int, *known: Mobject
    ) -> None:
        self.beat("answer", "But who decides how wide each edge is?")
        self.play(*forget(graph, grid.cells, *known[:1]))
        self.guess(*known[1:], seconds=0.7)
        asking = graph.tokens[row].box.animate.set_stroke(theme.QUERY, theme.STROKE_FRAME)
        self.play(*remember(graph, grid.cells, *known[:1]), asking)

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
