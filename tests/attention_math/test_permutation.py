from __future__ import annotations

import numpy as np
import pytest

from attention_math.permutation import roles


def test_without_positions_outputs_are_merely_exchanged() -> None:
    without, placed = roles("translator", "the cat sees the dog", 1, 4).apart
    assert without == pytest.approx(np.zeros(2), abs=1e-5)
    assert (placed > 1).all()


def test_a_model_without_an_encoder_is_refused() -> None:
    with pytest.raises(ValueError, match="speaker has no encoder"):
        roles("speaker", "the cat sees the dog", 1, 4)
