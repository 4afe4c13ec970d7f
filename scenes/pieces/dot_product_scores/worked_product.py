"""One dot product, worked out line by line: two factors, their product, the sum so far."""

from __future__ import annotations

from itertools import pairwise

from manim import RIGHT, VGroup

from scenes import theme
from scenes.stage.cited import Quantity
from scenes.stage.claims import Equation, states
from scenes.stage.text import Numeral, Text

# Where the columns end, in ems of the numbers: query, key, term, sum.
_COLUMNS = (2.6, 6.2, 9.5, 12.6)
_PITCH = 1.7


class WorkedProduct(VGroup):
    """The entries of a query times those of a key, one below the other.

    ``steps`` holds for each shown entry a group (factors, term, sum so far); a None among
    ``entries`` is an ellipsis. Shown numbers are rounded one by one, which the heads' "≈" says.
    """

    def __init__(
        self,
        query: Quantity,
        key: Quantity,
        terms: Quantity,
        totals: Quantity,
        *,
        entries: list[int | None],
        size: float = 0.3,
    ) -> None:
        self.steps, self.gaps = VGroup(), VGroup()
        for line, entry in enumerate(entries):
            height = -line * _PITCH * size
            if entry is None:
                gap = Text("⋮", size=size, color=theme.QUIET)
                self.gaps.add(gap.move_to([_COLUMNS[2] * size - size, height, 0]))
                continue
            first = Numeral(query.cite(entry), size=size, color=theme.QUERY)
            second = Numeral(key.cite(entry), size=size, color=theme.KEY)
            term, total = (Numeral(part.cite(entry), size=size) for part in (terms, totals))
            for numeral, right in zip((first, second, term, total), _COLUMNS, strict=True):
                numeral.set_y(height).set_x(right * size, direction=RIGHT)
            times = Text("×", size=size, color=theme.QUIET).set_y(height)
            times.set_x((_COLUMNS[0] + 0.52) * size)
            states(term, Equation("product", (first, second), term, "≈"))
            self.steps.add(VGroup(VGroup(first, times, second), term, total))
        self._state_sums(entries)
        self.result.set_color(theme.HIGHLIGHT)
        self.heads = VGroup(
            *(
                Text(words, size=max(theme.SMALLEST, 0.85 * size), color=theme.QUIET)
                .stand_on(_PITCH * size)
                .set_x(right * size, direction=RIGHT)
                for words, right in zip(("term ≈", "sum ≈"), _COLUMNS[2:], strict=True)
            )
        )
        super().__init__(self.heads, self.steps, self.gaps)
        self.move_to([0, 0, 0])

    @property
    def result(self) -> Numeral:
        """The last sum: the dot product."""
        return self.steps[-1][2]

    def _state_sums(self, entries: list[int | None]) -> None:
        shown = [entry for entry in entries if entry is not None]
        for (before, after), (left, right) in zip(
            pairwise(shown), pairwise(self.steps), strict=True
        ):
            if after == before + 1:
                states(right[2], Equation("sum", (left[2], right[1]), right[2], "≈"))
