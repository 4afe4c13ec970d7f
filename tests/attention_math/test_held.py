"""French that is held still goes on as the English says, in figures that were measured before."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from attention_math.held import held_prefix
from attention_math.registry import load_model

A = "the white cat sees the green car"
GOLDEN = {"white": ("blanc", 0.973), "black": ("noir", 0.967), "old": ("voit", 0.963)}


@pytest.mark.parametrize(("adjective", "told"), GOLDEN.items())
def test_the_row_of_the_noun_writes_what_was_measured(
    adjective: str, told: tuple[str, float]
) -> None:
    held = held_prefix("translator", A.replace("white", adjective), "le chat", 2, 5)
    assert (held.written[2], held.shares[2]) == (told[0], pytest.approx(told[1], abs=5e-4))


def test_old_would_have_stood_before_its_noun() -> None:
    held = held_prefix("translator", A.replace("white", "old"), "le chat", 2, 5)
    assert held.written.tolist() == ["le", "vieux", "voit"]


def test_weights_are_those_of_queries_and_keys_multiplied_by_hand() -> None:
    held, trained = held_prefix("translator", A, "le chat", 2, 5), load_model("translator")
    module, caught = trained.transformer.decoder[1].cross_attention, []
    hook = module.register_forward_pre_hook(lambda _module, inputs: caught.append(inputs))
    ids = [[vocabulary.tokenizer.token_to_id(word) for word in words.split()]
           for vocabulary, words in ((trained.source_vocabulary, A),
                                     (trained.target_vocabulary, "[START] le chat"))]  # fmt: skip
    with torch.no_grad():
        trained.transformer(source=torch.tensor([ids[0]]), target=torch.tensor([ids[1]]))
    hook.remove()
    width = module.query.weight.shape[0] // module.heads
    fifth = slice(4 * width, 5 * width)
    query, key = (
        (inputs[0].double().numpy() @ linear.weight.double().numpy().T + linear.bias.numpy())
        for inputs, linear in zip(caught[0], (module.query, module.key), strict=False)
    )
    raised = np.exp(query[:, fifth] @ key[:, fifth].T / np.sqrt(width))
    weights = raised / raised.sum(axis=1, keepdims=True)
    assert held.weights == pytest.approx(weights, abs=1e-5)


def test_a_head_that_there_is_not_is_refused() -> None:
    with pytest.raises(ValueError, match="has no head 9; it has heads 1 to 8"):
        held_prefix("translator", A, "le chat", 2, 9)
