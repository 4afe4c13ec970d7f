"""Scores as dots that never change; the light behind them is what softmax makes of those seen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from manim import (
    LEFT,
    RIGHT,
    Animation,
    AnimationGroup,
    Create,
    FadeIn,
    FadeOut,
    LaggedStart,
    Mobject,
    ReplacementTransform,
    VGroup,
)

from scenes import theme
from scenes.mobjects.attention_grid import AttentionGrid
from scenes.stage.cited import Quantity
from scenes.stage.claims import Encoding, shows
from scenes.stage.layout import Room
from scenes.stage.shapes import Outline, Rectangle

_LARGEST_CELL = (1.2, 1.5)
_ROOM = {"left": 1.75, "right": 4.65, "top": 1.0, "bottom": 0.05}
_LIGHT, _FLYING, _NAMES = 0.2, 0.3, 2  # in depth: behind the dots, and before all that slides


class StencilledGrid(AttentionGrid):
    """Who listens to whom; columns of filling come behind the words when they are asked for.

    Parameters
    ----------
    room
        As wide as the grid is with its filling.
    filling
        How many of the last columns are filling; where there is none behind the words, one of
        them is taken for it.
    """

    def __init__(
        self,
        room: Room,
        scaled: Quantity,
        queries: Sequence[str],
        keys: Sequence[str],
        filling: int,
    ) -> None:
        self.count, whole = scaled.shape
        self._filling, self.marked = range(whole - filling, whole), list[Mobject]()
        inner = room.inset(**_ROOM)
        super().__init__(
            scaled,
            queries=queries,
            keys=keys,
            view="dots",
            limit=scaled.limit(),
            cell=inner.cell(self.count, whole, most=_LARGEST_CELL),
            axes=("who listens", "who speaks"),
        )
        held = inner.hold(self.cells.copy(), RIGHT)
        self.shift(held.get_center() - self.cells.get_center())
        self.axis_titles[1].set_x(self.sentence().get_x())
        for names in (self.row_labels, self.column_labels, self.axis_titles):
            names.set_z_index(_NAMES)
        self.lights: dict[tuple[int, int], Rectangle] = {}

    def sentence(self) -> VGroup:
        """Return the cells of real words."""
        return VGroup(*(self.cell(*at) for at in np.ndindex(self.count, self.count)))

    def columns(self, *, filling: bool) -> range:
        """Return which columns are of filling, or which are of real words."""
        return self._filling if filling else range(self.count)

    def parts(self, *, filling: bool) -> VGroup:
        """Return cells, dots and names of the columns of filling, or of all others."""
        columns = self.columns(filling=filling)
        places = [(i, j) for i in range(self.count) for j in columns]
        cells = VGroup(*(self.cell(*at) for at in places))
        dots = VGroup(*(self.mark(*at) for at in places))
        return VGroup(cells, dots, VGroup(*(self.column_labels[j] for j in columns)))

    def point_at(self, query: int, *keys: int) -> Outline:
        """Frame neighbouring cells of a row, before all that may hide them."""
        return _framing(VGroup(*(self.cell(query, key) for key in keys)))

    def filling_width(self) -> float:
        """Return how much wider it is with its filling."""
        return (self.quantity.shape[1] - self.count) * self.cell_size[0]

    def enter(self, around: int) -> Animation:
        """Let all rows but one come, from it outwards."""
        others = sorted(set(range(self.count)) - {around}, key=lambda row: abs(row - around))
        rows = (VGroup(self.row_labels[i], self.filled_cells(i)[: self.count]) for i in others)
        return LaggedStart(*map(FadeIn, (*rows, self.axis_titles)), lag_ratio=0.3)

    def take_light(
        self, row: int, lights: Iterable[Rectangle], weights: Quantity
    ) -> Iterator[tuple[Rectangle, Rectangle]]:
        """Pair the lights that a row had elsewhere with those that it has here."""
        for j, light in enumerate(lights):
            self.lights[row, j] = self.lit(weights, (row, j))
            yield light, self.lights[row, j]

    def fill_up(self) -> Animation:
        """Let the columns of filling come from the right, or mark those that are taken for it."""
        if not self.filling_width():
            self.marked.append(_framing(VGroup(*(self.column(j) for j in self._filling))))
            return Create(self.marked[0])
        return FadeIn(self.parts(filling=True), shift=LEFT * 0.5, lag_ratio=0.02)

    def empty(self) -> list[Animation]:
        """Let columns of filling go, with their light; those that are words stay."""
        if not self.filling_width():
            return []
        lit = [at for at in self.lights if at[1] in self._filling]
        return [FadeOut(self.parts(filling=True), *map(self.lights.pop, lit))]

    def shine(self, weights: Quantity, flights: Sequence[tuple[int, int, int]] = ()) -> Animation:
        """Let the light go to other weights, in some rows from one cell to another.

        Columns that had none are lit now.
        """
        old = self.lights
        self.lights = {at: self.lit(weights, at) for at in np.ndindex(*weights.shape)}
        new, moves = self.lights, list[Animation]()
        for row, hidden, to in flights:
            flying = old.pop((row, hidden)).set_z_index(_FLYING)
            moves.append(FadeOut(flying, target_position=new[row, to]))
        for at, one in new.items():
            moves.append(ReplacementTransform(old[at], one) if at in old else FadeIn(one))
        return AnimationGroup(*moves)

    def lit(self, weights: Quantity, at: tuple[int, int]) -> Rectangle:
        """Light a cell as much as it is heard."""
        cited = weights.cite(*at)
        lit = self.cell(*at).copy().set_fill(theme.weight_color(cited.value)).set_z_index(_LIGHT)
        return shows(lit, Encoding(cited, "fill", theme.weight_color))


def _framing(cells: Mobject) -> Outline:
    frame = Outline(width=cells.width, height=cells.height).move_to(cells)
    return frame.set_stroke(theme.HIGHLIGHT, theme.STROKE_FRAME).set_z_index(_NAMES)
