"""How a clip begins and ends: all that the seams on its two sides are made of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from renders.film.segment import Segment, unbroken
from renders.film.taken_apart import TakenApart


@dataclass(frozen=True)
class Ends:
    """What stands on a clip's two sides, where its picture begins and where it ends."""

    opening: TakenApart | None
    closing: TakenApart | None

    @classmethod
    def of(cls, segments: Sequence[Segment]) -> Ends:
        """Look at the first and the last segment of a whole clip in which something is played."""
        run = unbroken(segments)
        played = [segment for segment in run if segment.frames]
        return cls(played[0].opening, run[-1].closing)

    def to_fields(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def read(cls, fields: Mapping[str, Any]) -> Ends:
        return cls(**{name: TakenApart.read(fields[name]) for name in ("opening", "closing")})
