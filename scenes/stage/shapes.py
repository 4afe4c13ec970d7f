"""The shapes that can claim to show a value; they are drawn as manim's own."""

from __future__ import annotations

import manim

from scenes.stage.claims import Claiming


class Arrow(Claiming, manim.Arrow):
    pass


class Circle(Claiming, manim.Circle):
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


class Square(Claiming, manim.Square):
    pass


class Statement(Claiming, manim.VGroup):
    """Numbers and signs that spell out an equation."""
