from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from attention_math.costs import count_cells, count_grids, doubled, fit_square, load_costs

LENGTHS = np.array([64, 128, 512, 1024])


def test_a_true_square_is_found_again() -> None:
    fit = fit_square(LENGTHS, 5e-6 * LENGTHS**2)
    assert fit.nanoseconds == pytest.approx(5)
    assert fit.tokens[[0, -1]].tolist() == [0, 1024]
    assert fit.milliseconds == pytest.approx(5e-6 * fit.tokens**2)


def test_no_other_factor_is_closer_to_what_was_measured() -> None:
    costs = load_costs()
    best = fit_square(costs.lengths, costs.milliseconds).nanoseconds

    def miss(nanoseconds: float) -> float:
        return float(np.square(nanoseconds * 1e-6 * costs.lengths**2 - costs.milliseconds).sum())

    assert miss(best) < min(miss(best * 1.001), miss(best * 0.999))


def test_the_longest_text_with_a_measured_half_is_compared() -> None:
    found = doubled(LENGTHS, np.array([0.1, 0.3, 2.0, 7.0]))
    assert found.places == [2, 3]
    assert (found.ratio, found.is_fourfold) == (3.5, 1)
    little, more = (doubled(LENGTHS, np.array([0.1, 0.3, 2.0, last])) for last in (4.0, 5.0))
    assert (little.is_fourfold, little.is_more) == (0, 0)
    assert (more.is_fourfold, more.is_more) == (0, 1)
    with pytest.raises(ValueError, match="none is twice as many"):
        doubled(np.array([3, 5]), np.array([1.0, 2.0]))


def test_cells_and_their_memory_are_those_of_a_tensor() -> None:
    counted = count_cells((7, 1024))
    grids = [torch.empty(n, n) for n in (7, 1024)]
    assert counted.cells.tolist() == [grid.numel() for grid in grids] == [49, 1_048_576]
    assert (counted.megabytes * 1e6).tolist() == [grid.nbytes for grid in grids]
    with pytest.raises(ValueError, match="tokens must be at least 1"):
        count_cells((7, 0))


def test_a_large_models_grids_are_counted_by_hand() -> None:
    counted = count_grids("gpt3")
    assert (counted.layers, counted.heads, counted.grids) == (96, 96, 9_216)
    assert (counted.tokens, counted.cells) == (2_048, 9_216 * 4_194_304)
    with pytest.raises(ValueError, match="positions must be at least 1"):
        count_grids("llama3-8b")


def test_the_shipped_measurement_says_where_it_was_made() -> None:
    costs = load_costs()
    assert costs.lengths[-1] == 1024 and (costs.milliseconds > 0).all()
    assert costs.megabytes == pytest.approx(count_cells(tuple(costs.lengths.tolist())).megabytes)
    assert "core" in costs.machine[0] and "torch" in costs.machine[1]


def test_a_missing_measurement_is_told_in_a_line(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="cannot be read"):
        load_costs(tmp_path / "none.json")
