"""A graph at full size under what its kind is called, and what a row of French writes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from manim import (
    DOWN,
    LEFT,
    RIGHT,
    UP,
    Animation,
    AnimationGroup,
    FadeIn,
    ReplacementTransform,
    ShowPassingFlash,
    VGroup,
    smooth,
    squish_rate_func,
)

from attention_math.story import written_next
from attention_math.trace import AttentionTrace
from scenes import theme
from scenes.mobjects.attention_graph import AttentionGraph
from scenes.mobjects.attention_grid import AttentionGrid
from scenes.mobjects.motion import become, exchange
from scenes.mobjects.token_row import fitting
from scenes.stage.cited import Declared, Quantity, Word
from scenes.stage.derive import derive
from scenes.stage.heading import origin
from scenes.stage.layout import line, spread, stage
from scenes.stage.phrases import Phrase
from scenes.stage.text import Text

SIZE, GAP, WIDEST = 0.58, 1.3, 9.4
_BETWEEN, _NAME = 3.0, 0.5
_LARGE, _SMALL, _BEYOND = 0.42, 0.3, 0.3  # of what rows write: its type, beyond their own width
_CELL = 0.55
_LATE = squish_rate_func(smooth, 0.5, 1.0)


class KindOfGraph(VGroup):
    """The graph of a trace, with two rows of words if two sentences meet in it.

    ``grid`` is its matrix, ``named`` says of what kind it is, and where its weights come from;
    ``writes`` what each row of a decoder that listens to another sentence is about to write.
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
        left, right = stage().columns(5, 1, gap=0.4)
        shown, keys, visible = len(asking), None, trace.visible
        is_cross = trace.source.kind == "cross"
        if is_cross:  # the last row has nothing to write
            keys, shown = answering.words(), fitting(asking.words()[:-1], WIDEST)
        self.graph = AttentionGraph(
            weights[:shown],
            visible[:shown],
            asking.words()[:shown],
            keys,
            size=SIZE,
            gap=GAP,
            rise=_BETWEEN if is_cross else None,
            widest=WIDEST,
        ).stand_at(left.center)
        cell = right.cell(shown, len(answering), most=(_CELL, _CELL))
        seen = {"visible": visible[:shown], "view": "heat", "cell": cell}
        self.grid = right.hold(AttentionGrid(weights[:shown], **seen))
        words = derive(written_next, asking).words()[:shown] if is_cross else ()
        self.writes = self._written(words, _LARGE)
        if self.writes.width > self.graph.tokens.width + _BEYOND:
            self.writes = self._written(words, _SMALL)
        title = Text(name, size=_NAME, color=theme.HIGHLIGHT)
        below = origin(trace.source.label, head)
        self.named = VGroup(stage().hold(title, UP + LEFT), stage().hold(below, DOWN + RIGHT))
        super().__init__(self.graph, self.grid, self.writes, self.named)

    def _written(self, words: Sequence[Word], size: float) -> VGroup:
        labels = VGroup(*(_written(word, size) for word in words))
        for token, label in zip(self.graph.tokens, labels, strict=False):
            label.next_to(token, UP, buff=0.15)
        return spread(labels)

    def grow_from(self, grid: AttentionGrid) -> Animation:
        """Let a matrix of the same words step aside, and the graph that it is grow from them."""
        labels = (token.label for token in self.graph.tokens)
        boxes = (token.box for token in self.graph.tokens)
        return AnimationGroup(
            become(grid.row_labels, labels),
            ReplacementTransform(grid.cells, self.grid.cells),
            FadeIn(*boxes, *self.graph.edges, self.named),
            run_time=theme.SLOW,
        )

    def apexes_beside(self, other: KindOfGraph) -> list[np.ndarray]:
        """List the middles of the edges that a graph of the same words lacks."""
        lacks = ~other.graph.visible
        return [edge.apex() for edge in self.graph.edges if lacks[edge.query, edge.key]]

    def give_way_to(self, other: KindOfGraph) -> list[Animation]:
        """Let a graph of another kind come of this one."""
        becoming = ReplacementTransform(self.grid.cells, other.grid.cells)
        return [*self.graph.become(other.graph), becoming, exchange(self.named, other.named)]

    def write_next(self) -> Iterator[Animation]:
        """Let each row hear the other sentence, and say which word it is about to write."""
        for row, word in enumerate(self.writes):
            heard = (
                ShowPassingFlash(edge.flow(theme.HIGHLIGHT), time_width=1.5)
                for edge in self.graph.incoming(row)
            )
            yield AnimationGroup(*heard, FadeIn(word, shift=UP * 0.2, rate_func=_LATE))


def _written(word: Word, size: float) -> VGroup:
    text = Text(word, size=size, declared=Declared("token"))
    return line(Text("→", size=size), text, gap=0.06)
