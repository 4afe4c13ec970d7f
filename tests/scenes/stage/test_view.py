"""The camera goes in, along and back; what frames the stage stays, and what measures it follows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import pytest
from manim import RIGHT, UP, Mobject, Square, tempconfig

from renders.film.number_track import describe, readable
from renders.film.runs import WHOLE
from scenes.stage.cited import Citation
from scenes.stage.layout import Room
from scenes.stage.text import Numeral
from scenes.stage.view import View


class Framed(View):
    """A stage with a number on it, and a frame that stays."""

    def fixed(self) -> Sequence[Mobject]:
        return [self.title]

    def construct(self) -> None:
        self.title = Square(0.5).move_to([-6, 3.5, 0])
        self.cell = Square(1.0).move_to([2, 1, 0])
        self.number = Numeral(Citation("t", "a", (0,), 0.5)).move_to([2, 1, 0])
        self.add(self.title, self.cell, self.number)


@pytest.fixture
def scene() -> Iterator[Framed]:
    small = {"dry_run": True, "verbosity": "ERROR", "frame_rate": 2, "pixel_height": 90}
    with tempconfig(small | {"pixel_width": 160}):
        framed = Framed()
        framed.construct()
        yield framed


def box(scene: Framed) -> np.ndarray:
    (number,) = readable(scene)
    return np.array(describe(number).box) / WHOLE


def test_what_is_looked_at_fills_the_room_and_the_frame_stays(scene: Framed) -> None:
    small = box(scene)
    scene.zoom(scene.cell, room=Room(-4, 4, -2, 2))
    assert scene.cell.width == pytest.approx(4)
    assert scene.cell.get_center() == pytest.approx([0, 0, 0])
    assert scene.number.get_center() == pytest.approx([0, 0, 0])
    assert scene.number.em == pytest.approx(4 * scene.number.size)
    assert scene.title.get_center() == pytest.approx([-6, 3.5, 0])
    large = box(scene)
    assert large[2:] - large[:2] == pytest.approx(4 * (small[2:] - small[:2]), rel=0.01)


def test_one_step_back_undoes_one_move(scene: Framed) -> None:
    scene.zoom(scene.cell, room=Room(-4, 4, -2, 2))
    scene.pan(RIGHT + 2 * UP)
    assert scene.cell.get_center() == pytest.approx([-1, -2, 0])
    scene.step_back()
    assert scene.cell.get_center() == pytest.approx([0, 0, 0])
    scene.step_back()
    assert scene.cell.get_center() == pytest.approx([2, 1, 0])
    assert scene.cell.width == pytest.approx(1)
    with pytest.raises(IndexError):
        scene.step_back()
