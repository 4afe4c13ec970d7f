"""A graph that is not weighed yet, beside it its matrix, and below that of what kind it is."""

from __future__ import annotations

from collections.abc import Iterator

from manim import (
    DOWN,
    RIGHT,
    Animation,
    Create,
    FadeIn,
    FadeOut,
    ReplacementTransform,
    VGroup,
    smooth,
    squish_rate_func,
)

from attention_math.trace import AttentionTrace
from scenes import theme
from scenes.mobjects.attention_graph import AttentionGraph
from scenes.mobjects.motion import exchange
from scenes.mobjects.token_row import fitting
from scenes.pieces.sentence_as_graph.large_graph import beside
from scenes.pieces.sentence_as_graph.who_listens import WhoListens
from scenes.stage.cited import Quantity
from scenes.stage.heading import in_pill, origin
from scenes.stage.phrases import Phrase
from scenes.stage.text import Text

_LOOK = {"size": 0.6, "gap": 1.2}
_WIDEST, _WIDEST_OF_TWO = 5.9, 5.3  # of words; beside rows of the matrix that are not theirs
_RISE, _APART, _LOW = 1.9, 2.9, 0.25  # of arcs; between two rows; below the middle of the stage
_NAME, _PILL = 0.5, 0.5  # the type of what the kind is called; how high the model's pill is
_KEPT = "ground", "asked", "column_labels"  # of a matrix: what becomes that of another
_FIRST, _LAST = squish_rate_func(smooth, 0.0, 0.4), squish_rate_func(smooth, 0.5, 1.0)


class KindOfGraph(VGroup):
    """Who may hear whom in a trace, as edges and as cells; with two rows if two sentences meet.

    ``named`` says of what kind it is, and of which head. Of two sentences no more listen than
    speak, and as many as have room.
    """

    def __init__(
        self,
        name: Phrase,
        trace: AttentionTrace,
        head: int,
        weights: Quantity,
        asking: Quantity,
        answering: Quantity,
    ) -> None:
        left, right = beside()
        keys, crossing = answering.words(), trace.source.kind == "cross"
        if crossing:
            shown = min(len(keys), fitting(asking.words()[:-1], _WIDEST_OF_TWO))
            weights, asking = weights[:shown], asking[:shown]
        given = weights, trace.visible[: len(weights)], asking.words()
        rise, widest = (_APART, _WIDEST_OF_TWO) if crossing else (_RISE, _WIDEST)
        look = {**_LOOK, "rise": rise, "widest": widest, "color": theme.WEIGHT}
        graph = AttentionGraph(*given, keys if crossing else None, **look)
        self.graph = graph.stand_at(left.center + _LOW * DOWN)
        self.graph.thin()
        self.grid = WhoListens(right, *given, keys)
        title = Text(name, size=_NAME, color=theme.HIGHLIGHT)
        made = in_pill(origin(trace.source.label, head), _PILL)
        self.named = VGroup(right.hold(title, RIGHT), right.hold(made, DOWN + RIGHT))
        super().__init__(self.graph, self.grid, self.named)

    def come_of(self, graph: AttentionGraph) -> list[Animation]:
        """Let words and edges of a larger graph stand as here, and the words at the matrix come."""
        pairs = ((edge, self.graph.edge(edge.query, edge.key)) for edge in graph.edges)
        moves = [ReplacementTransform(*pair) for pair in pairs]
        named = FadeIn(self.grid.row_labels, self.grid.column_labels, rate_func=_LAST)
        return [*moves, *graph.words_become(self.graph), named]

    def become(self, other: KindOfGraph) -> list[Animation]:
        """Let edges and cells come or go, and words with them, until this is the other one."""
        old, new = self.grid, other.grid
        moves = (ReplacementTransform(getattr(old, one), getattr(new, one)) for one in _KEPT)
        named = exchange(self.named, other.named)
        return [*self._rewired(other.graph), *moves, *_exchanged(old, new), named]

    def _rewired(self, new: AttentionGraph) -> list[Animation]:
        old, rows = self.graph, (self._has_two_rows, new.tokens is not new.speakers)
        if rows == (False, False):
            return old.become(new)
        gone = FadeOut(old.edges, rate_func=_FIRST)
        moves = [gone, Create(new.edges, lag_ratio=0.1, rate_func=_LAST)]
        if rows == (False, True):
            return [*moves, *old.words_become(new)]
        return [
            *moves,
            FadeOut(old.tokens, rate_func=_FIRST),
            ReplacementTransform(old.speakers, new.tokens),
        ]

    @property
    def _has_two_rows(self) -> bool:
        return self.graph.tokens is not self.graph.speakers


def _exchanged(old: WhoListens, new: WhoListens) -> Iterator[Animation]:
    """Let each row be called as the other's is; a word that is another one is exchanged."""
    olds, news = old.row_labels, new.row_labels
    for one, two in zip(olds, news, strict=False):
        is_same = one.text == two.text
        yield ReplacementTransform(one, two) if is_same else exchange([one], [two])
    yield from map(FadeOut, olds[len(news) :])
    yield from map(FadeIn, news[len(olds) :])
