"""Divides what is missing of the clips into chunks for the processes that there are."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from renders.film.clip import Clip, Settings
from renders.film.segment import unbroken
from renders.own import file_of
from renders.workers.segments import Chunk
from scenes.storyboard import Entry

SHORTEST_CHUNK = 6.0  # seconds of film: less is not worth skipping what comes before it
CHUNKS_EACH = 2  # that many for each process keep all of them busy to the end


def plan(
    clips: Sequence[Clip], settings: Settings, processes: int, shares_disk: bool
) -> list[tuple[Entry, Chunk]]:
    """Divide what is missing into chunks for so many processes, the longest first.

    Each is a window of its chapter's time; the storyboard's seconds say how long it is.
    """
    frame = settings.quality.frame
    missing = [clip for clip in clips if clip.reasons and not clip.is_rendered]
    total = sum(max(0.0, clip.entry.seconds - clip.frames / frame.rate) for clip in missing)
    longest = max(SHORTEST_CHUNK, total / (processes * CHUNKS_EACH)) if processes > 1 else math.inf
    chunks = []
    for clip in missing:
        entry = clip.entry
        whole = Chunk(
            entry.module,
            entry.class_name,
            frame,
            done=frozenset(segment.index for segment in clip.segments),
            folder=clip.cached.folder if shares_disk else None,
            file=file_of(entry),
            files=clip.inputs.files,
        )
        run = unbroken(clip.segments)
        ready = run[-1].end / frame.rate if run else 0.0
        for start, end in windows(entry.seconds, longest):
            if end > ready:
                seconds = min(end, entry.seconds) - max(start, ready)
                chunks.append((seconds, entry, replace(whole, start=start, end=end)))
    chunks.sort(key=lambda chunk: -chunk[0])
    return [(entry, chunk) for _, entry, chunk in chunks]


def windows(seconds: float, longest: float) -> list[tuple[float, float]]:
    """Cut a chapter's time into equal windows of about ``longest`` seconds; the last has no end."""
    number = max(1, round(seconds / longest))
    starts = [seconds * place / number for place in range(number)]
    return list(zip(starts, [*starts[1:], math.inf], strict=True))
