"""Which cited numbers stand where: the frames in which each of them stays what and where it is.

Needs no manim: whoever joins clips reads what whoever rendered them has written.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np

WHOLE = 10_000  # a frame's width and its height, in the unit of boxes
PIXELS = 4  # of a frame 1280 wide: a number that moves stays one run within so many
TOLERANCE = np.array([PIXELS / 1280, PIXELS / 720] * 2) * WHOLE

Box = tuple[int, int, int, int]  # left, top, right, bottom, from the upper left corner


class Seen(NamedTuple):
    """A number on screen: an entry of a tensor of a source, its value, how it reads, and where.

    Infinity is a text, as JSON has none.
    """

    source: str
    tensor: str
    index: tuple[int, ...]
    value: float | str
    text: str
    box: Box


class Run(NamedTuple):
    """What was seen from a frame to another, both of them included."""

    first: int
    last: int
    seen: Seen

    @classmethod
    def read(cls, fields: Sequence[Any]) -> Run:
        """Read what `json` has made of one."""
        first, last, (source, tensor, index, value, text, box) = fields
        return cls(first, last, Seen(source, tensor, tuple(index), value, text, tuple(box)))


class Follower:
    """Follows numbers from frame to frame and keeps the runs in which each of them stays."""

    def __init__(self) -> None:
        self._open: list[_Open] = []
        self._ended: list[_Open] = []

    def see(self, first: int, last: int, numbers: Iterable[Seen]) -> None:
        """Take note of all that can be read in some frames, which follow those before."""
        waiting: dict[Seen, list[_Open]] = defaultdict(list)
        for one in self._open:
            waiting[one.entry].append(one)
        going_on: dict[Seen, list[_Open]] = defaultdict(list)
        for number in numbers:
            entry, box = number._replace(box=()), np.array(number.box)
            if any(one.is_at(box) for one in going_on[entry]):
                continue  # a copy on top of it, as it sets out or arrives
            found = next((one for one in waiting[entry] if one.holds(box)), None)
            if found is None:
                found = _Open(entry, first)
            else:
                waiting[entry].remove(found)
            found.stay(box, first, last)
            going_on[entry].append(found)
        self._ended += [one for left in waiting.values() for one in left]
        self._open = [one for same in going_on.values() for one in same]

    def runs(self) -> tuple[Run, ...]:
        """Return what has been seen, in the order of time."""
        return tuple(sorted((one.run() for one in (*self._ended, *self._open)), key=_in_order))


class _Open:
    """A run that may go on, and where its number has been for how many frames."""

    def __init__(self, entry: Seen, first: int) -> None:
        self.entry, self.first = entry, first
        self._low, self._high = np.full(4, np.inf), np.full(4, -np.inf)
        self._stood: Counter[Box] = Counter()

    def holds(self, box: np.ndarray) -> bool:
        """Tell whether a box is so near to all before it that any of them can stand for all."""
        spread = np.maximum(self._high, box) - np.minimum(self._low, box)
        return bool((spread <= TOLERANCE).all())

    def is_at(self, box: np.ndarray) -> bool:
        """Tell whether a box is where the number stands now."""
        return bool((np.abs(self._now - box) <= TOLERANCE).all())

    def stay(self, box: np.ndarray, first: int, last: int) -> None:
        self._now, self._last = box, last
        self._low, self._high = np.minimum(self._low, box), np.maximum(self._high, box)
        self._stood[tuple(box.tolist())] += last - first + 1

    def run(self) -> Run:
        """Return the run; the box is that which stood longest, so that a number at rest is hit."""
        ((box, _),) = self._stood.most_common(1)
        return Run(self.first, self._last, self.entry._replace(box=box))


def joined(runs: Iterable[Run]) -> list[Run]:
    """Join runs of several sections; one that a section's end has cut is one again."""
    whole: list[Run] = []
    ending: dict[tuple[int, Seen], int] = {}
    for run in sorted(runs, key=_in_order):
        place = ending.pop((run.first - 1, run.seen), None)
        if place is None:
            place = len(whole)
            whole.append(run)
        else:
            whole[place] = whole[place]._replace(last=run.last)
        ending[run.last, run.seen] = place
    return whole


def _in_order(run: Run) -> tuple[object, ...]:
    seen = run.seen
    return run.first, run.last, seen.source, seen.tensor, seen.index, seen.text, seen.box
