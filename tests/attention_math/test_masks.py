from __future__ import annotations

import pytest
import torch

from attention_math import masks


def test_causal_mask_is_a_triangle() -> None:
    assert masks.causal_mask(3).tolist() == [
        [True, False, False],
        [True, True, False],
        [True, True, True],
    ]


def test_padding_mask_hides_columns_and_is_no_triangle() -> None:
    present = torch.tensor([True, True, False])
    assert masks.padding_mask(present, 2).tolist() == [[True, True, False]] * 2


def test_combined_masks_show_what_both_show() -> None:
    both = masks.named_mask("causal and padding", 3, padded=1)
    assert both.tolist() == [[True, False, False], [True, True, False], [True, True, False]]


@pytest.mark.parametrize(
    ("mask", "padded", "seen"),
    [("none", 0, 9), ("causal", 0, 6), ("padding", 1, 6), ("causal and padding", 1, 5)],
)
def test_every_mask_has_a_name(mask: str, padded: int, seen: int) -> None:
    assert masks.named_mask(mask, 3, padded).sum() == seen


@pytest.mark.parametrize(("mask", "padded"), [("none", 1), ("padding", 0), ("causal", 2)])
def test_padding_and_name_must_fit(mask: str, padded: int) -> None:
    with pytest.raises(ValueError, match="does not fit"):
        masks.named_mask(mask, 3, padded)


def test_padding_alone_is_refused() -> None:
    with pytest.raises(ValueError, match="every key is padding"):
        masks.padding_mask(torch.tensor([False, False]), 2)
    with pytest.raises(ValueError, match="every key is padding"):
        masks.named_mask("padding", 3, padded=3)


def test_masks_of_different_shapes_do_not_combine() -> None:
    with pytest.raises(ValueError, match="do not fit"):
        masks.combine_masks(masks.causal_mask(2), masks.causal_mask(3))


@pytest.mark.parametrize(("queries", "keys"), [(0, 2), (2, 0)])
def test_an_empty_mask_is_refused(queries: int, keys: int) -> None:
    with pytest.raises(ValueError, match="at least one query and one key"):
        masks.no_mask(queries, keys)
