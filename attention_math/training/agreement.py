"""Word-by-word French gloss with gender: each adjective and determiner must find its noun."""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional

from attention_math.tokens import Vocabulary, whole_words
from attention_math.training.grammar import (
    ADJECTIVES,
    DETERMINERS,
    NOUNS,
    UNSEEN,
    Adjective,
    Noun,
    is_unseen,
)
from attention_math.training.loop import Schedule, shuffled_batches, train
from attention_math.transformer import Sizes, Transformer

INVARIABLE = {
    "is": "est",
    "sees": "voit",
    "likes": "aime",
    "wants": "veut",
    "finds": "trouve",
    "hides": "cache",
    "flies": "pilote",
    "sat": "s'assit",
    "slept": "dormit",
    "fell": "tomba",
    "on": "sur",
    "under": "sous",
    "behind": "derrière",
}
TRANSITIVE = ("sees", "likes", "wants", "finds", "hides", "flies")
INTRANSITIVE = ("sat", "slept", "fell")
PLACES = ("on", "under", "behind")

SENTENCES = 20_000
BATCH = 256
MAX_LENGTH = 10
SHARPNESS = 0.005
SCHEDULE = Schedule(steps=8_000, peak_rate=5e-3, warm_up=200)


@dataclass(frozen=True)
class Glossed:
    """A sentence, its gloss, and for each word the place of the noun that it agrees with."""

    english: tuple[str, ...]
    french: tuple[str, ...]
    nouns: tuple[int | None, ...]
    kinds: tuple[str, ...]


class _Builder:
    def __init__(self) -> None:
        self.rows: list[tuple[str, str, int | None, str]] = []

    def phrase(self, determiner: str | None, adjective: Adjective | None, noun: Noun) -> int:
        """Append "the white cat" and return the place of its noun."""
        place = len(self.rows) + (determiner is not None) + (adjective is not None)
        if determiner is not None:
            form = DETERMINERS[determiner][noun.feminine]
            self.rows.append((determiner, form, place, "determiner"))
        if adjective is not None:
            self.adjective(adjective, noun, place)
        self.rows.append((noun.english, noun.french, None, "noun"))
        return place

    def adjective(self, adjective: Adjective, noun: Noun, place: int) -> None:
        self.rows.append((adjective.english, adjective.agree(noun), place, "adjective"))

    def word(self, english: str) -> None:
        self.rows.append((english, INVARIABLE[english], None, "other"))

    def done(self) -> Glossed:
        return Glossed(*map(tuple, zip(*self.rows, strict=True)))


def random_sentence(rng: random.Random) -> Glossed:
    """A phrase, "… is white", "… sees …" or "… sat on …", never with an unseen pair."""
    build = _Builder()
    kind = rng.choice(["phrase", "predicate", "transitive", "place"])
    subject = rng.choice(NOUNS)
    place = build.phrase(*_parts(rng, subject), subject)
    if kind == "predicate":
        build.word("is")
        build.adjective(rng.choice(_fitting(subject)), subject, place)
    elif kind == "transitive":
        build.word(rng.choice(TRANSITIVE))
        noun = rng.choice(NOUNS)
        build.phrase(*_parts(rng, noun), noun)
    elif kind == "place":
        build.word(rng.choice(INTRANSITIVE))
        build.word(rng.choice(PLACES))
        noun = rng.choice(NOUNS)
        build.phrase(*_parts(rng, noun), noun)
    return build.done()


def _fitting(noun: Noun) -> list[Adjective]:
    return [adjective for adjective in ADJECTIVES if not is_unseen(adjective, noun)]


def _parts(rng: random.Random, noun: Noun) -> tuple[str | None, Adjective | None]:
    determiner = rng.choice(list(DETERMINERS)) if rng.random() < 0.9 else None
    return determiner, rng.choice(_fitting(noun)) if rng.random() < 0.6 else None


def unseen_sentences() -> list[Glossed]:
    """Every unseen adjective–noun pair in each of four settings."""
    sentences = []
    for number, (adjective, noun) in enumerate(UNSEEN):
        other = NOUNS[(number * 11) % len(NOUNS)]
        phrase, predicate, subject, thing = (_Builder() for _ in range(4))
        phrase.phrase("the", adjective, noun)
        place = predicate.phrase("the", None, noun)
        predicate.word("is")
        predicate.adjective(adjective, noun, place)
        subject.phrase("the", adjective, noun)
        subject.word("sees")
        subject.phrase("a", None, other)
        thing.phrase("my", None, other)
        thing.word("hides")
        thing.phrase("this", adjective, noun)
        sentences += [builder.done() for builder in (phrase, predicate, subject, thing)]
    return sentences


def build_vocabularies() -> tuple[Vocabulary, Vocabulary]:
    """All words of the grammar, English and French."""
    english = [
        *DETERMINERS,
        *INVARIABLE,
        *(n.english for n in NOUNS),
        *(a.english for a in ADJECTIVES),
    ]
    french = [
        *(form for forms in DETERMINERS.values() for form in forms),
        *INVARIABLE.values(),
        *(n.french for n in NOUNS),
        *(form for a in ADJECTIVES for form in (a.masculine, a.feminine)),
    ]
    return whole_words(english), whole_words(list(dict.fromkeys(french)))


def train_agreement(
    english: Vocabulary,
    french: Vocabulary,
    checkpoint: Path,
    schedule: Schedule = SCHEDULE,
    *,
    quiet: bool = False,
) -> Transformer:
    """Train the one-layer encoder; its weights are pushed to be sharp by an entropy penalty."""
    torch.manual_seed(schedule.seed)
    model = Transformer(
        Sizes(
            design="encoder",
            d_model=8,
            heads=2,
            layers=1,
            d_ff=64,
            source_vocabulary=len(english),
            target_vocabulary=len(french),
            max_length=MAX_LENGTH,
        )
    )
    rng = random.Random(schedule.seed)
    sentences = [random_sentence(rng) for _ in range(SENTENCES)]
    sources = as_rows(english, [s.english for s in sentences])
    targets = as_rows(french, [s.french for s in sentences])

    def loss(model: Transformer, batch: list[int], progress: float) -> Tensor:
        source, target = sources[batch], targets[batch]
        width = int((source != english.pad).sum(1).max())
        source, target = source[:, :width], target[:, :width]
        present = source != english.pad
        logits = model(source, present=present)
        x = model.source(source)
        weights = model.encoder[0].self_attention.weights(x, x, present[:, None])
        # First learn the task, then learn it with few, clear links.
        sharpness = SHARPNESS * min(1.0, max(0.0, 3 * progress - 1))
        entropy = -(weights * (weights + 1e-9).log()).sum(-1).mean(1)[present].mean()
        return functional.cross_entropy(logits[present], target[present]) + sharpness * entropy

    lengths = (sources != english.pad).sum(1).tolist()
    train(
        model,
        loss,
        shuffled_batches(lengths, BATCH, schedule.seed),
        schedule,
        checkpoint,
        quiet=quiet,
    )
    return model


def as_rows(vocabulary: Vocabulary, sentences: list[tuple[str, ...]]) -> Tensor:
    """Ids of sentences that are words already, padded to one width."""
    rows = torch.full((len(sentences), MAX_LENGTH), vocabulary.pad)
    for row, words in zip(rows, sentences, strict=True):
        ids = [vocabulary.tokenizer.token_to_id(word) for word in words]
        row[: len(ids)] = torch.tensor(ids)
    return rows
