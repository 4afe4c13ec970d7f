"""Tokens as readers know them: the models' own stay in the trace, these are drawn and printed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from contextlib import suppress
from itertools import takewhile

_BYTE = re.compile(r"<0x([0-9A-F]{2})>")
_LONGEST = 4  # bytes of a character in UTF-8


def byte_of(token: str) -> int | None:
    """Return the byte that a token stands for, if it does not stand for text."""
    found = _BYTE.fullmatch(token)
    return int(found[1], 16) if found else None


def shown_tokens(tokens: Sequence[str]) -> tuple[str, ...]:
    """Write tokens as readers know them, one for one: bytes that form a character as that.

    Where a character is several tokens, each says which of its bytes it is. A byte that forms no
    character is marked as a byte. Nothing else changes, ``##`` among it.

    Examples
    --------
    >>> shown_tokens(["na", "<0xC3>", "<0xAF>", "##ve", "<0x3C>", "<0xC3>"])
    ('na', 'ï 1/2', 'ï 2/2', '##ve', '<', 'byte C3')
    """
    shown: list[str] = []
    while len(shown) < len(tokens):
        shown += _leading(tokens[len(shown) : len(shown) + _LONGEST])
    return tuple(shown)


def is_visible(character: str) -> bool:
    """Say whether a character can be seen where it stands alone: no mark, space or control."""
    return unicodedata.category(character)[0] not in "CMZ"


def _leading(tokens: Sequence[str]) -> list[str]:
    """Write the first token, together with those that form one character with it."""
    run = bytes(takewhile(lambda byte: byte is not None, map(byte_of, tokens)))
    for count in range(1, len(run) + 1):
        with suppress(UnicodeDecodeError):
            character = run[:count].decode()
            if len(character) != 1 or not is_visible(character):
                break
            parts = [f"{character} {part}/{count}" for part in range(1, count + 1)]
            return parts if count > 1 else [character]
    return [f"byte {run[0]:02X}" if run else tokens[0]]
