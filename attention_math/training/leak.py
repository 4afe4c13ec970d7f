"""Two tiny language models, alike but for the causal mask: without it the answer leaks."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from attention_math.leak import WITH_MASK, WITHOUT_MASK, Leak
from attention_math.registry import TrainedModel, load_model
from attention_math.shipped import FOLDER
from attention_math.tokens import Vocabulary, split_words, whole_words
from attention_math.training.loop import Schedule, train
from attention_math.training.speaker import generated_sentences
from attention_math.transformer import Sizes, Transformer
from attention_math.writing import write_words

SENTENCES = 2_000
BATCH = 64
MAX_LENGTH = 12
AVERAGED = 50
SCHEDULE = Schedule(steps=400, peak_rate=5e-3, warm_up=40)


def train_models() -> tuple[Vocabulary, dict[str, Transformer], dict[str, float]]:
    """Return the words, both models by name, and each one's mean loss of its last steps.

    Seconds in all, so nothing is kept to resume from.
    """
    texts = generated_sentences(SENTENCES, seed=11)
    vocabulary = whole_words(sorted({word for text in texts for word in split_words(text)}))
    rows = _rows(vocabulary, texts)
    models, losses = {}, {}
    for name, causal in ((WITH_MASK, True), (WITHOUT_MASK, False)):
        models[name], found = _train(vocabulary, rows, causal)
        losses[name] = sum(found[-AVERAGED:]) / AVERAGED
    return vocabulary, models, losses


def measure_leak(losses: dict[str, float], folder: Path = FOLDER) -> Leak:
    """Ask both models, as they were saved, to predict what they cannot see, and to write."""
    names = (WITH_MASK, WITHOUT_MASK)
    masked, unmasked = (load_model(name, folder) for name in names)
    return Leak(
        *(losses[name] for name in names),
        *(honest_loss(model) for model in (masked, unmasked)),
        SCHEDULE.steps,
        AVERAGED,
        *(np.array(write_words(model)) for model in (masked, unmasked)),
    )


@torch.no_grad()
def honest_loss(trained: TrainedModel) -> float:
    """Predict every token of other sentences from what stands before it, and nothing else."""
    rows = _rows(trained.target_vocabulary, generated_sentences(SENTENCES, seed=12))
    total = tokens = 0
    for batch in _equal_batches([len(row) for row in rows], seed=1)(0):
        ids = torch.stack([rows[i] for i in batch])
        predicted = ids[:, 1:].numel()
        total += _loss(trained.transformer, ids, causal=True).item() * predicted
        tokens += predicted
    return total / tokens


def _train(
    vocabulary: Vocabulary, rows: list[Tensor], causal: bool
) -> tuple[Transformer, list[float]]:
    torch.manual_seed(SCHEDULE.seed)
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
    batches = _equal_batches(lengths, SCHEDULE.seed)
    with TemporaryDirectory() as folder:
        train(model, loss, batches, SCHEDULE, Path(folder) / "leak.pt")
    return model, losses


def _loss(model: Transformer, ids: Tensor, *, causal: bool) -> Tensor:
    logits = model.logits(model.decode(ids[:, :-1], causal=causal))
    return functional.cross_entropy(logits.flatten(0, 1), ids[:, 1:].flatten())


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
