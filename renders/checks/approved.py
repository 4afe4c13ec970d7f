"""What a chapter showed when it was approved, its snapshot, and what it shows otherwise now.

The laws of the other checks hold what a shape claims. To which pin a gift flies, whose string rings
and which thread lights up first no law knows: somebody has watched that and approved it, and every
change of it is told. A snapshot lists what comes to rest, what it says, where it stands, how it
looks, from when to when; and every few moments also what is on its way.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import maximum_bipartite_matching
from scipy.spatial import cKDTree

from renders.checks import limits
from renders.checks.failure import Failure
from renders.files import write_whole
from renders.unedited import ROOT

APPROVED = "approved"  # the check's name
SNAPSHOTS = ROOT / "renders" / "checks" / "snapshots"

# What may differ in what is the same: two times, box and ends, two inks, a width; no layer.
_SLOTS = (2, 8, 8, 1, 1)
_BOUNDS = limits.SOON, limits.NEAR, limits.ALIKE * 255, limits.WIDE, limits.NOTHING
_ALIKE = np.repeat(_BOUNDS, _SLOTS)
_COLUMNS = len(_ALIKE) + 1  # with one for what it is
_FAR = 10  # times what may differ
_TOLD = 3  # of a beat: what comes after is mostly their consequence
_NAME = 20  # characters: longer words name nothing beside them


class Sighting(NamedTuple):
    """Something that stands still from one moment to another, or is on its way at one.

    ``since`` and ``until`` are seconds after the beginning of the beat in which each falls.
    """

    beat: str
    since: float
    last: str  # the beat in which it is seen last
    until: float
    said: str  # its words; a shape has none
    place: Sequence[float]  # its box, and where an open line begins and ends: x, y, in units
    fill: str  # red, green, blue and opacity in hexadecimal digits, as is its line's
    line: str
    width: float  # of the line, in manim's units
    layer: float  # what is higher covers what is lower
    sure: bool  # or else it came in by a hair, and need not be there

    @property
    def center(self) -> np.ndarray:
        return np.array([self.place[:2], self.place[2:4]]).mean(axis=0)

    @property
    def measured(self) -> np.ndarray:
        """Its times, place and look as numbers; what may differ in each is 1."""
        place = (*self.place, *self.place)[:8]
        inks = (bytes.fromhex(ink or "00" * 4) for ink in (self.fill, self.line))
        looks = *b"".join(inks), self.width, self.layer
        return np.array([self.since, self.until, *place, *looks]) / _ALIKE

    def apart(self, other: Sighting) -> np.ndarray:
        """Measure by how much each number differs from another's; from 1 on an eye can tell."""
        return np.abs(self.measured - other.measured)

    def is_as(self, other: Sighting) -> bool:
        """Say whether it stands and looks as the other did, but for the last digits."""
        is_steady = self.apart(other)[_SLOTS[0] :].max() < limits.STEADY
        return bool(is_steady and self.said == other.said)

    def away_from(self, other: Sighting) -> float:
        """Measure how far its place is from the other's; 1 can be told by an eye."""
        times, place = _SLOTS[:2]
        return float(self.apart(other)[times : times + place].max())

    def unlike(self, other: Sighting) -> float:
        """Measure how unlike another is: each trait counts as much as any other."""
        apart = np.minimum(self.apart(other), _FAR).sum()
        return float(apart + _FAR * (self.last != other.last))


Pair = tuple[Sighting | None, Sighting | None]  # what was approved, and what is shown instead


def approve(chapter: str, shown: Iterable[Sighting]) -> None:
    """Write down what a chapter shows, a line for each sighting, so that changes can be read."""
    lines = [json.dumps(one, ensure_ascii=False) + "\n" for one in shown]
    write_whole(SNAPSHOTS / f"{chapter}.jsonl", "".join(lines).encode())


def approved(chapter: str) -> list[Sighting]:
    """Read what was approved of a chapter: nothing, if nobody has."""
    path = SNAPSHOTS / f"{chapter}.jsonl"
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else ()
    return [Sighting(*json.loads(line)) for line in lines]


