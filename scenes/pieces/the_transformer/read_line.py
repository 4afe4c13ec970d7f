"""The words that a tower reads."""

from __future__ import annotations

from collections.abc import Iterable

from manim import UP, VGroup

from scenes.stage.layout import Room, line
from scenes.stage.refusal import StageError
from scenes.stage.text import Text

_WORD, _GAP = 0.28, 0.1


def read_line(words: Iterable[str], room: Room, *, most: float) -> VGroup:
    """Set words that are read in a line below a tower, as large as there is room for."""
    small = _line(words := tuple(words), _WORD)
    if small.width > room.width:
        raise StageError("this chapter has no room for so many words: choose a shorter sentence")
    row = _line(words, min(most, 0.98 * _WORD * room.width / small.width))
    row.move_to(room.center)
    return row.shift(UP * (room.bottom + 0.15 - row[0].baseline))


def _line(words: Iterable[str], size: float) -> VGroup:
    return line(*(Text(word, size=size) for word in words), gap=_GAP * size / _WORD)
