"""Boxes that compute."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from manim import VGroup

from scenes import theme
from scenes.mobjects.formula import Formula
from scenes.stage.shapes import Panel
from scenes.stage.text import Text

_CORNER = 0.1

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
