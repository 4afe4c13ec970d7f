"""A graph in which one sentence hears another, and what its rows are about to write."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from manim import (
    UP,
    Animation,
    AnimationGroup,
    Create,
    FadeIn,
    FadeOut,
    ReplacementTransform,
    VGroup,
    smooth,
    squish_rate_func,
)

from attention_math.story import written_next
from attention_math.trace import AttentionTrace
from scenes import theme
from scenes.mobjects.attention_grid import AttentionGrid
from scenes.mobjects.edge import Edge
from scenes.mobjects.token_row import fitting
from scenes.pieces.sentence_as_graph.kind_of_graph import WIDEST, KindOfGraph
from scenes.stage.cited import Declared, Quantity, Word
from scenes.stage.derive import derive
from scenes.stage.layout import line, spread
from scenes.stage.phrases import Phrase
from scenes.stage.text import Text

_BETWEEN = 2.6
_SIZES, _BEYOND = (0.48, 0.42, 0.3), 0.3  # of what rows write: its type, beyond their own width
_LATE = squish_rate_func(smooth, 0.5, 1.0)


class TwoLanguages(KindOfGraph):
    """Its edges are thin and its matrix has no rows until each row has said whom it hears.

    ``writes`` are the words that the rows are about to write; the last one has nothing to write.
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
        given, shown = (weights, asking, answering), fitting(asking.words()[:-1], WIDEST)
        super().__init__(name, trace, head, *given, shown=shown, rise=_BETWEEN)
        self.graph.thin()
        words = derive(written_next, asking).words()[:shown]
        for size in _SIZES:
            self.writes = self._written(words, size)
            if self.writes.width <= self.graph.tokens.width + _BEYOND:
                break
        self._heard: list[Edge] = []
        self._lit = VGroup()

    def take(self, grid: AttentionGrid) -> list[Animation]:
        """Let rows go whose listeners do not listen here."""
        columns = ReplacementTransform(grid.column_labels, self.grid.column_labels)
        return [columns, FadeOut(grid.row_labels, grid.cells)]

    def write_next(self) -> Iterator[Animation]:
        """Let each row in turn weigh whom it hears, and say which word it is about to write."""
        for row, word in enumerate(self.writes):
            resting, lit = self._rest(), self._light(row)
            self._heard, self._lit = self.graph.incoming(row), lit
            weighing = (edge.animate.weigh().set_color(theme.QUERY) for edge in self._heard)
            known = FadeIn(self.grid.row(row), self.grid.row_labels[row], lit)
            coming = FadeIn(word, shift=UP * 0.2, rate_func=_LATE)
            yield AnimationGroup(*resting, *weighing, known, coming)

    def be_whole(self) -> list[Animation]:
        """Let go of the last row, and frame the whole matrix."""
        return [*self._rest(), Create(self.grid.frame(self.grid.cells))]

    def _rest(self) -> list[Animation]:
        """Let go of the row at which was pointed."""
        edges = [edge.animate.set_color(theme.WEIGHT) for edge in self._heard]
        return [*map(FadeOut, self._lit), *edges]

    def _light(self, row: int) -> VGroup:
        """Point at a row: at its word and at its cells."""
        box = self.graph.tokens[row].box.copy().set_fill(opacity=0)
        frame = self.grid.frame(self.grid.row(row), theme.QUERY)
        return VGroup(box.set_stroke(theme.QUERY, theme.STROKE_FRAME), frame)

    def _written(self, words: Sequence[Word], size: float) -> VGroup:
        labels = VGroup()
        for token, word in zip(self.graph.tokens, words, strict=False):
            text = Text(word, size=size, declared=Declared("token"))
            labels.add(line(Text("→", size=size), text, gap=0.12).next_to(token, UP, buff=0.15))
        return spread(labels)
