"""The film report of a chapter, and the limits that bind those of the film."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from operator import ge, le
from typing import NamedTuple

from renders.checks import limits
from renders.checks.failure import Failure


@dataclass(frozen=True)
class Report:
    """How a chapter fares as a film, beside being true; times are in seconds."""

    own: bool  # then no limit binds it
    numerals: float  # that can be read at rest: the median
    most_numerals: int
    still: float  # share of all its time in which nothing moves on stage, declared holds included
    longest_standstill: float  # outside declared holds
    stage_in_use: float  # share of its squares in which something is seen: the mean of the beats
    beats: tuple[float, ...]
    spread: float  # standard deviation of the beats, as a share of their mean
    faded: tuple[str, ...]  # though a new mobject shows it again in the same beat or in the next
    camera_moves: int
    guesses: int
    where: dict[str, str]  # by the name of a limit: the beats in which it is reached
    exceptions: dict[str, str]  # from limits, each with its reason

    def failures(self, chapter: str) -> Iterator[Failure]:
        """Yield the limits that are broken without a reason, and the reasons that nothing needs."""
        broken = [name for name, limit in LIMITS.items() if not limit.holds(self)]
        for name in () if self.own else broken:
            if name not in self.exceptions:
                where = self.where.get(name, "the whole chapter")
                yield Failure(chapter, "as a film", name, where, *LIMITS[name].compared(self))
        for name in self.exceptions:
            if self.own or name not in broken:
                expected = "a limit that binds the chapter, and that it breaks"
                yield Failure(chapter, "as a film", "exception", name, expected, "none")


class Limit(NamedTuple):
    """The most or the least that a figure of a report may be, and how both are written."""

    measure: Callable[[Report], float]
    keeps: Callable[[float, float], bool]
    bound: float
    written: str = "{:g}"

    def holds(self, report: Report) -> bool:
        return self.keeps(self.measure(report), self.bound)

    def compared(self, report: Report) -> tuple[str, str]:
        """Write what is expected, and what is seen."""
        side = "most" if self.keeps is le else "least"
        bound, seen = map(self.written.format, (self.bound, self.measure(report)))
        return f"{bound} at {side}", seen


# By the names that failures and exceptions call them.
LIMITS = {
    "numerals at rest": Limit(lambda one: one.numerals, le, limits.NUMERALS),
    "most numerals": Limit(lambda one: one.most_numerals, le, limits.MOST_NUMERALS),
    "standstill": Limit(lambda one: one.still, le, limits.STILL, "{:.1%}"),
    "longest standstill": Limit(
        lambda one: one.longest_standstill, le, limits.STANDSTILL, "{:.2f} s"
    ),
    "stage in use": Limit(lambda one: one.stage_in_use, ge, limits.STAGE_IN_USE, "{:.1%}"),
    "spread of beats": Limit(lambda one: one.spread, ge, limits.SPREAD, "{:.1%}"),
    "faded, then used": Limit(lambda one: len(one.faded), le, limits.FADED),
    "guess holds": Limit(lambda one: one.guesses, ge, limits.GUESSES),
}
