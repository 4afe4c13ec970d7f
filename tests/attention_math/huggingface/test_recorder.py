"""One layer is kept, and of all others nothing."""

from __future__ import annotations

import gc
import sys
import weakref

import pytest
import torch
from torch import Tensor

from attention_math.huggingface.recorder import Recorder, recording
from tests.guests import FAMILIES

LAYERS = 2
IDS = torch.arange(4, 10)[None]


def test_weights_of_other_layers_are_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    model = FAMILIES["Llama"].build()
    home = sys.modules[type(model).__module__]
    eager, kept = home.eager_attention_forward, []

    def watched(*given: Tensor, **options: object) -> tuple[Tensor, Tensor]:
        output, weights = eager(*given, **options)
        kept.append(weakref.ref(weights))
        return output, weights

    monkeypatch.setattr(home, "eager_attention_forward", watched)
    recorder = Recorder(model, "masked", 1)
    with recording(model, recorder):
        model(input_ids=IDS)
    gc.collect()
    alive = [one() is not None or one is kept[0] for one in kept]
    assert alive == [True, False] and len(kept) == LAYERS
    assert recorder.found.weights.untyped_storage().nbytes() == 4 * IDS.shape[1] ** 2 * 4


def test_the_model_answers_as_without_a_recorder() -> None:
    model = FAMILIES["Gemma 2"].build()
    recorder = Recorder(model, None, LAYERS)
    with recording(model, recorder):
        heard = model(input_ids=IDS).last_hidden_state
    model.set_attn_implementation("eager")
    with torch.no_grad():
        plain = model(input_ids=IDS).last_hidden_state
    assert torch.equal(heard, plain)
    assert recorder.calls == {"masked": LAYERS}
