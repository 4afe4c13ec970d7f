"""A heat map of which only a part is shown, at no cost for the rest."""

from __future__ import annotations

from scenes import theme
from scenes.mobjects.heat_map import HeatMap
from scenes.stage.cited import Quantity
from scenes.stage.claims import Raster, shows
from scenes.stage.drawing.pixels import PixelFill, Pixels


class CroppedMap(HeatMap):
    """Weights from 0 to 1 whose colours are asked for once, whatever part of them is seen."""

    def __init__(self, quantity: Quantity, *, width: float, height: float) -> None:
        super().__init__(quantity, width=width, height=height, color_of=theme.weight_color)
        self._whole, self._colors = quantity, self.pixels

    def crop(self, rows: slice, columns: slice) -> CroppedMap:
        """Show these cells alone, in the outline that the map has now."""
        self.quantity = self._whole[rows, columns]
        self.fill_rgbas = PixelFill(Pixels(self._colors[rows, columns]), self.get_fill_opacity())
        return shows(self, Raster(self.quantity, self.color_of))
