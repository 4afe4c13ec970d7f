"""Chapter 3: a sentence is a graph of who listens to whom, and the graph is a matrix."""

from __future__ import annotations

from collections.abc import Sequence

from manim import (
    DOWN,
    LEFT,
    ORIGIN,
    RIGHT,
    UP,
    Create,
    DashedLine,
    FadeIn,
    FadeOut,
    LaggedStart,
    ReplacementTransform,
    Restore,
    TransformFromCopy,
    VGroup,
)

from attention_math.derived import row_sums
from attention_math.request import Request
from attention_math.story import leaders
from attention_math.trace import AttentionTrace
from scenes import theme
from scenes.chapter import Chapter
from scenes.mobjects.attention_graph import AttentionGraph, Edge
from scenes.mobjects.attention_grid import AttentionGrid
from scenes.mobjects.motion import flowing
from scenes.mobjects.sum_line import SumLine
from scenes.mobjects.token_row import fitting
from scenes.stage.cited import Declared, Quantity
from scenes.stage.text import Numeral, Text

_LABEL_SIZE = 0.4
_PANEL_WIDTH = 4.1


class SentenceAsGraph(Chapter):
    """Every token listens to some tokens; each of these edges is one cell of the matrix."""

    heading = "A sentence is a graph"
    sentence = "the sky is blue"
    model = "speaker"
    layer = 1
    head = 2
    kind = "masked"
    most_tokens = 6

    def construct(self) -> None:
        weights = self.of_head("weights")
        listener = len(weights) - 1
        graph = self.show_tokens(weights)
        self.draw_edges(graph)
        labels = self.weigh_edges(graph, weights, listener)
        total = self.let_messages_flow(graph, labels, weights, listener)
        self.read_off_strongest(graph, labels, weights, listener)
        grid = self.turn_row_into_cells(graph, labels, total, weights, listener)
        self.turn_graph_into_matrix(graph, grid, listener)
        self.compare_graphs(graph, grid, labels)

    def show_tokens(self, weights: Quantity) -> AttentionGraph:
        tokens, visible = self.trace.query_side.shown, self.trace.visible
        # Arcs to earlier tokens run below, where the sum will stand: both sides get less room.
        rise, height = (1.4, 0.3) if visible.all() else (2.3, -0.35)
        graph = AttentionGraph(
            weights, visible, tokens, size=0.58, gap=1.3, rise=rise, widest=12.4
        ).shift(UP * height)
        graph.tokens.save_state()
        graph.tokens.scale(min(1.4, 13 / graph.tokens.width)).move_to(ORIGIN)
        self.beat("question", "Reading a sentence, which words does each word listen to?")
        self.play(LaggedStart(*(FadeIn(t, shift=UP * 0.3) for t in graph.tokens), lag_ratio=0.25))
        return graph

    def draw_edges(self, graph: AttentionGraph) -> None:
        heard = "every token" if self.trace.visible.all() else "itself and to the tokens after it"
        self.beat("edges", f"Every token may speak to {heard}.")
        for edge in graph.edges:
            edge.thin()
        self.play(Restore(graph.tokens), run_time=theme.NORMAL)
        self.play(
            LaggedStart(*(Create(edge) for edge in graph.edges), lag_ratio=0.12),
            run_time=theme.SLOW,
        )

    def weigh_edges(
        self, graph: AttentionGraph, weights: Quantity, listener: int
    ) -> dict[int, Numeral]:
        self.beat("weights", "The head decides how much: an edge is as wide as its weight.")
        story = graph.incoming(listener)
        self.play(
            *(edge.animate.weigh() for edge in graph.edges),
            run_time=theme.NORMAL,
        )
        labels = {edge.key: _label(edge, weights) for edge in story}
        listening = graph.tokens[listener]
        self.play(
            *(edge.animate.set_color(theme.QUERY) for edge in story),
            listening.box.animate.set_stroke(theme.QUERY, theme.STROKE_FRAME),
            LaggedStart(*(FadeIn(label) for label in labels.values()), lag_ratio=0.2),
            run_time=theme.SLOW,
        )
        return labels

    def let_messages_flow(
        self,
        graph: AttentionGraph,
        labels: dict[int, Numeral],
        weights: Quantity,
        listener: int,
    ) -> SumLine:
        word = self.trace.query_side.shown[listener]
        self.beat("messages", f"Messages travel into “{word}”; their weights add up to one.")
        self.play(flowing(graph.incoming(listener)))
        sums = self.derived(f"row_sums(head{self.head}.weights)", row_sums(self.story.weights))
        total = SumLine(
            weights[listener], sums.cite(listener), size=_LABEL_SIZE, color=theme.QUERY
        ).move_to([0, -2.35, 0])
        self.play(
            *(TransformFromCopy(labels[key], total.terms[key]) for key in labels),
            FadeIn(total.signs, total.total),
            run_time=theme.SLOW,
        )
        return total

    def read_off_strongest(
        self,
        graph: AttentionGraph,
        labels: dict[int, Numeral],
        weights: Quantity,
        listener: int,
    ) -> None:
        strongest = leaders(weights.values[listener])
        self.beat("strongest", self._who_is_heard(listener, strongest))
        edges = [graph.edge(listener, place) for place in strongest]
        others = [e for e in graph.edges if e.query != listener]
        self.play(
            *(edge.animate.recede() for edge in others),
            *(graph.tokens[place].box.animate.set_stroke(theme.KEY, theme.STROKE_FRAME)
              for place in strongest),
            *(labels[place].animate.set_fill(theme.ACCENT) for place in strongest),
            run_time=theme.NORMAL,
        )  # fmt: skip
        for _ in range(2):
            self.play(flowing(edges, run_time=theme.NORMAL))

    def _who_is_heard(self, listener: int, strongest: list[int]) -> str:
        """Name what the listener gathers most from; more than two alike do not stand out."""
        tokens = self.trace.query_side.shown
        word = f"“{tokens[listener]}”"
        if len(strongest) > 2:
            return f"For {word} no token stands out: several weigh the same."
        names = {listener: "itself"} | {
            place: f"another {word}" if tokens[place] == tokens[listener] else f"“{tokens[place]}”"
            for place in strongest if place != listener
        }  # fmt: skip
        partners = " and ".join(names[place] for place in strongest)
        return f"This head lets {word} gather most from {partners}."

    def turn_row_into_cells(
        self,
        graph: AttentionGraph,
        labels: dict[int, Numeral],
        total: SumLine,
        weights: Quantity,
        listener: int,
    ) -> AttentionGrid:
        self.beat("row", "Who listens is a row, who speaks is a column: each edge is one cell.")
        tokens = self.trace.query_side.shown
        side = min(0.95, 4.4 / len(tokens))
        grid = AttentionGrid(
            weights,
            queries=tokens,
            keys=tokens,
            cell=(side, side * 0.92),
            axes=("who listens", "who speaks"),
            visible=self.trace.visible,
        )
        grid.move_to([theme.STAGE_RIGHT, 0.1, 0], aligned_edge=RIGHT)
        grid.outline = grid.cells.copy().set_fill(opacity=0)
        picture = VGroup(graph, *labels.values())
        room = grid.get_left()[0] - theme.STAGE_LEFT - 0.5
        self.play(
            FadeOut(total),
            picture.animate.scale(min(1.0, room / picture.width)).move_to(
                [theme.STAGE_LEFT, 0.1, 0], aligned_edge=LEFT
            ),
            FadeIn(grid.row_labels, grid.column_labels, grid.axis_titles, grid.outline),
            run_time=theme.NORMAL,
        )
        for key, label in labels.items():
            cell, mark = grid.cell(listener, key), grid.mark(listener, key)
            bridge = DashedLine(
                label.get_center(),
                cell.get_center(),
                color=theme.QUERY,
                stroke_width=theme.STROKE_THIN,
            )
            self.play(Create(bridge), run_time=theme.QUICK * 0.8)
            self.play(
                FadeIn(cell), TransformFromCopy(label, mark), FadeOut(bridge), run_time=theme.QUICK
            )
        frame = grid.frame(grid.row(listener))
        self.play(Create(frame), run_time=theme.QUICK)
        grid.add(frame)
        return grid

    def turn_graph_into_matrix(
        self, graph: AttentionGraph, grid: AttentionGrid, listener: int
    ) -> None:
        self.beat("matrix", "The graph is the matrix: each edge is one cell, each cell one edge."
                  if self.trace.visible.all() else
                  "The graph is the matrix; where no edge exists, the weight is zero.")  # fmt: skip
        rows = [i for i in range(len(grid.quantity)) if i != listener]
        waiting = [edge for edge in graph.edges if edge.query != listener]
        self.play(*(edge.animate.come_forward() for edge in waiting), run_time=theme.QUICK)
        flights = []
        for edge in (edge for i in rows for edge in graph.incoming(i)):
            cell = grid.cell(edge.query, edge.key)
            seed = cell.copy().scale(0.25).move_to(edge.apex())
            flights.append(ReplacementTransform(seed, cell))
        self.play(LaggedStart(*flights, lag_ratio=0.2), run_time=2 * theme.SLOW)
        empty = [(i, j) for i in rows for j in range(grid.quantity.shape[1])]
        missing = [grid.cell(i, j) for i, j in empty if not self.trace.visible[i, j]]
        self.play(FadeIn(*missing, *(grid.mark(i, j) for i, j in empty)), run_time=theme.NORMAL)
        self.remove(grid.outline)

    @classmethod
    def other_requests(cls, main: Request) -> Sequence[Request]:
        causal = () if main.kind == "masked" else (("speaker", 1, "masked"),)
        wanted = (("translator", 1, "self"), *causal, ("translator", 2, "cross"))
        return [Request(*one, sentence=main.sentence) for one in wanted]

    def compare_graphs(
        self, graph: AttentionGraph, grid: AttentionGrid, labels: dict[int, Numeral]
    ) -> None:
        complete = self.trace_of("translator", 1, "self")
        is_causal = self.trace.source.kind == "masked"
        causal = self.trace if is_causal else self.trace_of("speaker", 1, "masked")
        across = self.trace_of("translator", 2, "cross")
        self.beat("three graphs", "All words, none that follow, or another sentence: three graphs.")
        panels = VGroup(
            self._panel("complete", "an encoder hears all", complete),
            self._panel("causal", "a decoder hears no future", causal),
            self._panel("bipartite", "French hears English", across),
        )
        for panel, x in zip(panels, (-4.5, 0, 4.5), strict=True):
            panel.set_x(x)
        self.play(FadeOut(grid, *labels.values(), graph, self.badge), run_time=theme.QUICK)
        self.play(
            LaggedStart(*(FadeIn(panel, shift=UP * 0.2) for panel in panels), lag_ratio=0.4),
            run_time=2 * theme.NORMAL,
        )
        self.play(
            *(flowing(panel[0].edges, run_time=2 * theme.NORMAL) for panel in panels),
        )

    def _panel(self, name: str, says: str, trace: AttentionTrace) -> VGroup:
        head = min(self.head, len(trace.heads))
        weights = self.quantity(f"head{head}.weights", trace)
        queries, keys, visible = trace.query_side.shown, None, trace.visible
        if trace.source.kind == "cross":
            # A row of the decoder writes the word after its own: it is named for what it writes.
            weights, queries, visible = weights[:-1], queries[1:], visible[:-1]
            keys = trace.key_side.shown
        rows = fitting(queries, _PANEL_WIDTH)
        columns = fitting(keys, _PANEL_WIDTH) if keys else rows
        graph = AttentionGraph(
            weights[:rows, :columns],
            visible[:rows, :columns],
            queries[:rows],
            keys and keys[:columns],
            size=0.34,
            gap=0.3,
            rise=2.2 if keys else 1.25,
            widest=_PANEL_WIDTH,
            color=theme.QUERY,
        )
        graph.shift([0, 0.3 - (graph.tokens.get_y() + graph.speakers.get_y()) / 2, 0])
        for row, shown, words in ((graph.tokens, rows, queries), (graph.speakers, columns, keys)):
            if words and shown < len(words):
                graph.add(Text("⋯", color=theme.QUIET).next_to(row, RIGHT, buff=0.08))
        title = Text(name, size=0.42, color=theme.ACCENT).stand_on(2.5)
        line = Text(says, size=theme.SIZE_LABEL).stand_on(-2.0)
        origin = Text(
            f"{trace.source.label} · head {head}",
            size=theme.SMALLEST,
            color=theme.QUIET,
            declared=Declared("layer and head"),
        )
        return VGroup(graph, title, line, origin.stand_on(-2.5))


def _label(edge: Edge, weights: Quantity) -> Numeral:
    """Write an edge's weight above a wide arc, inside a narrow one, and below a loop."""
    below = abs(edge.query - edge.key) <= 1
    numeral = Numeral(weights.cite(edge.query, edge.key), size=_LABEL_SIZE)
    inside = below and edge.query != edge.key  # where the arc's shoulders come down on both sides
    room = theme.edge_width(edge.weight) / 200 + (0.2 if inside else 0.1)
    return numeral.next_to(edge.apex(), DOWN if below else UP, buff=room)
