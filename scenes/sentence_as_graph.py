"""Chapter 3: a sentence is a graph of who listens to whom, and the graph is a matrix."""

from __future__ import annotations

from collections.abc import Sequence

from manim import LEFT, RIGHT, UP, Create, FadeIn, LaggedStart, Restore, TransformFromCopy, VGroup

from attention_math.derived import row_sums
from attention_math.request import Request
from attention_math.story import leaders
from scenes import theme
from scenes.chapter import Chapter
from scenes.mobjects.attention_grid import AttentionGrid
from scenes.mobjects.equation_line import EquationLine
from scenes.mobjects.motion import flowing, settle
from scenes.pieces.sentence_as_graph.attention_graph import NUMBER_SIZE, AttentionGraph
from scenes.pieces.sentence_as_graph.graph_panel import GraphPanel, kinds_of_graphs
from scenes.pieces.sentence_as_graph.heard import who_is_heard
from scenes.pieces.sentence_as_graph.who_listens import WhoListens, fly_in
from scenes.stage.derive import derive
from scenes.stage.layout import stage
from scenes.stage.leaving import leaving
from scenes.stage.phrases import phrase
from scenes.stage.text import Numeral

Numbers = dict[int, Numeral]  # at the edges into the listener, by the key that speaks


class SentenceAsGraph(Chapter):
    """Every token listens to some tokens; each of these edges is one cell of the matrix."""

    heading = "A sentence is a graph"
    sentence = "the sky is blue"
    model = "speaker"
    layer = 1
    head = 2
    kind = "masked"
    most_tokens = 6
    other_sentences = ("birds sing", "the cat sat on the mat")

    def construct(self) -> None:
        self.words, self.listener = self.tokens("query").words(), len(self.story.weights) - 1
        graph = self.show_tokens()
        self.draw_edges(graph)
        numbers = self.weigh_edges(graph)
        self.let_messages_flow(graph, numbers)
        self.read_off_strongest(graph, numbers)
        grid = self.turn_row_into_cells(graph, numbers)
        self.turn_graph_into_matrix(graph, grid)
        self.compare_graphs(graph)

    def show_tokens(self) -> AttentionGraph:
        self.beat("question", "Reading a sentence, which words does each word listen to?")
        rise = 2.3 if self.trace.hides else 1.4  # arcs to earlier tokens need room below
        shown = self.of_head("weights"), self.trace.visible, self.words
        graph = AttentionGraph(*shown, rise=rise, size=0.58, gap=1.3, widest=12.4)
        stage().rows(6, 1)[0].inset(top=0.9).hold(graph)
        graph.tokens.save_state()
        stage().inset(top=0.25).hold(graph.tokens.scale(1.4), shrink=True)
        self.play(LaggedStart(*(FadeIn(t, shift=UP * 0.3) for t in graph.tokens), lag_ratio=0.6))
        return graph

    def draw_edges(self, graph: AttentionGraph) -> None:
        every = phrase("Every token may speak to every token.")
        later = phrase("Every token may speak to itself and to the tokens after it.")
        self.beat("edges", later if self.trace.hides else every)
        graph.thin()
        self.play(Restore(graph.tokens), run_time=theme.NORMAL)
        self.play(LaggedStart(*map(Create, graph.edges), lag_ratio=0.12), run_time=1.5 * theme.SLOW)

    def weigh_edges(self, graph: AttentionGraph) -> Numbers:
        self.beat("weights", "The head decides how much: an edge is as wide as its weight.")
        numbers = graph.numbers(self.listener)
        self.play(*graph.point_at(self.listener), run_time=theme.NORMAL)
        self.guess(*numbers.values())
        self.play(*(edge.animate.weigh() for edge in graph.edges), run_time=theme.NORMAL)
        self.play(LaggedStart(*map(FadeIn, numbers.values()), lag_ratio=0.2), run_time=theme.SLOW)
        return numbers

    def let_messages_flow(self, graph: AttentionGraph, numbers: Numbers) -> None:
        word = self.words[self.listener]
        self.beat("flow", "Messages travel into “{word}”; their weights add up to one.", word=word)
        self.play(flowing(graph.incoming(self.listener)))
        total = derive(row_sums, graph.quantity).cite(self.listener)
        row = graph.quantity[self.listener].each()
        line = EquationLine("sum", row, total, size=NUMBER_SIZE, color=theme.QUERY)
        stage().rows(6, 1)[1].hold(line)
        entering = (TransformFromCopy(numbers[key], line.terms[key]) for key in numbers)
        self.play(*entering, FadeIn(line.signs, line.total), run_time=theme.SLOW)

    def read_off_strongest(self, graph: AttentionGraph, numbers: Numbers) -> None:
        tokens, row = self.tokens("key"), self.of_head("weights")[self.listener]
        self.beat("strongest", who_is_heard(self.words, self.listener, tokens, row))
        keys = derive(leaders, row).values.tolist()
        lit = (numbers[key].animate.set_fill(theme.HIGHLIGHT) for key in keys)
        self.play(*graph.single_out(self.listener, keys), *lit, run_time=theme.NORMAL)
        edges = [graph.edge(self.listener, key) for key in keys]
        for _ in range(2):
            self.play(flowing(edges, run_time=theme.NORMAL))

    def turn_row_into_cells(self, graph: AttentionGraph, numbers: Numbers) -> AttentionGrid:
        self.beat("row", "Who listens is a row, who speaks is a column: each edge is one cell.")
        left, right = stage().columns(3, 2, gap=0.5)
        picture = VGroup(graph, *numbers.values())
        words = self.words, self.tokens("key").words()
        grid = right.hold(WhoListens(right, graph.quantity, graph.visible, *words), RIGHT)
        self.keep(*picture)
        named = FadeIn(grid.row_labels, grid.column_labels, grid.axis_titles, grid.outlines)
        self.play(settle(picture, left, LEFT, shrink=True), named, run_time=theme.NORMAL)
        for key, number in numbers.items():
            for step in grid.receive(number, self.listener, key):
                self.play(step, run_time=theme.QUICK)
        grid.add(grid.frame(grid.row(self.listener)))
        self.play(Create(grid[-1]), run_time=theme.QUICK)
        return grid

    def turn_graph_into_matrix(self, graph: AttentionGraph, grid: AttentionGrid) -> None:
        full = phrase("The graph is the matrix: each edge is one cell, each cell one edge.")
        holed = phrase("The graph is the matrix; where no edge exists, the weight is zero.")
        self.beat("matrix", holed if self.trace.hides else full)
        waiting = [edge for edge in graph.edges if edge.query != self.listener]
        self.play(*(edge.animate.come_forward() for edge in waiting), run_time=theme.QUICK)
        flights = [fly_in(edge.apex(), grid.cell(edge.query, edge.key)) for edge in waiting]
        self.play(LaggedStart(*flights, lag_ratio=0.2), run_time=2 * theme.SLOW)
        self.play(FadeIn(*grid.still_missing(self.listener)), run_time=theme.NORMAL)
        self.remove(grid.outlines)

    def compare_graphs(self, graph: AttentionGraph) -> None:
        self.beat("three graphs", "All words, none that follow, or another sentence: three graphs.")
        own = self.trace if self.trace.source.kind == "masked" else None
        traces = (
            self.trace_of("translator", 1),
            own or self.trace_of("speaker", 1),
            self.trace_of("translator", 2, "cross"),
        )
        panels, rooms = VGroup(), stage().columns(1, 1, 1)
        for room, words, trace in zip(rooms, kinds_of_graphs(), traces, strict=True):
            head = min(self.head, len(trace.heads))
            weights = self.of_head("weights", head, trace)
            tokens = self.tokens("query", trace), self.tokens("key", trace)
            panels.add(GraphPanel(room, *words, trace, head, weights, *tokens))
        self.keep(*([graph] if own else []))
        if own:
            self.play(*graph.become(panels[1].graph), run_time=theme.NORMAL)
        entering = (FadeIn(*leaving([panel], self.mobjects), shift=UP * 0.2) for panel in panels)
        self.play(LaggedStart(*entering, lag_ratio=0.4), run_time=2 * theme.NORMAL)
        self.keep(panels, badge=False)  # each of them names its own origin
        self.play(*(flowing(panel.graph.edges, run_time=2 * theme.NORMAL) for panel in panels))

    @classmethod
    def other_requests(cls, main: Request) -> Sequence[Request]:
        causal = () if main.kind == "masked" else (("speaker", 1, "masked"),)
        wanted = (("translator", 1, "self"), *causal, ("translator", 2, "cross"))
        return [Request(*one, sentence=main.sentence) for one in wanted]
