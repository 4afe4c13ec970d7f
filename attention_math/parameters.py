"""Counts what a transformer learns, level by level: a head, a block, a layer, the model."""

from __future__ import annotations

from dataclasses import dataclass

from attention_math.architectures import NORM_VECTORS, Architecture


@dataclass(frozen=True)
class Line:
    """A part, how many parameters one of it has, and how many of it there are."""

    name: str
    each: int
    times: int = 1

    @property
    def count(self) -> int:
        return self.each * self.times


@dataclass(frozen=True)
class Level:
    """A head, a layer, …: parts that add up to a total."""

    name: str
    lines: tuple[Line, ...]

    @property
    def total(self) -> int:
        return sum(line.count for line in self.lines)


def count_levels(sizes: Architecture) -> list[Level]:
    """Count from one matrix of one head to the whole model; a level's total is a part of the next.

    The last level is the whole model once more, kind by kind.
    """
    heads = _heads(sizes)
    block = _attention_block(sizes, heads)
    feed_forward, norms = _feed_forward(sizes), _norms(sizes)
    layer = [Line("attention block", block.total), *feed_forward, *norms]
    if not sizes.encoder_layers:
        layers = [Level("layer", _present(layer))]
        copies = [sizes.layers]
    else:
        crossed = [Line("attention block", block.total, 2), *feed_forward, *_norms(sizes, 3)]
        both = {"encoder layer": layer, "decoder layer": crossed}
        layers = [Level(name, _present(lines)) for name, lines in both.items()]
        copies = [sizes.encoder_layers, sizes.layers]
    stacked = [Line(one.name, one.total, n) for one, n in zip(layers, copies, strict=True)]
    model = Level("model", _present([*stacked, *_outside(sizes)]))
    return [*heads, block, *layers, model, _by_kind(sizes, heads)]


def _heads(sizes: Architecture) -> list[Level]:
    """Return a head, or where several share keys and values both of its parts."""
    projection = sizes.d_model * sizes.d_head
    query, key = Line("query weight", projection), Line("key weight", projection)
    down, up = Line("value down", projection), Line("value up", projection)
    if sizes.kv_heads == sizes.heads:
        return [Level("head", (query, key, down, up))]
    return [Level("query head", (query, up)), Level("key-value head", (key, down))]


def _attention_block(sizes: Architecture, heads: list[Level]) -> Level:
    copies = [sizes.heads, sizes.kv_heads][: len(heads)]
    matrices = [Line(one.name, one.total, n) for one, n in zip(heads, copies, strict=True)]
    entries = (sizes.heads + 2 * sizes.kv_heads) * sizes.d_head + sizes.d_model
    return Level("attention block", _present([*matrices, Line("biases", sizes.biases * entries)]))


def _feed_forward(sizes: Architecture) -> list[Line]:
    matrix = sizes.d_model * sizes.d_ff
    entries = (2 if sizes.gated else 1) * sizes.d_ff + sizes.d_model
    return [
        Line("feed-forward gate", matrix * sizes.gated),
        Line("feed-forward up", matrix),
        Line("feed-forward down", matrix),
        Line("feed-forward biases", entries * sizes.biases),
    ]


def _norms(sizes: Architecture, number: int = 2) -> list[Line]:
    return [Line("norms", NORM_VECTORS[sizes.norm] * sizes.d_model, number)]


def _outside(sizes: Architecture) -> list[Line]:
    """Return what is in no layer."""
    final = NORM_VECTORS[sizes.norm] * sizes.d_model * sizes.final_norm
    return [
        Line("final norm", final, 2 if sizes.encoder_layers else 1),
        Line("source embedding", sizes.source_vocabulary * sizes.d_model),
        Line("embedding", sizes.vocabulary * sizes.d_model),
        Line("positions", sizes.positions * sizes.d_model),
        Line("unembedding", (not sizes.tied) * sizes.output_vocabulary * sizes.d_model),
        Line("output bias", sizes.output_bias * sizes.output_vocabulary),
    ]


def _by_kind(sizes: Architecture, heads: list[Level]) -> Level:
    """Add up each kind of part over all layers: matrices first, then vectors."""
    layers = sizes.layers + sizes.encoder_layers
    blocks = layers + (sizes.layers if sizes.encoder_layers else 0)
    block = _attention_block(sizes, heads)
    matrices = sum(line.count for line in block.lines if line.name != "biases")
    *feed_forward, biases = _feed_forward(sizes)
    final, *outside, output_bias = _outside(sizes)
    vectors = (block.total - matrices) * blocks + biases.count * layers + output_bias.count
    norms = _norms(sizes)[0].each * (blocks + layers) + final.count
    lines = [
        Line("attention", matrices, blocks),
        *(Line(line.name, line.each, layers) for line in feed_forward),
        *outside,
        Line("biases", vectors),
        Line("norms", norms),
    ]
    return Level("by kind", _present(lines))


def _present(lines: list[Line]) -> tuple[Line, ...]:
    return tuple(line for line in lines if line.count)


def for_comparison(sizes: Architecture) -> dict[str, int]:
    """Count the model in other ways, all of which are published of one model or another.

    ``matrices`` leaves out biases, norms and position vectors; ``matrices_untied`` counts a table
    that is both embedding and unembedding twice. ``full_value_weight`` is in no sum: it is what one
    head would have in place of its narrow value down and value up.
    """
    vectors = ("biases", "norms", "positions")
    whole = count_levels(sizes)[-1]
    matrices = sum(line.count for line in whole.lines if line.name not in vectors)
    again = sizes.tied * sizes.output_vocabulary * sizes.d_model
    return {
        "matrices": matrices,
        "matrices_untied": matrices + again,
        "full_value_weight": sizes.d_model**2,
    }


def attention_share(sizes: Architecture) -> float:
    """Say which part of all weight matrices, as if untied, attention has: from 0 to 1."""
    attention = count_levels(sizes)[-1].lines[0].count
    return attention / for_comparison(sizes)["matrices_untied"]
