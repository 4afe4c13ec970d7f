"""Indices in the names of tensors: read, composed, and put together again."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from itertools import dropwhile

import numpy as np

LETTERS = "ijkl"  # the place that is asked for, axis by axis
ALL = "*"

Shape = tuple[int, ...]
Place = int | str


def is_made(name: str) -> bool:
    """Tell whether a name is an expression, that of a derived tensor, and no mere name."""
    try:
        nodes = ast.walk(parsed(name))
        return any(isinstance(node, ast.Call | ast.BinOp) for node in nodes)
    except SyntaxError:
        return False


def parsed(expression: str) -> ast.expr:
    """Read an expression.

    Raises
    ------
    SyntaxError
        If it is none.
    """
    return ast.parse(expression, mode="eval").body


def parts_of(node: ast.Subscript) -> list[ast.expr]:
    """List the parts of an index, one for each axis that it names."""
    return node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]


def constant(part: ast.expr) -> int | slice | None:
    """Read a constant part of an index; a ``ValueError`` if it is none."""
    if isinstance(part, ast.Slice):
        ends = (part.lower, part.upper, part.step)
        return slice(*(end and ast.literal_eval(end) for end in ends))
    return ast.literal_eval(part)


def moved(places: range, at: str, part: ast.Slice) -> str | None:
    """Say where in the whole stands what stands at a place of a slice; nothing for a part of it."""
    if at == ":":
        return ast.unparse(part)
    if ":" in at and places.start:
        return None
    if len(places) == 1 and ":" not in at:
        return str(places[0])
    return f"{places.start} + {at}" if places.start else at


def broadcast(at: Sequence[str], size: Shape, sizes: Sequence[Shape]) -> list[str]:
    """Say which entry of an operand goes into the result's at a place, as numpy pairs them."""
    whole = np.broadcast_shapes(*sizes)
    padded = [*at, *[":"] * (len(whole) - len(at))][len(whole) - len(size) :]
    ends = whole[len(whole) - len(size) :]
    return [
        "0" if own == 1 != end and place != ":" else place
        for place, own, end in zip(padded, size, ends, strict=True)
    ]


def indexed(written: str, at: Sequence[str]) -> str:
    """Write an entry, or a line of entries, of what an expression stands for."""
    places = list(dropwhile(":".__eq__, reversed(at)))[::-1]
    return ast.unparse(parsed(f"({written})[{', '.join(places)}]")) if places else written


def place_of(part: ast.expr, size: int) -> Place:
    """Read one part of an index in a formula; what is neither a place nor a letter is all."""
    try:
        place = ast.literal_eval(part)
    except ValueError:
        is_letter = isinstance(part, ast.Name) and part.id in LETTERS
        return part.id if is_letter else ALL
    return range(size)[place] if isinstance(place, int) else ALL
