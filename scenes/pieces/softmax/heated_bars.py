"""A temperature to slide, and the bars that it changes."""

from __future__ import annotations

from manim import VGroup

from scenes.mobjects.bar_column import BarColumn
from scenes.pieces.softmax.slider import Slider
from scenes.stage.cited import Quantity


class HeatedBars(VGroup):
    """Bars that show one row of a table, and a slider that says which."""

    def __init__(self, slider: Slider, bars: BarColumn, rows: Quantity) -> None:
        super().__init__(slider, bars)
        self.slider, self.bars, self.rows = slider, bars, rows

    def show(self, place: int) -> HeatedBars:
        """Put the slider at one of its values, and let the bars show what belongs to it."""
        self.slider.show(place)
        self.bars.show(self.rows[place])
        return self
