from __future__ import annotations

import numpy as np
import pytest

from scenes.mobjects.equation_column import EquationColumn, column, signs_between
from scenes.mobjects.vector_column import VectorColumn
from scenes.stage.cited import Quantity
from scenes.stage.claims import relate

RIGHT = (5.0, 8.0)


def quantity(*values: float) -> Quantity:
    return Quantity("test", "vector", np.array(values))


def vector(*values: float) -> VectorColumn:
    return VectorColumn(quantity(*values), pitch=(1.0, 0.5))


def worked(*terms: float, entries: tuple[int, ...] = ()) -> EquationColumn:
    """Multiply (1, 2, 4) by a quarter; the sums so far are those of 0.25, 0.5 and 1."""
    heights = [-float(entry) for entry in entries or (0, 1, 2)]
    factors = [
        column(map(quantity(*values).cite, entries or (0, 1, 2)), heights, right=right)
        for values, right in (((1.0, 2.0, 4.0), 1.0), ((0.25,) * 3, 3.0))
    ]
    totals = quantity(0.25, 0.75, 1.75)
    return EquationColumn(factors, quantity(*terms), totals, right=RIGHT, entries=entries)


def test_numbers_stand_in_columns_beside_their_factors() -> None:
    added = worked(0.25, 0.5, 1.0)
    for numbers, right in zip((added.products, added.totals), RIGHT, strict=True):
        assert [number.get_right()[0] for number in numbers] == pytest.approx([right] * 3)
        assert [number.get_y() for number in numbers] == pytest.approx([0.0, -1.0, -2.0])
    assert [number.text for number in added.totals] == ["0.25", "0.75", "1.75"]


def test_each_result_states_what_it_is_made_of() -> None:
    added = worked(0.25, 0.5, 1.0)
    assert added.signs == ("=", "=")
    (product,), (total,) = added.products[1].equations, added.totals[1].equations
    assert [part.value for part in product.parts] == [2.0, 0.25]
    assert total.parts == (added.totals[0], added.products[1])
    assert not added.totals[0].equations


def test_a_sign_is_true_of_all_rows() -> None:
    added = worked(0.26, 0.5, 1.0)
    assert added.signs == ("≈", "=")
    assert [number.equations[0].relation for number in added.products] == ["≈"] * 3


def test_a_sum_that_leaps_over_entries_states_nothing() -> None:
    added = worked(0.25, 0.5, 1.0, entries=(0, 2))
    assert added.signs == ("=", "≈")
    assert [number.citation.index for number in added.totals] == [(0,), (2,)]
    assert not added.totals[1].equations


def test_vectors_add_up_or_differ_entry_by_entry() -> None:
    total = vector(0.75, 2.0)
    parts = vector(0.5, 1.5).numerals, vector(0.25, 0.5).numerals
    assert relate("sum", parts, total.numerals) == "="
    assert [numeral.equations[0].relation for numeral in total.numerals] == ["=", "="]
    assert relate("difference", (total.numerals, parts[0]), parts[1]) == "="


def test_one_row_that_does_not_close_makes_all_approximate() -> None:
    total = vector(0.75, 0.008)
    parts = vector(0.5, 0.004).numerals, vector(0.25, 0.004).numerals
    assert relate("sum", parts, total.numerals) == "≈"
    assert [numeral.equations[0].relation for numeral in total.numerals] == ["≈", "≈"]


def test_a_sign_stands_between_its_columns() -> None:
    left, right = vector(1.0), vector(2.0).shift([3.0, 0.0, 0.0])
    (sign,) = signs_between((left, right), ["+"])
    assert left.ground.get_right()[0] < sign.get_x() < right.ground.get_left()[0]
    (raised,) = signs_between((left, right), ["+"], height=1.0)
    assert (raised.get_x(), raised.get_y()) == pytest.approx((sign.get_x(), 1.0))
