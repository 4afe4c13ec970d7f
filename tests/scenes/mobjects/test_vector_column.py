from __future__ import annotations

from functools import partial

import numpy as np
import pytest

from scenes import theme
from scenes.mobjects.vector_column import VectorColumn
from scenes.stage.cited import Quantity

PITCH = (1.0, 0.5)


def column(*values: float) -> VectorColumn:
    return VectorColumn(Quantity("test", "vector", np.array(values)), pitch=PITCH)


def test_cells_show_their_values_by_colour_in_step_with_numbers_in_brackets() -> None:
    quantity = Quantity("test", "vector", np.array([-1.0, 0.25]))
    law = partial(theme.score_color, limit=1.0)
    cells, numbers = VectorColumn(quantity, pitch=PITCH, cell_color=law), column(-1.0, 0.25)
    assert [cell.get_fill_color() for cell in cells.ground] == [theme.NEGATIVE, law(0.25)]
    for one, other in zip(cells.numerals, numbers.numerals, strict=True):
        assert one.get_y() == pytest.approx(other.get_y(), abs=0.02)
