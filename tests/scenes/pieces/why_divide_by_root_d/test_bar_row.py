from __future__ import annotations

import numpy as np
import pytest

from scenes.pieces.why_divide_by_root_d.bar_row import BarRow
from scenes.pieces.why_divide_by_root_d.width_table import Measured, WidthTable
from scenes.stage.cited import Declared, Quantity
from scenes.theme import HIGHLIGHT, INK, POSITIVE

WIDTHS = (4, 16)
CHOSEN = Declared("parameter", of="dot_product_variance()")


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


def measured(divided: bool = False) -> Measured:
    def quantity(*values: float) -> Quantity:
        return Quantity("experiments", "values", np.array(values))

    typical = Quantity("experiments", "typical", np.array([[0.75, 0.25], [0.9, 0.1]]))
    return Measured(
        histograms=(quantity(0, 9, 0), quantity(2, 5, 2)),
        limit=10.0,
        ticks=(-5.0, 0.0, 5.0),
        divided=divided,
        variances=quantity(4.0, 16.0),
        typical=typical,
        gradient=quantity(0.4, 0.1),
    )


def test_each_histogram_has_its_own_scale_and_all_rows_of_softmax_one() -> None:
    table = WidthTable(WIDTHS, measured(), own=4, declared=CHOSEN)
    highest = [max(bar.height for bar in row.bars) for row in table.histograms]
    assert highest[0] == pytest.approx(highest[1])
    first, second = (row.bars[0].height for row in table.typical)
    assert first / second == pytest.approx(0.75 / 0.9)
    one, other = table.gradient.bars
    assert one.width / other.width == pytest.approx(4.0)


def test_zero_stands_in_the_middle_of_the_histograms() -> None:
    table = WidthTable(WIDTHS, measured(), own=4, declared=CHOSEN)
    plane = table.axis[0]
    assert plane.at(0, 0)[0] == pytest.approx(table.histograms[0].base.get_x())
    assert plane.at(-10, 0)[0] == pytest.approx(table.histograms[0].base.get_left()[0])


def test_the_storys_width_stands_out_and_divided_scores_say_so() -> None:
    table = WidthTable(WIDTHS, measured(divided=True), own=16, declared=CHOSEN)
    assert [label.get_fill_color() for label in table.labels] == [INK, HIGHLIGHT]
    assert table.heads[1].text == "divided scores"
