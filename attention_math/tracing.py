"""A model and a sentence → an `AttentionTrace`: here torch ends."""

from __future__ import annotations

from functools import cache

import torch
from torch import Tensor, nn

from attention_math.embedding import add_positions, embed
from attention_math.freezing import build_trace
from attention_math.heads import Projections, multi_head_attention
from attention_math.masks import combine_masks, named_mask
from attention_math.registry import TrainedModel, load_model
from attention_math.request import Request, require_layer
from attention_math.shipped import MODELS
from attention_math.tokens import Tokens, UnknownWord
from attention_math.trace import (
    AttentionTrace,
    Kind,
    Mask,
    Side,
    Source,
    own_mask,
)
from attention_math.transformer import Embedding, MultiHeadAttention
from attention_math.wordlist import check_readable
from attention_math.writing import write_ids


@cache
def trace_sentence(
    model: str,
    sentence: str,
    layer: int = 1,
    kind: Kind | None = None,
    translation: str | None = None,
    mask: Mask | None = None,
) -> AttentionTrace:
    """Run a shipped model on a sentence and take one attention layer apart.

    Parameters
    ----------
    layer
        Counted from 1 within the encoder or the decoder.
    kind
        ``self`` (encoder), ``masked`` (decoder to itself) or ``cross`` (decoder to encoder);
        the model's first kind if left out.
    translation
        What the translator's decoder reads; the model's own translation if left out.
    mask
        Hide more keys from this layer than the model does: what if its future were hidden? What
        enters the layer stays as it is. The trace's source says so.

    Raises
    ------
    ValueError
        If the model, the layer or the kind does not exist, or the sentence or the mask does not
        fit.
    """
    trained = load_model(model)
    require_layer(model, layer, kind)
    if translation is not None and trained.sizes.design != "encoder-decoder":
        raise ValueError(f"{model} translates nothing: leave the translation out")
    wanted = Request(model, layer, kind or MODELS[model].kinds[0], mask, sentence, translation)
    read = read_sentence(trained, sentence, translation)
    captured = _capture(trained, *read, layer, wanted.kind)
    return _assemble(trained, read, wanted, _hide(captured, wanted.kind, wanted.mask))


def read_sentence(
    trained: TrainedModel, sentence: str, translation: str | None = None
) -> tuple[Tokens | None, Tokens | None]:
    """Say what the encoder and the decoder read; a translation left out is the model's own."""
    limit = trained.sizes.max_length
    check_readable(sentence)
    if trained.sizes.design == "encoder":
        try:
            return trained.source_vocabulary.encode(sentence, limit), None
        except UnknownWord as unknown:
            remedy = "speaker takes any English: --model speaker"
            raise UnknownWord(f"{trained.name} knows few words: {unknown}; {remedy}") from None
    if trained.sizes.design == "decoder":
        return None, trained.target_vocabulary.encode(sentence, limit)
    source = trained.source_vocabulary.encode(sentence, limit)
    vocabulary = trained.target_vocabulary
    if translation is None:
        ids = write_ids(trained, source.ids)
    else:
        check_readable(translation)
        given = vocabulary.encode(translation, limit - 1, named="translation")
        ids = [vocabulary.start, *given.ids]
    return source, Tokens(tuple(map(vocabulary.tokenizer.id_to_token, ids)), tuple(ids))


def attention_module(trained: TrainedModel, layer: int, kind: Kind) -> MultiHeadAttention:
    """Find the module of one kind of attention in a layer, counted from 1."""
    model = trained.transformer
    stack = model.encoder if kind == "self" else model.decoder
    block = stack[layer - 1]
    return block.cross_attention if kind == "cross" else block.self_attention


def _capture(
    trained: TrainedModel, source: Tokens | None, target: Tokens | None, layer: int, kind: Kind
) -> tuple[Tensor, Tensor, Tensor]:
    """Run the model and catch what its attention module is given: both inputs and the mask."""
    caught: list[tuple[Tensor, Tensor, Tensor]] = []
    module = attention_module(trained, layer, kind)
    handle = module.register_forward_pre_hook(lambda _module, inputs: caught.append(inputs))
    ids = {"source": source, "target": target}
    try:
        with torch.no_grad():
            trained.transformer(
                **{name: torch.tensor([tokens.ids]) for name, tokens in ids.items() if tokens}
            )
    finally:
        handle.remove()
    asking, answering, visible = (tensor[0] for tensor in caught[0])
    return asking, answering, visible.expand(len(asking), len(answering))


def _hide(
    captured: tuple[Tensor, Tensor, Tensor], kind: Kind, mask: Mask | None
) -> tuple[Tensor, Tensor, Tensor]:
    """Put a mask over what a layer sees by itself."""
    if mask is None:
        return captured
    asking, answering, visible = captured
    if kind == "cross":
        raise ValueError("a mask between words of one sentence does not fit cross-attention")
    return asking, answering, combine_masks(visible, named_mask(mask, len(asking)))


def _assemble(
    trained: TrainedModel,
    read: tuple[Tokens | None, Tokens | None],
    wanted: Request,
    captured: tuple[Tensor, Tensor, Tensor],
) -> AttentionTrace:
    (source, target), kind = read, wanted.kind
    asking, answering, visible = captured
    projections = _projections(attention_module(trained, wanted.layer, kind))
    with torch.no_grad():
        attended = multi_head_attention(
            asking, answering, projections, visible, trained.sizes.heads
        )
    model = trained.transformer
    encoded = (source, model.source) if source else None
    decoded = (target, model.target) if target else None
    return build_trace(
        _source(trained, wanted),
        _side(*(encoded if kind == "self" else decoded), asking),
        _side(*(decoded if kind == "masked" else encoded), answering),
        attended,
        projections,
        visible,
        sentence=wanted.sentence,
        translation=wanted.translation,
    )


def _source(trained: TrainedModel, wanted: Request) -> Source:
    kind, mask = wanted.kind, wanted.mask or own_mask(wanted.kind)
    stack = "encoder" if kind == "self" else "decoder"
    has_both = trained.sizes.design == "encoder-decoder"
    origin = MODELS[trained.name].origin
    return Source(trained.name, stack if has_both else "", wanted.layer, kind, mask, origin)


def _side(tokens: Tokens, embedding: Embedding, inputs: Tensor) -> Side:
    ids = torch.tensor(tokens.ids)
    rows = embed(ids, embedding.table)
    positions = embedding.positions[: len(tokens)]
    return Side(
        tokens=tokens.words,
        ids=ids.numpy(),
        token_embeddings=rows.numpy(),
        positions=positions.numpy(),
        embeddings=add_positions(rows, positions).numpy(),
        inputs=inputs.numpy(),
    )


def _projections(module: MultiHeadAttention) -> Projections:
    linears: dict[str, nn.Linear] = {
        name: getattr(module, name) for name in ("query", "key", "value", "output")
    }
    weights = {f"{name}_weight": linear.weight.detach().mT for name, linear in linears.items()}
    biases = {f"{name}_bias": linear.bias.detach() for name, linear in linears.items()}
    return Projections(**weights, **biases)
