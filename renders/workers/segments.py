"""What is handed to one process: some sections of one chapter, to be rendered on any machine."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from renders.film.quality import Frame
from renders.film.segment import Segment
from renders.unedited import ensure_unedited, note

Made = list[tuple[Segment, bytes]]


@dataclass(frozen=True)
class Part:
    """What to render, complete: whoever has the package can do it.

    ``start``, ``end`` and ``done`` are those of `renders.engine.writer.Window`. What is made is
    kept in the folder ``shelf``, or without one returned. ``file`` is where the module lies that
    is none of the package's. ``sources`` are the ``files`` of the inputs under which it is kept.
    """

    module: str
    name: str
    frame: Frame
    start: float
    end: float
    done: frozenset[int] = frozenset()
    shelf: Path | None = None
    file: Path | None = None
    sources: Mapping[str, str] = field(default_factory=dict)

    def make(self, count: Callable[[int], None]) -> Made:
        """Render the sections, and tell ``count`` of each new frame.

        Raises
        ------
        OSError
            If the shelf has no room for a segment.
        Edited
            If the sources are no longer what they were when the run began.
        """
        note(self.sources)
        ensure_unedited(self.sources)
        from renders.workers.render_segments import render_part  # late: it brings in manim

        return render_part(self, count)
