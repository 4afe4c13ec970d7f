"""A graph that is not weighed yet, beside it its matrix, and of what kind it is."""

from __future__ import annotations

from collections.abc import Iterator

from manim import (
    DOWN,
    RIGHT,
    Animation,
    Create,
    FadeIn,
    LaggedStart,
    ReplacementTransform,
    VGroup,
    smooth,
    squish_rate_func,
)

from attention_math.trace import AttentionTrace
from scenes import theme
from scenes.mobjects.attention_graph import AttentionGraph
from scenes.mobjects.edge import Edge
from scenes.mobjects.motion import become, exchange
from scenes.pieces.sentence_as_graph.heard import what_kind
from scenes.pieces.sentence_as_graph.large_graph import beside
from scenes.pieces.sentence_as_graph.who_listens import WhoListens
from scenes.stage.cited import Quantity
from scenes.stage.heading import in_pill, origin
from scenes.stage.layout import line
from scenes.stage.text import Text

_LOOK = {"size": 0.6, "gap": 1.2, "rise": 1.9, "widest": 5.6}
_LOW = 0.3  # below the middle of the stage
_NAME, _PILL = 0.65, 0.5  # the type of what the kind is called; how high the model's pill is
_KEPT = "row_labels", "column_labels", "asked"  # of a matrix: what looks alike in another's
_LAST = squish_rate_func(smooth, 0.5, 1.0)


class KindOfGraph(VGroup):
    """Who may hear whom in a trace, as edges and as cells; its ``listener`` stands out.

    ``named`` says of what kind it is, and of which head.
    """

    def __init__(
        self,
        trace: AttentionTrace,
        head: int,
        weights: Quantity,
        asking: Quantity,
        answering: Quantity,
    ) -> None:
        left, right = beside()
        given = weights, trace.visible, (words := asking.words())
        self.listener = len(words) - 1
        graph = AttentionGraph(*given, color=theme.WEIGHT, **_LOOK)
        self.graph = graph.stand_at(left.center + _LOW * DOWN)
        self.graph.tokens[self.listener].box.set_stroke(theme.QUERY, theme.STROKE_FRAME)
        self.graph.thin()
        self.grid = WhoListens(right, *given, answering.words())
        self.named = named(trace, head)
        super().__init__(self.graph, self.grid, self.named)

    @property
    def others(self) -> list[Edge]:
        """The edges that arrive elsewhere than at the listener."""
        return [edge for edge in self.graph.edges if edge.query != self.listener]

    def come_of(self, graph: AttentionGraph) -> list[Animation]:
        """Let words and edges of a larger graph stand as here, and the words at the matrix come."""
        pairs = ((edge, self.graph.edge(edge.query, edge.key)) for edge in graph.edges)
        moves = [ReplacementTransform(*pair) for pair in pairs]
        labels = FadeIn(self.grid.row_labels, self.grid.column_labels, rate_func=_LAST)
        return [*moves, *graph.words_become(self.graph), labels]

    def widen(self, other: KindOfGraph) -> list[Animation]:
        """Let the listener's row be that of another graph of these words, and its rest come."""
        old, new = (kind.graph.incoming(self.listener) for kind in (self, other))
        cells = become(self.grid.asked_for, other.grid.asked_for)
        coming = LaggedStart(*map(Create, other.others), lag_ratio=0.1)
        words = self.graph.words_become(other.graph)
        return [become(old, new), cells, *self._named_as(other), *words, coming]

    def narrow(self, other: KindOfGraph) -> list[Animation]:
        """Let edges that another graph lacks wither, and their cells turn black."""
        pairs = zip(self.grid.ground, other.grid.ground, strict=True)
        darker = LaggedStart(*(ReplacementTransform(*pair) for pair in pairs), lag_ratio=0.1)
        title = exchange(self.named, other.named)
        return [*self.graph.become(other.graph), darker, *self._named_as(other), title]

    def _named_as(self, other: KindOfGraph) -> Iterator[Animation]:
        for part in _KEPT:
            yield become(getattr(self.grid, part), getattr(other.grid, part))


def named(trace: AttentionTrace, head: int) -> VGroup:
    """Say at the foot of the stage of what kind a trace's graph is, and of which head."""
    _, right = beside()
    title = Text(what_kind(trace), size=_NAME, color=theme.HIGHLIGHT)
    made = in_pill(origin(trace.source.label, head), _PILL)
    return right.hold(line(title, made, gap=0.5), DOWN + RIGHT)
