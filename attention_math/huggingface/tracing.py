"""A Hugging Face model and a text → an `AttentionTrace` of one of its layers."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor
from transformers import PreTrainedModel, PreTrainedTokenizerBase

from attention_math.huggingface.assembling import Heading, assemble
from attention_math.huggingface.names import named
from attention_math.huggingface.reading import Read, read_ids, read_text
from attention_math.huggingface.recorder import Recorder, Recording, recording
from attention_math.trace import AttentionTrace, Kind

LONGEST_TRANSLATION = 32  # tokens that a model may write of itself


def trace_model(
    model: PreTrainedModel,
    tokenizer: PreTrainedTokenizerBase,
    text: str,
    target: str | None = None,
    layer: int = 1,
    kind: Kind | None = None,
    name: str | None = None,
) -> AttentionTrace:
    """Run a model on a text and take one attention layer apart, all heads of it.

    Queries, keys and values are as recorded; every array that follows from them is computed again,
    and weights and outputs are held to the model's own (see `recomputing`).

    Parameters
    ----------
    target
        What the decoder of an encoder–decoder reads; what the model itself writes, taking the
        likeliest token each time, if left out.
    layer
        Counted from 1 among those of one kind, in the order in which the model runs them.
    kind
        ``self`` (all tokens see each other), ``masked`` (a token sees no later one) or ``cross``
        (decoder to encoder); the first that the model has if left out.
    name
        What the badge says; the model's name or folder if left out.

    Raises
    ------
    ValueError
        In a line that names the remedy: if the text is too long or empty, there is no such layer or
        kind, or the model's attention cannot be recorded, or does not follow from its queries, keys
        and values.
    """
    called = name or named(model.config.name_or_path or model.config.model_type)
    try:
        source, reply = _read(model, tokenizer, text, target, kind)
        found = _record(model, source, reply, kind, layer)
        return assemble(model, (source, reply), found, Heading(called, layer, text, target))
    except ValueError as error:
        raise ValueError(f"{called}: {error}") from None


def _read(
    model: PreTrainedModel,
    tokenizer: PreTrainedTokenizerBase,
    text: str,
    target: str | None,
    kind: Kind | None,
) -> tuple[Read, Read | None]:
    """Cut what the encoder, or the only stack, reads, and what the decoder of a translator does."""
    if not text.strip():
        raise ValueError("the sentence is empty: give at least one word")
    source = _fitting(model, read_text(tokenizer, text))
    if not model.config.is_encoder_decoder:
        if target is not None:
            raise ValueError("it translates nothing: leave the translation out")
        return source, None
    start = model.config.decoder_start_token_id
    if start is None:
        raise ValueError("its config.json has no decoder_start_token_id: add it")
    if target is not None:
        ids = [start, *read_text(tokenizer, target, is_target=True).ids]
    elif kind in ("masked", "cross"):
        ids = _written(model, source)
    else:
        ids = [start]
    ends = len(ids) > 1 and ids[-1] == model.config.eos_token_id
    return source, _fitting(model, read_ids(tokenizer, ids[:-1] if ends else ids))


def _written(model: PreTrainedModel, source: Read) -> list[int]:
    """Let the model translate, taking the likeliest token each time."""
    longest = getattr(model.config, "max_position_embeddings", LONGEST_TRANSLATION)
    with torch.no_grad():
        ids = model.generate(
            _row(model, source.ids), do_sample=False, num_beams=1,
            max_new_tokens=min(LONGEST_TRANSLATION, longest - 1),
        )  # fmt: skip
    return ids[0].tolist()


def _fitting(model: PreTrainedModel, read: Read) -> Read:
    longest = getattr(model.config, "max_position_embeddings", None)
    if longest is not None and len(read.ids) > longest:
        raise ValueError(
            f"it reads at most {longest} tokens, and this text has {len(read.ids)}: shorten it"
        )
    known = model.get_input_embeddings().num_embeddings
    if max(read.ids) >= known:
        raise ValueError(
            f"its tokenizer gives ids up to {max(read.ids)}, and it has {known} vectors: save "
            "the tokenizer that belongs to it into its folder"
        )
    return read


def _record(
    model: PreTrainedModel, source: Read, reply: Read | None, kind: Kind | None, layer: int
) -> Recording:
    recorder = Recorder(model, kind, layer)
    given = {"input_ids": _row(model, source.ids)}
    if reply is not None:
        given["decoder_input_ids"] = _row(model, reply.ids)
    with recording(model, recorder):
        model(**given)
    if not recorder.calls:
        raise ValueError(
            f"{type(model).__name__} keeps its attention to itself (it does not go through "
            "transformers' AttentionInterface): take another model"
        )
    if recorder.found is None:
        kinds = ", ".join(recorder.calls)
        if recorder.kind not in recorder.calls:
            raise ValueError(f"it has no {recorder.kind} attention; it has {kinds}")
        count = recorder.calls[recorder.kind]
        raise ValueError(f"it has no layer {layer} of {recorder.kind} attention: 1 to {count}")
    return recorder.found


def _row(model: PreTrainedModel, ids: Sequence[int]) -> Tensor:
    return torch.tensor([ids], device=model.device)
