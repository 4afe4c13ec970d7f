"""Looks at what a chapter shows, for its snapshot: what comes to rest, and what is on its way.

Nothing is listed or left out by a hair. Whatever lies within twice the bound that lets it in need
not be there: numbers of another processor differ in their last digits.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np

from renders.checks import limits
from renders.checks.approved import Sighting
from renders.checks.staged import Staged, spoken
from renders.moment import Moment

_EVERY = 3  # moments: how often what is on its way is listed
_SHORTEST = 0.4  # seconds: two looks of five a second after the first
_SURELY = 2  # times as long, or as far, as it takes to be listed


@dataclass
class _Seen:
    """What is looked at now, since when it has looked so, and how it stood at rest before."""

    piece: Staged
    sighting: Sighting
    began: float
    stood: Sighting | None
    is_still: bool = False

    def on_its_way(self) -> Iterator[Sighting]:
        """Yield what is neither at rest nor where it was at rest before."""
        if self.is_still:
            return
        away = np.inf if self.stood is None else self.sighting.away_from(self.stood)
        if away > 1:
            yield self.sighting._replace(sure=bool(away > _SURELY))


@dataclass
class Snapshot:
    """What has come to rest so far, or was on its way; ``look`` is called at each moment."""

    _beats: dict[str, int] = field(default_factory=dict)  # how many moments each has had
    _listed: list[Sighting] = field(default_factory=list)
    _seen: dict[int, _Seen] = field(default_factory=dict)
    _last: Moment | None = None

    def look(self, moment: Moment, stage: Mapping[int, Staged]) -> None:
        """Note what stands as it stood, what is on its way, and what has gone."""
        before, self._seen = self._seen, {}
        beat = moment.beat.name
        self._beats[beat] = self._beats.get(beat, 0) + 1
        for i, piece in stage.items():
            if piece.inked:
                self._seen[i] = self._compared(before.pop(i, None), piece, moment)
        for one in before.values():
            self._listed += self._closed(one)
        if self._beats[beat] % _EVERY == 0:
            self._listed += (way for one in self._seen.values() for way in one.on_its_way())
        self._last = moment

    def sightings(self) -> list[Sighting]:
        """Return all of it, in the order in which it came."""
        now = (closed for one in self._seen.values() for closed in self._closed(one))
        places = {beat: place for place, beat in enumerate(self._beats)}
        return sorted([*self._listed, *now], key=lambda one: (places[one.beat], one.since))

    def _compared(self, one: _Seen | None, piece: Staged, moment: Moment) -> _Seen:
        """Compare a piece with what was seen of it a moment ago."""
        if one is not None and one.piece is piece:
            one.is_still = True
            return one
        beat, time = _when(moment)
        now = Sighting(beat, time, beat, time, *_looks(piece), sure=True)
        if one is None:
            return _Seen(piece, now, moment.time, stood=None)
        if now.is_as(one.sighting):
            one.piece, one.is_still = piece, True
            return one
        self._listed += self._closed(one)
        return _Seen(piece, now, moment.time, one.sighting if one.is_still else one.stood)

    def _closed(self, one: _Seen) -> Iterator[Sighting]:
        """Yield what stood until the last moment, if it stood long enough to be noticed."""
        if self._last is None or (lasted := round(self._last.time - one.began, 1)) < _SHORTEST:
            return
        last, until = _when(self._last)
        is_sure = bool(lasted >= _SURELY * _SHORTEST)
        yield one.sighting._replace(last=last, until=until, sure=is_sure)


def _when(moment: Moment) -> tuple[str, float]:
    return moment.beat.name, round(float(moment.time - moment.beat.started), 1)


def _looks(piece: Staged) -> tuple[str, tuple[float, ...], str, str, float, float]:
    """Say what a piece says, and measure where it stands and how it looks."""
    place, ends = piece.box.ravel(), piece.points[[0, -1]]
    if not piece.is_text and np.ptp(ends, axis=0).max() > limits.TOUCHING:
        place = np.append(place, ends)
    fill = np.mean([part.fill_rgbas.mean(axis=0) for part in piece.inked], axis=0)
    line = np.mean([part.stroke_rgbas.mean(axis=0) for part in piece.inked], axis=0)
    width = max(part.get_stroke_width() for part in piece.inked)
    said = spoken(piece.mobject)
    place = tuple((place.round(2) + 0.0).tolist())
    inks = _written(fill), _written(line * (width > 0))
    return said, place, *inks, round(float(width), 1), float(piece.parts[0].z_index)


def _written(ink: np.ndarray) -> str:
    """Write a colour with its opacity; one that cannot be seen has none."""
    return bytes((ink * 255).round().astype(np.uint8)).hex() if ink[3] > limits.NOTHING else ""
