"""Vectors as arrows from one origin; both axes have the same unit, so that angles are true."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, Arrow, Mobject, VGroup
from manim.utils.color import ManimColor

from scenes import theme
from scenes.mobjects.plane import Plane
from scenes.pieces.dot_product_scores.obstacle import Obstacle
from scenes.stage.cited import Quantity, extent
from scenes.stage.claims import Placement, shows
from scenes.stage.shapes import Rectangle
from scenes.stage.text import Text

_ROOM = (0.14, 0.27)  # between an arrow's tip and its name, beside it and above it
_TURNS = (0, 30, -30, 60, -60, 90, -90, 120, -120)  # degrees off the arrow's own direction
_FARTHER = 1.0, 1.35, 1.7, 2.1, 2.7, 3.4  # times as far as is needed, where spots are taken
_FAR = 0.3  # lines that are touched rather than that a name is a unit farther
_AROUND = 0.35  # of the longest reach of an arrow: what is shown in all directions
_THIN, _THICK = 0.09, 0.3  # how wide heights are, and where all are short
_SHORT = 1.0
_STROKE = 8.0  # of an arrow
_HALO = 8.0  # what parts a name from lines below
_INSIDE = 0.97  # of the box, for the arrows; the rest is for their names


class VectorPlane(VGroup):
    """A box that holds the tips of all given vectors, however long they are.

    Parameters
    ----------
    vectors
        Quantities of shape vectors × 2.
    """

    def __init__(self, *vectors: Quantity, width: float, height: float) -> None:
        ends = extent(*vectors)
        around = _AROUND * float(np.abs(ends).max())  # even where no arrow leads, for the names
        low, high = np.minimum(ends[0], -around), np.maximum(ends[1], around)
        box = np.array([width, height])
        self._unit = unit = float((_INSIDE * box / np.maximum(high - low, 1e-9)).min())
        middle, half = (low + high) / 2, box / unit / 2
        (left, bottom), (right, top) = middle - half, middle + half
        self.plane = Plane((left, right), (bottom, top), width=width, height=height,
                           color=theme.LINE)  # fmt: skip
        super().__init__(self.plane)

    def arrow(self, vector: Quantity, *, color: ManimColor) -> Arrow:
        """Draw one vector, given by its two coordinates."""
        return self.plane.arrow(vector.cite(0), vector.cite(1), color=color, width=_STROKE)

    def heights_of(self, tips: Quantity) -> VGroup:
        """Draw how high tips are above the level of the origin, or below it.

        Where all of them are short, they are thicker, so that they are seen.
        """
        tallest = self._unit * tips[:, 1].limit()
        width = min(_THICK, _THIN * max(1.0, _SHORT / max(tallest, 1e-9)))
        return VGroup(*(self._height_of(tip, width) for tip in tips))

    def _height_of(self, tip: Quantity, width: float) -> Rectangle:
        across, along = tip.cite(0), tip.cite(1)
        ends = self.plane.at(across.value, 0), self.plane.at(across.value, along.value)
        side = DOWN if along.value < 0 else UP
        height = Rectangle(width=width, height=abs(ends[1][1] - ends[0][1]), stroke_width=0,
                           fill_color=theme.sign_color(along.value), fill_opacity=1)  # fmt: skip
        height.move_to(ends[0], aligned_edge=-side)
        places = (across, 0.0), (across, along)
        return shows(height, Placement(self.plane, places, partial(_ends, side=side)))

    def name_tips(
        self, words: Iterable[str], arrows: Iterable[Arrow], avoid: Iterable[Mobject], size: float
    ) -> VGroup:
        """Write the words of keys at the tips of their arrows, where nothing else stands."""
        placed, names = [*avoid], VGroup()
        for word, arrow in zip(words, arrows, strict=True):
            name = Text(word, size=size, color=theme.KEY).set_z_index(1)
            name.set_stroke(theme.GROUND, _HALO, background=True)
            names.add(self._label_tip(name, arrow, placed))
            placed.append(name)
        return names

    def _label_tip(self, label: Mobject, arrow: Arrow, avoid: Iterable[Mobject]) -> Mobject:
        """Put a label beyond an arrow's tip, turned aside where other things stand."""
        tip, origin = arrow.get_end(), arrow.get_start()
        way = (tip - origin) / max(1e-9, np.linalg.norm(tip - origin))
        ways = [_turned(way, np.radians(turn)) for turn in _TURNS]
        spots = [tip + far * _clearance(label, aside) for far in _FARTHER for aside in ways]
        return self.place(label, spots, avoid)

    def place(
        self, label: Mobject, spots: Sequence[np.ndarray], avoid: Iterable[Mobject] = ()
    ) -> Mobject:
        """Put a label inside the box, on the spot where it touches the least, near the first.

        Three units farther count about as much as a line that is touched.
        """
        others = list(map(Obstacle.of, avoid))
        half = np.array([label.width, label.height]) / 2

        def crowding(spot: np.ndarray) -> float:
            middle = self._keep_inside(label.move_to(spot)).get_center()[:2]
            touched = sum(other.weight for other in others if other.is_touched(middle, half))
            return touched + _FAR * float(np.linalg.norm(spot - spots[0]))

        return self._keep_inside(label.move_to(min(spots, key=crowding)))

    def _keep_inside(self, label: Mobject) -> Mobject:
        """Shift a label back into the box where it sticks out."""
        low = self.plane.get_corner(DOWN + LEFT) - label.get_corner(DOWN + LEFT)
        high = self.plane.get_corner(UP + RIGHT) - label.get_corner(UP + RIGHT)
        return label.shift(np.maximum(low, 0) + np.minimum(high, 0))

    def reach(self, way: np.ndarray) -> float:
        """Return how far one can go from the origin before the box ends."""
        ends = zip(way, (self.plane.x_range, self.plane.y_range), strict=True)
        return min((e[1] if w > 0 else e[0]) / w for w, e in ends if abs(w) > 1e-9)


def _ends(drawn: Rectangle, side: np.ndarray) -> np.ndarray:
    return np.array([drawn.get_edge_center(-side), drawn.get_edge_center(side)])


def _clearance(label: Mobject, way: np.ndarray) -> np.ndarray:
    """Return how far a label's middle must be from a point so that its box only nears it."""
    half = np.array([label.width, label.height]) / 2 + np.array(_ROOM)
    return way * float((half / np.maximum(np.abs(way[:2]), 1e-9)).min())


def _turned(way: np.ndarray, angle: float) -> np.ndarray:
    cos, sin = np.cos(angle), np.sin(angle)
    return np.array([cos * way[0] - sin * way[1], sin * way[0] + cos * way[1], 0.0])


def upright(vectors: Quantity) -> Quantity:
    """Let what is along the query lead up, and what is across it to the right."""
    return vectors[:, ::-1]
