"""Who may see whom under several masks, side by side."""

from __future__ import annotations

from collections.abc import Sequence

from manim import RIGHT, UP, VGroup

from scenes import theme
from scenes.mobjects.attention_grid import AttentionGrid
from scenes.stage.cited import Quantity
from scenes.stage.text import Text

_CELL = (1.0, 0.76)


class MaskPanels(VGroup):
    """One grid of ones and zeros for each named mask; zeros are black."""

    def __init__(self, masks: dict[str, Quantity], words: Sequence[str]) -> None:
        super().__init__()
        for name, mask in masks.items():
            grid = AttentionGrid(
                mask, decimals=0, cell=_CELL, visible=mask.values, queries=words, keys=words
            )
            title = Text(name, size=0.45, color=theme.HIGHLIGHT).set_x(grid.cells.get_x())
            title.stand_on(grid.cells.get_bottom()[1] - 0.6)
            self.add(VGroup(grid, title))
        self.arrange(RIGHT, buff=0.9, aligned_edge=UP)
