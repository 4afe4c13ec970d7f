from __future__ import annotations

from functools import partial

import numpy as np
import pytest

from scenes import theme
from scenes.mobjects.vector_column import VectorColumn, relating, signs_between
from scenes.stage.cited import Quantity

PITCH = (1.0, 0.5)


def column(*values: float) -> VectorColumn:
    return VectorColumn(Quantity("test", "vector", np.array(values)), pitch=PITCH)


def test_a_sum_that_closes_in_every_row_is_an_equation() -> None:
    total = column(0.75, 2.0)
    assert relating("sum", (column(0.5, 1.5), column(0.25, 0.5)), total) == "="
    assert [numeral.equations[0].relation for numeral in total.numerals] == ["=", "="]


def test_one_row_that_does_not_close_makes_all_approximate() -> None:
    total = column(0.75, 0.008)
    assert relating("sum", (column(0.5, 0.004), column(0.25, 0.004)), total) == "≈"
    assert [numeral.equations[0].relation for numeral in total.numerals] == ["≈", "≈"]


def test_cells_show_their_values_by_colour_in_step_with_numbers_in_brackets() -> None:
    quantity = Quantity("test", "vector", np.array([-1.0, 0.25]))
    law = partial(theme.score_color, limit=1.0)
    cells, numbers = VectorColumn(quantity, pitch=PITCH, cell_color=law), column(-1.0, 0.25)
    assert [cell.get_fill_color() for cell in cells.ground] == [theme.NEGATIVE, law(0.25)]
    for one, other in zip(cells.numerals, numbers.numerals, strict=True):
        assert one.get_y() == pytest.approx(other.get_y(), abs=0.02)


def test_a_sign_stands_between_its_columns() -> None:
    left, right = column(1.0), column(2.0).shift([3.0, 0.0, 0.0])
    (sign,) = signs_between((left, right), ["+"])
    assert left.ground.get_right()[0] < sign.get_x() < right.ground.get_left()[0]
