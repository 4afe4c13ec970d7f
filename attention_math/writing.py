"""What the shipped models write by themselves: always the likeliest next token."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor

from attention_math.registry import TrainedModel
from attention_math.transformer import Transformer


def translate(trained: TrainedModel, sentence: str) -> str:
    """Let the translator write until it ends."""
    source = trained.source_vocabulary.encode(sentence, trained.sizes.max_length)
    return trained.target_vocabulary.decode(write_ids(trained, source.ids))


def write_words(trained: TrainedModel) -> list[str]:
    """Let a model without an encoder write from [START] on until it ends; give its tokens."""
    return [trained.target_vocabulary.tokenizer.id_to_token(i) for i in write_ids(trained)[1:]]


def write_ids(trained: TrainedModel, source: Sequence[int] | None = None) -> list[int]:
    """Write from [START] on, until [END] or the model's limit; the ids begin with [START].

    ``source`` is what the encoder reads, if there is one.
    """
    vocabulary, model = trained.target_vocabulary, trained.transformer
    read = () if source is None else _encode(model, source)
    written = [vocabulary.start]
    while len(written) < trained.sizes.max_length:
        states = model.decode(torch.tensor([written]), *read)
        following = int(model.logits(states[:, -1:]).argmax())
        if following == vocabulary.end:
            break
        written.append(following)
    return written


def _encode(model: Transformer, source: Sequence[int]) -> tuple[Tensor, Tensor]:
    """Return what the encoder makes of a source, and that all of it is there."""
    ids = torch.tensor([source])
    present = torch.ones_like(ids, dtype=torch.bool)
    return model.encode(ids, present), present
