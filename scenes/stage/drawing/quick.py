"""Lets manim copy mobjects, and list their families, in half the time; nothing else changes.

manim copies whatever it animates, up to three times a `Transform`, and leaves that to `deepcopy`:
it asks of each of some forty attributes of each mobject anew how to copy it. Most are numbers,
arrays and colours, whose copies are known beforehand. It lists families anew for every frame and
every question, and frees the list from repetitions at every level of nesting; once is enough.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy

import numpy as np
from manim import CapStyleType, LineJointType, ManimColor, Mobject
from manim.utils.iterables import remove_list_redundancies

# Shared by a copy. Of a colour manim itself shares the numbers, and none is ever written to.
_UNCHANGING: frozenset[type] = frozenset(
    {bool, bytes, complex, float, int, np.float64, str, type(None)}
    | {CapStyleType, LineJointType, ManimColor}
)


@contextmanager
def quick_mobjects() -> Iterator[None]:
    """Let all mobjects be copied and listed quickly as long as the block runs, in all threads."""
    usual = Mobject.__deepcopy__, Mobject.get_family
    Mobject.__deepcopy__, Mobject.get_family = _copied, _family
    try:
        yield
    finally:
        Mobject.__deepcopy__, Mobject.get_family = usual


def _copied(self: Mobject, memo: dict[int, object]) -> Mobject:
    copy = type(self).__new__(type(self))
    memo[id(self)] = copy
    own = copy.__dict__
    for name, value in self.__dict__.items():
        kind = type(value)
        if kind in _UNCHANGING:
            own[name] = value
        elif (known := memo.get(id(value))) is not None:
            own[name] = known
        elif kind is np.ndarray and not value.dtype.hasobject:
            own[name] = memo[id(value)] = value.copy("K")
        elif kind is list:
            own[name] = memo[id(value)] = parts = []
            for part in value:
                known = memo.get(id(part))
                if known is None:
                    is_ours = getattr(type(part), "__deepcopy__", None) is _copied
                    known = _copied(part, memo) if is_ours else deepcopy(part, memo)
                parts.append(known)
        else:
            own[name] = deepcopy(value, memo)
    copy.original_id = str(id(self))
    return copy


def _family(self: Mobject, recurse: bool = True) -> list[Mobject]:
    if not self.submobjects:
        return [self]
    found: list[Mobject] = []
    _gather(self, found)
    return remove_list_redundancies(found)


def _gather(mobject: Mobject, found: list[Mobject]) -> None:
    found.append(mobject)
    for part in mobject.submobjects:
        if type(part).get_family is not _family:
            found += part.get_family()
        elif part.submobjects:
            _gather(part, found)
        else:
            found.append(part)
