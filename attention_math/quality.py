"""Measures again what the shipped models can do, on text that none of them has learnt from."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from jaxtyping import Float
from torch import Tensor
from torch.nn import functional

from attention_math.registry import TrainedModel
from attention_math.tokens import Vocabulary, split_words
from attention_math.training.agreement import Glossed, as_rows, unseen_sentences
from attention_math.training.corpus import Pair
from attention_math.training.translator import pad

BATCH = 128


@dataclass(frozen=True)
class AgreementQuality:
    """How well the gloss agrees on adjective–noun pairs that were never seen together.

    The last two give, for each head, the mean weight of an adjective and of a determiner on its
    noun.
    """

    sentences: float
    tokens: float
    adjective_to_noun: tuple[float, ...]
    determiner_to_noun: tuple[float, ...]


@torch.no_grad()
def agreement_quality(trained: TrainedModel) -> AgreementQuality:
    """Gloss every unseen pair in its four settings; shares from 0 to 1."""
    sentences = unseen_sentences()
    source = as_rows(trained.source_vocabulary, [s.english for s in sentences])
    target = as_rows(trained.target_vocabulary, [s.french for s in sentences])
    present = source != trained.source_vocabulary.pad
    model = trained.transformer
    right = model(source, present=present).argmax(-1) == target
    x = model.source(source)
    weights = model.encoder[0].self_attention.weights(x, x, present[:, None])
    return AgreementQuality(
        sentences=float((right | ~present).all(dim=1).float().mean()),
        tokens=float(right[present].float().mean()),
        adjective_to_noun=_weight_on_noun(weights, sentences, "adjective"),
        determiner_to_noun=_weight_on_noun(weights, sentences, "determiner"),
    )


def _weight_on_noun(
    weights: Float[Tensor, "batch heads queries keys"], sentences: list[Glossed], kind: str
) -> tuple[float, ...]:
    found = [
        weights[number, :, place, noun]
        for number, sentence in enumerate(sentences)
        for place, noun in enumerate(sentence.nouns)
        if sentence.kinds[place] == kind
    ]
    return tuple(torch.stack(found).mean(dim=0).tolist())


@torch.no_grad()
def translator_quality(trained: TrainedModel, pairs: list[Pair]) -> float:
    """Share of French tokens predicted right, [END] among them, when all before are given."""
    sources, targets = pair_rows(trained, pairs)
    right = tokens = 0
    for batch in _batches([len(row) for row in targets]):
        source = pad([sources[i] for i in batch], trained.source_vocabulary.pad)
        target = pad([targets[i] for i in batch], trained.target_vocabulary.pad)
        present = source != trained.source_vocabulary.pad
        predicted = trained.transformer(source, target[:, :-1], present).argmax(-1)
        real = target[:, 1:] != trained.target_vocabulary.pad
        right += int((predicted == target[:, 1:])[real].sum())
        tokens += int(real.sum())
    return right / tokens


def pair_rows(trained: TrainedModel, pairs: list[Pair]) -> tuple[list[list[int]], list[list[int]]]:
    """Give the ids of both sides of each pair, the French between [START] and [END]."""
    source, target = trained.source_vocabulary, trained.target_vocabulary
    sources = [list(source.encode(pair.english).ids) for pair in pairs]
    return sources, [_framed(target, pair.french) for pair in pairs]


@dataclass(frozen=True)
class Perplexity:
    """Perplexity per word, by two ways to count the words of the same text.

    ``per_word`` counts words and punctuation marks as `split_words` cuts them, and one end for
    each sentence. ``per_spaced_word`` counts only what stands between spaces, so it is larger.
    """

    per_word: float
    per_spaced_word: float


@torch.no_grad()
def speaker_perplexity(trained: TrainedModel, sentences: list[str]) -> Perplexity:
    """Add up the loss of every sub-word and of [END], with [START] in front; divide by words."""
    vocabulary = trained.target_vocabulary
    rows = [_framed(vocabulary, sentence) for sentence in sentences]
    loss = 0.0
    for batch in _batches([len(row) for row in rows]):
        ids = pad([rows[i] for i in batch], vocabulary.pad)
        real = ids[:, 1:] != vocabulary.pad
        logits = trained.transformer(target=ids[:, :-1])
        loss += float(functional.cross_entropy(logits[real], ids[:, 1:][real], reduction="sum"))
    words = sum(len(split_words(sentence)) + 1 for sentence in sentences)
    spaced = sum(len(sentence.split()) for sentence in sentences)
    return Perplexity(*torch.tensor([loss / words, loss / spaced]).exp().tolist())


def _framed(vocabulary: Vocabulary, text: str) -> list[int]:
    return [vocabulary.start, *vocabulary.encode(text).ids, vocabulary.end]


def _batches(lengths: list[int]) -> list[list[int]]:
    """Put sentences of like length together, to waste no padding."""
    order = sorted(range(len(lengths)), key=lengths.__getitem__)
    return [order[start : start + BATCH] for start in range(0, len(order), BATCH)]
