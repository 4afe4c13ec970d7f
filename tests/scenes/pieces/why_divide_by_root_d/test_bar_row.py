from __future__ import annotations

import numpy as np
import pytest

from scenes.pieces.why_divide_by_root_d.bar_row import BarRow
from scenes.stage.cited import Quantity
from scenes.theme import POSITIVE


def row(*values: float, unit: float = 0.5) -> BarRow:
    quantity = Quantity("experiments", "values", np.array(values))
    return BarRow(quantity, unit=unit, width=3.0, color=POSITIVE, group="test")


def test_bars_are_as_high_as_their_values_and_stand_on_one_line() -> None:
    drawn = row(1.0, 3.0, 2.0).stand_at(-2.0, -1.0)
    assert [bar.height for bar in drawn.bars] == pytest.approx([0.5, 1.5, 1.0])
    assert [bar.get_bottom()[1] for bar in drawn.bars] == pytest.approx([-1.0] * 3)
    assert [bar.get_x() for bar in drawn.bars] == pytest.approx([-1.5, -0.5, 0.5])


def test_what_is_nothing_has_no_bar_and_the_rest_keep_their_places() -> None:
    drawn = row(1.0, 0.0, 2.0)
    assert [bar.claim.citation.index for bar in drawn.bars] == [(0,), (2,)]
    assert drawn.bars[1].get_x() == pytest.approx(2.5)
