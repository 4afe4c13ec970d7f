"""Rows of the table are those that the models themselves look up."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from torch.nn import functional

from attention_math.registry import load_model
from attention_math.shipped import MODELS
from attention_math.tables import batch_ids, embedding_table, look_up
from attention_math.wordlist import word_list


@pytest.mark.parametrize("model", MODELS)
def test_the_table_is_the_models_own(model: str) -> None:
    transformer = load_model(model).transformer
    own = transformer.target if model == "speaker" else transformer.source
    np.testing.assert_array_equal(embedding_table(model), own.table.numpy())
    assert len(embedding_table(model)) == len(word_list(model))


def test_looking_up_adds_an_axis_as_torch_does() -> None:
    table = embedding_table("agreement")
    ids = np.array([[3, 60, 3], [4, 5, 6]])
    expected = functional.embedding(torch.tensor(ids), torch.tensor(table)).numpy()
    found = look_up(ids, table)
    assert found.shape == (*ids.shape, table.shape[1])
    np.testing.assert_array_equal(found, expected)
    np.testing.assert_array_equal(found[0, 0], found[0, 2])


def test_a_batch_is_two_sentences_of_one_length() -> None:
    first = np.array(load_model("agreement").source_vocabulary.encode("the cat").ids)
    second = load_model("agreement").source_vocabulary.encode("a dog").ids
    assert batch_ids(first, "A dog", "agreement").tolist() == [first.tolist(), list(second)]
    for companion in ("a big dog", "a unicorn"):
        with pytest.raises(ValueError, match="does not make a batch with 2 tokens"):
            batch_ids(first, companion, "agreement")


@pytest.mark.parametrize("content", [None, b"", b"nothing"])
def test_a_damaged_table_is_one_clear_line(tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / "agreement.safetensors").write_bytes(content)
    with pytest.raises(ValueError, match="cannot be read") as caught:
        embedding_table("agreement", tmp_path)
    assert "\n" not in str(caught.value)
