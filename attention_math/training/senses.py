"""Records a pretrained encoder: a word's vectors in many sentences, and what its heads look at."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from jaxtyping import Float
from safetensors.numpy import save
from torch import Tensor
from tqdm import tqdm

from attention_math.senses import ROLES, long_text, senses_of
from attention_math.training.grammar import sentences

WORDS = ("mole", "bank")
BLOCK = 8  # tokens
GENERATED = 200
SEED = 1


class Read(NamedTuple):
    """What the encoder made of a text, [CLS] and [SEP] included."""

    tokens: list[str]
    states: Float[Tensor, "layers tokens d_model"]
    weights: Float[Tensor, "layers heads tokens tokens"]


Reader = Callable[[str], Read]


def load_reader(folder: Path) -> Reader:
    """Load an encoder and its tokenizer from a local folder; no code of theirs is run.

    Raises
    ------
    ValueError
        If transformers is not installed, or the folder holds no such model.
    """
    try:
        from transformers import AutoModel, AutoTokenizer
    except ImportError:
        raise ValueError(
            "this needs transformers: pip install 'attention-film[huggingface]'"
        ) from None
    try:
        tokenizer = AutoTokenizer.from_pretrained(folder, local_files_only=True)
        model = AutoModel.from_pretrained(
            folder, local_files_only=True, attn_implementation="eager"
        )
    except (OSError, ValueError) as error:
        reason = str(error).splitlines()[0]
        raise ValueError(f"{folder} holds no encoder that can be read: {reason}") from None
    model.eval()

    @torch.no_grad()
    def read(text: str) -> Read:
        ids = tokenizer(text, return_tensors="pt")
        out = model(**ids, output_hidden_states=True, output_attentions=True)
        tokens = tokenizer.convert_ids_to_tokens(ids["input_ids"][0])
        return Read(tokens, torch.stack(out.hidden_states)[:, 0], torch.stack(out.attentions)[:, 0])

    return read


def record_senses(read: Reader) -> dict[str, np.ndarray]:
    """Record all that `attention_math.senses` tells of, in 16 bits."""
    recorded = {"patterns": blocks(read(long_text()).weights), "roles": measure_roles(read)}
    for word in WORDS:
        senses = senses_of(word)
        texts = [read(text) for sense in senses for text in sense.sentences]
        recorded[f"{word}.vectors"] = torch.stack([_of_word(word, text) for text in texts], 1)
        recorded[f"{word}.sentences"] = torch.stack([_mean(text) for text in texts])
        recorded[f"{word}.lines"] = torch.stack([_mean(read(sense.line)) for sense in senses])
    return {name: tensor.half().numpy() for name, tensor in recorded.items()}


def save_senses(folder: Path, path: Path) -> None:
    """Record the encoder of a folder, and say in the file which one it was."""
    measured = record_senses(load_reader(folder))
    weights = folder / "model.safetensors"
    told = {
        "model": "sentence-transformers/all-MiniLM-L6-v2, Apache-2.0",
        "sha256": sha256(weights.read_bytes()).hexdigest(),
        "text": f"{measured['patterns'].shape[-1] * BLOCK} tokens, blocks of {BLOCK}",
        "roles": f"{GENERATED} generated sentences, seed {SEED}",
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(save(measured, told))


def blocks(
    weights: Float[Tensor, "layers heads tokens tokens"], size: int = BLOCK
) -> Float[Tensor, "layers heads blocks blocks"]:
    """Take the mean over a block's queries of the weight on all keys of a block.

    Raises
    ------
    ValueError
        If the tokens do not fill whole blocks.
    """
    tokens = weights.shape[-1]
    if tokens % size:
        raise ValueError(f"{tokens} tokens do not fill blocks of {size}")
    count = tokens // size
    parted = weights.unflatten(-1, (count, size)).unflatten(-3, (count, size))
    return parted.sum(-1).mean(-2)


def measure_roles(
    read: Reader, texts: Iterable[str] | None = None
) -> Float[Tensor, "layers heads roles"]:
    """Average over sentences what the queries of their own words give to the tokens of `ROLES`."""
    chosen = texts or [pair.english for pair in sentences(GENERATED, SEED)]
    return torch.stack([roles(read(text).weights) for text in tqdm(chosen, unit="sentence")]).mean(
        0
    )


def roles(
    weights: Float[Tensor, "layers heads tokens tokens"],
) -> Float[Tensor, "layers heads roles"]:
    """Average over the words of one sentence; its first and its last token are the model's own."""
    inner = slice(1, -1)
    diagonals = [
        weights.diagonal(offset, -2, -1)[..., start:stop].mean(-1)
        for offset, start, stop in ((0, 1, -1), (-1, 1, -1), (1, 1, -1))
    ]
    ends = [weights[..., inner, column].mean(-1) for column in (0, -1)]
    found = dict(zip(ROLES, (*diagonals, *ends), strict=True))
    return torch.stack([found[role] for role in ROLES], -1)


def _of_word(word: str, text: Read) -> Float[Tensor, "layers d_model"]:
    if text.tokens.count(word) != 1:
        raise ValueError(f"{word!r} is not one token, once, of {' '.join(text.tokens)!r}")
    return text.states[:, text.tokens.index(word)]


def _mean(text: Read) -> Float[Tensor, " d_model"]:
    return text.states[-1].mean(0)
