"""Chapter 2: words are nodes, messages run along edges, and one round of them is a product AV."""

from __future__ import annotations

from functools import cached_property

from manim import DOWN, LEFT, RIGHT, Create, FadeIn, FadeOut, LaggedStart, Transform, VGroup

from attention_math.story import even_listeners
from attention_math.trace import AttentionTrace, Mask
from scenes import theme
from scenes.chapter import Chapter
from scenes.mobjects.motion import flowing, settle
from scenes.pieces.directed_graphs.heard import Heard
from scenes.pieces.directed_graphs.plucking import Plucked, ringing
from scenes.pieces.directed_graphs.product import Product
from scenes.pieces.directed_graphs.ring_graph import RingGraph
from scenes.stage.derive import derive
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
        self.words, self.weights = self.tokens("key").words(), self.of_head("weights")
        self.cat = self.words[LISTENER]
        graph = self.ask_who_notices()
        self.draw_edges(graph)
        numbers = self.weigh_edges(graph)
        heard = self.pass_messages(graph, numbers)
        self.add_up(heard)
        product = self.see_the_product(graph, numbers, heard)
        self.pass_all_messages(graph, product)
        self.listen_evenly(graph, product)
        self.pluck(graph)
        self.hide_what_follows(graph)

    def ask_who_notices(self) -> RingGraph:
        self.beat("question", "Five words, each with its own vector. Pluck one: who notices?")
        graph = self.graph_of(self.trace)
        self.play(LaggedStart(*map(FadeIn, graph.nodes), lag_ratio=0.3), run_time=theme.SLOW)
        self.play(Plucked(graph.nodes[PLUCKED]))
        self.guess(*graph.loops(besides=PLUCKED))
        return graph

    def draw_edges(self, graph: RingGraph) -> None:
        self.beat("edges", "Nobody. But with edges, each word can speak and each can listen.")
        graph.thin()
        self.play(*(node.hide_digits() for node in graph.nodes), run_time=theme.QUICK)
        self.play(LaggedStart(*map(Create, graph.edges), lag_ratio=0.12), run_time=1.5 * theme.SLOW)

    def weigh_edges(self, graph: RingGraph) -> VGroup:
        self.beat("weights", "Each edge has a weight: how much “{word}” listens.", word=self.cat)
        self.play(*(edge.animate.weigh() for edge in graph.edges), run_time=theme.QUICK)
        self.whole = graph.copy()
        numbers, circle = graph.numbers(LISTENER), graph.nodes[LISTENER].circle
        lit = circle.animate.set_stroke(theme.QUERY, theme.STROKE_FRAME)
        self.play(*graph.bring_out(LISTENER, theme.QUERY), lit)
        self.play(LaggedStart(*map(FadeIn, numbers), lag_ratio=0.2), run_time=theme.SLOW)
        return numbers

    def pass_messages(self, graph: RingGraph, numbers: VGroup) -> Heard:
        self.beat(
            "messages", "Each vector travels to “{word}”, shrunk to its weight.", word=self.cat
        )
        left, right = stage().inset(top=0.5, bottom=0.5).columns(10, 3.1, gap=0.3)
        weights, values = self.weights[LISTENER], self.of_head("value")
        heard = Heard(right, weights[:, None] * values, self.of_head("output")[LISTENER])
        self.play(settle(VGroup(graph, numbers), left, LEFT), Create(heard.zero))
        for moves in heard.deliveries(graph.nodes, graph.incoming(LISTENER)):
            self.play(*moves)
        return heard

    def add_up(self, heard: Heard) -> None:
        self.beat("sum", "They add up, entry by entry: this is what “{word}” heard.", word=self.cat)
        self.play(*heard.merge(), run_time=theme.SLOW)
        self.play(LaggedStart(*map(FadeIn, heard.numbers), lag_ratio=0.3), run_time=theme.SLOW)

    def see_the_product(self, graph: RingGraph, numbers: VGroup, heard: Heard) -> Product:
        self.beat("product", "A[i, j] is the edge j → i; what was heard is a row of AV.")
        left, right = stage().columns(5.5, 7.7)
        weights, values, output = map(self.of_head, ("weights", "value", "output"))
        digits = [LISTENER, *derive(even_listeners, weights).values.tolist()]
        words = self.tokens("query").words(), self.words
        product = Product(right, weights, values, output, *words, digits=digits)
        small = settle(graph, left.inset(top=1.9), LEFT, shrink=True)  # level with A
        gone = FadeOut(numbers, heard.zero, heard.numbers)
        self.play(small, gone, *product.take_in(LISTENER, heard.bars), FadeIn(product.frame))
        self.play(product.gather(graph.nodes), run_time=theme.SLOW)
        self.play(product.collect(graph.edges), run_time=theme.SLOW)
        self.play(product.write([LISTENER]), run_time=theme.QUICK)
        return product

    def pass_all_messages(self, graph: RingGraph, product: Product) -> None:
        self.beat("all at once", "All five listen at once: one product of two matrices.")
        self.play(*(edge.animate.come_forward() for edge in graph.edges), run_time=theme.QUICK)
        self.play(flowing(graph.edges, run_time=1.5 * theme.SLOW), product.fill(besides=LISTENER))

    def listen_evenly(self, graph: RingGraph, product: Product) -> None:
        even = derive(even_listeners, self.weights)
        word, *_ = self.tokens("key").chosen(even).words()
        self.beat("evenly", "“{word}” scores zero with all: it listens evenly.", word=word)
        listener, *_ = even.values.tolist()
        self.play(*graph.bring_out(listener, theme.HIGHLIGHT))
        self.play(product.write([listener]), run_time=theme.SLOW)

    def pluck(self, graph: RingGraph) -> None:
        self.beat("pluck", "Pluck the same word again: now everybody notices.")
        self.keep(graph, beside=[Transform(graph, self.whole)])
        self.hold(theme.QUICK)
        self.play(Plucked(graph.nodes[PLUCKED]))
        self.play(flowing(graph.outgoing(PLUCKED), run_time=theme.NORMAL))
        self.play(ringing(graph, PLUCKED))

    def hide_what_follows(self, graph: RingGraph) -> None:
        self.beat("causal", "Now nobody may hear a later word. Who notices?")
        trace = self.example("causal")
        causal = self.graph_of(trace, digits=False)
        named = stage().hold(origin(trace.source.label, self.head), DOWN + RIGHT)
        self.play(*graph.become(causal), FadeIn(named), run_time=theme.SLOW)
        self.hold(theme.QUICK)
        self.play(Plucked(causal.nodes[PLUCKED]))
        self.guess(*causal.loops(besides=PLUCKED))
        self.beat("answer", "Only those downstream. Attention is a way to communicate.")
        self.play(flowing(causal.outgoing(PLUCKED), run_time=theme.NORMAL))
        self.play(ringing(causal, PLUCKED))

    def graph_of(self, trace: AttentionTrace, *, digits: bool = True) -> RingGraph:
        weights, values = (self.of_head(name, trace=trace) for name in ("weights", "value"))
        words = self.tokens("key", trace).words()
        return stage().hold(RingGraph(weights, trace.visible, words, values, digits=digits))

    @cached_property
    def trace(self) -> AttentionTrace:
        """The example, and never another sentence."""
        return self.example()

    def example(self, mask: Mask | None = None) -> AttentionTrace:
        """Compute the example, or what another mask makes of it."""
        from attention_math.examples import trace_example  # late: it brings in torch

        return self.remember(trace_example(self.model, mask))
