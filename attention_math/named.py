"""Says in one line that there is nothing of a name, and what was perhaps meant."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

ALIKE = 0.6  # difflib's own measure: share of the letters in common
SUGGESTIONS = 3


def plain(name: str) -> str:
    """Return a name without what people write differently: case, underscores, hyphens, spaces."""
    return "".join(letter for letter in name.casefold() if letter not in "_- ")


def nearest(name: str, known: Iterable[str]) -> list[str]:
    """List the known names that are most like this one, the nearest first; none may be.

    Examples
    --------
    >>> nearest("casual_mask", ["Softmax", "CausalMask"])
    ['CausalMask']
    """
    originals = {plain(one): one for one in known}
    alike = get_close_matches(plain(name), originals, SUGGESTIONS, ALIKE)
    return [originals[one] for one in alike]


def unknown(noun: str, name: str, known: Iterable[str]) -> str:
    """Say that ``name`` is unknown, which names are near, and which there are."""
    names = list(known)
    alike = nearest(name, names)
    meant = f"did you mean {' or '.join(alike)}? " if alike else ""
    return f"unknown {noun} {name!r}; {meant}the {noun}s are {', '.join(names)}"
