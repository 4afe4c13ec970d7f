"""Chapter 3: a sentence is a graph of who listens to whom, and the graph is a matrix."""

from __future__ import annotations

from collections.abc import Sequence

from manim import LEFT, Create, FadeIn, LaggedStart, VGroup

from attention_math.request import Request
from attention_math.story import leaders, most_ahead
from attention_math.trace import AttentionTrace
from scenes import theme
from scenes.chapter import Chapter
from scenes.mobjects.attention_graph import AttentionGraph
from scenes.mobjects.motion import flowing, settle
from scenes.pieces.sentence_as_graph.glass import Glass
from scenes.pieces.sentence_as_graph.heard import who_is_heard, who_is_heard_most
from scenes.pieces.sentence_as_graph.kind_of_graph import GAP, SIZE, WIDEST, KindOfGraph
from scenes.pieces.sentence_as_graph.who_listens import WhoListens
from scenes.stage.derive import derive
from scenes.stage.layout import Room, stage
from scenes.stage.phrases import Phrase, phrase
from scenes.stage.text import Numeral


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
        graph, numbers = self.ask_who_is_heard()
        self.weigh_edges(graph, numbers)
        glass = self.let_messages_flow(graph, numbers)
        grid = self.add_up(self.turn_graph_into_matrix(graph, numbers, glass))
        if not self.others_read_the_same:
            return self.end_on_the_graph(grid)
        self.hear_another_sentence(self.hear_everyone(*self.ask_of_a_later_word(grid)))

    def ask_who_is_heard(self) -> tuple[AttentionGraph, dict[int, Numeral]]:
        shown = self.of_head("weights"), self.trace.visible, self.words
        room = stage().rows(6, 1)[0].inset(top=0.9)
        graph = room.hold(AttentionGraph(*shown, size=SIZE, gap=GAP, widest=WIDEST))
        self.open_with(*graph.tokens)
        self.beat("question", "Reading a sentence, which words does each word listen to?")
        graph.thin()
        self.play(LaggedStart(*map(Create, graph.edges), lag_ratio=0.12), run_time=1.1)
        self.play(*graph.point_at(self.listener), run_time=theme.QUICK)
        self.guess(*(numbers := graph.numbers(self.listener)).values(), seconds=1.2)
        return graph, numbers

    def weigh_edges(self, graph: AttentionGraph, numbers: dict[int, Numeral]) -> None:
        self.beat("weights", "A head, one learnt way to listen, weighs each edge.")
        weighing = (edge.animate.weigh() for edge in graph.edges)
        self.play(*weighing, *map(FadeIn, numbers.values()), run_time=1.2 * theme.SLOW)
        room = stage().rows(6, 1)[0].inset(top=0.9, right=1.4)
        self.play(settle(VGroup(graph, *numbers.values()), room), run_time=theme.NORMAL)

    def let_messages_flow(self, graph: AttentionGraph, numbers: dict[int, Numeral]) -> Glass:
        tokens, row = self.tokens("key"), self.of_head("weights")[self.listener]
        self.beat("flow", who_is_heard(self.words, self.listener, tokens, row))
        self.play((glass := Glass(graph, self.listener)).fill())
        self.play(*graph.single_out(derive(leaders, row).values.tolist()), run_time=theme.QUICK)
        return glass

    def turn_graph_into_matrix(
        self, graph: AttentionGraph, numbers: dict[int, Numeral], glass: Glass
    ) -> WhoListens:
        self.beat("row", "The graph is a matrix: each arc a cell, each row a listener.")
        left, right = stage().columns(1.06, 1, gap=0.3)
        grid = self.who_listens(right, [self.listener])
        named = grid.row_labels, grid.column_labels, grid.axis_titles, grid.outlines
        moved = settle(VGroup(graph, *numbers.values()), left, LEFT, shrink=True)
        self.play(moved, FadeIn(*named), *glass.lie_down(grid.listened, self.listener))
        self.play(grid.bend(graph.incoming(self.listener), numbers))
        waiting = [edge for edge in graph.edges if edge.query != self.listener]
        self.play(grid.bend(waiting, {}), *map(FadeIn, grid.without_edge()))
        return grid

    def add_up(self, grid: WhoListens) -> WhoListens:
        self.beat("shares", "Each row adds up to one: listening is rationed.")
        whole = self.who_listens(stage(), range(len(self.words)))
        self.keep(grid, grid.listened, beside=grid.become(whole, self.listener))
        for move in whole.write_rows, whole.add_rows_up:
            self.play(move(range(self.listener)), run_time=theme.NORMAL)
        self.say(who_is_heard_most(self.tokens("key"), whole.heard))
        self.play(whole.add_columns_up(), run_time=theme.SLOW)
        self.play(*whole.single_out_most(), run_time=theme.QUICK)
        self.hold(0.7)
        return whole

    def ask_of_a_later_word(self, grid: WhoListens) -> tuple[KindOfGraph, KindOfGraph]:
        causal = self.kind_of(phrase("causal"), self.causal)
        complete = self.kind_of(phrase("complete"), reader := self.trace_of("translator", 1))
        later = derive(most_ahead, complete.graph.quantity[0], 0)
        word = self.tokens("key", reader).chosen(later).words()[0]
        self.beat("causal", "None hears a later word. Would the first hear “{word}”?", word=word)
        self.keep(grid.cells, grid.row_labels, badge=False, beside=[causal.grow_from(grid)])
        asked = complete.ask(0, *later.values.tolist())
        self.play(Create(asked), run_time=theme.QUICK)
        self.guess(complete.number, seconds=1.2)
        return causal, complete

    def hear_everyone(self, causal: KindOfGraph, complete: KindOfGraph) -> KindOfGraph:
        self.beat("complete", "In the translator’s encoder all hear all: a complete graph.")
        self.play(*causal.give_way_to(complete), run_time=1.2 * theme.SLOW)
        self.play(complete.answer(), flowing(complete.graph.edges), run_time=theme.SLOW)
        return complete

    def hear_another_sentence(self, complete: KindOfGraph) -> None:
        self.beat("bipartite", "Bipartite: only English is heard; each row writes what comes next.")
        cross = self.kind_of(phrase("bipartite"), self.trace_of("translator", 2, "cross"))
        self.play(*complete.give_way_to(cross), run_time=1.3 * theme.SLOW)
        for writing in cross.write_next():
            self.play(writing, run_time=0.8 * theme.NORMAL)
        self.beat("answer", "Every graph of who hears whom is a matrix.")
        self.play(*cross.be_whole(), flowing(cross.graph.edges), run_time=1.4 * theme.SLOW)

    def end_on_the_graph(self, grid: WhoListens) -> None:
        self.say("A sentence is a graph, and the graph is a matrix.")
        own = self.kind_of(phrase("its graph"), self.trace)
        self.keep(grid.cells, grid.row_labels, badge=False, beside=[own.grow_from(grid)])
        self.play(flowing(own.graph.edges), run_time=theme.SLOW)

    def who_listens(self, room: Room, digits: Sequence[int]) -> WhoListens:
        shown = self.of_head("weights"), self.trace.visible, self.words, self.tokens("key").words()
        return WhoListens(room, *shown, digits=digits)

    def kind_of(self, name: Phrase, trace: AttentionTrace) -> KindOfGraph:
        head = min(self.head, len(trace.heads))
        sides = self.tokens("query", trace), self.tokens("key", trace)
        return KindOfGraph(name, trace, head, self.of_head("weights", head, trace), *sides)

    @property
    def others_read_the_same(self) -> bool:
        """Tell whether the film's models read the sentence as these tokens, too."""
        own = self.trace.query_side.shown
        others = self.causal, self.trace_of("translator", 1)
        return all(other.query_side.shown == own for other in others)

    @property
    def causal(self) -> AttentionTrace:
        """The chapter's own attention, if it is causal, or else the speaker's."""
        return self.trace if self.trace.source.kind == "masked" else self.trace_of("speaker", 1)

    @classmethod
    def other_requests(cls, main: Request) -> Sequence[Request]:
        causal = () if main.kind == "masked" else (("speaker", 1, "masked"),)
        wanted = (("translator", 1, "self"), *causal, ("translator", 2, "cross"))
        return [Request(*one, sentence=main.sentence) for one in wanted]
