"""A sentence is set in one line, or in two of about the same length."""

from __future__ import annotations

from collections.abc import Sequence

from manim import ManimColor

from scenes.mobjects.token_row import TokenRow
from scenes.stage.cited import Word
from scenes.stage.layout import Room

_GAP = 0.22  # between boxes
HIGH, LOW = 0.47, 0.36  # the em in a line's height; with room for labels above it
_ONE_LINE = 12  # characters: more are broken into two lines


def first_line(words: Sequence[Word]) -> int:
    """Count the words of the first line: the longer of both lines is to be as short as can be."""
    if sum(map(len, words)) <= _ONE_LINE:
        return len(words)
    return min(
        range(1, len(words)),
        key=lambda count: max(sum(map(len, half)) for half in (words[:count], words[count:])),
        default=len(words),
    )


def set_lines(
    words: Sequence[Word],
    first: int,
    room: Room,
    *,
    hue: ManimColor | None = None,
    high: float = HIGH,
) -> list[TokenRow]:
    """Set words in one size, so many of them in the first line, each line in its part of a room."""
    lines = [line for line in (words[:first], words[first:]) if line]
    rooms = room.rows(*(1 for _ in lines))
    size = min(high * room.height / 2, high * rooms[0].height)
    for line in lines:
        size = min(size, TokenRow(line, size=size, widest=room.width)[0].label.size)
    rows = (TokenRow(line, size=size, gap=_GAP, hue=hue, widest=room.width) for line in lines)
    return [own.hold(row) for own, row in zip(rooms, rows, strict=True)]
