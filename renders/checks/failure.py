"""What a check has to say when a picture does not keep its promise."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:  # they bring in manim
    from renders.checks.approved import Sighting
    from renders.checks.report import Report
    from renders.rehearsal import Beat
    from scenes.chapter import Chapter


@dataclass(frozen=True)
class Failure:
    """One fault: where it was seen, what was looked at, what it should be and what it is.

    ``check`` names the rule in a word or two ("value", "contrast"); ``mobject`` says which mobject
    is meant so that it can be found on screen, such as ``Numeral "0.42" at (1.20, −0.50)``.
    """

    chapter: str
    beat: str
    check: str
    mobject: str
    expected: str
    seen: str

    def __str__(self) -> str:
        where = f"{self.chapter}, {self.beat}: {self.check}: {self.mobject}"
        return f"{where}: expected {self.expected}, seen {self.seen}"


class Problem(NamedTuple):
    """What is wrong with one mobject: a `Failure` that does not know its chapter and beat yet."""

    check: str
    mobject: str
    expected: str
    seen: str

    def seen_in(self, chapter: Chapter, beat: Beat) -> Failure:
        return Failure(type(chapter).__name__, beat.name, *self)


@dataclass(frozen=True)
class Inspection:
    """How much of a chapter was checked, at the ends of its beats, how it fares, what was found."""

    chapter: str
    seconds: float
    beats: int
    numerals: int
    texts: int
    pictures: int
    equations: int
    report: Report
    failures: tuple[Failure, ...]
    given: tuple[str, ...] = ()  # what nobody can compute again
    sightings: tuple[Sighting, ...] = ()  # what it shows, to be approved


@dataclass(frozen=True)
class Verdict:
    """How many faults the checks found in a chapter, and the first of them in words.

    One that ``broke`` off before the end is not remembered.
    """

    faults: int
    first: str = ""
    broke: bool = False
