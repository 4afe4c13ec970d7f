"""Gives memory back that the C library keeps: freed pieces between others that are in use."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable
from functools import cache


def trim() -> None:
    """Give freed memory back to the system, where glibc would keep it: 150 MB after a section.

    What a picture, its conversion and x264 take is freed in another order than it was taken, so
    that every section would leave its process larger.
    """
    if (give_back := _malloc_trim()) is not None:
        give_back(0)


@cache
def _malloc_trim() -> Callable[[int], int] | None:
    if not sys.platform.startswith("linux"):
        return None
    return getattr(ctypes.CDLL(None), "malloc_trim", None)  # musl has none
