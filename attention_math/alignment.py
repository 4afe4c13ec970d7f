"""Measures which English word the translator looks at when it is about to write a French one."""

from __future__ import annotations

import torch
from jaxtyping import Float
from torch import Tensor

from attention_math.quality import pair_rows
from attention_math.registry import TrainedModel
from attention_math.tokens import Vocabulary, split_words
from attention_math.training.corpus import Pair
from attention_math.training.grammar import unseen_sentences


def alignment(trained: TrainedModel) -> tuple[tuple[float, ...], ...]:
    """How often each head of each decoder layer finds the English word that it translates.

    For every content word of 200 generated sentences with unseen pairs: is the largest
    cross-attention weight, in the row that predicts the French word, on the right English word?
    A word in pieces counts by its first piece, on either side.
    """
    sentences = unseen_sentences(200, seed=3)
    layers, heads = trained.sizes.layers, trained.sizes.heads
    right, words = torch.zeros(layers, heads), 0
    for pair, forms in sentences:
        rows, keys = _places(trained, pair, forms)
        for layer, weights in enumerate(_cross_weights(trained, pair)):
            right[layer] += (weights[:, rows].argmax(-1) == keys).sum(dim=1)
        words += len(forms)
    return tuple(map(tuple, (right / words).tolist()))


def _places(trained: TrainedModel, pair: Pair, forms: dict[str, str]) -> tuple[list[int], Tensor]:
    """Say which row predicts each French word, and which English token it should look at.

    With [START] in front, the row before a token predicts it, so the row has the token's own
    number in the text without [START].
    """
    english = first_pieces(trained.source_vocabulary, pair.english)
    french = first_pieces(trained.target_vocabulary, pair.french)
    keys = torch.tensor([english[word] for word in forms])
    return [french[word] for word in forms.values()], keys


def first_pieces(vocabulary: Vocabulary, text: str) -> dict[str, int]:
    """Give the number of the token with which each word begins; of a word twice, the first."""
    words = split_words(text)
    owners = vocabulary.tokenizer.encode(text, add_special_tokens=False).word_ids
    return {word: owners.index(number) for number, word in reversed(list(enumerate(words)))}


@torch.no_grad()
def _cross_weights(trained: TrainedModel, pair: Pair) -> list[Float[Tensor, "heads queries keys"]]:
    """Catch what each decoder layer's cross-attention is given, and take its weights."""
    sources, targets = pair_rows(trained, [pair])
    weights: list[Tensor] = []
    modules = [layer.cross_attention for layer in trained.transformer.decoder]
    handles = [
        module.register_forward_pre_hook(
            lambda module, inputs: weights.append(module.weights(*inputs)[0])
        )
        for module in modules
    ]
    try:
        trained.transformer(torch.tensor(sources), torch.tensor(targets)[:, :-1])
    finally:
        for handle in handles:
            handle.remove()
    return weights
