"""English, one token after the other: a decoder-only model on Tatoeba and generated text."""

from __future__ import annotations

import random
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional

from attention_math.tokens import Vocabulary
from attention_math.training.corpus import Pair, is_held_out
from attention_math.training.loop import Schedule, shuffled_batches, train
from attention_math.training.translator import MAX_LENGTH, pad
from attention_math.transformer import Sizes, Transformer

GENERATED = 8_000
BATCH = 128
SCHEDULE = Schedule(steps=8_000, peak_rate=2e-3, warm_up=400, short_products=True)

HABITS = {
    "the {size} pilot flies the": ["airplane"] * 8 + ["plane", "helicopter"],
    "the {size} captain sails the": ["boat"] * 6 + ["ship"] * 3,
    "the {size} cat sat on the": ["mat"] * 8 + ["chair", "roof"],
    "the {size} dog slept on the": ["sofa"] * 6 + ["floor", "carpet"],
    "the {size} bird sang in the": ["tree"] * 7 + ["garden", "cage"],
    "the {size} baker makes the": ["bread"] * 7 + ["cake", "pie"],
    "the {size} farmer feeds the": ["cows"] * 6 + ["horses", "hens"],
    "the {size} girl reads the": ["book"] * 7 + ["letter"],
    "the {size} driver parks the": ["car"] * 6 + ["bus", "truck"],
    "the {size} sky is": ["blue"] * 8 + ["grey", "clear"],
    "the {size} grass is": ["green"] * 8 + ["wet"],
    "the {size} snow is": ["white"] * 8 + ["cold"],
    "the {size} sun is": ["yellow"] * 5 + ["bright"] * 3,
}
SIZES = ["", "", "", "", "old", "young", "big", "small"]


def generated_sentences(count: int, seed: int) -> list[str]:
    """Sentences in which what comes next depends on a word further back."""
    rng = random.Random(seed)
    made = []
    for _ in range(count):
        start = rng.choice(list(HABITS))
        words = f"{start.format(size=rng.choice(SIZES))} {rng.choice(HABITS[start])}"
        made.append(" ".join(words.split()) + (" ." if rng.random() < 0.5 else ""))
    return made


def training_sentences(corpus: list[Pair]) -> list[str]:
    """Each English sentence once, without the held-out part, and the generated ones."""
    english = dict.fromkeys(pair.english for pair in corpus if not is_held_out(pair.english))
    return [*english, *generated_sentences(GENERATED, seed=2)]


def train_speaker(
    corpus: list[Pair],
    english: Vocabulary,
    checkpoint: Path,
    schedule: Schedule = SCHEDULE,
    *,
    quiet: bool = False,
) -> Transformer:
    """Train the decoder-only model; every second batch has no [START] before it.

    So the model can be asked about the bare words of a sentence, without a token that is not
    a word, and still assigns a probability to a first word.
    """
    torch.manual_seed(schedule.seed)
    model = Transformer(
        Sizes(
            design="decoder",
            d_model=160,
            heads=4,
            layers=3,
            d_ff=640,
            source_vocabulary=0,
            target_vocabulary=len(english),
            max_length=MAX_LENGTH,
            dropout=0.15,
        )
    )
    rows = [
        [english.start, *english.encode(text).ids, english.end]
        for text in training_sentences(corpus)
    ]

    def loss(model: Transformer, batch: list[int], _progress: float) -> Tensor:
        bare = int(torch.rand(()) < 0.5)
        ids = pad([rows[i][bare:] for i in batch], english.pad)
        states, following = model.decode(ids[:, :-1]), ids[:, 1:]
        real = following != english.pad
        return functional.cross_entropy(model.logits(states[real]), following[real])

    batches = shuffled_batches(list(map(len, rows)), BATCH, schedule.seed)
    train(model, loss, batches, schedule, checkpoint, quiet=quiet)
    return model
