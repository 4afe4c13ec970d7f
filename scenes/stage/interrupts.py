"""What ctrl-C means, whichever command it stops; nothing of manim is needed for it."""

from __future__ import annotations

import _thread
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sys import UnraisableHookArgs

INTERRUPTED = 130  # what shells expect of a program that ctrl-C has ended


@contextmanager
def ctrl_c_is_heard() -> Iterator[None]:
    """Raise a `KeyboardInterrupt` once more where Python had to drop it.

    One that arrives in a destructor or in the callback of a weak reference, which copies of
    mobjects call all the time, is printed and forgotten, and the rendering would go on.
    """
    before = sys.unraisablehook

    def hear(dropped: UnraisableHookArgs) -> None:
        if issubclass(dropped.exc_type, KeyboardInterrupt):
            threading.Timer(0.01, _thread.interrupt_main).start()
        else:
            before(dropped)

    sys.unraisablehook = hear
    try:
        yield
    finally:
        sys.unraisablehook = before
