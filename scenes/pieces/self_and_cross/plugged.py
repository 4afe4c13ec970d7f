"""A grid at a desk with a sentence plugged in below it: together they come, go and are heard."""

from __future__ import annotations

from manim import (
    Animation,
    AnimationGroup,
    FadeIn,
    FadeOut,
    LaggedStart,
    VGroup,
)

from scenes import theme
from scenes.mobjects.tensor_shape import shape_of
from scenes.pieces.self_and_cross.asked_grid import AskedGrid
from scenes.pieces.self_and_cross.cartridge import Cartridge
from scenes.pieces.self_and_cross.desks import TITLE_ABOVE, Desk
from scenes.pieces.self_and_cross.names import Names
from scenes.stage.cited import Quantity
from scenes.stage.layout import line
from scenes.stage.text import Text

_TITLE, _GAP = 0.5, 0.3


class Plugged:
    """Parts that stand on stage one by one; ``titles`` say what the grid is of."""

    def __init__(self, desk: Desk, grid: AskedGrid, cartridge: Cartridge, *titles: Text) -> None:
        self.desk, self.grid, self.cartridge, self.titles = desk, grid, cartridge, VGroup(*titles)

    def open_from(self, names: Names) -> Animation:
        """Come, with nothing heard yet; the words that answer come out of those that ask."""
        return AnimationGroup(self.cartridge.come_from(names.words), FadeIn(self.titles))

    def give_way(self, other: Plugged, *beside: Animation) -> Animation:
        """Leave before another one comes, of which the rows then ask."""
        gone = self.cartridge.leave(), FadeOut(self.titles, self.grid.cells, self.grid.told)
        coming = other.cartridge.come(), FadeIn(other.titles), *beside
        steps = AnimationGroup(*gone), AnimationGroup(*coming), other.grid.ask()
        return LaggedStart(*steps, lag_ratio=0.5)

    def come(self) -> Animation:
        """Come, with all that is heard, though without a number."""
        coming = FadeIn(self.grid.cells, lag_ratio=0.02)
        return AnimationGroup(self.cartridge.come(), coming, FadeIn(self.titles))

    def leave(self) -> Animation:
        """Go with all that is heard."""
        gone = FadeOut(self.grid.cells, self.grid.rim, self.titles)
        return AnimationGroup(self.cartridge.leave(), gone)

    @property
    def around(self) -> VGroup:
        """All but words, what they stand on, cells and numbers."""
        return VGroup(self.cartridge.pins, self.cartridge.label, self.titles)

    def under(self, titles: VGroup) -> Plugged:
        """Return the same below other titles, which stand there already."""
        return Plugged(self.desk, self.grid, self.cartridge, *titles)

    def tell(self) -> Animation:
        """Let the numbers come, and those be seen who answer the followed row most."""
        seen = (self.cartridge.flash(place) for place in self.grid.leaders)
        return AnimationGroup(self.grid.tell(), *seen)

    def hand_back(self, names: Names) -> Animation:
        """Hand over to the one who asks."""
        return self.grid.hand_back(self.cartridge, names)


def titled(grid: AskedGrid, said: Text, weights: Quantity, *, is_alone: bool) -> VGroup:
    """Say above a grid what it is of, and above a lone one how many rows and columns it has."""
    shapes = [shape_of(weights, size=_TITLE, color=theme.QUIET)] if is_alone else []
    title = line(said, *shapes, gap=_GAP)
    title.set_x(grid.cells.get_x())
    return title.shift([0, grid.desk.top + TITLE_ABOVE - said.baseline, 0])
