"""What is handed to one process: some sections of one chapter, to be rendered on any machine."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from renders.quality import Frame
from renders.segment import Segment

Made = list[tuple[Segment, bytes]]


@dataclass(frozen=True)
class Part:
    """What to render, complete: whoever has the package can do it.

    ``start``, ``end`` and ``done`` are those of `renders.engine.writer.Window`. What is made is
    kept in the folder ``shelf``, or without one returned. ``file`` is where the module lies that
    is none of the package's.
    """

    module: str
    name: str
    frame: Frame
    start: float
    end: float
    done: frozenset[int] = frozenset()
    shelf: Path | None = None
    file: Path | None = None

    def make(self, count: Callable[[int], None]) -> Made:
        """Render the sections, and tell ``count`` of each new frame.

        Raises
        ------
        OSError
            If the shelf has no room for a segment.
        """
        from renders.worker import render_part  # late: it brings in manim

        return render_part(self, count)
