"""The decorator of every public function on tensors: shapes hold, numbers are finite."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from typing import ParamSpec, TypeVar

import torch
from beartype import beartype
from jaxtyping import TypeCheckError, jaxtyped

Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")


def checked(function: Callable[Parameters, Result]) -> Callable[Parameters, Result]:
    """Enforce the shapes of a function's signature and refuse NaN and infinite input.

    The shapes are those that the jaxtyping annotations state; a name means the same size
    throughout one call. Violations raise ``ValueError`` with one line that names every shape.
    """
    enforced = jaxtyped(function, typechecker=beartype)
    signature = inspect.signature(function)

    @functools.wraps(function)
    def wrapper(*args: Parameters.args, **kwargs: Parameters.kwargs) -> Result:
        arguments = signature.bind(*args, **kwargs).arguments
        for name, value in arguments.items():
            if isinstance(value, torch.Tensor) and not _is_finite(name, value):
                raise ValueError(f"{function.__name__}: {name} holds NaN or infinite numbers")
        try:
            return enforced(*args, **kwargs)
        except TypeCheckError:
            raise ValueError(_mismatch(function, arguments)) from None

    return wrapper


def _is_finite(name: str, tensor: torch.Tensor) -> bool:
    """Allow −∞ where a mask has put it, and nowhere else."""
    if name == "masked":
        return not bool((tensor.isnan() | (tensor == torch.inf)).any())
    return bool(tensor.isfinite().all())


def _mismatch(function: Callable[..., object], arguments: dict[str, object]) -> str:
    seen = ", ".join(
        f"{name} {tuple(value.shape)} for {function.__annotations__[name]}"
        if isinstance(value, torch.Tensor)
        else f"{name} {value!r}"
        for name, value in arguments.items()
    )
    return f"{function.__name__}: the shapes or types do not fit: {seen}"
