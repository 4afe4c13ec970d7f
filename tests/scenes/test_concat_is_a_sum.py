"""Chapter 20 adds up to what torch adds, and writes what the model writes without a head."""

from __future__ import annotations

import pytest
import torch

from attention_math.registry import load_model
from attention_math.tracing import attention_module
from renders.rehearsal import Beat, rehearse
from scenes.chapter import Chapter, StageError
from tests.stage import numerals, texts

A = "the white cat sees the green car"
WHITE = 1


@torch.no_grad()
def added() -> list[float]:
    """Ask the module itself what it adds to the followed word."""
    trained, found = load_model("agreement"), []
    module = attention_module(trained, 1, "self")
    hook = module.register_forward_hook(lambda _module, _given, update: found.append(update))
    ids = trained.source_vocabulary.encode(A, trained.sizes.max_length).ids
    trained.transformer(source=torch.tensor([ids]))
    hook.remove()
    update = found[0][0] if isinstance(found[0], tuple) else found[0]
    return update[0, WHITE].tolist()


def test_it_adds_up_and_a_car_becomes_a_bed() -> None:
    numbers: dict[str, list[float]] = {}
    said: dict[str, set[str]] = {}

    def look(chapter: Chapter, beat: Beat) -> None:
        numbers[beat.name] = [number.value for number in numerals(chapter)]
        said[beat.name] = {text.text for text in texts(chapter)}

    rehearse("ConcatIsASum", look)
    first, second, bias, *eight = numbers["sum"]
    assert eight == pytest.approx(added(), abs=1e-4)
    assert first + second + bias == pytest.approx(added()[0], abs=1e-4)
    entry, weight, product = numbers["weigh"]
    assert entry * weight == pytest.approx(product, abs=1e-6)
    assert {"la", "verte", "voiture"} <= said["spare"]
    assert not {"vert", "lit"} & said["spare"]
    assert {"vert", "lit"} <= said["other"]
    assert not {"bed", "Gender is lost, and the “car” becomes a “bed”."} & said["other"]
    assert {"the", "green", "car", "bed", "lit"} <= said["answer"]
    assert not {"white", "chat"} & said["answer"]


def test_another_model_is_refused_in_a_line() -> None:
    with pytest.raises(StageError, match="choose the model agreement") as error:
        rehearse("ConcatIsASum", lambda *_: None, model="translator")
    assert "\n" not in str(error.value)
