"""A grid at a desk with a sentence plugged in below it: together they come, go and are heard."""

from __future__ import annotations

from manim import Animation, AnimationGroup, FadeIn, FadeOut, ReplacementTransform, VGroup

from scenes import theme
from scenes.mobjects.tensor_shape import shape_of
from scenes.mobjects.token_row import TokenRow
from scenes.pieces.self_and_cross.asked_grid import AskedGrid
from scenes.pieces.self_and_cross.cartridge import Cartridge
from scenes.pieces.self_and_cross.desks import TITLE_ABOVE, Desk
from scenes.stage.cited import Quantity
from scenes.stage.layout import line
from scenes.stage.text import Text

_TITLE, _GAP = 0.5, 0.3


class Plugged:
    """Parts that stand on stage one by one; ``titles`` say what the grid is of."""

    def __init__(self, desk: Desk, grid: AskedGrid, cartridge: Cartridge, *titles: Text) -> None:
        self.desk, self.grid, self.cartridge, self.titles = desk, grid, cartridge, VGroup(*titles)

    def open_from(self, tokens: TokenRow) -> Animation:
        """Come, with nothing heard yet; the words come out of boxes."""
        return AnimationGroup(self.cartridge.come_from(tokens), self.grid.open())

    def come(self) -> Animation:
        """Come, with all that is heard."""
        coming = FadeIn(self.grid.cells, self.grid.told, lag_ratio=0.02)
        return AnimationGroup(self.cartridge.come(), coming, FadeIn(self.titles))

    def under(self, titles: VGroup) -> Plugged:
        """Return the same below other titles, which stand there already."""
        return Plugged(self.desk, self.grid, self.cartridge, *titles)

    def hand_over(self) -> Animation:
        return self.grid.hand_over(self.cartridge)

    def give_way(self, other: Plugged) -> Animation:
        """Let the lights go out, and the grid become another one in which nothing is heard yet."""
        gone = self.cartridge.leave(), FadeOut(self.titles)
        return AnimationGroup(*gone, self.grid.give_way(other.grid))

    def go(self, other: Plugged) -> Animation:
        """Go to where the same is plugged in at another desk."""
        moved = ReplacementTransform(self.cartridge, other.cartridge)
        named = ReplacementTransform(self.titles, other.titles)
        return AnimationGroup(self.grid.become(other.grid), moved, named)


def titled(grid: AskedGrid, said: Text, weights: Quantity) -> VGroup:
    """Say above a grid what it is of, and how many rows and columns it has."""
    title = line(said, shape_of(weights, size=_TITLE, color=theme.QUIET), gap=_GAP)
    title.set_x(grid.cells.get_x())
    return title.shift([0, grid.desk.top + TITLE_ABOVE - said.baseline, 0])
