"""Where a row of softmax stands: three bands of the stage, divided alike."""

from __future__ import annotations

from typing import NamedTuple

from scenes.stage.layout import Room, stage

SIZE = 0.42  # of what heads a column, and of what is worked out beside it


class Columns(NamedTuple):
    """The rooms in which a row of softmax stands, from left to right."""

    names: Room
    scores: Room
    exponentials: Room
    weights: Room

    @classmethod
    def of(cls, band: Room) -> Columns:
        """Divide a band of the stage as all bands of the chapter are divided."""
        names, scores, first, second = band.columns(1.8, 1.3, 4.8, 5.5)
        return cls(names, scores, first.inset(left=0.3, right=0.5), second)


def bands() -> tuple[Columns, Columns, Columns]:
    """Return the rooms for what heads the columns, for their rows, and for what is below them."""
    heads, rows, foot = map(Columns.of, stage().rows(1, 7, 1))
    return heads, rows, foot
