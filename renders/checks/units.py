"""Judges plain words beside a number: what they call it is what the number cites.

Words and the fields that they may name are written down once more, here, so that words that changed
places are found although no tensor says them. A field may say at which first or last place:
``percent[…, 0]``.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from manim import Mobject

from renders.checks import limits
from renders.checks.failure import Problem
from renders.checks.named import box_of, gaps
from renders.checks.staged import describe
from renders.checks.written import cited
from scenes.stage.captions import Caption
from scenes.stage.text import Numeral, Text

UNITS: dict[str, set[str]] = {
    "## goes on a word": {"count_words"},
    "% of all rows": {"dead"},
    "% of both updates": {"percent"},
    "% of how words differ": {"percent"},
    "% of the keys’ spread lies in this plane": {"percent"},
    "% of the spread at the end": {"percent"},
    "% of the values’ spread lies along this line": {"percent"},
    "% of what differs": {"percent"},
    "MB": {"megabytes"},
    "RNN": {"hops[0, …]"},
    "a full value matrix": {"width", "square"},
    "across: which noun; kept:": {"percent"},
    "across:": {"percent[…, 0]"},
    "ahead by": {"scores"},
    "any other": {"odds"},
    "apart": {"apart"},
    "area: size": {"scores"},
    "attention": {"hops[1, …]"},
    "bias": {"query_weight"},
    "blocks": {"blocks"},
    "comes second": {"percent"},
    "correlation": {"correlation"},
    "cosine": {"line_cosines"},
    "counted, not measured": {"tokens"},
    "distance": {"spread"},
    "divided by": {"temperatures"},
    "eight random keys": {"nudged", "weights"},
    "guessing:": {"chance"},
    "head": {"positional_heads[…, 1]"},
    "heads": {"copies"},
    "hidden": {"probabilities[1, …]"},
    "hops": {"hops"},
    "how well they fit": {"query"},
    "in one block": {"block"},
    "in one head": {"head"},
    "layer": {"positional_heads[…, 0]"},
    "layers × heads: so many grids": {"grids"},
    "lies in this plane": {"percent"},
    "masked self-attention": {"layers_of", "exact"},
    "no edge cut": {"kept"},
    "ns a cell": {"nanoseconds"},
    "numbers in its matrices": {"total"},
    "of random ones": {"variance"},
    "of twelve, in all dimensions": {"same_sense_counts"},
    "on one another": {"blocks"},
    "one token back": {"head_roles[…, 1]"},
    "one token on": {"head_roles[…, 2]"},
    "places a turn": {"wavelengths"},
    "products": {"lengths"},
    "raw": {"softmax"},
    "right, of": {"translated"},
    "score": {"scores"},
    "seen flat: the plane keeps": {"percent"},
    "self-attention": {"translated"},
    "share right, mean of": {"seeds"},
    "some help, some harm": {"correlation"},
    "sum": {"query"},
    "temperature": {"temperatures"},
    "times as long": {"exponentials"},
    "tokens": {"lengths", "count_tokens"},
    "tokens, every grid full:": {"tokens"},
    "trainings": {"seeds"},
    "unseen sentences": {"translated"},
    "up:": {"percent[…, 1]"},
    "value down, and value up: each": {"width"},
    "variance of its scores": {"variance"},
    "weight": {"weights"},
    "weights in one head": {"tokens"},
    "weights": {"cells"},
    "what it answers": {"key"},
    "what it asks": {"query"},
    "what it gives": {"value"},
    "without it": {"kept"},
    "words": {"count_words"},
}


def judge_units(seen: Sequence[Mobject], fixed: Iterable[Mobject]) -> Iterator[Problem]:
    """Hold plain words to the number next to them in their line or column.

    Of numbers that are about as near as the nearest one is meant: words stand before theirs or
    behind it.
    """
    numbers = [one for one in seen if isinstance(one, Numeral) and one.citation]
    boxes = np.array([*map(box_of, numbers)]).reshape(-1, 2, 2)
    standing = {id(part) for one in fixed for part in one.get_family()}
    for text in seen:
        if not isinstance(text, Text) or isinstance(text, Caption) or id(text) in standing:
            continue
        if text.citation or text.declared or not any(map(str.isalpha, text.text)):
            continue
        away = gaps(box_of(text), boxes)
        near = np.flatnonzero(away <= min(limits.UNIT, away.min(initial=np.inf) + limits.LEVEL))
        if near.size and not any(_names(numbers[i]) & UNITS.get(text.text, set()) for i in near):
            yield Problem("unit", describe(text), _called(numbers[near[0]]), repr(str(text.text)))


def _names(number: Numeral) -> set[str]:
    """Name the field that a number is an entry of, alone and with its first or its last place."""
    tensor, index = number.citation.tensor, number.citation.index
    field = _field(ast.parse(tensor, mode="eval").body)
    places = {f"{field}[{index[0]}, …]", f"{field}[…, {index[-1]}]"} if index else set()
    return {field} | places


def _called(number: Numeral) -> str:
    """List what a number is called, as far as that is known here."""
    known = [words for words, fields in UNITS.items() if _names(number) & fields]
    return f"{cited(number.citation)}: {' or '.join(map(repr, known)) or f'no words in {__name__}'}"


def _field(node: ast.expr) -> str:
    match node:
        case ast.Subscript(value=whole) | ast.BinOp(left=whole):
            return _field(whole)
        case ast.Call(func=ast.Name(id=name)) | ast.Attribute(attr=name) | ast.Name(id=name):
            return name
    return ast.unparse(node)
