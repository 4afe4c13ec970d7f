"""What a query, a key and a value do, as icons: ask, answer, hand something over."""

from __future__ import annotations

from functools import cache, partial

import numpy as np
from manim import (
    DOWN,
    RIGHT,
    TAU,
    UP,
    AnnularSector,
    Circle,
    Difference,
    Intersection,
    Polygon,
    Rectangle,
    RoundedRectangle,
    Union,
    VMobject,
)

from scenes import theme
from scenes.stage.cited import Citation
from scenes.stage.claims import Encoding, Furniture, shows
from scenes.stage.shapes import Path

ROLES = ("query", "key", "value")


class Icon(Path):
    """A bubble asks (query), a raised hand answers (key), a parcel is handed over (value).

    Each has the hue of its role, is filled and has no strokes: it looks the same at any size.
    """

    def __init__(self, role: str, *, height: float = 0.6) -> None:
        hue = theme.hue_of(role)
        super().__init__(stroke_width=0, fill_color=hue, fill_opacity=1)
        self.role = role
        self.claim = Furniture("icon", of=role)
        self.set_points(_outline(role))
        self.scale(height / self.height)


def parcel(weight: Citation, largest: float) -> Icon:
    """Draw a value as a parcel whose area is its weight, ``largest`` being half of the widest."""
    law = partial(theme.dot_radius, largest=largest)
    icon = Icon("value")
    icon.scale(2 * law(weight.value) / icon.width)
    icon.set_z_index(1)  # over what pulls at it
    return shows(icon, Encoding(weight, "radius", law, group=f"parcels {largest:.3f}"))


@cache
def _outline(role: str) -> np.ndarray:
    """Return the points of an icon, about one unit high, centred."""
    drawn = {"query": _bubble, "key": _hand, "value": _parcel}[role]()
    return drawn.move_to([0, 0, 0]).points


def _bubble() -> VMobject:
    """Draw a speech bubble out of which a question mark is cut."""
    body = RoundedRectangle(width=1.3, height=0.94, corner_radius=0.36)
    tail = Polygon([-0.4, -0.64, 0], [0.02, -0.3, 0], [-0.36, -0.3, 0])
    hook = AnnularSector(0.1, 0.22, angle=0.75 * TAU, start_angle=-0.25 * TAU)
    hook.reverse_direction().shift(0.14 * UP)
    stem = RoundedRectangle(width=0.12, height=0.22, corner_radius=0.03).shift(0.09 * DOWN)
    point = Circle(radius=0.075).shift(0.32 * DOWN)
    return Difference(Union(body, tail), Union(hook, stem, point))


def _hand() -> VMobject:
    """Draw somebody with a raised hand, who knows the answer."""
    head = Circle(radius=0.25).move_to([-0.06, 0.24, 0])
    chest = RoundedRectangle(width=0.84, height=0.9, corner_radius=0.34).move_to([0, -0.54, 0])
    chest = Intersection(chest, Rectangle(width=2, height=0.48).move_to([0, -0.32, 0]))
    arm = Rectangle(width=0.19, height=0.9)
    arm = Union(arm, Circle(radius=0.14).shift(0.45 * UP)).move_to([0.325, 0.16, 0])
    return Union(head, chest, arm)


def _parcel() -> VMobject:
    """Draw a box with its lid, tied with a ribbon."""
    box = RoundedRectangle(width=0.9, height=0.56, corner_radius=0.06).shift(0.24 * DOWN)
    lid = RoundedRectangle(width=1.04, height=0.24, corner_radius=0.06).shift(0.22 * UP)
    ribbon = Rectangle(width=0.12, height=2)
    loop = Circle(radius=0.17).stretch(0.62, 1).rotate(0.5).shift(0.2 * RIGHT + 0.46 * UP)
    loop = Difference(loop, loop.copy().scale(0.45))
    bow = Union(loop, loop.copy().flip(UP, about_point=[0, 0, 0]))
    return Union(Difference(Union(box, lid), ribbon), bow)
