"""What the measurements say: a row for each target, with the median and the spread."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from rich.table import Table

from bench.jobs import CELLS, MANY_SQUARES, OURS, SQUARES, STOCK, Measurement

MOST_FOR_A_CHAPTER = 1.5  # times an empty scene
MOST_FOR_THE_FILM = 0.6  # times stock
MOST_FOR_NOTHING = 1 / 20  # of the cold time
MOST_FOR_CELLS = {128: 1.2, 1024: 1.5}  # times the smallest pattern
MOST_FOR_A_STILL = 5.0  # seconds
MOST_MEMORY = 700.0  # MB
MOST_FOR_A_RECORDING = 1.3  # times the model's plain eager pass
COLUMNS = ("what", "ours", "stock", "judged", "median", "spread", "target", "met")

Quantity = Callable[[Measurement], float]


@dataclass(frozen=True)
class Sample:
    """The values of repeated measurements."""

    values: tuple[float, ...]

    @property
    def median(self) -> float:
        return median(self.values)

    @property
    def spread(self) -> tuple[float, float]:
        """The least and the largest value."""
        return min(self.values), max(self.values)


@dataclass(frozen=True)
class Row:
    """A line of the table; ``judged`` says what is held against the target, as ``result``."""

    what: str
    unit: str
    ours: Sample | None
    stock: Sample | None
    judged: str
    result: Sample
    target: float | None = None

    @property
    def is_met(self) -> bool | None:
        """Whether the median reaches the target, if there is one."""
        return None if self.target is None else self.result.median <= self.target

    def cells(self) -> tuple[str, ...]:
        """Write the row, in the order of ``COLUMNS``."""
        met = {None: "", True: "yes", False: "NO"}[self.is_met]
        target = "" if self.target is None else f"≤ {_short(self.target)}"
        spread = "–".join(map(_short, self.result.spread))
        ours, stock = self._amount(self.ours), self._amount(self.stock)
        return self.what, ours, stock, self.judged, _short(self.result.median), spread, target, met

    def _amount(self, sample: Sample | None) -> str:
        return "" if sample is None else f"{_short(sample.median)} {self.unit}"


def _short(value: float) -> str:
    """Write three digits that count."""
    if value >= 100:
        return f"{value:.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}" if value >= 0.1 else f"{value:.3f}"


class Results:
    """Measurements to be asked by kind, subject and engine."""

    def __init__(self, measurements: Sequence[Measurement]) -> None:
        self.measurements = measurements

    def subjects(self, kind: str) -> list[str]:
        """Name what was measured, in the order in which it was."""
        return list(dict.fromkeys(m.subject for m in self.measurements if m.kind == kind))

    def of(self, kind: str, subject: str, engine: str) -> list[Measurement]:
        wanted = kind, subject, engine
        return [m for m in self.measurements if (m.kind, m.subject, m.engine) == wanted]

    def sample(
        self, quantity: Quantity, kind: str, subject: str, engine: str = OURS
    ) -> Sample | None:
        values = tuple(map(quantity, self.of(kind, subject, engine)))
        return Sample(values) if values else None


def ratio(quantity: Quantity, these: Sequence[Measurement], those: Sequence[Measurement]) -> Sample:
    """Divide what was measured in the same repetition, one after the other."""
    by_repetition = {one.repetition: quantity(one) for one in those}
    return Sample(tuple(quantity(one) / by_repetition[one.repetition] for one in these))


def rows_of(measurements: Sequence[Measurement]) -> list[Row]:
    """Make all rows for which there are measurements."""
    results = Results(measurements)
    return [row for make in _ROWS for row in make(results)]


def _frame(one: Measurement) -> float:
    return one.ms_a_frame


def _wall(one: Measurement) -> float:
    return one.cost.wall


def _peak(one: Measurement) -> float:
    return one.cost.peak


def _chapters(results: Results) -> Iterator[Row]:
    for name in results.subjects("chapter"):
        ours, stock = (results.sample(_frame, "chapter", name, engine) for engine in (OURS, STOCK))
        for engine in (OURS, STOCK):
            empty = results.of("empty", "nothing", engine)
            yield Row(
                f"{name}, CPU a frame",
                "ms",
                ours,
                stock,
                f"ours / empty scene, {engine}",
                ratio(_frame, results.of("chapter", name, OURS), empty),
                MOST_FOR_A_CHAPTER,
            )


def _empty(results: Results) -> Iterator[Row]:
    ours, stock = (results.of("empty", "nothing", engine) for engine in (OURS, STOCK))
    if ours and stock:
        samples = (results.sample(_frame, "empty", "nothing", engine) for engine in (OURS, STOCK))
        shares = ratio(_frame, ours, stock)
        yield Row("empty scene, CPU a frame", "ms", *samples, "ours / stock", shares)


def _film(results: Results) -> Iterator[Row]:
    ours, stock = (results.of("film", "film", engine) for engine in (OURS, STOCK))
    if not ours:
        return
    times = [results.sample(_wall, "film", "film", engine) for engine in (OURS, STOCK)]
    shares = ratio(_wall, ours, stock)
    yield Row("film, wall time", "s", *times, "ours / stock", shares, MOST_FOR_THE_FILM)
    again = results.of("again", "film", OURS)
    yield Row(
        "film again, nothing changed",
        "s",
        results.sample(_wall, "again", "film"),
        None,
        "again / cold",
        ratio(_wall, again, ours),
        MOST_FOR_NOTHING,
    )


def _heat(results: Results) -> Iterator[Row]:
    smallest = str(CELLS[0])
    base = results.of("heat", smallest, OURS)
    for cells in sorted({*CELLS, *SQUARES, MANY_SQUARES}):
        own = results.of("heat", str(cells), OURS)
        ours, stock = (
            results.sample(_frame, "heat", str(cells), engine) for engine in (OURS, STOCK)
        )
        what, judged = f"{cells} × {cells} cells, CPU a frame", f"ours / {smallest} × {smallest}"
        if own:
            limit = MOST_FOR_CELLS.get(cells)
            yield Row(what, "ms", ours, stock, judged, ratio(_frame, own, base), limit)
        elif stock:
            squares, few = (results.of("heat", n, STOCK) for n in (str(cells), smallest))
            judged = judged.replace("ours", "stock")
            yield Row(what, "ms", None, stock, judged, ratio(_frame, squares, few))


def _stills(results: Results) -> Iterator[Row]:
    for engine, program in ((OURS, "sheet"), (STOCK, "manim -s")):
        repeated = [
            one
            for one in results.measurements
            if (one.kind, one.engine) == ("still", engine) and one.repetition
        ]
        if repeated:
            sample = Sample(tuple(map(_wall, repeated)))
            samples = (sample, None) if engine == OURS else (None, sample)
            what = f"{program} {repeated[0].subject}, the slowest"
            yield Row(what, "s", *samples, "seconds", sample, MOST_FOR_A_STILL)


def _memory(results: Results) -> Iterator[Row]:
    largest = {}
    for engine in (OURS, STOCK):
        own = [
            one
            for one in results.measurements
            if one.kind in ("film", "chapter") and one.engine == engine
        ]
        largest[engine] = max(own, key=_peak) if own else None
    peaks = [one and Sample((_peak(one),)) for one in largest.values()]
    if (ours := largest[OURS]) is not None:
        what = f"largest process, {_which(ours)}"
        yield Row(what, "MB", *peaks, "MB, ours", Sample((_peak(ours),)), MOST_MEMORY)


def _recording(results: Results) -> Iterator[Row]:
    for name in results.subjects("recording"):
        ours, stock = (results.of("recording", name, engine) for engine in (OURS, STOCK))
        if ours and stock:
            samples = (results.sample(_frame, "recording", name, each) for each in (OURS, STOCK))
            shares = ratio(_frame, ours, stock)
            what, judged = f"{name}, 1,024 tokens, one layer recorded", "recorded / plain"
            yield Row(what, "ms", *samples, judged, shares, MOST_FOR_A_RECORDING)


def _which(one: Measurement) -> str:
    """Say which process of a measurement was the largest."""
    return "the caller" if one.cost.caller > one.cost.worker else "a worker"


_ROWS = (_chapters, _empty, _film, _heat, _stills, _memory, _recording)


def printed(rows: Sequence[Row]) -> Table:
    """Lay the rows out for a terminal."""
    table = Table(box=None, pad_edge=False)
    for column in COLUMNS:
        is_text = column in ("what", "judged", "met")
        table.add_column(column, justify="left" if is_text else "right", no_wrap=not is_text)
    for row in rows:
        table.add_row(*row.cells(), style="bold red" if row.is_met is False else None)
    return table


def markdown(rows: Sequence[Row]) -> str:
    """Lay the rows out for a README."""
    rule = tuple("---" if name in ("what", "judged", "met") else "---:" for name in COLUMNS)
    lines = (COLUMNS, rule, *(row.cells() for row in rows))
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)
