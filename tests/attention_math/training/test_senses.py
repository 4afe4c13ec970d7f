from __future__ import annotations

from pathlib import Path

import pytest
import torch

from attention_math import senses as measured
from attention_math.senses import ROLES
from attention_math.training import senses
from attention_math.training.senses import Read, blocks, load_reader, measure_roles, record_senses


def shifted(tokens: int, offset: int) -> torch.Tensor:
    """One head whose queries look ``offset`` tokens on, or at the first where there is none."""
    weights = torch.zeros(1, 1, tokens, tokens)
    for query in range(tokens):
        weights[..., query, query + offset if 0 <= query + offset < tokens else 0] = 1
    return weights


@pytest.mark.parametrize(("offset", "role"), [(0, 0), (-1, 1), (1, 2)])
def test_a_head_that_looks_one_way_has_one_role(offset: int, role: int) -> None:
    found = measure_roles(lambda _text: Read([], torch.zeros(0), shifted(6, offset)), ["", ""])
    assert found[0, 0, role] == 1
    assert found[0, 0, [other for other in range(3) if other != role]].max() == 0


def test_the_ends_are_counted_for_the_words_alone() -> None:
    weights = torch.zeros(1, 1, 4, 4)
    weights[..., 1, 0] = weights[..., 2, 3] = 1  # one word looks at the first, one at the last
    weights[..., 0, 0] = weights[..., 3, 3] = 1  # the model's own tokens do not count
    found = senses.roles(weights)[0, 0]
    assert found[ROLES.index("first token")] == found[ROLES.index("last token")] == 0.5


def test_a_block_takes_the_weight_of_its_keys_and_the_mean_of_its_queries() -> None:
    weights = torch.tensor([[0.5, 0.5, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1], [1, 0, 0, 0]])
    found = blocks(weights[None, None], 2)[0, 0]
    assert found.tolist() == [[0.5, 0.5], [0.5, 0.5]]
    with pytest.raises(ValueError, match="4 tokens do not fill blocks of 3"):
        blocks(weights[None, None], 3)


def test_what_is_recorded_is_the_words_own_vector() -> None:
    def read(text: str) -> Read:
        tokens = ["[CLS]", *text.lower().strip(".").replace(",", "").split(), "[SEP]"]
        tokens = tokens if len(tokens) < 100 else tokens[:96]
        spelt = torch.tensor([[float(len(token)), sum(map(ord, token))] for token in tokens])
        return Read(tokens, torch.stack([spelt, 2 * spelt]), shifted(len(tokens), 0))

    recorded = record_senses(read)
    assert recorded["mole.vectors"].shape == (2, 12, 2)
    assert recorded["mole.vectors"][0].tolist() == [[4, sum(map(ord, "mole"))]] * 12
    assert recorded["bank.lines"].shape == (2, 2)
    assert set(recorded) >= {"patterns", "roles", "bank.sentences"}


def test_a_folder_without_a_model_is_refused_in_a_line(tmp_path: Path) -> None:
    with pytest.raises(ValueError) as refused:
        load_reader(tmp_path)
    assert "\n" not in str(refused.value)


def test_the_shipped_text_fills_its_blocks() -> None:
    assert measured.origin()["text"] == "512 tokens, blocks of 8"
