"""Two tiny language models, alike but for the causal mask: without it the answer leaks."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import torch
from torch import Tensor
from torch.nn import functional

from attention_math.leak import Leak
from attention_math.tokens import Vocabulary, split_words, whole_words
from attention_math.training.loop import Schedule, train
from attention_math.training.speaker import generated_sentences
from attention_math.transformer import Sizes, Transformer

SENTENCES = 2_000
BATCH = 64
MAX_LENGTH = 12
AVERAGED = 50
SCHEDULE = Schedule(steps=400, peak_rate=5e-3, warm_up=40)


def measure_leak(schedule: Schedule = SCHEDULE, *, quiet: bool = False) -> Leak:
    """Train both models, and ask both to predict what they cannot see.

    Seconds in all, so nothing is kept to resume from.
    """
    texts = [generated_sentences(SENTENCES, seed) for seed in (11, 12)]
    vocabulary = whole_words(sorted({word for text in texts[0] for word in split_words(text)}))
    learnt, other = (_rows(vocabulary, text) for text in texts)
    models, losses = {}, {}
    for causal in (True, False):
        models[causal], losses[causal] = _train(vocabulary, learnt, causal, schedule, quiet=quiet)
    averaged = min(AVERAGED, schedule.steps)
    return Leak(
        with_mask=_mean(losses[True][-averaged:]),
        without_mask=_mean(losses[False][-averaged:]),
        honest_with_mask=_honest_loss(models[True], other),
        honest_without_mask=_honest_loss(models[False], other),
        steps=schedule.steps,
        averaged=averaged,
    )


def _train(
    vocabulary: Vocabulary,
    rows: list[Tensor],
    causal: bool,
    schedule: Schedule,
    *,
    quiet: bool,
) -> tuple[Transformer, list[float]]:
    torch.manual_seed(schedule.seed)
    model = Transformer(
        Sizes(
            design="decoder",
            d_model=32,
            heads=2,
            layers=1,
            d_ff=64,
            source_vocabulary=0,
            target_vocabulary=len(vocabulary),
            max_length=MAX_LENGTH,
        )
    )
    losses: list[float] = []

    def loss(model: Transformer, batch: list[int], _progress: float) -> Tensor:
        value = _loss(model, torch.stack([rows[i] for i in batch]), causal=causal)
        losses.append(value.item())
        return value

    lengths = [len(row) for row in rows]
    batches = _equal_batches(lengths, schedule.seed)
    with TemporaryDirectory() as folder:
        train(model, loss, batches, schedule, Path(folder) / "leak.pt", quiet=quiet)
    return model, losses


def _loss(model: Transformer, ids: Tensor, *, causal: bool) -> Tensor:
    logits = model.logits(model.decode(ids[:, :-1], causal=causal))
    return functional.cross_entropy(logits.flatten(0, 1), ids[:, 1:].flatten())


@torch.no_grad()
def _honest_loss(model: Transformer, rows: list[Tensor]) -> float:
    """Predict every token from what stands before it, and nothing else."""
    total = tokens = 0
    for batch in _equal_batches([len(row) for row in rows], seed=1)(0):
        ids = torch.stack([rows[i] for i in batch])
        predicted = ids[:, 1:].numel()
        total += _loss(model, ids, causal=True).item() * predicted
        tokens += predicted
    return total / tokens


def _rows(vocabulary: Vocabulary, sentences: list[str]) -> list[Tensor]:
    return [
        torch.tensor([vocabulary.start, *vocabulary.encode(text).ids, vocabulary.end])
        for text in sentences
    ]


def _equal_batches(lengths: list[int], seed: int) -> Callable[[int], list[list[int]]]:
    """Put sentences of one length together: no padding, which no causal mask would hide."""

    def epoch_batches(epoch: int) -> list[list[int]]:
        rng = random.Random(seed * 7_919 + epoch)
        alike: dict[int, list[int]] = defaultdict(list)
        for index in rng.sample(range(len(lengths)), len(lengths)):
            alike[lengths[index]].append(index)
        batches = [
            same[start : start + BATCH]
            for same in alike.values()
            for start in range(0, len(same), BATCH)
        ]
        rng.shuffle(batches)
        return batches

    return epoch_batches


def _mean(losses: list[float]) -> float:
    return sum(losses) / len(losses)
