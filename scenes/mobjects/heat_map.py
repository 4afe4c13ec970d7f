"""All entries of a matrix as one coloured picture, at the same cost for any size."""

from __future__ import annotations

import numpy as np
from manim import VGroup

from scenes import theme
from scenes.stage.cited import Quantity
from scenes.stage.claims import Encoding, Raster, shows
from scenes.stage.drawing.pixels import Law, PixelFill, Pixels, corners_of
from scenes.stage.shapes import Polygon, Rectangle

_LINE = 1  # covers the seams between cells that are drawn one by one


class HeatMap(Rectangle):
    """A rectangle with a cell for each entry, coloured by a law of the theme.

    It is one mobject with one path. Whatever moves, fades, scales, turns or morphs a rectangle does
    so with the map; its opacity can change, its colours cannot, for they are the entries. A scene
    that shows it needs ``camera_class=FilmCamera``.

    A transformation from or to as many squares as it has cells, in the order of rows, takes every
    square to its own cell. One from or to anything else, another map as well, blends the two
    pictures on the way.
    """

    def __init__(
        self,
        quantity: Quantity,
        *,
        width: float,
        height: float,
        color_of: Law | None = None,
    ) -> None:
        self.quantity, self.color_of = quantity, color_of or theme.weight_color
        super().__init__(width=width, height=height, stroke_width=0)
        self.fill_rgbas = PixelFill(Pixels.of(quantity.values, self.color_of))
        shows(self, Raster(quantity, self.color_of))

    @property
    def pixels(self) -> np.ndarray:
        """The colour of each cell: rows × columns × (red, green, blue), 0 … 255."""
        pixels, _share = max(self.fill_rgbas.pictures, key=lambda picture: picture[1])
        return pixels.colors

    def cells(self) -> VGroup:
        """Return the cells as squares of their own, where they stand; a few hundred at most."""
        rows, columns = self.quantity.shape
        start, right, below = corners_of(self)
        across, down = (right - start) / columns, (below - start) / rows
        cells = VGroup()
        for i, j in np.ndindex(rows, columns):
            color = self.color_of(float(self.quantity.values[i, j]))
            corner = start + j * across + i * down
            cell = Polygon(
                corner + across, corner, corner + down, corner + across + down,
                color=color, stroke_width=_LINE, fill_opacity=self.get_fill_opacity(),
                stroke_opacity=self.get_fill_opacity(),
            )  # fmt: skip
            cells.add(shows(cell, Encoding(self.quantity.cite(i, j), "fill", self.color_of)))
        return cells

    def add_n_more_submobjects(self, n: int) -> None:
        """Come apart into cells where a transformation asks for as many pieces."""
        match self.submobjects:
            case [HeatMap() as whole] if n + 1 == whole.quantity.values.size:
                self.submobjects = whole.cells().submobjects
            case _:
                super().add_n_more_submobjects(n)

    def get_gradient_start_and_end_points(self) -> tuple[np.ndarray, np.ndarray]:
        """Refuse to be drawn by a camera that takes the picture for a gradient.

        Raises
        ------
        TypeError
            If the fill is a picture: only a camera that knows none asks for a gradient's ends.
        """
        if not isinstance(self.fill_rgbas, PixelFill):
            return super().get_gradient_start_and_end_points()
        raise TypeError(
            "this camera cannot draw a heat map: make the scene with camera_class=FilmCamera, "
            "of scenes.stage.camera"
        )
