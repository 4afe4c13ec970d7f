"""Equations below each other: products and the sums so far, and the signs between columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from manim import RIGHT, Mobject, VGroup
from manim.utils.color import ManimColor

from scenes.stage.cited import Citation, Quantity
from scenes.stage.claims import Sign, relate
from scenes.stage.text import Numeral, Text

_SIGN = 0.45


class EquationColumn(VGroup):
    """Beside two columns of factors their products, and the sums so far.

    ``signs`` are to head both columns: "=" only if all rows close as they are shown.

    Parameters
    ----------
    factors
        Two columns of numbers; the products stand at their heights.
    right
        Where the products and the sums end.
    entries
        Which entries of the quantities the rows are about, if not all.
    """

    def __init__(
        self,
        factors: Sequence[Sequence[Numeral]],
        terms: Quantity,
        totals: Quantity,
        *,
        right: Sequence[float],
        entries: Sequence[int] = (),
        size: float | None = None,
    ) -> None:
        entries = entries or range(len(terms))
        heights = [numeral.get_y() for numeral in factors[0]]
        self.products, self.totals = (
            column(map(quantity.cite, entries), heights, right=end, size=size)
            for quantity, end in zip((terms, totals), right, strict=True)
        )
        self.signs: tuple[Sign, Sign] = (
            relate("product", factors, self.products),
            relate_running(entries, self.products, self.totals),
        )
        super().__init__(self.products, self.totals)


def column(
    cited: Iterable[Citation],
    heights: Iterable[float],
    *,
    right: float,
    size: float | None = None,
    color: ManimColor | None = None,
) -> VGroup:
    """Write numbers at these heights so that their last digits line up."""
    numerals = (Numeral(citation, size=size, color=color) for citation in cited)
    rows = zip(numerals, heights, strict=True)
    return VGroup(*(one.set_y(height).set_x(right, direction=RIGHT) for one, height in rows))


def relate_running(
    entries: Sequence[int], terms: Sequence[Numeral], totals: Sequence[Numeral]
) -> Sign:
    """Let each sum so far state what it adds to the one before, and return one sign for all.

    A sum that leaps over entries states nothing: then the shown numbers cannot close.
    """
    steps = [k for k, (last, entry) in enumerate(pairwise(entries)) if entry == last + 1]
    added = [totals[k] for k in steps], [terms[k + 1] for k in steps]
    sign = relate("sum", added, [totals[k + 1] for k in steps])
    return sign if len(steps) == len(entries) - 1 else "≈"


def signs_between(
    columns: Sequence[Mobject],
    signs: Sequence[str],
    *,
    height: float | None = None,
    size: float = _SIGN,
    color: ManimColor | None = None,
) -> VGroup:
    """Write a sign in the middle of each gap between columns, or at another height."""
    written = VGroup()
    for (left, right), sign in zip(pairwise(columns), signs, strict=True):
        x = (left.get_right()[0] + right.get_left()[0]) / 2
        y = left.get_y() if height is None else height
        written.add(Text(sign, size=size, color=color).move_to([x, y, 0]))
    return written
