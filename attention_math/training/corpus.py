"""The sentence pairs from disk, and the split into what is learnt and what is held out."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from pathlib import Path

from attention_math.wordlist import normalise

HELD_OUT_SHARE = 50  # one English sentence in so many is never trained on
MINIMUM_PAIRS = 1_000


@dataclass(frozen=True)
class Pair:
    english: str
    french: str


def read_pairs(path: Path) -> list[Pair]:
    """Read tab-separated English–French pairs, one a line, UTF-8.

    Raises
    ------
    ValueError
        If the file is missing, not UTF-8, too short, or has a line that is not a pair.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise ValueError(f"cannot read the corpus {path}: {error.strerror}") from None
    except UnicodeDecodeError:
        raise ValueError(f"the corpus {path} is not UTF-8 text") from None
    pairs = [_parse(line, number, path) for number, line in enumerate(lines, start=1)]
    if len(pairs) < MINIMUM_PAIRS:
        raise ValueError(
            f"the corpus {path} has {len(pairs)} pairs; training needs at least {MINIMUM_PAIRS}"
        )
    return pairs


def is_held_out(english: str) -> bool:
    """Decide by the English sentence alone, so that all its translations fall on one side."""
    return zlib.crc32(normalise(english).encode()) % HELD_OUT_SHARE == 0


def _parse(line: str, number: int, path: Path) -> Pair:
    fields = line.split("\t")
    if len(fields) != 2 or not all(field.strip() for field in fields):
        raise ValueError(
            f"line {number} of the corpus {path} is not 'English<tab>French': {line[:60]!r}"
        )
    return Pair(normalise(fields[0]), normalise(fields[1]))
