"""The formats in which a clip, or a beat of it, can leave the house."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from renders.errors import BadInput


class Format(StrEnum):
    """A format by the name that is typed for it."""

    mp4 = "mp4"
    webm = "webm"
    av1 = "av1"
    webp = "webp"
    gif = "gif"
    png = "png"
    svg = "svg"
    pdf = "pdf"

    @property
    def suffix(self) -> str:
        """What its files end in: AV1 lies in an mp4 of its own."""
        return ".av1.mp4" if self is Format.av1 else f".{self}"

    @property
    def is_still(self) -> bool:
        return self in (Format.png, Format.svg, Format.pdf)

    @property
    def can_be_clear(self) -> bool:
        """Whether it can show what lies behind it, which no player does with the other videos."""
        return self.is_still or self is Format.webm

    @property
    def is_vector(self) -> bool:
        return self in (Format.svg, Format.pdf)


def read_formats(typed: str) -> list[Format]:
    """Read names with commas between them, each once.

    Raises
    ------
    BadInput
        If one is no format.
    """
    names = [name.strip().lower() for name in typed.split(",")]
    known = [one.value for one in Format]
    unknown = [name for name in names if name not in known]
    if unknown:
        raise BadInput(
            f"--format has no {unknown[0]!r}: choose from {', '.join(known)}, with commas between"
        )
    return [Format(name) for name in dict.fromkeys(names)]


def most_bytes(beats: Sequence[object], seconds: float) -> int:
    """Say how large a moving preview may be: half a megabyte a beat, and three in all.

    What is shorter than ten seconds is short enough for a post, however many beats it has.
    """
    return 500_000 if seconds < 10 else min(500_000 * len(beats), 3_000_000)
