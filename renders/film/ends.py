"""How a clip begins and ends: all that the seams on its two sides are made of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from renders.film.segment import Segment, unbroken
from renders.film.side import Side


@dataclass(frozen=True)
class Ends:
    """How a clip begins and ends: the checksums of its first and last segment, and their sides."""

    first: str
    last: str
    opening: Side | None
    closing: Side | None

    @classmethod
    def of(cls, segments: Sequence[Segment]) -> Ends:
        """Look at the first and the last segment of a whole clip in which something is played."""
        run = unbroken(segments)
        played = [segment for segment in run if segment.frames]
        return cls(played[0].sha256, played[-1].sha256, played[0].opening, run[-1].closing)

    def to_fields(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def read(cls, fields: Mapping[str, Any]) -> Ends:
        sides = {name: Side.read(fields[name]) for name in ("opening", "closing")}
        return cls(fields["first"], fields["last"], **sides)
