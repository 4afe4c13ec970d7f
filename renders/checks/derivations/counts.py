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
_LEARNT = {  # beside that: nine vectors of biases a layer of GPT's, and a norm has two, or one
    "gpt3": {
        "positions": LONGEST["gpt3"] * 12288,
        "biases": 96 * 9 * 12288,
        "norms": 193 * 2 * 12288,
    },
    "gpt2": {"positions": LONGEST["gpt2"] * 768, "biases": 12 * 9 * 768, "norms": 25 * 2 * 768},
    "llama3-8b": {"unembedding": 128256 * 4096, "norms": 65 * 4096},
    "transformer-base": {"biases": 18 * 4 * 512 + 12 * 5 * 512, "norms": 30 * 2 * 512},
}


@derivation
def tally(name: str) -> Fields:
    if name not in PUBLISHED:
        return _in_file(name)
    d, narrow, heads, shared, hidden, wide, blocks, layers, tokens = PUBLISHED[name]
    kinds = {"attention": blocks * d * narrow * (2 * heads + 2 * shared)}
    forward = ["feed-forward gate", "feed-forward up", "feed-forward down"][3 - wide :]
    kinds |= dict.fromkeys(forward, layers * d * hidden) | {"embedding": tokens * d}
    parts = kinds | {"unembedding": tokens * d}
    return _told(d, narrow, (heads, shared), blocks, parts, kinds | _LEARNT[name])


def _in_file(name: str) -> Fields:
    """Add up the sizes of the arrays that lie in a model's file."""
    weights, heads = model(name).weights, model(name).heads

    def count(*said: str, axes: int = 2) -> int:
        named = (array for key, array in weights.items() if any(one in key for one in said))
        return sum(array.size for array in named if array.ndim == axes)

    reads, writes = ("source", "target") if "target.table" in weights else ("none", "source")
    kinds = {
        "attention": count("attention"),
        "feed-forward up": count("feed_forward.0"),
        "feed-forward down": count("feed_forward.2"),
        "source embedding": count(f"{reads}.table"),
        "embedding": count(f"{writes}.table"),
        "unembedding": count("unembedding"),
        "biases": count("bias", axes=1) - count("norm.bias", axes=1),
        "norms": count("norm", axes=1),
    }
    kinds = {kind: number for kind, number in kinds.items() if number}
    parts = {kind: number for kind, number in kinds.items() if kind not in ("biases", "norms")}
    parts.setdefault("unembedding", kinds["embedding"])
    blocks = sum(key.endswith("attention.query.weight") for key in weights)
    width = model(name).width
    return _told(width, width // heads, (heads, heads), blocks, parts, kinds)


def _told(
    d: int, narrow: int, heads: tuple[int, int], blocks: int, parts: Fields, kinds: Fields
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
        "bands": copies * narrow * d * blocks,
        "attention": parts["attention"],
        "names": np.array([*parts]),
        "parts": np.array([*parts.values()]),
        "total": sum(parts.values()),
        "share": share,
        "kind_names": np.array([*kinds]),
        "kinds": np.array([*kinds.values()]),
        "learnt": sum(kinds.values()),
        "is_tied": float("unembedding" not in kinds),
        "fits": float(parts["attention"] == parts["feed-forward up"]),
        "is_third": float(round(share) in (33, 34)),
        "is_less": float(share < 50),
    }


@derivation
def learnt_by(name: str) -> np.ndarray:
    return np.array(sum(array.size for array in model(name).weights.values()))
