"""Chapter 2: words are nodes, messages run along edges, and one round of them is a product AV."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partial

from manim import DOWN, LEFT, Animation, Create, FadeIn, FadeOut, LaggedStart, VGroup

from attention_math.trace import AttentionTrace, Mask
from scenes import theme
from scenes.chapter import Chapter
from scenes.mobjects.motion import settle
from scenes.pieces.directed_graphs.heard import Heard
from scenes.pieces.directed_graphs.one_row import OneRow
from scenes.pieces.directed_graphs.plucking import Pick, dying_away, ringing, shouting, singling_out
from scenes.pieces.directed_graphs.product import Product
from scenes.pieces.directed_graphs.ring_graph import RingGraph
from scenes.pieces.directed_graphs.row_graph import RowGraph
from scenes.stage.heading import origin
from scenes.stage.layout import stage

LISTENER, PLUCKED = 1, 2  # cat, sat: chosen by hand, as the example is made by hand


class DirectedGraphs(Chapter):
    """Five words without edges, then with them; the example's numbers are fixed."""

    heading = "A directed graph"
    lights = ()
    takes_choices = False
    model = "pencil"

    def construct(self) -> None:
        self.words, self.asking = (self.tokens(side).words() for side in ("key", "query"))
        self.parts = [*map(self.of_head, ("weights", "value", "output"))]
        self.left, self.right = stage().inset(top=0.3, bottom=0.2).columns(10, 3.1, gap=0.3)
        self.cat = self.words[LISTENER]
        graph = self.ask_who_notices()
        numbers = self.draw_edges(graph)
        heard = self.pass_messages(graph, numbers)
        row = self.lay_in_rows(graph, numbers)
        self.see_the_product(row, heard)
        self.pluck(self.pass_all_messages(row))
        self.hide_what_follows()

    def ask_who_notices(self) -> RingGraph:
        self.beat("question", "Five words. Pluck one: who notices?")
        graph, self.pick = self.graph_of(partial(RingGraph, listener=LISTENER)), Pick()
        self.whole = self.graph_of(partial(RingGraph, digits=False))
        coming = LaggedStart(*map(FadeIn, graph.nodes), lag_ratio=0.3)
        self.play(coming, run_time=1.4 * theme.QUICK)
        self.pluck_with_the_pick(graph)
        self.guess(*self.whole.loops(besides=PLUCKED), seconds=1.2)
        self.say("Nobody: nothing leads there.")
        self.play(dying_away(graph, PLUCKED))
        return graph

    def draw_edges(self, graph: RingGraph) -> VGroup:
        word = self.cat
        self.beat("edges", "Edges let “{word}” listen: the wider, the more.", word=word)
        self.play(*self.pick.release(graph.nodes[PLUCKED]), run_time=theme.QUICK)
        numbers, circle = graph.numbers(LISTENER), graph.nodes[LISTENER].circle
        lit = circle.animate.set_stroke(theme.QUERY, theme.STROKE_FRAME)
        graph.edges.set_color(theme.QUERY).set_z_index(-1)  # no line crosses a digit
        drawn = LaggedStart(*map(Create, graph.edges), lag_ratio=0.3)
        self.play(drawn, lit, FadeIn(numbers, lag_ratio=0.3), run_time=1.4 * theme.SLOW)
        return numbers

    def pass_messages(self, graph: RingGraph, numbers: VGroup) -> Heard:
        self.beat(
            "messages",
            "Each vector travels to “{word}”, shrunk to its weight, and they add up.",
            word=self.cat,
        )
        weights, values, output = self.parts
        heard = Heard(self.right, weights[LISTENER][:, None] * values, output[LISTENER])
        moved = settle(VGroup(graph, numbers), self.left, LEFT, shrink=True)
        self.play(moved, Create(heard.zero), run_time=theme.QUICK)
        for moves in heard.deliveries(graph.nodes, graph.incoming(LISTENER)):
            self.play(*moves)
        self.play(*heard.merge(), run_time=theme.QUICK)
        self.play(LaggedStart(*map(FadeIn, heard.numbers), lag_ratio=0.3), run_time=theme.QUICK)
        return heard

    def lay_in_rows(self, graph: RingGraph, numbers: VGroup) -> OneRow:
        self.beat("rows", "Weights in a row, vectors in rows: what does their product make?")
        row = OneRow(self.left, *self.parts, self.words, self.asking, query=LISTENER)
        for move in row.take_in(graph, numbers, LISTENER):
            self.play(move)
        self.play(row.deliver(), run_time=1.4 * theme.NORMAL)
        return row

    def see_the_product(self, row: OneRow, heard: Heard) -> None:
        self.say("The same digits! “{word}” heard a row of AV.", word=self.cat)
        self.play(FadeOut(heard.zero, heard.bars, row.empty), run_time=theme.QUICK / 2)
        self.play(row.lay_beside(heard.numbers), run_time=theme.NORMAL)
        self.play(row.frame_heard(), run_time=theme.QUICK)
        self.play(row.clear(), run_time=theme.QUICK)

    def pass_all_messages(self, row: OneRow) -> Product:
        self.beat("all at once", "A[i, j] is the edge j → i: a row listens, a column speaks.")
        parts = *self.parts, self.asking, self.words
        product = Product(stage(), *parts, digits=[LISTENER])
        self.play(*product.take_in(row, LISTENER), run_time=theme.NORMAL)
        self.play(product.fill(besides=LISTENER), run_time=theme.NORMAL)
        self.play(*product.listen_and_speak(LISTENER, PLUCKED), run_time=theme.NORMAL)
        return product

    def pluck(self, product: Product) -> None:
        self.beat("pluck", "Pluck the same word again.")
        self.play(*product.become(graph := self.whole), run_time=0.8 * theme.NORMAL)
        self.add(graph)
        self.shout(graph)
        self.say("Attention is a way to communicate.")
        self.play(ringing(graph, PLUCKED))

    def hide_what_follows(self) -> None:
        self.beat("causal", "Causal mask: nobody hears a later word. Who notices?")
        trace = self.example("causal")
        causal = self.graph_of(partial(RowGraph, digits=False), trace)
        named = stage().hold(origin(trace.source.label, self.head), DOWN + LEFT)
        self.play(self.whole.wither(causal), FadeOut(self.pick), run_time=theme.QUICK)
        self.play(*self.whole.become(causal), FadeIn(named), run_time=theme.NORMAL)
        self.guess(*causal.loops(besides=PLUCKED), seconds=1.2, larger=1.3)
        self.play(FadeIn(causal.edges), run_time=0.3)
        self.shout(causal)
        self.beat("answer", "Only those downstream.")
        self.play(ringing(causal, PLUCKED))

    def shout(self, graph: RingGraph) -> None:
        """Let a word be plucked, and what it carries go to all who listen to it."""
        self.pluck_with_the_pick(graph, singling_out(graph, PLUCKED), shouting(graph, PLUCKED))

    def pluck_with_the_pick(self, graph: RingGraph, *after: Animation) -> None:
        for move in self.pick.pluck(graph.nodes[PLUCKED], *after):
            self.play(move)

    def graph_of(
        self, kind: Callable[..., RingGraph], trace: AttentionTrace | None = None
    ) -> RingGraph:
        trace = trace or self.trace
        weights, values = (self.of_head(name, trace=trace) for name in ("weights", "value"))
        words = self.tokens("key", trace).words()
        return stage().hold(kind(weights, trace.visible, words, values))

    @cached_property
    def trace(self) -> AttentionTrace:
        """The example, and never another sentence."""
        return self.example()

    def example(self, mask: Mask | None = None) -> AttentionTrace:
        """Compute the example, or what another mask makes of it."""
        from attention_math.examples import trace_example  # late: it brings in torch

        return self.remember(trace_example(self.model, mask))
