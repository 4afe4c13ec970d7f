"""What a change inside a model does: its words and probabilities, and the nats that it costs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

import numpy as np
import torch
from jaxtyping import Float, Int, Shaped
from torch import Tensor
from torch.utils.hooks import RemovableHandle

from attention_math.arrays import frozen
from attention_math.registry import TrainedModel, load_model
from attention_math.tokens import Tokens
from attention_math.tracing import read_sentence
from attention_math.writing import write_ids

Array = np.ndarray
Read = tuple[Tokens | None, Tokens | None]  # by the encoder and by the decoder
Attach = Callable[[TrainedModel], Iterable[RemovableHandle]]


class Effect(NamedTuple):
    """What a model writes undisturbed, and what after a change.

    A row is a place at which the model writes: of the gloss each word, of running text the token
    after each one, of the translator the token after each one of its own undisturbed translation,
    from [START] on, which it is given to read.

    Attributes
    ----------
    before, after
        The most probable word of each row.
    ids
        The ids of ``before`` in the vocabulary that is written.
    probabilities
        Of every word of that vocabulary, after the change.
    kept
        What the word of ``before`` has of them in each row.
    nats
        How much the word of ``before`` loses in each row: ln of its probability before, minus ln
        of it after. Where that word is right, this is what the cross-entropy gains.
    written
        What is written with nothing given: the words of a new translation; otherwise ``after``.
    """

    before: Shaped[Array, " rows"]
    after: Shaped[Array, " rows"]
    ids: Int[Array, " rows"]
    probabilities: Float[Array, "rows vocabulary"]
    kept: Float[Array, " rows"]
    nats: Float[Array, " rows"]
    written: Shaped[Array, " words"]


@torch.no_grad()
def effect_of(model: str, sentence: str, attach: Attach, other: str | None = None) -> Effect:
    """Run a model undisturbed, and again with hooks attached or on another sentence."""
    trained = load_model(model)
    read = read_sentence(trained, sentence)
    undisturbed = _logits(trained, read)
    changed = read
    if other is not None:  # a translator still reads its translation of the first sentence
        source, target = read_sentence(trained, other)
        changed = (source, read[1] if source else target)
    with attached(attach(trained)):
        disturbed, translation = _logits(trained, changed), _translation(trained, changed)
    return _compared(trained, undisturbed, disturbed, translation)


@contextmanager
def attached(handles: Iterable[RemovableHandle]) -> Iterator[None]:
    """Let hooks stay in a model while the block runs."""
    hooks = list(handles)
    try:
        yield
    finally:
        for hook in hooks:
            hook.remove()


def _logits(trained: TrainedModel, read: Read) -> Float[Tensor, "rows vocabulary"]:
    ids = zip(("source", "target"), read, strict=True)
    return trained.transformer(
        **{name: torch.tensor([tokens.ids]) for name, tokens in ids if tokens}
    )[0]


def _translation(trained: TrainedModel, read: Read) -> Sequence[str] | None:
    """Let the translator write anew; others write nothing of their own."""
    if not all(read):
        return None
    ids = write_ids(trained, read[0].ids)
    return trained.target_vocabulary.decode(ids).split()


def _compared(
    trained: TrainedModel, undisturbed: Tensor, disturbed: Tensor, translation: Sequence[str] | None
) -> Effect:
    before, after = (logits.double().log_softmax(-1) for logits in (undisturbed, disturbed))
    ids = before.argmax(-1)
    words, new_words = (words_of(trained, best) for best in (ids, after.argmax(-1)))
    first, kept = (found.gather(-1, ids[:, None])[:, 0] for found in (before, after))
    return Effect(
        words,
        new_words,
        *(frozen(found.numpy()) for found in (ids, after.exp(), kept.exp(), first - kept)),
        written=new_words if translation is None else frozen(np.array(translation, dtype=str)),
    )


def words_of(trained: TrainedModel, ids: Int[Tensor, " rows"]) -> Shaped[Array, " rows"]:
    """Name tokens of the vocabulary in which a model writes."""
    name = trained.target_vocabulary.tokenizer.id_to_token
    return frozen(np.array([name(number) for number in ids.tolist()]))
