"""A translation word by word: what may come next, and on how many roads a noun is heard of."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np
import torch
from jaxtyping import Float, Int, Shaped

from attention_math.arrays import Array, frozen
from attention_math.effects import Effect, words_of
from attention_math.interventions import hide_word
from attention_math.readings import is_feminine
from attention_math.registry import load_model
from attention_math.tracing import read_sentence
from attention_math.word_order import turned_together

LIKELIEST = 3  # words that are told of each step
ROADS = "self", "cross"  # English told English words of the noun; the French word looks at it


class NextWords(NamedTuple):
    """The likeliest tokens of one step of a translation, and how likely each of them is."""

    words: Shaped[Array, " likeliest"]
    odds: Float[Array, " likeliest"]


def next_words(model: str, sentence: str, row: int, count: int = LIKELIEST) -> NextWords:
    """Say what a translator may write after its first ``row`` words of its own translation.

    One pass serves every step: its mask lets none see what is written later.
    """
    odds = hide_word(model, sentence).probabilities[row]
    ids = np.argsort(-odds, kind="stable")[:count]
    return NextWords(_named(model, ids), frozen(odds[ids]))


class Fork(NamedTuple):
    """A French word that hears of a noun on two roads, either of which is enough.

    Attributes
    ----------
    row, noun
        The step that writes the word, and the noun's place in the sentence, both from 0 on.
    words, ids
        That word, and what is written instead if both roads are closed, in the vocabulary's order.
    written
        Which of both it is: 0 or 1.
    """

    row: Int[Array, " one"]
    noun: Int[Array, " one"]
    words: Shaped[Array, " forms"]
    ids: Int[Array, " forms"]
    written: Int[Array, " one"]


@cache
def fork(model: str, sentence: str) -> Fork | None:
    """Find the word that loses most when the encoder and the decoder both lose sight of a noun.

    The noun is feminine: of one that is unknown the translator thinks as of a masculine one. Hidden
    from either alone, it leaves the word as it is; ``None`` if there is no such word.
    """
    whole = hide_word(model, sentence)
    found: list[tuple[float, int, int, Effect]] = []
    for noun in _feminine_nouns(model, sentence):
        apart = [hide_word(model, sentence, noun, kinds=(road,)).after for road in ROADS]
        both = hide_word(model, sentence, noun, kinds=ROADS)
        rows = turned_together(whole.before, apart, both.after)
        found += [(float(both.nats[row]), row, noun, both) for row in rows]
    if not found:
        return None
    _, row, noun, both = max(found, key=lambda one: one[:3])
    before, after = whole.ids[row], both.probabilities[row].argmax()
    ids = np.sort([before, after])
    row, noun, written = (frozen(np.array([one])) for one in (row, noun, int(before > after)))
    return Fork(row, noun, _named(model, ids), frozen(ids), written)


def _feminine_nouns(model: str, sentence: str) -> list[int]:
    source, _ = read_sentence(load_model(model), sentence)
    return [place for place, word in enumerate(source.words) if is_feminine(word)]


def _named(model: str, ids: Int[Array, " words"]) -> Shaped[Array, " words"]:
    return words_of(load_model(model), torch.as_tensor(ids))