def compare(chapter: str, seen: Sequence[Sighting]) -> Iterator[Failure]:
    """Tell what a chapter shows otherwise than it was approved, of each beat what comes first.

    Where a beat is missing or new, nothing else is compared.
    """
    if not (known := approved(chapter)):
        remedy = f"watched, then `attention-film check {chapter} --approve`"
        yield Failure(chapter, "as a film", APPROVED, "the whole chapter", remedy, "not yet")
        return
    beats, shown = (list(dict.fromkeys(one.beat for one in each)) for each in (known, seen))
    if beats != shown:
        yield Failure(chapter, "as a film", APPROVED, "beats", ", ".join(beats), ", ".join(shown))
        return
    for beat in beats:
        was, now = ([one for one in each if one.beat == beat] for each in (known, seen))
        pairs = _apart(was, now)
        for pair in pairs[:_TOLD]:
            yield Failure(chapter, beat, APPROVED, *_told(pair, [*was, *now]))
        if more := len(pairs[_TOLD:]):
            yield Failure(chapter, beat, APPROVED, f"{more} more", "as approved", "otherwise")


def _apart(known: Sequence[Sighting], seen: Sequence[Sighting]) -> list[Pair]:
    """Pair what has no like on the other side, each with what is most like it, by their times."""
    missing, new = _without_like(known, seen), _without_like(seen, known)
    pairs: list[Pair] = []
    for one in missing:
        able = (other for other in new if other.said == one.said)
        instead = min(able, key=one.unlike, default=None)
        pairs.append((one, instead))
        if instead is not None:
            new.remove(instead)
    pairs += [(None, other) for other in new]
    return sorted(pairs, key=lambda pair: min(one.since for one in pair if one is not None))


def _without_like(some: Sequence[Sighting], others: Sequence[Sighting]) -> list[Sighting]:
    """List those that must have a like of their own among others, and cannot all have one."""
    some = [one for one in some if one.sure]
    kinds = dict.fromkeys((one.said, one.last) for one in (*some, *others))
    far = {kind: _FAR * i for i, kind in enumerate(kinds)}  # so that no two kinds are alike
    rows = ([(*one.measured, far[one.said, one.last]) for one in each] for each in (some, others))
    ours, theirs = (cKDTree(np.reshape(each, (-1, _COLUMNS))) for each in rows)
    alike = ours.query_ball_tree(theirs, r=1, p=np.inf)
    edges = np.array([(i, j) for i, near in enumerate(alike) for j in near], dtype=int)
    graph = coo_array((np.ones(len(edges)), edges.reshape(-1, 2).T), shape=(ours.n, theirs.n))
    matched = maximum_bipartite_matching(graph.tocsr(), perm_type="column")
    return [one for one, j in zip(some, matched, strict=True) if j < 0]


def _told(pair: Pair, around: Iterable[Sighting]) -> tuple[str, str, str]:
    """Say what is meant, what was approved of it and what is so now, where they differ."""
    was, now = pair
    if was is None or now is None:
        one = was or now
        full = ", ".join(_traits(one).values())
        return (_named(one, around), *(full if each else "none" for each in pair))
    slots = np.split(was.apart(now) > 1, np.cumsum(_SLOTS)[:-1])
    time, place, ink, width, layer = (slot.any() for slot in slots)
    moved = time or was.last != now.last
    differs = {"time": moved, "place": place, "look": ink or width, "layer": layer}
    sides = ([_traits(one)[name] for name in differs if differs[name]] for one in pair)
    return (_named(was, around), *map(", ".join, sides))


def _named(one: Sighting, around: Iterable[Sighting]) -> str:
    """Name a text by what it says, and a shape by where it is and the word that is nearest."""
    if one.said:
        return f"“{one.said}”"
    x, y = one.center
    words = (other for other in around if 0 < len(other.said) < _NAME)
    beside = min(words, key=lambda word: np.hypot(*(word.center - one.center)), default=None)
    return f"a shape at ({x:.1f}, {y:.1f})" + (f", by “{beside.said}”" if beside else "")


def _traits(one: Sighting) -> dict[str, str]:
    until = f"{one.until:.1f} s" + (f" of “{one.last}”" if one.last != one.beat else "")
    pairs = zip(one.place[::2], one.place[1::2], strict=True)
    lowest, highest, *ends = (f"({x:.1f}, {y:.1f})" for x, y in pairs)
    drawn = f", drawn from {ends[0]} to {ends[1]}" if ends else ""
    fill, line = f"filled #{one.fill}", f"line {one.width:g} wide in #{one.line}"
    inks = [said for said, ink in ((fill, one.fill), (line, one.line)) if ink]
    return {
        "time": f"from {one.since:.1f} to {until}",
        "place": f"in {lowest} to {highest}{drawn}",
        "look": " and ".join(inks) or "no ink",
        "layer": f"in layer {one.layer:g}",
    }
