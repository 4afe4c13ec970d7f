"""Four vectors, and the queries, keys and values that three maps make of them."""

from __future__ import annotations

from collections.abc import Sequence

from manim import Animation, TransformFromCopy, VGroup

from scenes import theme
from scenes.pieces.worked_example.row_table import ROW
from scenes.pieces.worked_example.third_row import ThirdRow
from scenes.pieces.worked_example.vector_plane import ALL, VectorPlane
from scenes.stage.cited import Word
from scenes.stage.layout import Room


class Projections(VGroup):
    """One plane for all of them; what was sent stays."""

    def __init__(self, room: Room, row: ThirdRow, words: Sequence[Word]) -> None:
        self.plane = VectorPlane(room, ALL)
        self.inputs = self.plane.vectors(row.inputs, theme.INK, words, "inputs").light(ROW)
        self.made = {
            role: self.plane.vectors(row.of_head(role), theme.hue_of(role))
            for role in ("query", "key", "value")
        }
        super().__init__(self.plane, self.inputs)

    def ask(self) -> Animation:
        """Let the vector that is followed send out its query."""
        asking = self.made["query"].arrows[ROW]
        self.add(asking)
        return TransformFromCopy(self.inputs.arrows[ROW], asking)

    def send(self, role: str) -> Animation:
        """Let every vector send out what a map makes of it."""
        self.add(self.made[role])
        return self.inputs.send(self.made[role])

    def looking(self) -> list[VGroup]:
        """Return the one query, and then the keys that it is compared with."""
        return [self.made["query"].arrows[ROW], *self.made["key"].arrows]
