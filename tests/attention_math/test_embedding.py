from __future__ import annotations

import math

import pytest
import torch

from attention_math.embedding import add_positions, embed, sinusoidal_positions


def test_ids_pick_rows_of_the_table() -> None:
    table = torch.tensor([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
    assert embed(torch.tensor([2, 0, 2]), table).tolist() == [[5.0, 6.0], [1.0, 2.0], [5.0, 6.0]]


@pytest.mark.parametrize("bad", [-1, 3])
def test_an_id_without_a_row_is_refused(bad: int) -> None:
    with pytest.raises(ValueError, match="ids must lie in 0 … 2"):
        embed(torch.tensor([0, bad]), torch.ones(3, 2))


def test_positions_are_sines_and_cosines() -> None:
    positions = sinusoidal_positions(3, 4, torch.float64)
    expected = [
        [0.0, 1.0, 0.0, 1.0],
        [math.sin(1), math.cos(1), math.sin(0.01), math.cos(0.01)],
        [math.sin(2), math.cos(2), math.sin(0.02), math.cos(0.02)],
    ]
    assert positions.flatten().tolist() == pytest.approx([x for row in expected for x in row])


def test_a_dot_product_of_positions_depends_on_their_distance_alone() -> None:
    positions = sinusoidal_positions(10, 16, torch.float64)
    products = positions @ positions.T
    for distance in range(10):
        diagonal = products.diagonal(distance)
        assert torch.allclose(diagonal, diagonal[0].expand_as(diagonal))


@pytest.mark.parametrize(("tokens", "d_model"), [(0, 4), (3, 0), (3, 5)])
def test_impossible_positions_are_refused(tokens: int, d_model: int) -> None:
    with pytest.raises(ValueError, match="even d_model"):
        sinusoidal_positions(tokens, d_model)


def test_positions_are_added_entry_by_entry() -> None:
    summed = add_positions(torch.tensor([[1.0, 2.0]]), torch.tensor([[0.5, -1.0]]))
    assert summed.tolist() == [[1.5, 1.0]]
    with pytest.raises(ValueError, match="do not fit"):
        add_positions(torch.ones(2, 2), torch.ones(3, 2))
