"""English → French with the paper's encoder–decoder, on Tatoeba and generated pairs."""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional

from attention_math.tokens import Vocabulary, train_subwords
from attention_math.training import grammar
from attention_math.training.corpus import Pair, is_held_out
from attention_math.training.loop import Schedule, shuffled_batches, train
from attention_math.transformer import Sizes, Transformer

GENERATED = 12_000
ENGLISH_SIZE, FRENCH_SIZE = 4_000, 4_000
MAX_LENGTH = 40
BATCH = 128
LABEL_SMOOTHING = 0.1
SCHEDULE = Schedule(
    steps=18_000, peak_rate=1.5e-3, warm_up=800, short_products=True, restart=13_000
)


def training_pairs(corpus: list[Pair]) -> list[Pair]:
    """Everything that may be learnt: the corpus without its held-out part, and generated pairs."""
    generated = grammar.sentences(GENERATED, seed=1)
    return [pair for pair in corpus if not is_held_out(pair.english)] + generated


def train_vocabularies(corpus: list[Pair]) -> tuple[Vocabulary, Vocabulary]:
    """Learn both languages' sub-words, from what may be learnt and no more."""
    pairs = training_pairs(corpus)
    english = train_subwords([pair.english for pair in pairs], ENGLISH_SIZE)
    return english, train_subwords([pair.french for pair in pairs], FRENCH_SIZE)


def train_translator(
    corpus: list[Pair],
    english: Vocabulary,
    french: Vocabulary,
    checkpoint: Path,
    schedule: Schedule = SCHEDULE,
    *,
    quiet: bool = False,
) -> Transformer:
    """Train the encoder–decoder; the same corpus and schedule give the same weights."""
    torch.manual_seed(schedule.seed)
    model = Transformer(
        Sizes(
            design="encoder-decoder",
            d_model=192,
            heads=8,
            layers=2,
            d_ff=768,
            source_vocabulary=len(english),
            target_vocabulary=len(french),
            max_length=MAX_LENGTH,
            dropout=0.2,
        )
    )
    pairs = training_pairs(corpus)
    sources = [list(english.encode(pair.english).ids) for pair in pairs]
    targets = [[french.start, *french.encode(pair.french).ids, french.end] for pair in pairs]

    def loss(model: Transformer, batch: list[int], _progress: float) -> Tensor:
        source = pad([sources[i] for i in batch], english.pad)
        target = pad([targets[i] for i in batch], french.pad)
        present = source != english.pad
        states = model.decode(target[:, :-1], model.encode(source, present), present)
        real = target[:, 1:] != french.pad
        return functional.cross_entropy(
            model.logits(states[real]), target[:, 1:][real], label_smoothing=LABEL_SMOOTHING
        )

    lengths = [len(source) + len(target) for source, target in zip(sources, targets, strict=True)]
    batches = shuffled_batches(lengths, BATCH, schedule.seed)
    train(model, loss, batches, schedule, checkpoint, quiet=quiet)
    return model


def pad(rows: list[list[int]], padding: int) -> Tensor:
    """Make one rectangle of rows of unequal length."""
    width = max(map(len, rows))
    return torch.tensor([row + [padding] * (width - len(row)) for row in rows])
