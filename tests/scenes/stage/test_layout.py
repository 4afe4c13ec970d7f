from __future__ import annotations

from itertools import pairwise

import pytest
from manim import LEFT, RIGHT, Rectangle, Square, VGroup, config, tempconfig

from scenes.mobjects.formula import Formula
from scenes.stage.cited import Declared
from scenes.stage.layout import (
    Room,
    caption_baseline,
    line,
    spread,
    stage,
    step_aside,
    title_baseline,
)
from scenes.stage.text import Numeral, Text


def test_what_overlaps_moves_apart_and_the_rest_stays() -> None:
    row = VGroup(*(Square(1).set_x(x) for x in (-5, 0, 0.2, 0.9, 8)))
    spread(row, gap=0.1)
    gaps = [b.get_left()[0] - a.get_right()[0] for a, b in pairwise(row)]
    assert min(gaps) == pytest.approx(0.1, abs=1e-3)
    assert [square.get_x() for square in (row[0], row[4])] == [-5, 8]
    assert row[1].get_x() + row[2].get_x() + row[3].get_x() == pytest.approx(1.1)


ROOM = Room(left=-4, right=8, bottom=-1, top=3)


def test_rooms_divide_without_rest() -> None:
    narrow, wide = ROOM.columns(1, 2, gap=3)
    assert (narrow.left, narrow.right, wide.left, wide.right) == (-4, -1, 2, 8)
    upper, lower = ROOM.rows(1, 3)
    assert (upper.top, upper.bottom, lower.top, lower.bottom) == (3, 2, 2, -1)
    assert [half.width for half in ROOM.halves(gap=2)] == [5, 5]
    inner = ROOM.inset(left=1, top=2)
    assert (inner.left, inner.right, inner.bottom, inner.top) == (-3, 8, -1, 1)


def test_cells_and_lines_fill_a_room() -> None:
    assert ROOM.cell(rows=4, columns=6) == (2, 1)
    assert ROOM.cell(rows=4, columns=6, most=(0.5, 3)) == (0.5, 1)
    assert ROOM.heights(4) == [2.5, 1.5, 0.5, -0.5]
    assert ROOM.heights(2, most=1.0) == [1.5, 0.5]


def test_a_room_holds_in_its_middle_or_at_a_side() -> None:
    assert ROOM.hold(Square(1)).get_center().tolist() == [2, 1, 0]
    assert ROOM.hold(Square(1), LEFT).get_left().tolist() == [-4, 1, 0]
    large = ROOM.hold(Rectangle(width=24, height=4), RIGHT, shrink=True)
    assert (large.width, large.height) == (12, 2)
    assert large.get_right().tolist() == [8, 1, 0]


def test_words_in_rooms_of_a_row_stand_on_one_baseline() -> None:
    words = [
        room.hold(Text(word)) for room, word in zip(ROOM.halves(), ("ace", "gypsy"), strict=True)
    ]
    assert words[0].baseline == pytest.approx(words[1].baseline)
    assert words[0].get_bottom()[1] > words[1].get_bottom()[1] + 0.05


def test_a_line_has_one_baseline() -> None:
    number = Numeral(7, declared=Declared("mathematics"))
    row = line(Text("gap"), number, Formula("p_j"), Square(0.1), gap=0.5)
    assert [row[0].baseline, row[2].baseline] == pytest.approx([0, 0])
    assert number.get_bottom()[1] == pytest.approx(0, abs=0.01)
    assert 0 < row[3].get_y() < 0.2
    gaps = [b.get_left()[0] - a.get_right()[0] for a, b in pairwise(row)]
    assert gaps == pytest.approx([0.5] * 3)


def test_the_stage_follows_the_frame() -> None:
    wide, high = config.frame_width, config.frame_height
    with tempconfig({"frame_width": 9.0, "frame_height": 16.0}):
        upright, title, caption = stage(), title_baseline(), caption_baseline()
    assert upright.width == pytest.approx(stage().width - (wide - 9.0))
    assert upright.height == pytest.approx(stage().height + (16.0 - high))
    assert (title - upright.top) == pytest.approx(title_baseline() - stage().top)
    assert (upright.bottom - caption) == pytest.approx(stage().bottom - caption_baseline())
    assert -8.0 < caption < upright.bottom < upright.top < title < 8.0


def test_a_mark_steps_aside_only_if_it_must_and_no_farther() -> None:
    wall = Rectangle(width=0.5, height=4)
    assert step_aside(Square(1).set_x(2), [wall]).get_x() == 2
    moved = step_aside(Square(1).set_x(0.1), [wall])
    assert moved.get_left()[0] - wall.get_right()[0] == pytest.approx(0.1, abs=0.06)
    everywhere = [Rectangle(width=9, height=9)]
    assert step_aside(Square(1), everywhere).get_center() == pytest.approx([0, 0, 0])
