from __future__ import annotations

import pytest
import torch

from attention_math.alignment import alignment, first_pieces
from attention_math.registry import load_model
from attention_math.tokens import Vocabulary, split_words
from attention_math.training.grammar import unseen_sentences

RIGHT = 0.95


def test_one_head_looks_at_the_word_that_it_translates() -> None:
    shares = alignment(load_model("translator"))
    sizes = load_model("translator").sizes
    assert [len(layer) for layer in shares] == [sizes.heads] * sizes.layers
    assert max(max(layer) for layer in shares) >= RIGHT


def test_a_thousand_words_are_aligned() -> None:
    sentences = unseen_sentences(200, seed=3)
    assert sum(len(forms) for _, forms in sentences) == 1_000
    for pair, forms in sentences:
        assert set(forms) <= set(pair.english.split())
        assert set(forms.values()) <= set(split_words(pair.french))


def test_a_word_in_pieces_counts_by_its_first() -> None:
    french: Vocabulary = load_model("translator").target_vocabulary
    text = "l'attentionnellement chat"
    tokens = french.encode(text).words
    places = first_pieces(french, text)
    assert tokens[places["attentionnellement"]] == tokens[2]
    assert places["chat"] == len(tokens) - 1
    assert len(tokens) > 4


def test_the_row_that_predicts_a_word_is_the_one_that_counts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A head that looks at the right word one row too late is right for no word."""
    from attention_math import alignment as module

    trained = load_model("translator")
    pair, forms = unseen_sentences(1, seed=3)[0]
    english = first_pieces(trained.source_vocabulary, pair.english)
    french = first_pieces(trained.target_vocabulary, pair.french)
    rows = len(trained.target_vocabulary.encode(pair.french)) + 1

    def looking(shift: int) -> torch.Tensor:
        weights = torch.zeros(trained.sizes.heads, rows, len(english) + 1)
        for source, target in forms.items():
            weights[:, french[target] + shift, english[source]] = 1
        return weights

    monkeypatch.setattr(module, "unseen_sentences", lambda *_, **__: [(pair, forms)])
    monkeypatch.setattr(module, "_cross_weights", lambda *_: [looking(0), looking(1)])
    in_time, too_late = alignment(trained)
    assert set(in_time) == {1.0}
    assert max(too_late) < 1
