"""Judges what flies: a value goes from the word that speaks to the word that listens."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from manim import Mobject

from renders.checks import limits
from renders.checks.failure import Problem
from renders.checks.identity import identity
from renders.checks.named import Item, between, box_of, claim_of, items
from renders.checks.oracle import Oracle
from renders.checks.written import cited
from scenes.mobjects.icons import Icon
from scenes.stage.claims import Encoding, Sent
from scenes.stage.text import Text

_Flight = tuple[Mobject, str, int, int]  # what flies, its name, from which word, and to which


class Flights:
    """Remembers at which words each parcel was, and all else that says to where it is sent."""

    def __init__(self) -> None:
        self._flown: dict[int, tuple[_Flight, list[int | None], list[np.ndarray]]] = {}

    def judge(self, seen: Iterable[Mobject], oracle: Oracle) -> Iterator[Problem]:
        """Find what comes back from its end to its start, and what ended at neither."""
        legible = list(seen)
        flying = {id(one): found for one in legible if (found := _flight(one, oracle))}
        for gone in self._flown.keys() - flying.keys():
            (_, name, *ends), places, (*_, before, last) = self._flown.pop(gone)
            lands = np.linalg.norm(last - before) < limits.REACH / 2  # or else it is in the air
            if lands and places[-1] not in (None, *ends):
                yield Problem("message", name, f"it lands at word {ends[1]}", f"at {places[-1]}")
        words = _words(legible, oracle) if flying else ()
        for key, flight in flying.items():
            (one, name, start, end), places, path = self._flown.setdefault(key, (flight, [], []))
            path += [one.get_center()] * (2 - len(path[:1]))
            places.append(_word_at(one, words))
            if places[-1] == start != end and end in places and start not in places[:-1]:
                yield Problem("message", name, "key to query", "back")


def _flight(one: Mobject, oracle: Oracle) -> _Flight | None:
    """Read from which word to which a parcel goes, or what is sent, and call it by a name."""
    claim = claim_of(one)
    if isinstance(claim, Sent):
        start, end = (next(iter(identity(word, oracle).values()), -1)
                      for word in (claim.start, claim.end))  # fmt: skip
        return one, f"“{claim.start.value}”", start, end
    if isinstance(one, Icon) and isinstance(claim, Encoding):
        about = identity(claim.citation, oracle)
        if about.keys() >= {"key", "query"}:
            return one, f"parcel of {cited(claim.citation)}", about["key"], about["query"]
    return None


def _words(legible: Sequence[Mobject], oracle: Oracle) -> list[Item]:
    """List the words of sentences, and the boxes around one each."""
    inside = [(one, getattr(claim_of(one), "citations", ())) for one in legible]
    framed = [Item(one, *words, identity(*words, oracle)) for one, words in inside
              if len(words) == 1]  # fmt: skip
    plain = items((one for one in legible if isinstance(one, Text)), oracle)
    return [one for one in (*framed, *plain) if len(one.about) == 1]


def _word_at(sent: Mobject, words: Iterable[Item]) -> int | None:
    """Say which word the nearest one is, if it is near; what is sent may be a word itself."""
    box, own = box_of(sent), getattr(claim_of(sent), "start", None)
    free = (one for one in words if one.citation != own or between(one.box, box))
    away = [(between(box, word.box), *word.about.values()) for word in free]
    far, nearest = min(away, default=(np.inf, 0))
    return nearest if far <= limits.REACH else None
