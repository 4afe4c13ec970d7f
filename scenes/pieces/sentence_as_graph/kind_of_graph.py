"""A graph under what its kind is called, and beside it the matrix that it is."""

from __future__ import annotations

from collections.abc import Iterator

from manim import (
    DOWN,
    LEFT,
    RIGHT,
    UP,
    Animation,
    AnimationGroup,
    Create,
    FadeIn,
    FadeOut,
    ReplacementTransform,
    VGroup,
)

from attention_math.trace import AttentionTrace
from scenes import theme
from scenes.mobjects.attention_graph import AttentionGraph
from scenes.mobjects.attention_grid import AttentionGrid
from scenes.mobjects.motion import exchange
from scenes.pieces.sentence_as_graph.large_graph import beside
from scenes.stage.cited import Quantity
from scenes.stage.claims import Furniture, shows
from scenes.stage.heading import in_pill, origin
from scenes.stage.layout import stage
from scenes.stage.phrases import Phrase
from scenes.stage.shapes import Panel, Path
from scenes.stage.text import Numeral, Text

WIDEST, _SIZE, _GAP = 7.3, 0.68, 1.6  # of a graph
_SHARES, _ABOVE, _NAME = (7.6, 5.3), 0.66, 0.7  # of the stage; the graph's name, and its type
_CELL, _LABELS = (1.05, 1.05), {"left": 1.3, "top": 1.0}
_NUMBER, _ON_EDGE = 0.47, 0.6  # the type of a weight: of the width of its cell; upon its edge
_MADE, _PILL = 1.25, 0.5  # which model it is: times its usual size, and how high its pill is
_DIM = 0.5  # edges beside the one that is followed


class KindOfGraph(VGroup):
    """The graph of a trace, with two rows of words if two sentences meet in it, and its matrix.

    ``named`` says of what kind it is, and where its weights come from.

    Parameters
    ----------
    shown
        How many listeners have room, if not all.
    rise
        How far they stand above those who speak, if these are others.
    """

    def __init__(
        self,
        name: Phrase,
        trace: AttentionTrace,
        head: int,
        weights: Quantity,
        asking: Quantity,
        answering: Quantity,
        *,
        shown: int | None = None,
        rise: float | None = None,
    ) -> None:
        left, right = beside(*_SHARES)
        left, right = left.inset(top=_ABOVE), right.inset(bottom=_PILL + 0.1)
        weights, visible = weights[:shown], trace.visible[:shown]
        queries, keys = asking[:shown].words(), answering.words()
        look = {"size": _SIZE, "gap": _GAP, "widest": WIDEST, "color": theme.WEIGHT}
        self.graph = AttentionGraph(
            weights, visible, queries, keys if rise else None, rise=rise, **look
        ).stand_at(left.center)
        cell = right.inset(**_LABELS).cell(*weights.shape, most=_CELL)
        look = {"visible": visible, "view": "heat", "cell": cell}
        self.grid = right.hold(AttentionGrid(weights, queries=queries, keys=keys, **look), RIGHT)
        title = Text(name, size=_NAME, color=theme.HIGHLIGHT)
        made = in_pill(origin(trace.source.label, head).scale(_MADE), _PILL)
        self.named = VGroup(stage().hold(title, UP + LEFT), stage().hold(made, DOWN + RIGHT))
        super().__init__(self.graph, self.grid, self.named)

    def follow(self, query: int, key: int) -> KindOfGraph:
        """Let one edge stand out among dim ones, with its weight upon it and in its cell."""
        self.lead, self.cell = self.graph.edge(query, key), self.grid.cell(query, key)
        self.others = VGroup(*(edge for edge in self.graph.edges if edge is not self.lead))
        for edge in self.others:
            edge.path.set_stroke(opacity=_DIM)
            edge.tip.set_fill(opacity=_DIM)
        self.lead.set_color(theme.KEY).set_z_index(1)
        self.graph.speakers[key].box.set_stroke(theme.KEY, theme.STROKE_FRAME)
        cited = self.graph.quantity.cite(query, key)
        self.number = Numeral(cited, size=_ON_EDGE).move_to(self.lead.apex()).set_z_index(3)
        ink = theme.ink_on(self.cell.get_fill_color())
        written = Numeral(cited, size=_NUMBER * self.cell.width, color=ink).move_to(self.cell)
        plate = Panel(width=1.15 * self.number.width, height=1.4 * self.number.height)
        plate.set_fill(theme.GROUND, opacity=1).set_stroke(width=0).move_to(self.number)
        frame = self.grid.frame(VGroup(self.cell))
        self.known = VGroup(plate.set_z_index(2), self.number, written, frame)
        return self

    def come_of(self, graph: AttentionGraph, grid: AttentionGrid) -> list[Animation]:
        """Let a graph and its matrix become these."""
        speaking = ReplacementTransform(grid.column_labels, self.grid.column_labels)
        listening = ReplacementTransform(grid.row_labels, self.grid.row_labels)
        cells = ReplacementTransform(grid.cells, self.grid.cells)
        return [*graph.become(self.graph), speaking, listening, cells, FadeIn(self.named)]

    def ask(self) -> Path:
        """Draw the edge that is to be followed before its weight is known."""
        path = Path(stroke_color=theme.KEY, stroke_width=theme.STROKE_FRAME)
        shows(path, Furniture("outline", of="key"))
        return path.set_points(self.lead.path.points)

    def give_way_to(self, other: KindOfGraph) -> list[Animation]:
        """Let the edge that is followed find another listener; all others and their cells go."""
        speaking = ReplacementTransform(self.grid.column_labels, other.grid.column_labels)
        gone = FadeOut(self.others, self.known, self.grid.cells)
        words, led = (
            self.graph.words_become(other.graph),
            ReplacementTransform(self.lead, other.lead),
        )
        return [
            gone,
            *words,
            led,
            speaking,
            *self._rows_named(other),
            exchange(self.named, other.named),
        ]

    def tell(self) -> Animation:
        """Say how wide the edge is that is followed, upon it and in its cell."""
        return FadeIn(self.cell, self.known)

    def fill(self) -> Animation:
        """Let all other edges come, dim, and their cells with them."""
        cells = VGroup(*(cell for cell in self.grid.cells if cell is not self.cell))
        return AnimationGroup(Create(self.others, lag_ratio=0.1), FadeIn(cells, lag_ratio=0.1))

    def _rows_named(self, other: KindOfGraph) -> Iterator[Animation]:
        """Let each row be called as the other's is; a word that is another one is exchanged."""
        olds, news = self.grid.row_labels, other.grid.row_labels
        for old, new in zip(olds, news, strict=False):
            is_same = old.text == new.text
            yield ReplacementTransform(old, new) if is_same else exchange([old], [new])
        yield from (FadeOut(old) for old in olds[len(news) :])
        yield from (FadeIn(new) for new in news[len(olds) :])
