"""A graph at full size under what its kind is called, and what a row of French writes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from manim import (
    DOWN,
    LEFT,
    RIGHT,
    UP,
    Animation,
    AnimationGroup,
    FadeIn,
    FadeOut,
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
from scenes.stage.claims import Furniture, shows
from scenes.stage.derive import derive
from scenes.stage.heading import in_pill, origin
from scenes.stage.layout import line, spread, stage
from scenes.stage.phrases import Phrase
from scenes.stage.shapes import Path
from scenes.stage.text import Text

SIZE, GAP, WIDEST = 0.58, 1.3, 9.4
_BETWEEN, _ABOVE, _NAME = 2.6, 0.7, 0.5
_SIZES, _BEYOND = (SIZE, 0.42, 0.3), 0.3  # of what rows write: its type, beyond their own width
_CELL = 0.55
_MADE, _PILL = 1.25, 0.5  # which model it is: times its usual size, and how high its pill is
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
        ).stand_at(left.inset(top=_ABOVE if is_cross else 0).center)
        cell = right.cell(shown, len(answering), most=(_CELL, _CELL))
        seen = {"visible": visible[:shown], "view": "heat", "cell": cell}
        self.grid = right.hold(AttentionGrid(weights[:shown], **seen))
        words = derive(written_next, asking).words()[:shown] if is_cross else ()
        for size in _SIZES:
            self.writes = self._written(words, size)
            if self.writes.width <= self.graph.tokens.width + _BEYOND:
                break
        self.asked, self._lit = VGroup(), VGroup()
        title = Text(name, size=_NAME, color=theme.HIGHLIGHT)
        made = in_pill(origin(trace.source.label, head).scale(_MADE), _PILL)
        self.named = VGroup(stage().hold(title, UP + LEFT), stage().hold(made, DOWN + RIGHT))
        super().__init__(self.graph, self.grid, self.writes, self.named)

    def _written(self, words: Sequence[Word], size: float) -> VGroup:
        labels = VGroup()
        for token, word in zip(self.graph.tokens, words, strict=False):
            text = Text(word, size=size, declared=Declared("token"))
            labels.add(line(Text("→", size=size), text, gap=0.12).next_to(token, UP, buff=0.15))
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

    def ask(self, query: int, key: int) -> Path:
        """Draw one of the edges before its weight is known."""
        self._edge, self.number = self.graph.edge(query, key), self.graph.numbers(query)[key]
        path = Path(stroke_color=theme.KEY, stroke_width=theme.STROKE_FRAME)
        self.asked.add(shows(path, Furniture("outline", of="key")))
        return path.set_points(self._edge.path.points)

    def answer(self) -> Animation:
        """Point at the edge that was asked for, and write its weight."""
        self.named.add(self.number)
        return AnimationGroup(self._edge.animate.set_color(theme.KEY), FadeIn(self.number))

    def give_way_to(self, other: KindOfGraph) -> list[Animation]:
        """Let a graph of another kind come of this one."""
        moves = [*self.graph.become(other.graph), *map(FadeOut, other.asked)]
        moves.append(ReplacementTransform(self.grid.cells, other.grid.cells))
        return [*moves, exchange(self.named, other.named)]

    def write_next(self) -> Iterator[Animation]:
        """Let each row in turn hear the other sentence, and say which word it is about to write."""
        for row, word in enumerate(self.writes):
            flows = (one.flow(theme.HIGHLIGHT) for one in self.graph.incoming(row))
            messages = (ShowPassingFlash(flow, time_width=1.5) for flow in flows)
            leaving, self._lit = self._lit, self._light(row)
            coming = FadeIn(word, shift=UP * 0.2, rate_func=_LATE)
            yield AnimationGroup(*map(FadeOut, leaving), *messages, FadeIn(self._lit), coming)

    def be_whole(self) -> list[Animation]:
        """Let go of the last row, and frame the whole matrix."""
        return [*map(FadeOut, self._lit), FadeIn(self.grid.frame(self.grid.cells))]

    def _light(self, row: int) -> VGroup:
        """Point at a row: at its word, at its edges and at its cells."""
        box = self.graph.tokens[row].box.copy().set_fill(opacity=0)
        edges = (edge.copy().set_color(theme.QUERY) for edge in self.graph.incoming(row))
        frame = self.grid.frame(self.grid.row(row), theme.QUERY)
        return VGroup(box.set_stroke(theme.QUERY, theme.STROKE_FRAME), *edges, frame)
