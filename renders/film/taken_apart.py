"""A picture at a seam between two clips, taken apart into what may travel and the rest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Cutout:
    """One object alone, cut out: what it is, where it stands, and how it looks.

    ``box`` is (left, top, right, bottom) in pixels; ``png`` is of that size, in base64, its colours
    multiplied by its opacity already. The ``anchor`` is what of it goes onto the anchor of the
    other side: its letters and digits, or without any the whole.
    """

    what: str
    box: tuple[int, int, int, int]
    anchor: tuple[float, float, float, float]
    png: str


@dataclass(frozen=True)
class TakenApart:
    """The picture without its parts (a PNG in base64), and the parts, from below."""

    rest: str
    parts: tuple[Cutout, ...]

    @classmethod
    def read(cls, fields: Mapping[str, Any] | None) -> TakenApart | None:
        """Read what `dataclasses.asdict` has made of one."""
        if fields is None:
            return None
        boxes = ("box", "anchor")
        parts = (
            Cutout(**one | {name: tuple(one[name]) for name in boxes}) for one in fields["parts"]
        )
        return cls(fields["rest"], tuple(parts))


def common(before: TakenApart, after: TakenApart) -> list[tuple[Cutout, Cutout]]:
    """Pair what stands on both sides: the first of a kind with the first, and so on."""
    waiting = list(after.parts)
    pairs = []
    for part in before.parts:
        same = next((one for one in waiting if one.what == part.what), None)
        if same is not None:
            waiting.remove(same)
            pairs.append((part, same))
    return pairs
