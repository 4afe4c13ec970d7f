"""What a picture claims beyond its digits, written down so that a check can hold it to it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import prod
from typing import Literal, Protocol, TypeVar

import numpy as np
from manim import Mobject

from scenes.stage.cited import Citation, Constant, Quantity

Operation = Literal["sum", "difference", "product", "quotient"]
Sign = Literal["=", "≈"]
Channel = Literal["fill", "opacity", "stroke width", "width", "height", "radius"]
Drawn = TypeVar("Drawn", bound="Claiming")


@dataclass(frozen=True)
class Encoding(Constant):
    """One value that is seen and not read: which property shows it, and by which map.

    ``law`` is a function of `scenes.theme`, or a ``functools.partial`` of one. A fill, an opacity
    and a stroke's width equal what the law says; a width, a height and a radius are in proportion
    to it, by one law and one factor for all mobjects of a ``group``: a picture may be scaled as a
    whole. The check has the laws a second time, in `renders.checks.laws`.
    """

    citation: Citation
    channel: Channel
    law: Callable[[float], object]
    group: str = ""


class Axes(Protocol):
    """Where on the stage a pair of values stands now."""

    def at(self, x: float, y: float) -> np.ndarray: ...


@dataclass(frozen=True)
class Placement(Constant):
    """Values that are seen as places: (x, y) pairs on the axes of a plane.

    A coordinate that is a plain number is a place on the axis itself, such as a tick or an index.
    ``anchors`` reads from the mobject the points that stand at those places; a coordinate that is
    NaN is not claimed.
    """

    plane: Axes
    places: tuple[tuple[Citation | float, Citation | float], ...]
    anchors: Callable[[Mobject], np.ndarray]


@dataclass(frozen=True)
class Raster(Constant):
    """A whole matrix seen as a heat map: a cell an entry, coloured by a law of the theme."""

    quantity: Quantity
    law: Callable[[float], object]


@dataclass(frozen=True)
class Furniture(Constant):
    """Nothing is shown: a rule, a bracket, a panel, or of whatever ``kind`` it helps the eye.

    What it is ``of``, such as a query, has a hue, and of all hues that mean something it may have
    this one alone.
    """

    kind: str
    of: str = ""


@dataclass(frozen=True)
class Surrounds(Constant):
    """These entries stand inside, be it as marks, numbers or words, and no others.

    In the hue of a query it points at who listens, in that of a key at who is heard most. A frame
    that goes elsewhere is replaced by the one that is made there.
    """

    citations: tuple[Citation, ...]

    @classmethod
    def of(cls, part: Mobject) -> Surrounds:
        """Claim to surround all that a part of a picture cites."""
        parts = [(one, getattr(one, "claim", None)) for one in part.get_family()]
        found = (getattr(claim or one, "citation", None) for one, claim in parts)
        return cls(tuple(dict.fromkeys(filter(None, found))))


@dataclass(frozen=True)
class Joins(Constant):
    """A line leads from what shows one entry to what shows another."""

    start: Citation
    end: Citation


@dataclass(frozen=True)
class Sent(Constant):
    """What flies goes from what shows one entry to what shows another, and is there in the end."""

    start: Citation
    end: Citation


@dataclass(frozen=True)
class Tip(Constant):
    """The tip of the edge of a weight, at the token that listens."""

    citation: Citation


@dataclass(frozen=True)
class Verdict(Constant):
    """A mark ``says`` yes, as a tick does, or no, as a cross does, of what is 1 or 0."""

    citation: Citation
    says: bool


@dataclass(frozen=True)
class Closed(Constant):
    """A mark closes the way of a ``kind`` of attention: what stands beside it is without it."""

    kind: str


Pictured = Encoding | Placement | Raster | Verdict  # what a value decides
Claim = Pictured | Furniture | Surrounds | Joins | Sent | Tip | Closed


class Number(Protocol):
    """A number on screen."""

    @property
    def shown(self) -> Decimal: ...

    def state(self, *equations: Equation) -> None: ...


@dataclass(frozen=True)
class Equation:
    """Numbers on screen that make another one: "=" if exactly so as they are shown, or else "≈"."""

    operation: Operation
    parts: tuple[Number, ...]
    result: Number
    relation: Sign

    @classmethod
    def of(cls, operation: Operation, parts: Sequence[Number], result: Number) -> Equation:
        """Choose the sign that is true of the shown digits."""
        return cls(operation, tuple(parts), result, relation(operation, parts, result))


def relation(operation: Operation, parts: Sequence[Number], result: Number) -> Sign:
    """Say whether shown numbers make the shown result exactly: "=" if so, or else "≈"."""
    shown = [part.shown for part in parts]
    total = result.shown
    if not all(number.is_finite() for number in (*shown, total)):
        return "≈"
    exact = {
        "sum": lambda: sum(shown) == total,
        "difference": lambda: shown[0] - sum(shown[1:]) == total,
        "product": lambda: prod(shown, start=Decimal(1)) == total,
        "quotient": lambda: total * prod(shown[1:], start=Decimal(1)) == shown[0],
    }
    return "=" if exact[operation]() else "≈"


def relate(
    operation: Operation, terms: Sequence[Iterable[Number]], results: Iterable[Number]
) -> Sign:
    """Let each result state what makes it, and return the one sign that is true of all.

    ``terms`` are columns, and a row of them makes a result.
    """
    rows = list(zip(zip(*terms, strict=True), results, strict=True))
    sign = "=" if all(relation(operation, *row) == "=" for row in rows) else "≈"
    for parts, result in rows:
        result.state(Equation(operation, parts, result, sign))
    return sign


class Claiming:
    """A base of mobjects that claim to show a value or to spell out equations; so do their copies.

    It is none itself, so that manim's other renderers can be refused in a line. The shapes of
    `scenes.stage.shapes` have it, and numerals.
    """

    claim: Claim | None = None
    equations: tuple[Equation, ...] = ()

    def stand_for(self, claim: Claim) -> None:
        """Claim to show this from now on."""
        self.claim = claim

    def state(self, *equations: Equation) -> None:
        """Claim these equations too."""
        self.equations += equations


def shows(mobject: Drawn, claim: Claim) -> Drawn:
    """Let a mobject claim to show something, and return it."""
    mobject.stand_for(claim)
    return mobject


def states(mobject: Drawn, *equations: Equation) -> Drawn:
    """Let a mobject claim the equations that its numbers spell out, and each result its own.

    So an equation is known even where its numbers came onto the stage one by one.
    """
    mobject.state(*equations)
    for equation in equations:
        if equation.result is not mobject:
            equation.result.state(equation)
    return mobject
