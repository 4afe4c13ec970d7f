"""A file of a viewer's own arrays → an `AttentionTrace`: ``.npz``, ``.json`` or ``.safetensors``.

Nothing in it is ever run: what is pickled is refused.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np
from safetensors import SafetensorError, safe_open

from attention_math.own_arrays import NAME, from_arrays
from attention_math.shipped import SHIPPED
from attention_math.trace import FORMAT, AttentionTrace

_LISTS, _TEXTS = ("tokens", "key_tokens"), ("sentence", "mask")
_BROKEN = (
    ValueError, TypeError, KeyError, RecursionError, EOFError, SafetensorError, zipfile.BadZipFile
)  # fmt: skip
_LONGEST_NAME = 24  # letters that fit into the badge
# What textbooks call them.
_SYMBOLS = {
    "X": "embeddings",
    "Q": "query",
    "K": "key",
    "V": "value",
    "A": "weights",
    "W_Q": "query_weight",
    "W_K": "key_weight",
    "W_V": "value_weight",
}


def read_arrays(path: Path) -> AttentionTrace:
    """Read arrays under the names that `own_arrays.from_arrays` takes, or a textbook's symbols.

    ``tokens`` are a list of texts in JSON, an array of texts in ``.npz``, and JSON in the metadata
    of ``.safetensors``; so are ``key_tokens`` and ``sentence``.

    Raises
    ------
    ValueError
        In one line that names the file, if it cannot be read, or its arrays do not fit.
    """
    read = _READERS.get(path.suffix.lower())
    if read is None:
        raise ValueError(f"{path.name} is no file of arrays: take {', '.join(_READERS)}")
    try:
        found = read(path)
    except OSError as error:
        reason = error.strerror or str(error).splitlines()[0]
        raise ValueError(f"cannot read the arrays {path}: {reason}") from None
    except _BROKEN as error:
        reason = (str(error) or type(error).__name__).splitlines()[0]
        if "allow_pickle" in reason:
            reason = "it holds pickled objects; save numbers, and tokens as an array of texts"
        raise ValueError(f"cannot read the arrays {path.name}: {reason}") from None
    given = {_SYMBOLS.get(name, name): array for name, array in found.items()}
    try:
        return from_arrays(**_named_once(given, found), name=shown_name(path))
    except ValueError as error:
        raise ValueError(f"{path.name}: {error}") from None


def _named_once(given: Mapping[str, object], found: Mapping[str, object]) -> Mapping[str, object]:
    """Refuse what would be mistaken for something else, or is not there at all."""
    if len(given) < len(found):
        twice = next(symbol for symbol, name in _SYMBOLS.items() if {symbol, name} <= found.keys())
        raise ValueError(f"{twice} and {_SYMBOLS[twice]} are the same: leave one out")
    if "tokens" not in given:
        raise ValueError('it has no tokens: add "tokens", a list of the words')
    if "name" in given:
        raise ValueError("the badge says the name of the file: leave out name")
    return given


def shown_name(path: Path) -> str:
    """Return what the badge says of a file: its name, if that is short and can be drawn."""
    name = path.name
    is_plain = name.isascii() and name.isprintable() and len(name) <= _LONGEST_NAME
    return name if is_plain and name not in SHIPPED else NAME


def _read_json(path: Path) -> Mapping[str, object]:
    found = json.loads(path.read_text(encoding="utf-8"))
    if not isinstance(found, dict):
        raise ValueError('it must be an object, {"tokens": […], "query": [[…]], …}')
    return found


def _read_npz(path: Path) -> Mapping[str, object]:
    with path.open("rb") as file:  # or else a plain .npy, or a pickle, would be taken for one
        if not zipfile.is_zipfile(file):
            raise ValueError("it is no .npz")
        with np.load(file, allow_pickle=False) as archive:
            return {name: _unwrapped(archive[name]) for name in archive.files}


def _read_safetensors(path: Path) -> Mapping[str, object]:
    if not path.is_file():
        raise FileNotFoundError(2, "No such file or directory")
    with safe_open(path, framework="numpy") as file:
        arrays = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118
        said = file.metadata() or {}
    if "format" in said and said["format"] == FORMAT:
        raise ValueError("it is a saved trace: name it with --trace")
    texts = {name: said[name] for name in _TEXTS if name in said}
    return {**arrays, **texts, **{name: json.loads(said[name]) for name in _LISTS if name in said}}


def _unwrapped(array: np.ndarray) -> object:
    """Return a text that stands alone as one: a mask's name, a sentence."""
    return array.item() if array.dtype.kind == "U" and not array.ndim else array


_READERS: Mapping[str, Callable[[Path], Mapping[str, object]]] = {
    ".npz": _read_npz,
    ".json": _read_json,
    ".safetensors": _read_safetensors,
}
