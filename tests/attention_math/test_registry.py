from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import torch
from safetensors.torch import save_file

from attention_math.registry import load_model, save_model
from attention_math.shipped import FOLDER, MODELS, SHIPPED
from attention_math.tokens import Vocabulary, whole_words
from attention_math.transformer import Sizes, Transformer


@pytest.fixture
def folder(tmp_path: Path, words: Vocabulary) -> Path:
    """A folder with an untrained agreement model in it."""
    torch.manual_seed(1)
    sizes = Sizes("encoder", 8, 2, 1, 16, len(words), len(words), 10)
    save_model("agreement", Transformer(sizes), tmp_path)
    for stem in MODELS["agreement"].vocabularies:
        words.save(tmp_path / f"{stem}.json")
    return tmp_path


def expect_one_line(folder: Path, reason: str) -> None:
    with pytest.raises(ValueError, match=reason) as caught:
        load_model("agreement", folder)
    assert "\n" not in str(caught.value)


def test_a_model_survives_being_saved(folder: Path, words: Vocabulary) -> None:
    torch.manual_seed(1)
    original = Transformer(Sizes("encoder", 8, 2, 1, 16, len(words), len(words), 10))
    loaded = load_model("agreement", folder)
    assert loaded.sizes == original.sizes
    assert not loaded.transformer.training
    for name, weight in original.state_dict().items():
        assert torch.equal(loaded.transformer.state_dict()[name], weight.half().float())
    assert sorted(path.suffix for path in folder.iterdir()) == [".json", ".json", ".safetensors"]


def test_an_unknown_model_names_those_that_exist() -> None:
    with pytest.raises(ValueError, match="unknown model 'poet'; the models are agreement, transl"):
        load_model("poet")


def test_a_missing_file_is_one_clear_line(folder: Path) -> None:
    (folder / "agreement.safetensors").unlink()
    expect_one_line(folder, "the weights of agreement at .* cannot be read")


def test_a_truncated_file_is_one_clear_line(folder: Path) -> None:
    path = folder / "agreement.safetensors"
    path.write_bytes(path.read_bytes()[:-10])
    expect_one_line(folder, "cannot be read")


@pytest.mark.parametrize("metadata", [{}, {"sizes": "{}"}, {"sizes": "no json"}])
def test_a_foreign_file_is_one_clear_line(folder: Path, metadata: dict[str, str]) -> None:
    save_file({"table": torch.ones(2)}, folder / "agreement.safetensors", metadata)
    expect_one_line(folder, "cannot be read")


def test_a_missing_vocabulary_is_one_clear_line(folder: Path) -> None:
    (folder / "agreement-english.json").unlink()
    expect_one_line(folder, "the vocabulary .* cannot be read")


def test_a_vocabulary_of_another_model_is_found(folder: Path) -> None:
    whole_words(["le", "chat"]).save(folder / "agreement-french.json")
    expect_one_line(folder, "has 5 tokens, its weights need 10")


@pytest.mark.parametrize("name", SHIPPED)
def test_every_shipped_model_loads(name: str) -> None:
    trained = load_model(name)
    assert trained.name == name
    assert len(trained.target_vocabulary) == trained.sizes.target_vocabulary
    assert (FOLDER / f"{name}.safetensors").stat().st_size < 10_000_000
    assert not any(parameter.requires_grad for parameter in trained.transformer.parameters())


def test_weights_of_other_sizes_are_refused(folder: Path) -> None:
    path = folder / "agreement.safetensors"
    other = folder / "other"
    other.mkdir()
    save_model("agreement", Transformer(Sizes("encoder", 4, 2, 1, 16, 9, 9, 10)), other)
    shutil.move(other / "agreement.safetensors", path)
    expect_one_line(folder, "has 10 tokens, its weights need 9")


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "english",
            "the a i you he she it we they is are was have do not know want like see think time "
            "people house car book man woman good big new old white green blue sky cat mat pilot "
            "airplane flies",
        ),
        (
            "french",
            "le la les un une je tu il elle nous vous est sont pas ne que qui avec pour dans sur "
            "maison voiture livre homme femme grand petite bleu verte blanc ciel chat tapis pilote "
            "avion",
        ),
    ],
)
def test_common_words_are_whole(language: str, words: str) -> None:
    trained = load_model("translator")
    english = language == "english"
    vocabulary = trained.source_vocabulary if english else trained.target_vocabulary
    for word in words.split():
        assert vocabulary.encode(word).words == (word,)
