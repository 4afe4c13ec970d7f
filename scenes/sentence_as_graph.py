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
from scenes.pieces.sentence_as_graph.kind_of_graph import GAP, SIZE, WIDE, KindOfGraph, parts
from scenes.pieces.sentence_as_graph.two_languages import TwoLanguages
from scenes.pieces.sentence_as_graph.who_listens import WhoListens
from scenes.stage.cited import Quantity
from scenes.stage.derive import derive
from scenes.stage.layout import Room, stage
from scenes.stage.phrases import phrase
from scenes.stage.text import Numeral

Written = dict[int, Numeral]  # at each edge, by its key


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
        grid = self.add_up(self.bend_into_matrix(*drawn, self.let_messages_flow(*drawn)))
        if not self.others_read_the_same:
            return self.end_on_the_graph(grid)
        self.hear_another_sentence(self.hear_everyone(*self.ask_of_a_later_word(grid)))

    def ask_who_is_heard(self) -> tuple[AttentionGraph, Written]:
        shown = self.of_head("weights"), self.trace.visible, self.words
        room = stage().rows(6, 1)[0].inset(top=0.9, right=1.4)
        graph = room.hold(AttentionGraph(*shown, size=SIZE, gap=GAP, widest=WIDE))
        self.open_with(*graph.tokens)
        self.beat("question", "Which words does each word listen to?")
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

    def bend_into_matrix(self, graph: AttentionGraph, numbers: Written, glass: Glass) -> WhoListens:
        self.beat("row", "The graph is a matrix: each arc a cell, each row a listener.")
        left, right = stage().columns(1.06, 1, gap=0.3)
        grid = self.who_listens(right, [self.listener])
        named = grid.row_labels, grid.column_labels, grid.axis_titles
        moved = settle(VGroup(graph, *numbers.values()), left, LEFT, shrink=True)
        self.play(moved, FadeIn(*named), *glass.lie_down(grid.listened, self.listener))
        self.play(grid.bend(graph.incoming(self.listener), numbers))
        self.play(*grid.bend_others(graph, self.listener), run_time=1.2)
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
        return whole

    def ask_of_a_later_word(self, grid: WhoListens) -> tuple[KindOfGraph, KindOfGraph]:
        reader = self.trace_of("translator", 1)
        causal = KindOfGraph(phrase("causal"), *self.heard_in(self.causal))
        complete = KindOfGraph(phrase("complete"), *self.heard_in(reader))
        later = derive(most_ahead, complete.graph.quantity[0], 0)
        word = self.tokens("key", reader).chosen(later).words()[0]
        self.beat("causal", "None hears a later word. Would the first hear “{word}”?", word=word)
        self.keep(*parts(grid), badge=False, beside=[causal.grow_from(grid)])
        self.play(Create(complete.ask(0, *(at := later.values.tolist()))), run_time=theme.QUICK)
        self.guess(complete.number, causal.grid.cell(0, *at), seconds=0.9)
        return causal, complete

    def hear_everyone(self, causal: KindOfGraph, complete: KindOfGraph) -> KindOfGraph:
        self.beat("complete", "In the translator’s encoder all hear all: a complete graph.")
        self.play(*causal.give_way_to(complete), run_time=theme.SLOW)
        self.play(complete.answer(), run_time=1.4 * theme.NORMAL)
        self.hold(0.8)
        return complete

    def hear_another_sentence(self, complete: KindOfGraph) -> None:
        self.beat("two languages", "Two languages: what will each French row write?")
        heard = self.heard_in(self.trace_of("translator", 2, "cross"))
        cross = TwoLanguages(phrase("bipartite"), *heard)
        self.play(*complete.give_way_to(cross), run_time=theme.SLOW)
        self.guess(*cross.writes, seconds=0.8)
        self.beat("bipartite", "Bipartite: rows hear English and write what comes next.")
        for writing in cross.write_next():
            self.play(writing, run_time=0.8 * theme.NORMAL)
        self.beat("answer", "Every graph of who hears whom is a matrix.")
        self.play(*cross.be_whole(), flowing(cross.graph.edges, run_time=1.3 * theme.SLOW))

    def end_on_the_graph(self, grid: WhoListens) -> None:
        self.say("A sentence is a graph, and the graph is a matrix.")
        own = KindOfGraph(phrase("its graph"), *self.heard_in(self.trace))
        self.keep(*parts(grid), badge=False, beside=[own.grow_from(grid)])
        self.play(flowing(own.graph.edges), run_time=theme.SLOW)

    def who_listens(self, room: Room, digits: Sequence[int]) -> WhoListens:
        shown = self.of_head("weights"), self.trace.visible, self.words, self.tokens("key").words()
        return WhoListens(room, *shown, digits=digits)

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
