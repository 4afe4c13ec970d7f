"""Keeps a process that renders for long as small as one that has just begun."""

from __future__ import annotations

import ctypes
import gc
import sys
from collections.abc import Callable
from functools import cache


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
