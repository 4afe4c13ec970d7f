"""Judges plain words beside a number or a bar: what they call it is what it cites.

Words and the fields that they may name are written down once more, here, so that words that changed
places are found although no tensor says them. A field may say at which first or last place, or by
which word its call was told: ``percent[…, 0]``, ``visible(causal)``.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

import numpy as np
from manim import Mobject

from renders.checks import limits
from renders.checks.failure import Problem
from renders.checks.named import away, box_of, claim_of, claiming, gaps
from renders.checks.staged import describe, parts_of
from renders.checks.written import cited
from scenes.mobjects.plane import Plane
from scenes.stage.captions import Caption
from scenes.stage.cited import Citation
from scenes.stage.claims import Encoding, Placement
from scenes.stage.text import Numeral, Text

_LENGTHS = "height", "width"

UNITS: dict[str, set[str]] = {
    "% of all steps lies in this plane": {"percent"},
    "% of the spread": {"percent"},
    "% of how words differ": {"percent"},
    "% kept in this flat view": {"percent"},
    "% of the values’ spread lies along this line": {"percent"},
    "% of what differs": {"percent"},
    "a full value matrix": {"square", "width"},
    "across:": {"percent[…, 0]"},
    "ahead by": {"scores"},
    "any other": {"frames_after", "odds", "shares"},
    "apart": {"apart"},
    "attention": {"attention", "hops[1, …]"},
    "away": {"apart"},
    "blocks": {"blocks"},
    "both": {"exact[2, …]"},
    "correlation": {"correlation"},
    "counted, not measured": {"grids", "tokens"},
    "divided by": {"score_divisor", "temperatures"},
    "drawn": {"shares"},
    "embedding": {"total"},
    "error in training": {"with_mask", "without_mask"},
    "error when writing": {"honest_with_mask", "honest_without_mask"},
    "enters": {"same_sense_counts[0, …]"},
    "guessing:": {"chance"},
    "heads": {"copies"},
    "hidden": {"probabilities"},
    "hops": {"hops"},
    "in one block": {"block", "total"},
    "in one head": {"head"},
    "its chance": {"kept"},
    "its noun": {"count", "parts"},
    "later adjective": {"count", "parts"},
    "key": {"key"},
    "layer by layer": {"same_sense_counts"},
    "layers × heads: so many grids": {"grids"},
    "likely": {"shares"},
    "MB": {"megabytes"},
    "no clear role": {"counts"},
    "nothing moves": {"nudged"},
    "ns a cell": {"nanoseconds"},
    "numbers in its matrices": {"total"},
    "of": {"exact", "named_in", "translated"},
    "of twelve, in all dimensions": {"same_sense_counts"},
    "over": {"correlation", "count"},
    "one token back": {"head_roles[…, 1]"},
    "one token on": {"head_roles[…, 2]"},
    "output": {"output"},
    "places a turn": {"wavelengths"},
    "query": {"query"},
    "RNN": {"hops[0, …]"},
    "ropes": {"count"},
    "scaled": {"masked", "scaled"},
    "score": {"scores"},
    "scores": {"row"},
    "the plane keeps": {"percent"},
    "shares": {"nudged", "weights"},
    "share right, mean of": {"seeds"},
    "sum": {"row_sums"},
    "taught": {"frames_after"},
    "temperature": {"odds", "temperature", "temperatures"},
    "the verb": {"count", "parts"},
    "times as long": {"exponentials"},
    "tokens": {"count_pieces", "lengths"},
    "tokens, every grid full:": {"tokens"},
    "trainings": {"seeds"},
    "unseen sentences right": {"exact", "translated"},
    "up:": {"percent[…, 1]"},
    "usefulness": {"probabilities"},
    "up: which comes first; across: which noun; kept:": {"percent"},
    "value down, and value up: each": {"width"},
    "value up": {"strip"},
    "value": {"value"},
    "vector": {"inputs"},
    "weight": {"weights"},
    "weights": {"cells"},
    "weights in one head": {"tokens"},
    "word before": {"count", "parts"},
    "words": {"count_words"},
}


SHOWN: dict[str, set[str]] = {  # by arrows, filled cells and cited words
    "earlier": {"mask_pattern(later)", "visible(later)"},
    "filling": {"mask_pattern(padding)", "visible(padding)"},
    "later": {"mask_pattern(causal and padding)", "visible(causal and padding)"},
    "masked": {"written_with_mask"},
    "may peek": {"written_without_mask"},
}
AXES = "sentences", "tokens", "numbers"  # of a batch: B, T and C
_FIELDS = set().union(*SHOWN.values())


def judge_units(seen: Sequence[Mobject], fixed: Iterable[Mobject]) -> Iterator[Problem]:
    """Hold plain words to the number or the bar next to them in their line or column.

    Of those that are about as near as the nearest one is meant: words stand before theirs or
    behind it. What words of `SHOWN` stand on or beside comes first; where there is nothing, words
    may name an axis.
    """
    yield from _judge_axes(seen)
    marks = [(one, told) for one in seen if (told := _told(one))]
    others = [(one, told) for one in seen for told in _shown(one) if fields_of(told) & _FIELDS]
    boxes = np.array([box_of(mark) for mark, _ in marks]).reshape(-1, 2, 2)
    planes = [claim for _, claim in claiming(seen, Placement) if isinstance(claim.plane, Plane)]
    standing = parts_of(fixed)
    for text in seen:
        if not isinstance(text, Text) or isinstance(text, Caption) or id(text) in standing:
            continue
        if text.citation or text.declared or not any(map(str.isalpha, text.text)):
            continue
        apart = gaps(box_of(text), boxes)
        near = np.flatnonzero(apart <= min(limits.UNIT, apart.min(initial=np.inf) + limits.LEVEL))
        told = _beside(text, others) or [marks[i][1] for i in near] or _along(text, planes)
        meant = (UNITS | SHOWN).get(text.text, set())
        if told and not any(fields_of(one) & meant for one in told):
            yield Problem("unit", describe(text), _called(told[0]), repr(str(text.text)))


def _judge_axes(seen: Iterable[Mobject]) -> Iterator[Problem]:
    """See that words in the column of a shape name its axes in their order, and so letters."""
    texts = [one for one in seen if isinstance(one, Text) and not isinstance(one, Caption)]
    for shape in texts:
        if not (shape.declared and shape.declared.reason == "shape"):
            continue
        axes = 1 + shape.text.count(",")
        due = [f"({', '.join('BTC'[:axes])})", *AXES[:axes]]
        column = [one for one in texts if abs(one.get_x() - shape.get_x()) < limits.LEVEL]
        words = [one.text for one in sorted(column, key=lambda one: -one.get_y())]
        named = [word for word in words if word in AXES or re.fullmatch(r"\([A-Z, ]+\)", word)]
        if named and named != due:
            yield Problem("unit", describe(shape), " ".join(due), " ".join(named))


def _told(mark: Mobject) -> Citation | None:
    """Return the entry that a number tells, or a bar by its length."""
    claim = claim_of(mark)
    if isinstance(claim, Encoding) and claim.channel in _LENGTHS and len(mark.points):
        return claim.citation
    return mark.citation if isinstance(mark, Numeral) else None


def _shown(mark: Mobject) -> Iterator[Citation]:
    """List what an arrow leads to, a cell is filled by, or cited words are."""
    claim = claim_of(mark)
    if isinstance(claim, Placement) and len(mark.points):
        yield from (one for one in claim.places[-1] if isinstance(one, Citation))
    elif isinstance(claim, Encoding) and claim.channel not in _LENGTHS and len(mark.points):
        yield claim.citation
    elif isinstance(mark, Text) and mark.citation:
        yield mark.citation


def _beside(text: Text, marks: Sequence[tuple[Mobject, Citation]]) -> list[Citation]:
    """List what cited words in their line, marks about and grounds below show, if words name it."""
    if text.text not in SHOWN:
        return []
    words = [(told, box_of(mark)) for mark, told in marks if isinstance(mark, Text)]
    row = gaps(box_of(text), np.array([box for _, box in words]).reshape(-1, 2, 2))
    level = [words[i][0] for i in np.flatnonzero(row <= limits.BESIDE)]
    box, middle = box_of(text), box_of(text).mean(axis=0)[None]
    near = (told for mark, told in marks if away(box, mark.points) <= limits.SHOWN or
            (getattr(claim_of(mark), "channel", None) == "fill"
             and not away(box_of(mark), middle)))  # fmt: skip
    return [*level, *near]


def _along(text: Text, placed: Sequence[Placement]) -> list[Citation]:
    """List what is told along the nearest of all axes, if words name it: they are known here."""
    if text.text not in UNITS:
        return []
    ends = [(away(box_of(text), axis.points), id(claim.plane), side) for claim in placed
            for side, axis in enumerate((claim.plane.x_axis, claim.plane.y_axis))]  # fmt: skip
    far, plane, side = min(ends, default=(np.inf, 0, 0))
    if far > limits.UNIT:
        return []
    told = (pair[side] for claim in placed if id(claim.plane) == plane for pair in claim.places)
    return [one for one in told if isinstance(one, Citation)]


@cache
def fields_of(told: Citation) -> set[str]:
    """Name the field of an entry, alone, with its first or last place, with what its call says."""
    tensor, index = ast.parse(told.tensor, mode="eval").body, told.index
    field = _field(tensor)
    places = {f"{field}[{index[0]}, …]", f"{field}[…, {index[-1]}]"} if index else set()
    words = (one.value for one in ast.walk(tensor) if isinstance(one, ast.Constant))
    return {field, *places, *(f"{field}({word})" for word in words if isinstance(word, str))}


def _called(told: Citation) -> str:
    """List what an entry is called, as far as that is known here."""
    known = [words for words, fields in (UNITS | SHOWN).items() if fields_of(told) & fields]
    return f"{cited(told)}: {' or '.join(map(repr, known)) or f'no words in {__name__}'}"


def _field(node: ast.expr) -> str:
    match node:
        case ast.Subscript(value=whole) | ast.BinOp(left=whole):
            return _field(whole)
        case ast.Call(func=ast.Name(id=name)) | ast.Attribute(attr=name) | ast.Name(id=name):
            return name
    return ast.unparse(node)
