"""Writes a formula of the number track with the signs of mathematics, and reads it back."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

_SIGNS = {" * ": " × ", " @ ": " · ", "-inf": "−∞", " - ": " − "}
_ROOT, _ROOTED = re.compile(r"\bsqrt\((\d+)\)"), re.compile(r"√(\d+)")
_TEXT = re.compile(r"""('(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")""")


def pretty(formula: str) -> str:
    """Write a formula as people do: × · − √ ∞; texts in it stay as they are."""
    return _outside_texts(formula, lambda part: _ROOT.sub(r"√\1", _replaced(part, _SIGNS)))


def plain(formula: str) -> str:
    """Undo `pretty`."""
    back = {sign: own for own, sign in _SIGNS.items()}
    return _outside_texts(formula, lambda part: _ROOTED.sub(r"sqrt(\1)", _replaced(part, back)))


def _replaced(text: str, signs: Mapping[str, str]) -> str:
    for old, new in signs.items():
        text = text.replace(old, new)
    return text


def _outside_texts(formula: str, change: Callable[[str], str]) -> str:
    parts = _TEXT.split(formula)
    return "".join(part if n % 2 else change(part) for n, part in enumerate(parts))
