from __future__ import annotations

import pytest
import torch

from attention_math.registry import TrainedModel, load_model
from attention_math.writing import translate, write_ids, write_words


@pytest.mark.parametrize(
    ("english", "french"),
    [("the sky is blue", "le ciel est bleu"), ("the green car", "la voiture verte")],
)
def test_the_translator_translates(english: str, french: str) -> None:
    assert translate(load_model("translator"), english) == french


@pytest.mark.parametrize(
    ("text", "following"),
    [("the sky is", "blue"), ("the cat sat on the", "mat"), ("the pilot flies the", "airplane")],
)
def test_the_speaker_continues(text: str, following: str) -> None:
    trained = load_model("speaker")
    ids = torch.tensor([trained.target_vocabulary.encode(text, trained.sizes.max_length).ids])
    likeliest = int(trained.transformer(target=ids)[0, -1].argmax())
    assert trained.target_vocabulary.tokenizer.id_to_token(likeliest) == following


@pytest.mark.parametrize("model", ["speaker", "leak-with-mask", "leak-without-mask"])
def test_every_token_that_is_written_is_the_likeliest_after_those_before(model: str) -> None:
    """One look at the whole text says so too: the mask hides from each what was written later."""
    trained = load_model(model)
    written = write_ids(trained)
    vocabulary = trained.target_vocabulary
    assert written[0] == vocabulary.start and vocabulary.end not in written
    likeliest = trained.transformer(target=torch.tensor([written]))[0].argmax(-1).tolist()
    assert likeliest == [*written[1:], vocabulary.end]
    words = [vocabulary.tokenizer.id_to_token(each) for each in written[1:]]
    assert write_words(trained) == words


def test_what_never_ends_is_cut_at_the_limit(small_decoder: TrainedModel) -> None:
    model, vocabulary = small_decoder.transformer, small_decoder.target_vocabulary
    before = model.bias[vocabulary.end].item()
    model.bias[vocabulary.end] = -torch.inf
    written = write_ids(small_decoder)
    model.bias[vocabulary.end] = before
    assert len(written) == small_decoder.sizes.max_length
