"""Writes the names of numbers, a slice, a sum, a call, as `renders.checks.expression` reads."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from itertools import dropwhile
from numbers import Integral

Axis = int | range | None  # what was taken along an axis of the whole; ``None`` is an axis added


def narrowed(axes: tuple[Axis, ...], selection: object) -> tuple[Axis, ...] | None:
    """Take a part of a part: what numpy's basic indexing leaves along each axis.

    ``None`` if places are listed one by one: that has no name.
    """
    picks = list(selection) if isinstance(selection, tuple) else [selection]
    if not all(pick is None or isinstance(pick, Integral | slice) for pick in picks):
        return None
    left: list[Axis] = []
    for axis in axes:
        if isinstance(axis, int):
            left.append(axis)
            continue
        while picks and picks[0] is None:
            left.append(picks.pop(0))
        pick = picks.pop(0) if picks else slice(None)
        if axis is not None:
            left.append(axis[pick])
        elif isinstance(pick, slice):
            left.append(None)
    return (*left, *picks)


def sliced(name: str, axes: tuple[Axis, ...], shape: tuple[int, ...]) -> str:
    """Write a part of a named array, such as ``head1.scaled[2, :4]``."""
    sizes = iter(shape)
    places = [_place(axis, 0 if axis is None else next(sizes)) for axis in axes]
    places = list(dropwhile(":".__eq__, reversed(places)))[::-1]
    return _plain(f"({name})[{', '.join(places)}]") if places else name


def combined(left: str, sign: str, right: str) -> str:
    """Write one of the four operations, with no more parentheses than it needs."""
    return _plain(f"({left}) {sign} ({right})")


def called(function: str, arguments: Iterable[str], options: Iterable[tuple[str, str]]) -> str:
    """Write a call."""
    return f"{function}({', '.join([*arguments, *(f'{key}={word}' for key, word in options)])})"


def literal(parameter: object) -> str:
    """Write a number, a text or a tuple of them, as Python reads it.

    Raises
    ------
    TypeError
        If it is nothing of the kind: an array that nobody cites has no name.
    """
    written = repr(parameter)
    try:
        ast.literal_eval(written)
    except (ValueError, SyntaxError):
        raise TypeError(f"{written} is no parameter that a name can hold: cite it") from None
    return written


def _place(axis: Axis, size: int) -> str:
    if not isinstance(axis, range):
        return str(axis)
    start = "" if axis.start == (0 if axis.step > 0 else size - 1) else axis.start
    stop = "" if axis.stop in (-1, size) else axis.stop
    return f"{start}:{stop}" + (f":{axis.step}" if axis.step != 1 else "")


def _plain(expression: str) -> str:
    return ast.unparse(ast.parse(expression, mode="eval"))
