from __future__ import annotations

import pytest
import torch
from jaxtyping import Float
from torch import Tensor

from attention_math.checked import checked


@checked
def double(
    first: Float[Tensor, "rows columns"], second: Float[Tensor, "rows columns"]
) -> Float[Tensor, "rows columns"]:
    """Add two matrices of one shape."""
    return first + second


@checked
def broken(first: Float[Tensor, "rows columns"]) -> Float[Tensor, "columns rows"]:
    """Promise a transpose and forget it."""
    return first


def test_a_checked_function_is_itself() -> None:
    assert double(torch.ones(1, 2), torch.ones(1, 2)).tolist() == [[2.0, 2.0]]
    assert double.__name__ == "double"
    assert double.__doc__ == "Add two matrices of one shape."


def test_one_name_is_one_size() -> None:
    with pytest.raises(ValueError, match=r"first \(1, 2\) for .*, second \(2, 1\) for "):
        double(torch.ones(1, 2), torch.ones(2, 1))


def test_a_result_of_another_shape_is_caught() -> None:
    with pytest.raises(ValueError, match="broken: the shapes or types do not fit"):
        broken(torch.ones(2, 3))


def test_keywords_are_checked_too() -> None:
    with pytest.raises(ValueError, match="second holds NaN"):
        double(torch.ones(1, 1), second=torch.tensor([[torch.nan]]))


def test_what_is_no_tensor_is_refused() -> None:
    with pytest.raises(ValueError, match="do not fit"):
        double(torch.ones(1, 1), [[1.0]])
