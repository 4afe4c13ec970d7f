"""Derived numbers, named once: a function is called, and the call is the name of its result."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from scenes.stage.cited import Quantity
from scenes.stage.naming import called, literal


def derive(
    function: Callable[..., Any],
    *arguments: Quantity | object,
    source: str | None = None,
    **options: Quantity | object,
) -> Any:  # noqa: ANN401 - a Quantity, or a named tuple of them
    """Call a function of `attention_math` on cited arrays and cite what it returns.

    Examples
    --------
    >>> weights = Quantity("speaker", "head1.weights", np.eye(3))
    >>> derive(np.max, weights[2]).name
    'max(head1.weights[2])'

    Parameters
    ----------
    arguments, options
        Cited arrays, whole or sliced, and plain parameters: numbers, texts, tuples of them.
    source
        What the result belongs to, where no argument says it.

    Returns
    -------
    Quantity
        The result cited; of a named tuple each field. What is no array, number or list stays what
        it is.
    """
    given = [*arguments, *options.values()]
    sources = {argument.source for argument in given if isinstance(argument, Quantity)}
    if source is None and len(sources) != 1:
        raise ValueError(f"{function.__name__} is given arrays of {sorted(sources)}: name a source")
    plain = {key: _values(value) for key, value in options.items()}
    result = function(*map(_values, arguments), **plain)
    written = ((key, _written(value)) for key, value in options.items())
    name = called(function.__name__, map(_written, arguments), written)
    return _cited(source or sources.pop(), name, result)


def _values(argument: object) -> object:
    return argument.values if isinstance(argument, Quantity) else argument


def _written(argument: object) -> str:
    return argument.name if isinstance(argument, Quantity) else literal(argument)


def _cited(source: str, name: str, result: Any) -> Any:  # noqa: ANN401
    if hasattr(result, "_fields"):
        fields = result._asdict().items()
        return type(result)(*(_cited(source, f"{name}.{key}", field) for key, field in fields))
    is_array = isinstance(result, np.ndarray | np.generic | int | float | list)
    return Quantity(source, name, np.asarray(result)) if is_array else result
