"""The shapes that claim what they show, or that they are furniture; drawn as manim's own."""

from __future__ import annotations

import manim

from scenes.stage.claims import Claiming, Furniture


class Arrow(Claiming, manim.Arrow):
    pass


class Circle(Claiming, manim.Circle):
    pass


class DashedLine(Claiming, manim.DashedLine):
    pass


class Dot(Claiming, manim.Dot):
    pass


class Line(Claiming, manim.Line):
    pass


class Path(Claiming, manim.VMobject):
    """Any curve."""


class Polygon(Claiming, manim.Polygon):
    pass


class Rectangle(Claiming, manim.Rectangle):
    pass


class RoundedRectangle(Claiming, manim.RoundedRectangle):
    pass


class Square(Claiming, manim.Square):
    pass


class SurroundingRectangle(Claiming, manim.SurroundingRectangle):
    pass


class Bracket(Path):
    """A bracket, whatever it holds."""

    claim = Furniture("bracket")


class Outline(Rectangle):
    """The outline of what a shape would be at its largest."""

    claim = Furniture("outline")


class Panel(RoundedRectangle):
    """A ground for words."""

    claim = Furniture("panel")


class Rule(Line):
    """An axis, a tick, a line below a column."""

    claim = Furniture("rule")


class Statement(Claiming, manim.VGroup):
    """Numbers and signs that spell out an equation."""
