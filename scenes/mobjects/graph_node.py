"""A node of a graph: a word in a circle, and beside it the vector that it carries."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from manim import ORIGIN, Animation, AnimationGroup, FadeOut, Mobject, VGroup, VMobject
from manim.utils.color import ManimColor

from scenes import theme
from scenes.mobjects.attention_grid import AttentionGrid
from scenes.stage.cited import Declared, Quantity
from scenes.stage.claims import Furniture, Surrounds, shows
from scenes.stage.shapes import Circle
from scenes.stage.text import Text

_RADIUS, _SIZE = 0.64, 0.52
_CELL = 0.4
_APART = 0.14  # between the circle and the column
_LARGEST = 1.2  # of a column: a parcel whose weight is one


class GraphNode(VGroup):
    """A word in its circle with a small coloured column, brighter the larger the entry.

    It has digits until it hides them.

    Parameters
    ----------
    vector
        What it carries.
    limit
        The largest size of an entry in all vectors: there the hue is full.
    beside
        Towards where the column stands: x is left or right, y raises it.
    """

    def __init__(
        self, word: str, vector: Quantity, *, limit: float, beside: Sequence[float] = (1, 0)
    ) -> None:
        self.label = Text(word, size=_SIZE, declared=Declared("token"))
        radius = max(_RADIUS, self.label.width / 2 + _APART)
        self.circle = Circle(radius, color=theme.QUIET, stroke_width=theme.STROKE_THIN)
        self.circle.set_fill(theme.PANEL, opacity=1)
        shows(self.circle, Surrounds.of(self.label))
        self.label.move_to(ORIGIN).stand_on(-theme.MIDDLE * self.label.size)
        law = partial(theme.size_color, limit=limit, hue=theme.VALUE)
        column = AttentionGrid(vector[:, None], decimals=0, cell=(_CELL, _CELL), color_of=law)
        column.shift([beside[0] * (radius + _APART + _CELL / 2), beside[1] * column.height / 2, 0])
        self.column, self.digits = column.cells, column.marks
        super().__init__(self.circle, self.label, self.column, self.digits)

    @property
    def carried(self) -> list[VMobject]:
        """List what of its vector is shown: the column, and the digits until they are hidden."""
        return [part for part in (self.column, self.digits) if part in self.submobjects]

    def invert(self) -> Animation:
        """Let the circle be white and its word dark: no other looks like it."""
        return self._paint(theme.HIGHLIGHT, theme.GROUND)

    def revert(self) -> Animation:
        """Let the node look as it did."""
        return self._paint(theme.PANEL, theme.INK)

    def _paint(self, ground: ManimColor, ink: ManimColor) -> Animation:
        circle = self.circle.animate.set_fill(ground)
        return AnimationGroup(circle, self.label.animate.set_fill(ink), run_time=theme.QUICK)

    def hide_digits(self) -> Animation:
        """Let the digits go: from now on colours tell the entries."""
        self.remove(self.digits)
        return FadeOut(self.digits)

    def parcel(self, weight: float) -> VGroup:
        """Return a copy of the column, its area in proportion to the weight."""
        return self.column.copy().scale(theme.dot_radius(weight, _LARGEST))

    def ring(self, weight: float) -> Mobject:
        """Return a ring around the node, broad as its edge, which is to grow and fade."""
        ring = self.circle.copy().set_fill(opacity=0).set_z_index(-1)
        ring.set_stroke(theme.HIGHLIGHT, 2 + theme.edge_width(weight))
        return shows(ring, Furniture("ring"))
