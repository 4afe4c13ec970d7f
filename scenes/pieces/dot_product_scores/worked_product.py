"""One dot product, worked out line by line: two factors, their product, the sum so far."""

from __future__ import annotations

from manim import RIGHT, VGroup

from scenes import theme
from scenes.mobjects.equation_column import EquationColumn, column
from scenes.stage.cited import Quantity
from scenes.stage.phrases import phrase
from scenes.stage.text import Numeral, Text

# Where the columns end, in ems of the numbers: query, key, term, sum.
_COLUMNS = (2.6, 6.2, 9.5, 12.6)
_PITCH = 1.7


class WorkedProduct(VGroup):
    """The entries of a query times those of a key, one below the other.

    ``steps`` holds for each shown entry a group (factors, term, sum so far); a None among
    ``entries`` is an ellipsis.
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
        heights = {entry: -line * _PITCH * size for line, entry in enumerate(entries)}
        ends = [right * size for right in _COLUMNS]
        self.gaps = VGroup()
        if None in heights:
            gap = Text("⋮", size=size, color=theme.QUIET)
            self.gaps.add(gap.move_to([ends[2] - size, heights.pop(None), 0]))
        shown = list(heights)
        first, second = (
            column(map(quantity.cite, shown), heights.values(), right=end, size=size, color=color)
            for quantity, end, color in ((query, ends[0], theme.QUERY), (key, ends[1], theme.KEY))
        )
        added = EquationColumn(
            (first, second), terms, totals, right=ends[2:], entries=shown, size=size
        )
        times = (
            Text("×", size=size, color=theme.QUIET).set_y(height).set_x(ends[0] + 0.52 * size)
            for height in heights.values()
        )
        rows = zip(first, times, second, added.products, added.totals, strict=True)
        self.steps = VGroup(*(VGroup(VGroup(*row[:3]), *row[3:]) for row in rows))
        self.result.set_color(theme.HIGHLIGHT)
        of_products, of_totals = added.signs
        says = (
            phrase("term {relation}", relation=of_products),
            phrase("sum {relation}", relation=of_totals),
        )
        self.heads = VGroup(
            *(
                Text(words, size=max(theme.SMALLEST, 0.85 * size), color=theme.QUIET)
                .stand_on(_PITCH * size)
                .set_x(right, direction=RIGHT)
                for words, right in zip(says, ends[2:], strict=True)
            )
        )
        super().__init__(self.heads, self.steps, self.gaps)
        self.move_to([0, 0, 0])

    @property
    def result(self) -> Numeral:
        """The last sum: the dot product."""
        return self.steps[-1][2]
