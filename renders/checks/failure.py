"""What a check has to say when a picture does not keep its promise."""

from __future__ import annotations

from dataclasses import dataclass


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
        return (
            f"{self.chapter}, {self.beat}: {self.check}: {self.mobject}: "
            f"expected {self.expected}, seen {self.seen}"
        )


@dataclass(frozen=True)
class Inspection:
    """How much of a chapter was checked, at the ends of its beats, and what was found."""

    chapter: str
    seconds: float
    beats: int
    numerals: int
    texts: int
    pictures: int
    equations: int
    failures: tuple[Failure, ...]
