from __future__ import annotations

import numpy as np
import pytest

from attention_math.permutation import shuffle_tokens
from attention_math.registry import TrainedModel


def test_without_positions_outputs_are_merely_shuffled(small_encoder: TrainedModel) -> None:
    shuffled = shuffle_tokens(small_encoder, "the white cat sees a green car")
    assert shuffled.difference_without < 1e-5
    assert shuffled.difference_with > 0.1
    assert sorted(shuffled.order) == list(range(7))
    assert not np.array_equal(shuffled.order, np.arange(7))


def test_with_positions_the_outputs_are_the_models_own(small_encoder: TrainedModel) -> None:
    import torch

    shuffled = shuffle_tokens(small_encoder, "the cat")
    ids = torch.tensor([small_encoder.source_vocabulary.encode("the cat").ids])
    encoded = small_encoder.transformer.encode(ids, torch.ones_like(ids, dtype=torch.bool))
    assert shuffled.with_positions == pytest.approx(encoded[0].numpy())


def test_a_shuffle_always_moves_something(small_encoder: TrainedModel) -> None:
    for seed in range(6):
        assert shuffle_tokens(small_encoder, "the cat", seed).order.tolist() == [1, 0]


def test_what_cannot_be_shuffled_is_refused(
    small_encoder: TrainedModel, small_decoder: TrainedModel
) -> None:
    with pytest.raises(ValueError, match="cannot be shuffled"):
        shuffle_tokens(small_encoder, "cat")
    with pytest.raises(ValueError, match="decoder has no encoder"):
        shuffle_tokens(small_decoder, "the cat")
