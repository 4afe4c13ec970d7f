"""What a row shows, written at the left edge of the stage, with how many there are of it."""

from __future__ import annotations

from manim import LEFT, VGroup

from scenes import theme
from scenes.stage.cited import Citation
from scenes.stage.text import Numeral, Text


class RowName(VGroup):
    """A name in the middle of a row's height; with ``count``, that number stands above it."""

    def __init__(self, name: str, height: float, *, count: Citation | None = None) -> None:
        self.label = Text(name, size=theme.SIZE_LABEL, color=theme.QUIET)
        self.label.stand_on(height - (0.1 if count is None else 0.34))
        super().__init__(self.label)
        if count is not None:
            self.number = Numeral(count, decimals=0, size=theme.SIZE_FORMULA)
            self.add(self.number.stand_on(height + 0.04))
        for part in self:
            part.set_x(theme.STAGE_LEFT, direction=LEFT)
