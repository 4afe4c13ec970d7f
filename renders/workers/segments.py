"""What is handed to one process: some sections of one chapter, to be rendered on any machine."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from renders.film.quality import Frame
from renders.film.segment import Segment
from renders.unedited import ensure_unedited, note

Made = list[tuple[Segment, bytes]]


@dataclass(frozen=True)
class Chunk:
    """What to render, complete: whoever has the package can do it.

    ``start``, ``end`` and ``done`` are those of `renders.engine.writer.Window`. What is made is
    kept in a ``folder``, or without one returned. ``file`` is where the module lies that
    is none of the package's. ``files`` are those of the inputs under which it is kept.
    """

    module: str
    name: str
    frame: Frame
    start: float = 0.0
    end: float = math.inf
    done: frozenset[int] = frozenset()
    folder: Path | None = None
    file: Path | None = None
    files: Mapping[str, str] = field(default_factory=dict)

    def make(self, count: Callable[[int], None]) -> Made:
        """Render the sections, and tell ``count`` of each new frame.

        Raises
        ------
        OSError
            If the folder has no room for a segment.
        Edited
            If its files are no longer what they were when the run began.
        """
        note(self.files)
        ensure_unedited(self.files)
        from renders.workers.render_segments import render_chunk  # late: it brings in manim

        return render_chunk(self, count)
