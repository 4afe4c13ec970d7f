"""The table that turns ids into vectors, read from a model's file with numpy alone."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
from jaxtyping import Float, Int
from safetensors import SafetensorError, safe_open

from attention_math.arrays import frozen
from attention_math.shipped import FOLDER
from attention_math.wordlist import normalise, word_list

Array = np.ndarray


@cache
def embedding_table(model: str, folder: Path = FOLDER) -> Float[Array, "vocabulary d_model"]:
    """Read the table with which a shipped model reads text: row i is the vector of token i.

    Raises
    ------
    ValueError
        If the model's file is missing or damaged, or holds no table.
    """
    path = folder / f"{model}.safetensors"
    try:
        with safe_open(path, framework="numpy") as file:
            tables = [name for name in ("source.table", "target.table") if name in file.keys()]  # noqa: SIM118
            values = file.get_tensor(tables[0]).astype(np.float32)
    except (OSError, SafetensorError, IndexError) as error:
        reason = str(error).splitlines()[0]
        raise ValueError(f"the table of {model} at {path} cannot be read: {reason}") from None
    return frozen(values)


def look_up(
    ids: Int[Array, "*shape"], table: Float[Array, "vocabulary d_model"]
) -> Float[Array, "*shape d_model"]:
    """Take for each id its row of the table: whatever shape the ids have, one axis is added."""
    return table[ids]


def batch_ids(ids: Int[Array, " tokens"], companion: str, model: str) -> Int[Array, "2 tokens"]:
    """Put another sentence of as many words below the ids of a first one that a model reads.

    Raises
    ------
    ValueError
        If the companion is not as long, or has a word that is not one token.
    """
    words, others = word_list(model), normalise(companion).split()
    unknown = [word for word in others if word not in words.ids]
    if unknown or len(others) != len(ids):
        raise ValueError(f"{companion!r} does not make a batch with {len(ids)} tokens")
    return np.stack([ids, [words.ids[word] for word in others]])
