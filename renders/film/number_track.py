"""Keeps which cited numbers can be read when, and where on screen: a player can look them up."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
from manim import Scene, config

from renders.checks.staged import is_seen
from renders.film.runs import WHOLE, Box, Follower, Run, Seen
from renders.film.segment import Described
from renders.film.sources import describe_source
from renders.film.tensors import describe_tensors
from scenes.stage.cited import Citation
from scenes.stage.refusal import StageError
from scenes.stage.text import Numeral

READABLE = 0.5  # the opacity from which on a number counts as there


class TrackRecorder:
    """Watches a scene frame by frame, and keeps what can be read in each of its sections."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.begin(0)

    def begin(self, frame: int) -> None:
        """Begin a section at a frame, counted from the beginning of the scene."""
        self._frames = frame
        self._follower = Follower()
        self._cited: dict[tuple[str, str], Citation] = {}

    def frame(self, count: int) -> None:
        """Take note that the picture of now is written as so many frames."""
        cited = [(one.citation, one) for one in readable(self.scene)]
        self._cited |= {(each.source, each.tensor): each for each, _ in cited}
        numbers = [describe(one) for _, one in cited]
        self._follower.see(self._frames, self._frames + count - 1, filter(None, numbers))
        self._frames += count

    def runs(self) -> tuple[Run, ...]:
        """Return what was seen in the section."""
        return self._follower.runs()

    def sources(self) -> tuple[Described, ...]:
        """Say how to ask for the numbers of the section, source by source."""
        labels = sorted({source for source, _ in self._cited})
        traces, saved = (getattr(self.scene, name, ()) for name in ("traces", "saved"))
        return tuple(describe_source(label, dict(traces), saved) for label in labels)

    def tensors(self) -> tuple[Described, ...]:
        """Say of what tensors the numbers of the section are, and of what those are made."""
        cited = [self._cited[name] for name in sorted(self._cited)]
        return describe_tensors(cited, dict(getattr(self.scene, "traces", ())))


def readable(scene: Scene) -> Iterator[Numeral]:
    """Yield every cited number that can be read now, in a fixed order."""
    family = {id(part): part for mobject in scene.mobjects for part in mobject.get_family()}
    for part in family.values():
        is_cited = isinstance(part, Numeral) and part.citation is not None
        if is_cited and is_seen(part) and part.get_fill_opacity() >= READABLE:
            yield part


def describe(numeral: Numeral) -> Seen | None:
    """Describe a cited number as it stands now; nothing if that is off the frame.

    Raises
    ------
    StageError
        If it is not a number at all.
    """
    cited, box = numeral.citation, _box(numeral)
    if math.isnan(cited.value):
        entry = f"{cited.tensor}{list(cited.index)} of {cited.source}"
        raise StageError(f"{entry} is NaN: mend the arrays that it is computed from")
    if box is None:
        return None
    return Seen(cited.source, cited.tensor, cited.index, exact(cited.value), numeral.text, box)


def exact(value: float) -> float | str:
    """Write a value with the fewest digits that 32 bits tell from others, where it has no more."""
    if math.isinf(value):
        return str(value)
    if value == int(value) and abs(value) < 2**53:
        return int(value)
    single = np.float32(value)
    return float(str(single)) if float(single) == value else value


def _box(numeral: Numeral) -> Box | None:
    size = np.array([config.frame_width, config.frame_height])
    low, top = numeral.points[:, :2].min(axis=0) / size, numeral.points[:, :2].max(axis=0) / size
    edges = np.array([low[0] + 0.5, 0.5 - top[1], top[0] + 0.5, 0.5 - low[1]])
    left, upper, right, lower = np.rint(edges * WHOLE).clip(0, WHOLE).astype(int).tolist()
    return (left, upper, right, lower) if left < right and upper < lower else None
