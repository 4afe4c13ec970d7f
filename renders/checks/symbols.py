"""Judges the formula in its corner: a chapter lights the symbol of what it shows, and no other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from renders.checks.failure import Problem
from scenes.chapter import Chapter
from scenes.mobjects.attention_formula import PARTS

_STANDS_FOR = {
    "query": "query",
    "key": "key",
    "value": "value",
    "softmax": "weights",
    "divisor": "scaled",
}


def judge_symbols(chapter: Chapter, tensors: Iterable[str]) -> Iterator[Problem]:
    """See that each lit symbol stands for a tensor that was cited until now.

    All of them lit is the formula as it is written, which says nothing of this chapter.
    """
    lit = tuple(chapter.lights or ())
    if set(lit) >= set(PARTS):
        return
    cited = {name for tensor in tensors for name in re.findall(r"\bhead\d+\.(\w+)", tensor)}
    for symbol in lit:
        if (due := _STANDS_FOR[symbol]) not in cited:
            yield Problem("symbol", f"{symbol} in the formula", f"a citation of {due}", "none")
