"""Judges what is shown without a part: of a run, the part is out on stage; of a row, unheard."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

import numpy as np
from manim import Mobject

from renders.checks import limits
from renders.checks.failure import Problem
from renders.checks.named import Item, claiming
from renders.checks.oracle import Oracle
from scenes import theme
from scenes.stage.claims import Closed, Encoding

Row = tuple[str, int | None]  # of a source: who listens
_WITHOUT_A_KIND, _WITHOUT_A_HEAD = "kinds", "take_out_head"


def judge_without(seen: Iterable[Mobject], found: Sequence[Item]) -> Iterator[Problem]:
    """Hold chances to the ways that are closed, and words to the heads whose numbers are gone."""
    closed = {claim.kind for _, claim in claiming(seen, Closed)}
    for one in found:
        for call in _calls(one.citation.tensor):
            kinds = [each.value for each in call.keywords if each.arg == _WITHOUT_A_KIND]
            hidden = {kind for each in kinds for kind in ast.literal_eval(each)}
            if closed and kinds and hidden != closed:
                due, shut = (" and ".join(sorted(each)) or "nothing" for each in (hidden, closed))
                yield Problem("without", one.name, f"closed {due}", shut)
            if isinstance(call.func, ast.Name) and call.func.id == _WITHOUT_A_HEAD:
                head = int(ast.literal_eval(call.args[2]))
                bars = (bar for bar in found if isinstance(bar.claim, Encoding))
                shown = [bar.name for bar in bars if bar.about.get("head") == head]
                if shown:
                    yield Problem("without", one.name, f"nothing of head {head}", shown[0])


def judge_masked(found: Iterable[Item], oracle: Oracle, *, at_rest: bool) -> Iterator[Problem]:
    """See that no edge leads from what a mask hides of a row, and ``at_rest`` from all the rest."""
    hidden: dict[Row, set[int]] = defaultdict(set)
    edges: dict[tuple[Row, str], set[int]] = defaultdict(set)
    for one in found:
        row, key = (one.citation.source, one.about.get("query")), one.about.get("key")
        if one.is_edge:
            edges[row, one.citation.tensor].add(key)
        elif one.channel == "fill" and one.claim.law is theme.hidden_color:
            hidden[row].add(key)
    for (row, tensor), keys in edges.items():
        if dark := hidden.get(row):
            weights = oracle.array(row[0], tensor)[row[1]]
            due = set(map(int, np.flatnonzero(weights > limits.HEARD))) - dark if at_rest else set()
            if not due <= keys <= set(range(len(weights))) - dark:
                name = f"edges of {tensor}[{row[1]}]"
                yield Problem("mask", name, f"from {sorted(due)}", f"from {sorted(keys)}")


@cache
def _calls(tensor: str) -> tuple[ast.Call, ...]:
    return tuple(node for node in ast.walk(ast.parse(tensor)) if isinstance(node, ast.Call))
