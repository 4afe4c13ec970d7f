"""Unplugs parts and names heads on many sentences; a few minutes, and no training."""

from __future__ import annotations

import random
from collections.abc import Iterator

import numpy as np
from tqdm import tqdm

from attention_math.derived import CLEAR_ROLE, measured_cells
from attention_math.interventions import take_out
from attention_math.readings import noun_places
from attention_math.surveys import Surveys
from attention_math.tracing import trace_sentence
from attention_math.training.grammar import (
    ADJECTIVES,
    BEINGS,
    NOUNS,
    VERBS,
    noun_phrase,
    unseen_sentences,
)

Array = np.ndarray

SEED = 3
TRANSLATED, NAMED_IN = 60, 200
UNPLUGGED = {
    "nothing": (),
    "encoder self-attention": ("self",),
    "decoder self-attention": ("masked",),
    "both": ("self", "masked"),
    "cross-attention": ("cross",),
    "feed-forward": ("feed-forward",),
}
LAYER = 2  # of the translator's encoder, whose heads are named
ADJECTIVE = 1  # its place in the frame


def measure_surveys(translated: int = TRANSLATED, named_in: int = NAMED_IN) -> Surveys:
    """Measure all that `attention_math.surveys` tells of."""
    exact = [count_exact(parts, translated) for parts in UNPLUGGED.values()]
    return Surveys(
        np.array(list(UNPLUGGED)),
        np.array(exact),
        translated,
        *name_heads("partner", named_in),
        *name_heads("previous", named_in),
        named_in,
        *adjectives_hear(named_in),
    )


def count_exact(parts: tuple[str, ...], sentences: int = TRANSLATED) -> int:
    """Count the unseen sentences that the translator gets right without these parts."""
    pairs = [pair for pair, _ in unseen_sentences(sentences, SEED)]
    written = (
        " ".join(take_out("translator", pair.english, *parts).written)
        for pair in tqdm(pairs, unit="sentence")
    )
    return sum(text == pair.french for text, pair in zip(written, pairs, strict=True))


def name_heads(measure: str, sentences: int = NAMED_IN) -> tuple[Array, Array]:
    """Average one measure of each head over sentences, and count where it names the head."""
    found = np.array(
        [_shares(text, measure) for text in tqdm([*_framed(sentences)], unit="sentence")]
    )
    return found[..., 0].mean(axis=0), found[..., 1].sum(axis=0).astype(int)


def adjectives_hear(sentences: int = NAMED_IN) -> tuple[Array, Array]:
    """Write each sentence, and find for each head which place its first adjective hears most."""
    words, hears = [], []
    for text in tqdm([*_framed(sentences)], unit="sentence"):
        trace = trace_sentence("translator", text, LAYER, "self")
        words.append(trace.query_side.tokens)
        hears.append([head.weights[ADJECTIVE].argmax() for head in trace.heads])
    return np.array(words), np.array(hears)


def _shares(text: str, measure: str) -> list[tuple[float, bool]]:
    """Give each head's share of one measure, and whether it is the largest and clear."""
    trace = trace_sentence("translator", text, LAYER, "self")
    words = trace.query_side.tokens
    shares = []
    for head in trace.heads:
        cells = measured_cells(head.weights, words, words, noun_places(words))
        means = {
            name: float(np.mean([head.weights[cell] for cell in each]))
            for name, each in cells.items()
            if each
        }
        largest = max(means, key=means.__getitem__)
        shares.append((means[measure], largest == measure and means[measure] >= CLEAR_ROLE))
    return shares


def _framed(count: int) -> Iterator[str]:
    """Write sentences of the frame "the A N V the A N", subjects being alive."""
    rng = random.Random(SEED)
    for _ in range(count):
        left, right = (
            noun_phrase("the", rng.choice(ADJECTIVES), rng.choice(nouns)).english
            for nouns in (BEINGS, NOUNS)
        )
        yield f"{left} {rng.choice(list(VERBS))} {right}"
