"""Boxes that compute, and arrows with the shape of what they carry."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from manim import (
    DOWN,
    LEFT,
    RIGHT,
    VGroup,
    VMobject,
)

from scenes import theme
from scenes.mobjects.formula import Formula
from scenes.mobjects.tensor_shape import shape_of
from scenes.stage.cited import Quantity
from scenes.stage.claims import Furniture, shows
from scenes.stage.shapes import Panel, Path, Polygon
from scenes.stage.text import Text

_CORNER = 0.1
_TIP = 0.18
_STROKE = 4
GAP = 0.05  # between an arrow's end and its box
_SHAPES = {  # of arrows
    "left": (LEFT, 0.12),
    "right": (RIGHT, 0.12),
    "below": (DOWN, 0.6),
    "under": (DOWN, 0.12),
}
_SIZE = 0.36  # of shapes

Look = Literal["box", "faint box", "symbol"]


@dataclass(frozen=True)
class Node:
    """What stands at one place: a step in a box, an optional one in a faint box, or a symbol.

    ``words`` of a symbol are mathematics; what it is ``of``, such as a query, has a hue.
    """

    name: str
    words: str
    place: tuple[float, float]
    of: str = ""
    look: Look = "box"


@dataclass(frozen=True)
class Link:
    """An arrow from one node to another, and the tensor that it carries."""

    start: str
    end: str
    carried: Quantity
    of: str = ""
    shape_on: Literal["left", "right", "below", "under"] = "right"


class Block(VGroup):
    """One node, drawn."""

    def __init__(self, node: Node, *, width: float, height: float, size: float) -> None:
        self.node = node
        hue = theme.hue_of(node.of) if node.of else None
        if node.look == "symbol":
            self.label = Formula(node.words, size=1.3 * size, color=hue)
            super().__init__(self.label)
            self.move_to([*node.place, 0])
            return
        faint = node.look == "faint box"
        self.box = Panel(width=width, height=height, corner_radius=_CORNER, fill_opacity=1)
        self.box.set_fill(theme.PANEL).set_stroke(theme.LINE if faint else theme.QUIET)
        self.box.set_stroke(width=theme.STROKE_THIN)
        self.label = Text(node.words, size=size, color=theme.QUIET if faint else hue)
        super().__init__(self.box, self.label.stand_on(-theme.MIDDLE * size))
        self.shift([*node.place, 0])


class Pipe(VGroup):
    """An arrow through given corners, with the shape of what flows beside its first piece."""

    def __init__(self, corners: Sequence[np.ndarray], link: Link) -> None:
        self.link, color = link, theme.hue_of(link.of) if link.of else theme.QUIET
        *before, last = corners
        way = (last - before[-1]) / np.linalg.norm(last - before[-1])
        pipe = Furniture("pipe", of=link.of)
        self.path = shows(Path(stroke_color=color, stroke_width=_STROKE), pipe)
        self.path.set_points_as_corners([*before, last - _TIP * way])
        across = np.array([-way[1], way[0], 0]) * _TIP * 0.5
        base = last - _TIP * way
        self.tip = shows(Polygon(last, base + across, base - across), pipe)
        self.tip.set_stroke(width=0).set_fill(color, 1)
        self.shape = shape_of(link.carried, size=_SIZE, color=theme.QUIET)
        side, buff = _SHAPES[link.shape_on]
        self.shape.next_to((corners[0] + corners[1]) / 2, side, buff=buff)
        super().__init__(self.path, self.tip, self.shape)

    def flow(self) -> VMobject:
        """Return the way of a message along the arrow."""
        return self.path.copy().set_stroke(width=3 * _STROKE)
