"""Every shape that an annotation states is enforced while tests run."""

from __future__ import annotations

import os

# The other processors have tests of their own, and small matrices are faster on one than on two.
os.environ.setdefault("OMP_NUM_THREADS", "1")  # before anything brings in numpy

from jaxtyping import install_import_hook

install_import_hook("attention_math", "beartype.beartype")

from pathlib import Path  # noqa: E402

import hypothesis  # noqa: E402
import pytest  # noqa: E402
import torch  # noqa: E402

from attention_math.registry import TrainedModel  # noqa: E402
from attention_math.tokens import Vocabulary, train_subwords, whole_words  # noqa: E402
from attention_math.training.corpus import Pair, read_pairs  # noqa: E402
from attention_math.training.grammar import sentences  # noqa: E402
from attention_math.transformer import Sizes, Transformer  # noqa: E402

pytest_plugins = ["tests.firefox", "tests.browser"]

torch.set_num_threads(1)
hypothesis.settings.register_profile("film", deadline=None, derandomize=True, max_examples=30)
hypothesis.settings.load_profile("film")

WORDS = ["the", "a", "white", "green", "cat", "car", "sees"]


@pytest.fixture(scope="session")
def words() -> Vocabulary:
    """A closed vocabulary of seven words."""
    return whole_words(WORDS)


@pytest.fixture(scope="session")
def subwords() -> Vocabulary:
    """A small sub-word vocabulary of generated English."""
    return train_subwords([pair.english for pair in sentences(2_000, seed=1)], 600)


@pytest.fixture(scope="session")
def small_decoder(words: Vocabulary) -> TrainedModel:
    """A small decoder, with weights as they were drawn."""
    torch.manual_seed(3)
    sizes = Sizes("decoder", 8, 2, 2, 16, len(words), len(words), 12)
    model = Transformer(sizes).eval().requires_grad_(False)
    return TrainedModel("decoder", model, words, words)


@pytest.fixture(scope="session")
def corpus() -> list[Pair]:
    """The sentence pairs that the models were trained on, from outside the repository."""
    path = os.environ.get("ATTENTION_CORPUS")
    if not path:
        pytest.skip("set ATTENTION_CORPUS to the tab-separated English–French pairs")
    return read_pairs(Path(path))
