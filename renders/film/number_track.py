"""Keeps which cited numbers can be read when, and where on screen: a player can look them up."""

from __future__ import annotations

import math
from collections.abc import Iterator

from manim import Scene, config

from renders.checks.staged import is_seen
from renders.film.segment import Described, Interval
from renders.film.sources import describe_source
from scenes.stage.text import Numeral

SAMPLE_EVERY = 0.2  # seconds; a picture that stands still is sampled at once
READABLE = 0.5  # the opacity from which on a number counts as there

Number = dict[str, object]


class Recorder:
    """Watches a scene frame by frame and keeps the intervals in which its numbers stay the same.

    Boxes are (left, top, right, bottom) as shares of the frame, from its upper left corner.
    """

    def __init__(self, scene: Scene, rate: float) -> None:
        self.scene, self.rate = scene, rate
        self._restart(0)

    def begin(self, frame: int) -> None:
        """Begin a section at a frame, counted from the beginning of the scene."""
        self._restart(frame)

    def frame(self, count: int) -> None:
        """Take note that the picture of now is written as so many frames."""
        now = self._frames / self.rate
        if count > 1 or now - self._sampled >= SAMPLE_EVERY - 1e-9:
            self._sample(now)
        self._frames += count

    def end(self) -> tuple[Interval, ...]:
        """Return what was seen in the section, intervals without numbers left out."""
        ends = [interval["start"] for interval in self._intervals[1:]]
        ends.append(round(self._frames / self.rate, 3))
        seen = (one | {"end": end} for one, end in zip(self._intervals, ends, strict=True))
        return tuple(interval for interval in seen if interval["numbers"])

    def sources(self) -> tuple[Described, ...]:
        """Say how to ask for the numbers of the section, source by source."""
        labels = [one["source"] for seen in self._intervals for one in seen["numbers"]]
        traces, saved = (getattr(self.scene, name, ()) for name in ("traces", "saved"))
        return tuple(describe_source(label, dict(traces), saved) for label in dict.fromkeys(labels))

    def _restart(self, frame: int) -> None:
        self._frames = frame
        self._sampled = -math.inf
        self._intervals: list[Interval] = []

    def _sample(self, now: float) -> None:
        self._sampled = now
        numbers = list(read_numbers(self.scene))
        if not self._intervals or self._intervals[-1]["numbers"] != numbers:
            self._intervals.append({"start": round(now, 3), "numbers": numbers})


def read_numbers(scene: Scene) -> Iterator[Number]:
    """Describe every cited number that can be read now, in a fixed order."""
    family = {id(part): part for mobject in scene.mobjects for part in mobject.get_family()}
    for part in family.values():
        if not isinstance(part, Numeral) or part.citation is None or not is_seen(part):
            continue
        if part.get_fill_opacity() < READABLE:
            continue
        cited = part.citation
        value = cited.value if math.isfinite(cited.value) else str(cited.value)
        yield {
            "source": cited.source,
            "tensor": cited.tensor,
            "index": list(cited.index),
            "value": value,
            "text": part.text,
            "box": _box(part),
        }


def _box(numeral: Numeral) -> list[float]:
    wide, high = config.frame_width, config.frame_height
    low, top = numeral.points[:, :2].min(axis=0), numeral.points[:, :2].max(axis=0)
    corners = (low[0] / wide + 0.5, 0.5 - top[1] / high, top[0] / wide + 0.5, 0.5 - low[1] / high)
    return [round(float(share), 4) for share in corners]
