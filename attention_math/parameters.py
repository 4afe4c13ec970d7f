"""Counts what is learnt: weight matrices of a GPT-style model, every parameter of our own."""

from __future__ import annotations

from dataclasses import dataclass, fields

from attention_math.sizes import Sizes, require_positive


@dataclass(frozen=True)
class Configuration:
    """The sizes of a decoder-only model in the style of GPT, whose feed-forward is 4 × d_model."""

    d_model: int
    d_head: int
    heads: int
    layers: int
    vocabulary: int

    def __post_init__(self) -> None:
        for field in fields(self):
            require_positive(field.name, getattr(self, field.name))


PRESETS = {
    "gpt3": Configuration(d_model=12_288, d_head=128, heads=96, layers=96, vocabulary=50_257),
}


def preset(name: str) -> Configuration:
    """Return a published model's sizes.

    Raises
    ------
    ValueError
        If there is no such preset.
    """
    if name not in PRESETS:
        raise ValueError(f"unknown preset {name!r}; the presets are {', '.join(PRESETS)}")
    return PRESETS[name]


def count_weights(sizes: Configuration) -> dict[str, int]:
    """Count the weight matrices alone, from one matrix of one head to the whole model.

    Biases, layer norms and position vectors are left out, as in the usual table for GPT-3. A value
    matrix of full rank is listed for comparison and is in no sum: each head has a pair of narrow
    ones, value down and value up, instead.
    """
    projection = sizes.d_model * sizes.d_head
    head = 4 * projection
    attention = sizes.layers * sizes.heads * head
    embedding = sizes.vocabulary * sizes.d_model
    feed_forward = sizes.layers * sizes.d_model * 4 * sizes.d_model
    return {
        "query_weight": projection,
        "key_weight": projection,
        "full_value_weight": sizes.d_model**2,
        "value_down": projection,
        "value_up": projection,
        "head": head,
        "attention_block": sizes.heads * head,
        "attention": attention,
        "embedding": embedding,
        "unembedding": embedding,
        "feed_forward_up": feed_forward,
        "feed_forward_down": feed_forward,
        "total": attention + 2 * embedding + 2 * feed_forward,
    }


def attention_share(counts: dict[str, int]) -> float:
    """Say which part of all weights attention has, from 0 to 1."""
    return counts["attention"] / counts["total"]


def count_model(sizes: Sizes) -> dict[str, int]:
    """Count every parameter of one of our models, part by part; ``total`` is what torch counts.

    Position vectors are computed and not learnt. A decoder's output projection is its embedding
    table again, so only its bias is new; an encoder alone has a table of its own for the output.
    """
    encodes, decodes = sizes.design != "decoder", sizes.design != "encoder"
    d_model, layers = sizes.d_model, sizes.layers
    block = 4 * (d_model**2 + d_model)
    feed_forward = 2 * d_model * sizes.d_ff + sizes.d_ff + d_model
    norms = (2 if encodes else 0) + (2 if decodes else 0) + (1 if encodes and decodes else 0)
    parts = {
        "source_embedding": encodes * sizes.source_vocabulary * d_model,
        "target_embedding": decodes * sizes.target_vocabulary * d_model,
        "encoder_attention": encodes * layers * block,
        "decoder_attention": decodes * layers * block,
        "cross_attention": (encodes and decodes) * layers * block,
        "feed_forward": (encodes + decodes) * layers * feed_forward,
        "layer_norms": norms * layers * 2 * d_model,
        "unembedding": (1 if decodes else d_model + 1) * sizes.target_vocabulary,
    }
    present = {name: count for name, count in parts.items() if count}
    return present | {"total": sum(present.values())}
