"""One row for each width d of a head: how scores spread, and what softmax makes of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from manim import VGroup

from scenes import theme
from scenes.mobjects.bar_column import BarColumn
from scenes.mobjects.plane import Plane
from scenes.pieces.why_divide_by_root_d.bar_row import BarRow
from scenes.stage.cited import Declared, Quantity
from scenes.stage.text import Numeral, Text

_FIRST, _PITCH = 1.83, 0.9
_HIGHEST = 0.74
_HISTOGRAM = (-5.55, 5.5)  # left end, width
_VARIANCE = 1.45  # where its last digit stands
_TYPICAL = (2.1, 2.2)
_GRADIENT = (4.95, 2.7)  # left end, unit
_HEADS = 2.5


class Measured(NamedTuple):
    """What was measured for each width, all in the same order of widths.

    ``histograms`` counts scores in equal bins from -``limit`` to ``limit``.
    """

    histograms: tuple[Quantity, ...]
    limit: float
    ticks: tuple[float, ...]
    divided: bool
    variances: Quantity
    typical: Quantity
    gradient: Quantity


class WidthTable(VGroup):
    """Histogram, variance, a typical row of softmax and the size of its gradient, row by row.

    The width of the story's ``own`` head stands out. Each histogram is drawn to its own
    scale, for its shape; all rows of softmax to one. ``declared`` says what chose the widths.
    """

    def __init__(
        self, widths: Sequence[int], measured: Measured, *, own: int, declared: Declared
    ) -> None:
        heights = [_FIRST - place * _PITCH for place in range(len(widths))]
        self.labels = VGroup(
            *(_label(d, y, own, declared) for d, y in zip(widths, heights, strict=True))
        )
        self.axis = _axis(measured, heights)
        self.histograms, self.variances, self.typical = VGroup(), VGroup(), VGroup()
        for place, (d, y) in enumerate(zip(widths, heights, strict=True)):
            counts = measured.histograms[place]
            group = f"histogram {d} {measured.limit}"
            bars = BarRow(counts, unit=_HIGHEST / counts.limit(), width=_HISTOGRAM[1],
                          color=theme.QUIET, group=group)  # fmt: skip
            self.histograms.add(bars.stand_at(_HISTOGRAM[0], y - _HIGHEST / 2))
            variance = Numeral(measured.variances.cite(place), decimals=1)
            self.variances.add(variance.set_y(y).set_x(_VARIANCE, direction=[1, 0, 0]))
            row = BarRow(measured.typical[place], unit=_HIGHEST, width=_TYPICAL[1],
                         color=theme.WEIGHT, group="typical", filled=0.8)  # fmt: skip
            self.typical.add(row.stand_at(_TYPICAL[0], y - _HIGHEST / 2))
        self.gradient = BarColumn(measured.gradient, unit=_GRADIENT[1], left=_GRADIENT[0],
                                  heights=heights, pitch=0.6, color=theme.INK,
                                  group="gradient")  # fmt: skip
        self.heads = _heads(measured)
        super().__init__(
            self.heads,
            self.labels,
            self.axis,
            self.histograms,
            self.variances,
            self.typical,
            self.gradient,
        )


def _label(d: int, height: float, own: int, declared: Declared) -> Numeral:
    color = theme.HIGHLIGHT if d == own else theme.INK
    number = Numeral(d, decimals=0, color=color, declared=declared)
    return number.set_y(height).set_x(_HISTOGRAM[0] - 0.25, direction=[1, 0, 0])


def _axis(measured: Measured, heights: Sequence[float]) -> VGroup:
    """Draw the scale of all histograms, and the line at zero through them."""
    top, bottom = heights[0] + _PITCH / 2, heights[-1] - _PITCH / 2 - 0.05
    plane = Plane((-measured.limit, measured.limit), (0, 1), width=_HISTOGRAM[1],
                  height=top - bottom)  # fmt: skip
    plane.shift([_HISTOGRAM[0], bottom, 0] - plane.x_axis.get_start())
    return VGroup(plane, *(plane.x_tick(value) for value in measured.ticks))


def _heads(measured: Measured) -> VGroup:
    """Name the five columns."""
    middles = {
        "d": _HISTOGRAM[0] - 0.45,
        "divided scores" if measured.divided else "scores": _HISTOGRAM[0] + _HISTOGRAM[1] / 2,
        "variance": _VARIANCE - 0.45,
        "softmax": _TYPICAL[0] + _TYPICAL[1] / 2,
        "gradient": _GRADIENT[0] + 0.75,
    }
    return VGroup(
        *(
            Text(words, color=theme.QUIET, italic=words == "d").set_x(x).stand_on(_HEADS)
            for words, x in middles.items()
        )
    )
