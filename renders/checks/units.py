"""Judges plain words beside a number or a bar: what they call it is what it cites.

Words and the fields that they may name are written down once more, here, so that words that changed
places are found although no tensor says them. A field may say at which first or last place:
``percent[…, 0]``.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from manim import Mobject, VMobject

from renders.checks import limits
from renders.checks.failure import Problem
from renders.checks.named import box_of, claim_of, gaps
from renders.checks.staged import describe
from renders.checks.written import cited
from scenes.mobjects.plane import Plane
from scenes.stage.captions import Caption
from scenes.stage.cited import Citation
from scenes.stage.claims import Encoding, Placement
from scenes.stage.text import Numeral, Text

_LENGTHS = "height", "width"

UNITS: dict[str, set[str]] = {
    "## goes on a word": {"count_words"},
    "% of all rows": {"dead"},
    "% of both updates": {"percent"},
    "% of how words differ": {"percent"},
    "% of the keys’ spread lies in this plane": {"percent"},
    "% of the spread at the end": {"percent"},
    "% of the values’ spread lies along this line": {"percent"},
    "% of what differs": {"percent"},
    "a full value matrix": {"square", "width"},
    "across:": {"percent[…, 0]"},
    "across: which noun; kept:": {"percent"},
    "ahead by": {"scores"},
    "any other": {"odds"},
    "apart": {"apart"},
    "area: size": {"scores"},
    "attention": {"hops[1, …]"},
    "bias": {"query_weight"},
    "bar: the word": {"token_embeddings"},
    "blocks": {"blocks"},
    "both": {"exact[2, …]"},
    "comes second": {"percent", "places"},
    "correlation": {"correlation"},
    "cosine": {"line_cosines"},
    "counted, not measured": {"tokens"},
    "cross-attention": {"exact[3, …]"},
    "distance": {"spread"},
    "distance from place zero": {"hands_apart[…, 72]"},
    "divided by": {"temperatures"},
    "dot: its input": {"token_embeddings"},
    "drawn": {"shares"},
    "eight random keys": {"nudged", "weights"},
    "embedding": {"total"},
    "enters": {"same_sense_counts[0, …]"},
    "guessing:": {"chance"},
    "head": {"edge_owner[…, 1]", "positional_heads[…, 1]"},
    "heads": {"copies"},
    "hidden": {"probabilities"},
    "hops": {"hops"},
    "how well they fit": {"query"},
    "in one block": {"block", "total"},
    "in one head": {"head"},
    "in training": {"with_mask", "without_mask"},
    "its noun": {"noun_named"},
    "its word’s chance without the edge": {"kept"},
    "layer": {"edge_owner[…, 0]", "positional_heads[…, 0]"},
    "layer by layer": {"same_sense_counts"},
    "layers × heads: so many grids": {"grids"},
    "lies in this plane": {"percent"},
    "masked self-attention": {"exact", "layers_of"},
    "MB": {"megabytes"},
    "no edge cut": {"kept"},
    "nothing moves": {"nudged"},
    "ns a cell": {"nanoseconds"},
    "numbers in its matrices": {"total"},
    "of its word": {"kept"},
    "of random ones": {"variance"},
    "of twelve, in all dimensions": {"same_sense_counts"},
    "on one another": {"blocks"},
    "one token back": {"head_roles[…, 1]"},
    "one token on": {"head_roles[…, 2]"},
    "places a turn": {"wavelengths"},
    "probability": {"odds"},
    "products": {"lengths"},
    "raw": {"softmax"},
    "right, of": {"translated"},
    "RNN": {"hops[0, …]"},
    "score": {"scores"},
    "seen flat: the plane keeps": {"percent"},
    "self-attention": {"exact[1, …]", "translated"},
    "share right, mean of": {"seeds"},
    "some help, some harm": {"correlation"},
    "sum": {"query", "row_sums"},
    "taught": {"frames_after"},
    "temperature": {"odds", "temperatures"},
    "times as long": {"exponentials"},
    "tokens": {"count_tokens", "lengths"},
    "tokens, every grid full:": {"tokens"},
    "trainings": {"seeds"},
    "turns here": {"weights"},
    "unseen sentences": {"translated"},
    "up:": {"percent[…, 1]"},
    "value down, and value up: each": {"width"},
    "value up": {"strip"},
    "variance of its scores": {"variance"},
    "weight": {"weights"},
    "weights": {"cells"},
    "weights in one head": {"tokens"},
    "what it answers": {"key"},
    "what it asks": {"query"},
    "what it gives": {"value"},
    "when writing": {"honest_with_mask", "honest_without_mask"},
    "without it": {"kept"},
    "word before": {"previous_named"},
    "words": {"count_words"},
}


def judge_units(seen: Sequence[Mobject], fixed: Iterable[Mobject]) -> Iterator[Problem]:
    """Hold plain words to the number or the bar next to them in their line or column.

    Of those that are about as near as the nearest one is meant: words stand before theirs or
    behind it. Where there is none, they may name an axis.
    """
    marks = [(one, told) for one in seen if (told := _told(one))]
    boxes = np.array([box_of(mark) for mark, _ in marks]).reshape(-1, 2, 2)
    claims = (claim for one in seen if isinstance(claim := claim_of(one), Placement))
    planes = [claim for claim in claims if isinstance(claim.plane, Plane)]
    standing = {id(part) for one in fixed for part in one.get_family()}
    for text in seen:
        if not isinstance(text, Text) or isinstance(text, Caption) or id(text) in standing:
            continue
        if text.citation or text.declared or not any(map(str.isalpha, text.text)):
            continue
        away = gaps(box_of(text), boxes)
        near = np.flatnonzero(away <= min(limits.UNIT, away.min(initial=np.inf) + limits.LEVEL))
        told = [marks[i][1] for i in near] or _along(text, planes)
        if told and not any(_names(one) & UNITS.get(text.text, set()) for one in told):
            yield Problem("unit", describe(text), _called(told[0]), repr(str(text.text)))


def _told(mark: Mobject) -> Citation | None:
    """Return the entry that a number tells, or a bar by its length."""
    claim = claim_of(mark)
    if isinstance(claim, Encoding) and claim.channel in _LENGTHS and len(mark.points):
        return claim.citation
    return mark.citation if isinstance(mark, Numeral) else None


def _along(text: Text, placed: Sequence[Placement]) -> list[Citation]:
    """List what is told along the nearest of all axes, if words name it: they are known here."""
    if text.text not in UNITS:
        return []
    ends = [(_away(text, axis), id(claim.plane), side) for claim in placed
            for side, axis in enumerate((claim.plane.x_axis, claim.plane.y_axis))]  # fmt: skip
    away, plane, side = min(ends, default=(np.inf, 0, 0))
    if away > limits.UNIT:
        return []
    told = (pair[side] for claim in placed if id(claim.plane) == plane for pair in claim.places)
    return [one for one in told if isinstance(one, Citation)]


def _away(text: Text, axis: VMobject) -> float:
    apart = np.maximum(box_of(text)[0] - box_of(axis)[1], box_of(axis)[0] - box_of(text)[1])
    return float(np.hypot(*apart.clip(0)))


def _names(told: Citation) -> set[str]:
    """Name the field of an entry, alone and with its first or its last place."""
    field, index = _field(ast.parse(told.tensor, mode="eval").body), told.index
    places = {f"{field}[{index[0]}, …]", f"{field}[…, {index[-1]}]"} if index else set()
    return {field} | places


def _called(told: Citation) -> str:
    """List what an entry is called, as far as that is known here."""
    known = [words for words, fields in UNITS.items() if _names(told) & fields]
    return f"{cited(told)}: {' or '.join(map(repr, known)) or f'no words in {__name__}'}"


def _field(node: ast.expr) -> str:
    match node:
        case ast.Subscript(value=whole) | ast.BinOp(left=whole):
            return _field(whole)
        case ast.Call(func=ast.Name(id=name)) | ast.Attribute(attr=name) | ast.Name(id=name):
            return name
    return ast.unparse(node)
