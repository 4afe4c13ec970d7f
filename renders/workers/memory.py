"""Keeps a process that renders for long as small as one that has just begun."""

from __future__ import annotations

import ctypes
import gc
import mmap
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

# Of what a process keeps between two clips, in MB: a fresh one has 410 after its first. A clip at
# 1080p60 takes up to 210 MB more for a while; less would mean a new process for every clip.
MOST_KEPT = 450

_PAGES = Path("/proc/self/statm")
_MEGABYTE = 1e6


def is_too_large() -> bool:
    """Say whether this process keeps so much that a new one should take its place.

    What libraries cache grows with each chapter. Where nobody says how much it is, nothing is.
    """
    try:
        resident = int(_PAGES.read_text().split()[1]) * mmap.PAGESIZE
    except (OSError, ValueError, IndexError):
        return False
    return resident / _MEGABYTE > MOST_KEPT


def leave_alone_what_is_there() -> None:
    """Look for garbage from now on only among what is made later: modules are there to stay."""
    gc.freeze()


def give_back() -> None:
    """Free mobjects that nobody needs any more, and let the system have what was freed.

    Mobjects stand in cycles, and a worker seldom looks for those. What a picture, its conversion
    and x264 take is freed in another order than it was taken, so that glibc would keep much of it.
    """
    gc.collect()
    if (trim := _malloc_trim()) is not None:
        trim(0)


@cache
def _malloc_trim() -> Callable[[int], int] | None:
    if not sys.platform.startswith("linux"):
        return None
    return getattr(ctypes.CDLL(None), "malloc_trim", None)  # musl has none
