"""A graph under what its kind is called, and beside it the matrix that it is."""

from __future__ import annotations

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
    LaggedStart,
    Succession,
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
from scenes.stage.layout import stage
from scenes.stage.phrases import Phrase
from scenes.stage.shapes import Panel, Path
from scenes.stage.text import Numeral, Text

SIZE, GAP = 0.58, 1.3
WIDE, WIDEST = 9.4, 7.1  # a graph alone, and one with its matrix beside it
_SHARES = 1.75, 1  # of the stage: of the graph and of its matrix
_ABOVE, _NAME = 0.7, 0.5
_CELL, _LABELS = (0.9, 0.9), 1.1
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
        left, right = stage().columns(*_SHARES, gap=0.3)
        right = right.inset(bottom=_PILL + 0.1)
        weights, visible = weights[:shown], trace.visible[:shown]
        queries, keys = asking[:shown].words(), answering.words()
        look = {"size": SIZE, "gap": GAP, "rise": rise, "widest": WIDEST, "color": theme.WEIGHT}
        self.graph = AttentionGraph(weights, visible, queries, keys if rise else None, **look)
        self.graph.stand_at(left.inset(top=_ABOVE if rise else 0).center)
        cell = right.inset(left=_LABELS, top=_LABELS).cell(*weights.shape, most=_CELL)
        look = {"visible": visible, "view": "heat", "cell": cell}
        self.grid = right.hold(AttentionGrid(weights, queries=queries, keys=keys, **look), RIGHT)
        self.asked = VGroup()
        title = Text(name, size=_NAME, color=theme.HIGHLIGHT)
        made = in_pill(origin(trace.source.label, head).scale(_MADE), _PILL)
        self.named = VGroup(stage().hold(title, UP + LEFT), stage().hold(made, DOWN + RIGHT))
        super().__init__(self.graph, self.grid, self.named)

    def grow_from(self, grid: AttentionGrid) -> Animation:
        """Let a matrix of the same words step aside, and the graph that it is grow beside it."""
        aside = become(parts(grid), parts(self.grid)), FadeIn(self.graph.tokens, self.named)
        growing = LaggedStart(*map(Create, self.graph.edges), lag_ratio=0.1, run_time=theme.NORMAL)
        return Succession(AnimationGroup(*aside, run_time=0.8 * theme.NORMAL), growing)

    def ask(self, query: int, key: int) -> Path:
        """Draw one of the edges before its weight is known."""
        self._edge, self.number = self.graph.edge(query, key), self.graph.numbers(query)[key]
        path = Path(stroke_color=theme.KEY, stroke_width=theme.STROKE_FRAME)
        self.asked.add(shows(path, Furniture("outline", of="key")))
        return path.set_points(self._edge.path.points)

    def answer(self) -> Animation:
        """Let all edges recede but the one asked for: it and its cell light up with its weight."""
        cell = self.grid.cell(self._edge.query, self._edge.key)
        look = {"size": _NUMBER * cell.width, "color": theme.ink_on(cell.get_fill_color())}
        written = Numeral(self.number.citation, **look).move_to(cell)
        plate = Panel(width=1.1 * self.number.width, height=1.3 * self.number.height)
        plate.set_fill(theme.GROUND, opacity=1).set_stroke(width=0).move_to(self.number)
        self.named.add(plate, self.number, written, frame := self.grid.frame(VGroup(cell)))
        hues = (theme.KEY if edge is self._edge else theme.EDGE for edge in self.graph.edges)
        edges = zip(self.graph.edges, hues, strict=True)
        lit = (edge.animate.set_color(hue) for edge, hue in edges)
        return AnimationGroup(*lit, FadeIn(plate, self.number, written), Create(frame))

    def give_way_to(self, other: KindOfGraph) -> list[Animation]:
        """Let a graph of another kind, and its matrix, come of these."""
        moves = [*self.graph.become(other.graph), *map(FadeOut, other.asked)]
        return [*moves, *other.take(self.grid), exchange(self.named, other.named)]

    def take(self, grid: AttentionGrid) -> list[Animation]:
        """Let the matrix come of another one."""
        return [become(parts(grid), parts(self.grid))]


def parts(grid: AttentionGrid) -> list[VGroup]:
    """List what a matrix keeps when it becomes another one: its words and its cells."""
    return [grid.column_labels, grid.row_labels, grid.cells]
