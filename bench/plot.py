"""Draws what a pattern of n × n cells costs against n, in three ways of drawing it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from statistics import median

from bench.jobs import OURS, STOCK, Measurement

_WAYS = (  # kind, engine, name, colour, points by which the name is lowered
    ("heat", STOCK, "a Square a cell", "value", 0),
    ("image", STOCK, "ImageMobject", "key", -9),
    ("heat", OURS, "our HeatMap", "highlight", 9),
)


def cost_against_cells(measurements: Sequence[Measurement]) -> dict[str, object] | None:
    """Put the medians into what the template draws; None with less than two sizes to compare."""
    series = [
        {"name": name, "color": color, "nudge": nudge, "points": points}
        for kind, engine, name, color, nudge in _WAYS
        if (points := _points(measurements, kind, engine))
    ]
    points = [point for one in series for point in one["points"]]
    sizes = sorted({cells for cells, _ in points})
    if len(sizes) < 2:
        return None
    return {
        "title": "A pattern of n × n cells appears and moves",
        "across": "n, cells a side",
        "up": "CPU a frame, ms",
        "sizes": sizes,
        "costs": ticks(min(cost for _, cost in points), max(cost for _, cost in points)),
        "series": series,
    }


def _points(measurements: Sequence[Measurement], kind: str, engine: str) -> list[tuple[int, float]]:
    costs: dict[int, list[float]] = {}
    for one in measurements:
        if (one.kind, one.engine) == (kind, engine):
            costs.setdefault(int(one.subject), []).append(one.ms_a_frame)
    return [(cells, median(values)) for cells, values in sorted(costs.items())]


def ticks(least: float, most: float) -> list[float]:
    """Choose 1, 2, 5, 10, 20 … so that the first is below all costs and the last above."""
    powers = range(math.floor(math.log10(least)), math.ceil(math.log10(most)) + 1)
    all_ticks = [digit * 10**power for power in powers for digit in (1, 2, 5)]
    first = max(tick for tick in all_ticks if tick <= least)
    last = min((tick for tick in all_ticks if tick > most), default=all_ticks[-1])
    return [tick for tick in all_ticks if first <= tick <= last]
