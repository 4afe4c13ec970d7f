"""What moves ends where it belongs, and what is not carried stays."""

from __future__ import annotations

import numpy as np
import pytest
from manim import LEFT, Animation, Scene, Square, VGroup, tempconfig

from scenes.mobjects.attention_grid import AttentionGrid
from scenes.mobjects.motion import settle, stand_up
from scenes.mobjects.row_labels import RowLabels
from scenes.stage.cited import Quantity
from scenes.stage.layout import Room

FIRST = np.array([[0.0, 1.0], [0.25, 0.75]])


def grid(values: np.ndarray = FIRST, x: float = 0.0, **options: object) -> AttentionGrid:
    return AttentionGrid(Quantity("t", "weights", values), **options).shift([x, 0, 0])


def played(animation: Animation, *shown: VGroup) -> list[object]:
    """Play an animation to its end and return all that is then on stage."""
    with tempconfig(
        {
            "dry_run": True,
            "verbosity": "ERROR",
            "frame_rate": 2,
            "pixel_height": 90,
            "pixel_width": 160,
        }
    ):
        scene = Scene()
        scene.add(*shown)
        scene.play(animation)
    return [part for one in scene.mobjects for part in one.get_family()]


def test_a_row_stands_up_as_a_column() -> None:
    row = grid(keys=("a", "b"))
    column = grid(FIRST[1][:, None], x=4)
    names = RowLabels(("a", "b"), [1, 0], right=3)
    shown = row.row(1), row.row_marks(1), row.column_labels
    stage = played(stand_up(row, 1, column, names), *shown)
    assert all(part in stage for part in (*column.cells, *names))
    assert not any(part in stage for part in (*row.row(1), *row.row_marks(1)))


def test_a_mobject_settles_where_a_room_holds_it() -> None:
    square = Square(8)
    played(settle(square, Room(-4, 4, -2, 2), LEFT, shrink=True), square)
    assert (square.width, square.get_left()[0]) == pytest.approx((4, -4))
