"""What a viewer's own arrays must be like; what is wrong is told in a line that names the array."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

import numpy as np
from jaxtyping import Bool, Float

from attention_math.named import unknown
from attention_math.trace import Mask

Array = np.ndarray

_SQUARE = ("queries", "keys")
AXES: Mapping[str, tuple[str, ...]] = {
    "query": ("queries", "d_head"),
    "key": ("keys", "d_head"),
    "value": ("keys", "d_value"),
    **dict.fromkeys(("scores", "scaled", "weights"), _SQUARE),
    "output": ("queries", "d_value"),
    "embeddings": ("queries", "d_model"),
    "key_embeddings": ("keys", "d_model"),
    **dict.fromkeys(("query_weight", "key_weight"), ("d_model", "d_head")),
    **dict.fromkeys(("query_bias", "key_bias"), ("d_head",)),
    "value_weight": ("d_model", "d_value"),
    "value_bias": ("d_value",),
}
_SHARED = ("embeddings", "key_embeddings")  # by all heads
CLOSE = 1e-3  # as far as published digits are from what they follow from
SUM = 1e-3  # as far as a row of weights may be from one


def check_tokens(name: str, tokens: object) -> tuple[str, ...]:
    """Return words that can be shown, or say what is wrong with them."""
    words = tokens.tolist() if isinstance(tokens, np.ndarray) else tokens
    if isinstance(words, str) or not isinstance(words, Sequence) or not words:
        raise ValueError(f"{name} must be a list of texts, one for each row")
    for place, word in enumerate(words):
        if not isinstance(word, str) or not word.strip() or not word.isprintable():
            raise ValueError(f"{name}: number {place + 1} is {word!r}, and no text to be shown")
    return tuple(map(str, words))


def check_sentence(sentence: object) -> str:
    """Return a text, or say that it is none."""
    if not isinstance(sentence, str) or not sentence.strip() or not sentence.isprintable():
        raise ValueError(f"sentence is {sentence!r}, and no text")
    return sentence


def numbers(name: str, given: object) -> Float[Array, "*shape"]:
    """Turn what was given under a name into finite numbers of 32 bits."""
    if name not in AXES:
        raise ValueError(unknown("array", name, ("tokens", "key_tokens", "mask", *AXES)))
    _refuse_ragged(name, given)
    try:
        array = np.asarray(given, dtype=np.float64)
    except (ValueError, TypeError, OverflowError):
        raise ValueError(f"{name} holds something that is no number") from None
    if array.size == 0 or array.ndim not in (len(AXES[name]), len(AXES[name]) + 1):
        raise ValueError(_expected(name, array.shape, {}))
    with np.errstate(over="ignore"):
        single = array.astype(np.float32)
    if not np.isfinite(single).all():
        place = tuple(np.argwhere(~np.isfinite(single))[0].tolist())
        raise ValueError(f"{name} is {array[place]} {_at(place)}: it must be a finite number")
    return single


def _refuse_ragged(name: str, given: object) -> None:
    if isinstance(given, list | tuple) and any(isinstance(row, list | tuple) for row in given):
        for row in given:
            _refuse_ragged(name, row)
        lengths = [len(row) if isinstance(row, list | tuple) else 0 for row in given]
        for place, (before, after) in enumerate(pairwise(lengths), start=1):
            if before != after:
                raise ValueError(
                    f"{name} is ragged: {after} entries {_at((place,))}, {before} in the row before"
                )


def check_shapes(arrays: Mapping[str, Array], queries: int, keys: int, *, is_cross: bool) -> int:
    """Hold all shapes to the numbers of tokens and to each other; return how many heads there are.

    Raises
    ------
    ValueError
        That says which array has another shape than expected.
    """
    if "key_embeddings" in arrays and not is_cross:
        raise ValueError("key_embeddings go with key_tokens: leave them out")
    if is_cross and ("embeddings" in arrays) != ("key_embeddings" in arrays):
        raise ValueError("with key_tokens give embeddings and key_embeddings, or neither")
    sizes = {"queries": queries, "keys": keys}
    of_heads = {name: array for name, array in arrays.items() if name not in _SHARED}
    has_heads = any(array.ndim > len(AXES[name]) for name, array in of_heads.items())
    for name, array in arrays.items():
        axes = ("heads", *AXES[name]) if has_heads and name in of_heads else AXES[name]
        if array.ndim != len(axes) or any(
            sizes.setdefault(axis, size) != size
            for axis, size in zip(axes, array.shape, strict=True)
        ):
            raise ValueError(_expected(name, array.shape, sizes, axes))
    return sizes.get("heads", 1)


def _expected(
    name: str, seen: tuple[int, ...], sizes: Mapping[str, int], axes: Sequence[str] | None = None
) -> str:
    axes = axes or AXES[name]
    due = " × ".join(axes)
    known = " × ".join(str(sizes.get(axis, axis)) for axis in axes)
    known = f" = {known}" if known != due else ""
    found = " × ".join(map(str, seen)) or "of a single number"
    return f"{name} has shape {found}; expected {due}{known}"


def check_mask(mask: object, queries: int, keys: int) -> tuple[Mask, Bool[Array, "queries keys"]]:
    """Say what a mask is called, and what it leaves visible."""
    past = np.tri(queries, keys, dtype=bool)
    if mask is None or isinstance(mask, str):
        if mask not in (None, "none", "causal"):
            raise ValueError(f"unknown mask {mask!r}; it is none, causal, or queries × keys")
        if mask == "causal" and queries != keys:
            raise ValueError("a causal mask is for one sentence, and here are two")
        return ("causal", past) if mask == "causal" else ("none", np.ones_like(past))
    _refuse_ragged("mask", mask)
    try:
        array = np.asarray(mask, dtype=np.float64)
    except (ValueError, TypeError):
        raise ValueError("mask holds something that is no number") from None
    if array.shape != past.shape:
        seen = " × ".join(map(str, array.shape))
        raise ValueError(f"mask has shape {seen}; expected queries × keys = {queries} × {keys}")
    is_added = bool(np.isneginf(array).any())
    if not np.isin(array, (0, -np.inf) if is_added else (0, 1)).all():
        raise ValueError("mask must be of 1 (seen) and 0 (hidden), or of 0 (seen) and −∞ (hidden)")
    visible = array == (0 if is_added else 1)
    blind = np.argwhere(~visible.any(axis=1)).ravel()
    if len(blind):
        raise ValueError(f"mask hides every key from the query {_at((int(blind[0]),))}")
    names: list[tuple[Mask, Array]] = [("none", np.ones_like(past)), ("causal", past)]
    found = (name for name, known in names if queries == keys or name == "none"
             if np.array_equal(known, visible))  # fmt: skip
    return next(found, "given"), visible


def check_weights(
    weights: Float[Array, "queries keys"], visible: Bool[Array, "queries keys"]
) -> None:
    """Refuse weights that are no shares of one, or that a mask should have hidden."""
    for row, shares in enumerate(weights):
        total = float(shares.sum(dtype=np.float64))
        if (shares < 0).any():
            raise ValueError(f"weights are {shares.min():g} {_at((row,))}: none is below 0")
        if abs(total - 1) > SUM:
            raise ValueError(f"weights add up to {total:.4g} {_at((row,))}, not to 1")
    seen = np.argwhere((weights > 0) & ~visible)
    if len(seen):
        raise ValueError(f"weights are not 0 {_at(seen[0].tolist())}, where the mask hides the key")


def follows(name: str, given: Array, computed: Array, of: str) -> None:
    """Refuse an array that contradicts what else was given."""
    away = np.abs(given - computed)
    if (away > CLOSE * np.maximum(1, np.abs(computed))).any():
        place = np.unravel_index(int(away.argmax()), away.shape)
        raise ValueError(
            f"{name} is {given[place]:.4g} {_at(place)}, but {computed[place]:.4g} follows from "
            f"{of}: leave out {name}, and it is computed"
        )


def _at(place: Sequence[int | np.integer]) -> str:
    """Say where something stands, counted from 1."""
    names = ("row", "column") if len(place) < 3 else ("head", "row", "column")
    where = (f"{axis} {int(i) + 1}" for axis, i in zip(names, place, strict=False))
    return f"in {', '.join(where)}"
