"""Refuses in a line where what runs models is not installed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from scenes.stage.refusal import StageError


@contextmanager
def needing_models() -> Iterator[None]:
    """Import what runs models, or say what to install.

    Raises
    ------
    StageError
        If a module that they need is not there.
    """
    try:
        yield
    except ModuleNotFoundError as missing:
        raise StageError(
            f"{missing.name} is not installed: install attention-film[models]"
        ) from None
