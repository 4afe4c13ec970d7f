from __future__ import annotations

import numpy as np
import pytest
import torch
from torch.nn import functional

from attention_math import senses
from attention_math.senses import ROLES


def test_the_sentences_are_enough_and_each_says_the_word_once() -> None:
    for word, count in (("mole", 3), ("bank", 2)):
        told = senses.senses_of(word)
        assert len(told) == count
        assert len(senses.sense_labels(word)) >= 12
        for sense in told:
            for sentence in sense.sentences:
                assert sentence.lower().strip(".").replace(",", "").split().count(word) == 1


def test_an_unmeasured_word_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="unknown word 'crane'; the words are mole, bank"):
        senses.word_vectors("crane")


@pytest.mark.parametrize("word", ["mole", "bank"])
def test_neighbours_are_those_of_torchs_cosine(word: str) -> None:
    vectors = torch.from_numpy(senses.word_vectors(word).copy())
    labels = senses.sense_labels(word)
    for layer, told in zip(vectors, senses.same_sense(word), strict=True):
        centred = layer - layer.mean(0)
        alike = functional.cosine_similarity(centred[:, None], centred[None], dim=-1)
        nearest = alike.fill_diagonal_(-2).argmax(1).numpy()
        assert told.tolist() == (labels[nearest] == labels).tolist()


def test_context_tells_the_senses_apart() -> None:
    mole = senses.same_sense_counts("mole")
    assert mole[0] < 6 and mole[-1] >= 11
    assert senses.same_sense_counts("bank")[-1] == 12
    for word in ("mole", "bank"):
        found = senses.line_cosines(word).argmax(axis=1)
        assert found.tolist() == senses.sense_labels(word).tolist()
        assert senses.all_lines_right(word)


def test_the_plane_keeps_what_singular_values_say() -> None:
    vectors = senses.word_vectors("bank")[-1]
    centred = vectors - vectors.mean(axis=0)
    singular = torch.linalg.svdvals(torch.tensor(centred)) ** 2
    told = senses.sense_places("bank")
    assert told.percent == pytest.approx(100 * float(singular[:2].sum() / singular.sum()))
    assert told.places.shape == (7, 12, 2)


def test_every_row_of_a_pattern_hands_out_all_its_weight() -> None:
    patterns = senses.head_patterns()
    assert patterns.shape == (6, 12, 64, 64)
    assert patterns.sum(axis=-1) == pytest.approx(1, abs=0.001)  # kept in 16 bits


def test_two_heads_alone_are_plainly_positional() -> None:
    roles = senses.head_roles()
    before, after = (roles[..., ROLES.index(f"{side} token")] for side in ("previous", "next"))
    assert np.argwhere(before > 0.5).tolist() == [[0, 2]]
    assert np.argwhere(after > 0.5).tolist() == [[1, 8]]


def test_a_missing_measurement_names_the_command(
    monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    monkeypatch.setattr(senses, "FILE", senses.FOLDER / "none.safetensors")
    senses._measured.cache_clear()
    with pytest.raises(ValueError, match="attention_math.training senses"):
        senses.head_roles()


def test_it_says_which_model_was_measured() -> None:
    assert senses.origin()["sha256"].startswith("53aa5117")
