"""How many numbers models learn: multiplied out of their published sizes, or counted in files."""

from __future__ import annotations

import numpy as np

from renders.checks.expression import Fields, derivation
from renders.checks.reference import model

# Widths of a vector and of a head; heads, and of these with keys of their own; the width of
# feed-forward and how many matrices it has; blocks of attention and of feed-forward; tokens.
PUBLISHED = {
    "gpt3": (12288, 128, 96, 96, 49152, 2, 96, 96, 50257),
    "gpt2": (768, 64, 12, 12, 3072, 2, 12, 12, 50257),
    "llama3-8b": (4096, 128, 32, 8, 14336, 3, 32, 32, 128256),
    "transformer-base": (512, 64, 8, 8, 2048, 2, 18, 12, 37000),
}
LONGEST = {"gpt3": 2048, "gpt2": 1024}  # tokens, for which positions are learnt
UNTIED = {"llama3-8b"}  # of these the unembedding is a table of its own


@derivation
def tally(name: str) -> Fields:
    if name not in PUBLISHED:
        return _in_file(name)
    d, narrow, heads, shared, hidden, wide, blocks, layers, tokens = PUBLISHED[name]
    parts = {"attention": blocks * d * narrow * (2 * heads + 2 * shared)}
    forward = ["feed-forward gate", "feed-forward up", "feed-forward down"][3 - wide :]
    parts |= dict.fromkeys(forward, layers * d * hidden)
    parts |= dict.fromkeys(("embedding", "unembedding"), tokens * d)
    return _told(d, narrow, (heads, shared), blocks, parts, is_tied=name not in UNTIED)


def _in_file(name: str) -> Fields:
    """Add up the sizes of the arrays that lie in a model's file."""
    weights, heads = model(name).weights, model(name).heads

    def count(*said: str, axes: int = 2) -> int:
        named = (array for key, array in weights.items() if any(one in key for one in said))
        return sum(array.size for array in named if array.ndim == axes)

    reads, writes = ("source", "target") if "target.table" in weights else ("none", "source")
    parts = {
        "attention": count("attention"),
        "feed-forward up": count("feed_forward.0"),
        "feed-forward down": count("feed_forward.2"),
        "source embedding": count(f"{reads}.table"),
        "embedding": count(f"{writes}.table"),
        "unembedding": count("unembedding"),
    }
    parts = {part: number for part, number in parts.items() if number}
    is_tied = "unembedding" not in parts
    parts.setdefault("unembedding", parts["embedding"])
    blocks = sum(key.endswith("attention.query.weight") for key in weights)
    width = model(name).width
    return _told(width, width // heads, (heads, heads), blocks, parts, is_tied=is_tied)


def _told(
    d: int, narrow: int, heads: tuple[int, int], blocks: int, parts: Fields, *, is_tied: bool
) -> Fields:
    copies = np.array([heads[0], heads[1], heads[1], heads[0]])
    share = parts["attention"] / sum(parts.values()) * 100
    return {
        "width": d,
        "narrow": narrow,
        "square": d * d,
        "strip": d * narrow,
        "head": d * narrow + d * narrow + narrow * d + narrow * d,
        "copies": copies,
        "matrices": copies * narrow * d,
        "block": parts["attention"] // blocks,
        "blocks": blocks,
        "attention": parts["attention"],
        "names": np.array([*parts]),
        "parts": np.array([*parts.values()]),
        "total": sum(parts.values()),
        "share": share,
        "is_tied": float(is_tied),
        "is_square": float(heads[0] == heads[1] and heads[0] * narrow == d),
        "fits": float(parts["attention"] == parts["feed-forward up"]),
        "is_third": float(round(share) in (33, 34)),
        "is_less": float(share < 50),
    }
