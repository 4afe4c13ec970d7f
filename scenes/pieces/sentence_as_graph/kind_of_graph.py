"""A graph under what its kind is called, and beside it the matrix that it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

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
    Mobject,
    ReplacementTransform,
    VGroup,
)

from attention_math.trace import AttentionTrace
from scenes import theme
from scenes.mobjects.attention_graph import AttentionGraph
from scenes.mobjects.attention_grid import AttentionGrid
from scenes.mobjects.motion import become, exchange
from scenes.stage.cited import Quantity
from scenes.stage.claims import Furniture, shows
from scenes.stage.heading import in_pill, origin
from scenes.stage.layout import Room, stage
from scenes.stage.phrases import Phrase
from scenes.stage.shapes import Panel, Path
from scenes.stage.text import Numeral, Text

_ALONE, WIDEST = 9.4, 6.0  # how wide a graph is without its matrix, and how with it, at most
_SIZE, _GAP = 0.58, 1.3
_SHARES, _BETWEEN = (6.3, 5.8), 1.3  # of the stage: the graph and its matrix
_LEFT, _ABOVE, _NAME = 0.3, 0.66, 0.6
_CELL, _LABELS = (1.05, 1.05), 1.1
_NUMBER = 0.47  # of the width of its cell: the type of a weight
_MADE, _PILL = 1.25, 0.5  # which model it is: times its usual size, and how high its pill is


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
        left, right = beside()
        right = right.inset(bottom=_PILL + 0.1)
        weights, visible = weights[:shown], trace.visible[:shown]
        queries, keys = asking[:shown].words(), answering.words()
        self.graph = large_graph(weights, visible, queries, keys if rise else None, rise=rise)
        self.graph.stand_at(left.center)
        cell = right.inset(left=_LABELS, top=_LABELS).cell(*weights.shape, most=_CELL)
        look = {"visible": visible, "view": "heat", "cell": cell}
        self.grid = right.hold(AttentionGrid(weights, queries=queries, keys=keys, **look), RIGHT)
        self.asked, self.known = VGroup(), VGroup()
        title = Text(name, size=_NAME, color=theme.HIGHLIGHT)
        made = in_pill(origin(trace.source.label, head).scale(_MADE), _PILL)
        self.named = VGroup(stage().hold(title, UP + LEFT), stage().hold(made, DOWN + RIGHT))
        super().__init__(self.graph, self.grid, self.named)

    def come_of(
        self, graph: AttentionGraph, grid: AttentionGrid, named: Iterable[Mobject] = ()
    ) -> list[Animation]:
        """Let a graph, its matrix and what they are called become these."""
        speaking = ReplacementTransform(grid.column_labels, self.grid.column_labels)
        called = exchange(named, self.named)
        return [*graph.become(self.graph), speaking, *self._rows_come_of(grid), called]

    def ask(self, query: int, key: int) -> Path:
        """Draw one of the edges before its weight is known."""
        path = Path(stroke_color=theme.KEY, stroke_width=theme.STROKE_FRAME)
        self.asked.add(shows(path, Furniture("outline", of="key")))
        return path.set_points(self.graph.edge(query, key).path.points)

    def number(self, query: int, key: int) -> Numeral:
        """Write how wide an edge is."""
        return self.graph.numbers(query)[key]

    def answer(self, query: int, key: int) -> Animation:
        """Let the edge that was asked for stand out, and its weight be told."""
        lit = self.graph.edge(query, key).animate.set_color(theme.KEY)
        return AnimationGroup(lit, self.tell(query, key))

    def tell(self, query: int, key: int) -> Animation:
        """Write the weight of an edge at it and into its cell."""
        cell, number = self.grid.cell(query, key), self.number(query, key)
        look = {"size": _NUMBER * cell.width, "color": theme.ink_on(cell.get_fill_color())}
        written = Numeral(number.citation, **look).move_to(cell)
        plate = Panel(width=1.1 * number.width, height=1.3 * number.height)
        plate.set_fill(theme.GROUND, opacity=1).set_stroke(width=0).move_to(number)
        self.known = VGroup(plate, number, written, frame := self.grid.frame(VGroup(cell)))
        return AnimationGroup(FadeIn(plate, number, written), Create(frame))

    def give_way_to(self, other: KindOfGraph) -> list[Animation]:
        """Let a graph of another kind, and its matrix, come of these."""
        coming = other.come_of(self.graph, self.grid, self.named)
        return [*coming, *map(FadeOut, other.asked)]

    def _rows_come_of(self, grid: AttentionGrid) -> Iterator[Animation]:
        """Let each row come of the one in its place; a word that is another one is exchanged."""
        labels = list(zip(grid.row_labels, self.grid.row_labels, strict=False))
        for row, (old, new) in enumerate(labels):
            yield become(grid.row(row), self.grid.row(row))
            is_same = old.text == new.text
            yield ReplacementTransform(old, new) if is_same else exchange([old], [new])
        for row in range(len(labels), len(grid.row_labels)):
            yield FadeOut(grid.row(row), grid.row_labels[row])
        for row in range(len(labels), len(self.grid.row_labels)):
            yield FadeIn(self.grid.row(row), self.grid.row_labels[row])


def large_graph(*drawn: object, alone: bool = False, rise: float | None = None) -> AttentionGraph:
    """Draw a graph in large type, its edges in the hue of weights."""
    look = {"size": _SIZE, "gap": _GAP, "widest": _ALONE if alone else WIDEST}
    return AttentionGraph(*drawn, rise=rise, color=theme.WEIGHT, **look)


def beside() -> tuple[Room, Room]:
    """Divide the stage into a room for a graph and one for the matrix that it is."""
    left, right = stage().columns(*_SHARES, gap=_BETWEEN)
    return left.inset(left=_LEFT, top=_ABOVE), right
