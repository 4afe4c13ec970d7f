"""Judges what is shown of a run without a part of the model: the part is out on stage, too."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from manim import Mobject

from renders.checks.failure import Problem
from renders.checks.named import Item, claim_of
from scenes.stage.claims import Closed, Encoding

_WITHOUT_A_KIND, _WITHOUT_A_HEAD = "kinds", "take_out_head"


def judge_without(seen: Iterable[Mobject], found: Sequence[Item]) -> Iterator[Problem]:
    """Hold chances to the ways that are closed, and words to the heads whose numbers are gone."""
    closed = {claim.kind for one in seen if isinstance(claim := claim_of(one), Closed)}
    for one in found:
        for call in _calls(one.citation.tensor):
            kinds = [each.value for each in call.keywords if each.arg == _WITHOUT_A_KIND]
            hidden = {kind for each in kinds for kind in ast.literal_eval(each)}
            if closed and kinds and hidden != closed:
                yield Problem("without", one.name, f"closed {_listed(hidden)}", _listed(closed))
            if isinstance(call.func, ast.Name) and call.func.id == _WITHOUT_A_HEAD:
                yield from _judge_head(one, int(ast.literal_eval(call.args[2])), found)


def _judge_head(word: Item, head: int, found: Iterable[Item]) -> Iterator[Problem]:
    """See that no bar of a head stands beside what is written without it."""
    for bar in found:
        if isinstance(bar.claim, Encoding) and bar.about.get("head") == head:
            yield Problem("without", word.name, f"nothing of head {head}", bar.name)
            return


@cache
def _calls(tensor: str) -> tuple[ast.Call, ...]:
    return tuple(node for node in ast.walk(ast.parse(tensor)) if isinstance(node, ast.Call))


def _listed(kinds: Iterable[str]) -> str:
    return " and ".join(sorted(kinds)) or "nothing"
