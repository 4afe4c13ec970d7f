"""Counts as they are written, and the matrices that are counted as they are drawn."""

from __future__ import annotations

from functools import partial

from manim import DOWN, UP, VGroup
from manim.utils.color import ManimColor

from scenes import theme
from scenes.mobjects.equation_line import EquationLine
from scenes.stage.cited import Citation, Quantity
from scenes.stage.claims import Encoding, shows
from scenes.stage.layout import line
from scenes.stage.shapes import Rectangle
from scenes.stage.text import Numeral, Text

_SIZE = 0.55


def hues() -> tuple[ManimColor, ...]:
    """Return the hues of the four matrices of attention; the last leads values up again."""
    return theme.QUERY, theme.KEY, theme.VALUE, theme.VALUE


def count(cited: Citation, size: float | None = None, **style: object) -> Numeral:
    """Write a count, its thousands apart."""
    height = theme.SIZE_LABEL if size is None else size
    return Numeral(cited, decimals=0, size=height, grouped=True, **style)


def product(*terms: Quantity, makes: Quantity) -> EquationLine:
    """Write what is multiplied, and what that makes."""
    style = {"decimals": 0, "grouped": True, "size": _SIZE}
    return EquationLine("product", [one.cite() for one in terms], makes.cite(), **style)


def said_of(words: str, equation: EquationLine) -> VGroup:
    """Say above an equation what it counts."""
    return VGroup(Text(words, size=theme.SIZE_TOKEN), equation).arrange(DOWN, buff=0.25)


def named(equation: EquationLine, *words: str) -> VGroup:
    """Return what stands above the numbers of an equation and says what they count."""
    numbers = *equation.terms, equation.total
    each = zip(words, numbers, strict=True)
    return VGroup(*(Text(one, size=theme.SIZE_TOKEN).next_to(to, UP) for one, to in each))


def per_cent(share: Quantity, size: float) -> VGroup:
    """Write a share in per cent."""
    style = {"size": size, "color": theme.HIGHLIGHT}
    return line(Numeral(share.cite(), decimals=1, **style), Text("%", **style), gap=0.1)


def filled(shape: Rectangle, color: ManimColor) -> Rectangle:
    """Fill a shape, and leave its outline away."""
    return shape.set_fill(color, opacity=1).set_stroke(width=0)


def matrix(
    cited: Citation, side: float, law: partial[float], group: str, *, lies: bool
) -> Rectangle:
    """Draw a matrix to scale: it has one side, and the other shows how many numbers it has."""
    far = law(cited.value)
    shape = Rectangle(width=side if lies else far, height=far if lies else side)
    shape.set_fill(theme.VALUE, opacity=1).set_stroke(width=0)
    return shows(shape, Encoding(cited, "height" if lies else "width", law, group))
