"""Judges what flies: a value goes from the word that speaks to the word that listens."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from manim import Mobject

from renders.checks import limits
from renders.checks.failure import Problem
from renders.checks.identity import identity
from renders.checks.named import Item, box_of, claim_of, items
from renders.checks.oracle import Oracle
from renders.checks.written import cited
from scenes.mobjects.icons import Icon
from scenes.stage.claims import Encoding
from scenes.stage.text import Text


class Flights:
    """Remembers at which of its two words each parcel was first."""

    def __init__(self) -> None:
        self._first: dict[int, tuple[Mobject, str]] = {}

    def judge(self, seen: Iterable[Mobject], oracle: Oracle) -> Iterator[Problem]:
        """Find parcels that come to the word that speaks from the word that listens."""
        legible = list(seen)
        claims = [(one, claim_of(one)) for one in legible if isinstance(one, Icon)]
        parcels = [(one, claim.citation) for one, claim in claims if isinstance(claim, Encoding)]
        words = [one for one in legible if isinstance(one, Text) and one.citation]
        standing = items(words, oracle) if parcels else ()
        for parcel, weight in parcels:
            about = identity(weight, oracle)
            ends = {about.get(kind): kind for kind in ("key", "query")}
            end = ends.get(_word_at(parcel, standing)) if len(ends) > 1 else None
            if end is None:
                continue
            _, first = self._first.setdefault(id(parcel), (parcel, end))
            if (first, end) == ("query", "key"):
                self._first[id(parcel)] = parcel, end  # told once
                yield Problem("message", f"parcel of {cited(weight)}", "key to query", "back")


def _word_at(parcel: Mobject, words: Sequence[Item]) -> int | None:
    """Say which word of its sentence the nearest one is, if it is near."""
    low, high = box_of(parcel)
    away = [(float(np.hypot(*np.maximum(one.box[0] - high, low - one.box[1]).clip(0))), number)
            for one in words if len(one.about) == 1 for number in one.about.values()]  # fmt: skip
    far, nearest = min(away, default=(np.inf, 0))
    return nearest if far <= limits.REACH else None
