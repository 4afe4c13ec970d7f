"""How far two computations in 32 bits may be apart, on whatever kernels."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import TypeVar

import torch
from torch import Tensor, nn

Given = TypeVar("Given", Tensor, nn.Module)

# A sum of n products moves by √n roundings, in any order (n is 128 at most), and softmax by few.
# That is as if what was given had been moved by as much: Higham's backward error.
ROUNDINGS = 16
RUNS = 4
DEVIATIONS = 4


@torch.no_grad()
def within_reach(
    first: Tensor, second: Tensor, compute: Callable[..., Tensor], *given: Tensor | nn.Module
) -> bool:
    """Say whether two results are as close as what was given, moved by roundings, scatters them.

    ``compute`` is what both should be, and is called with what is given, in 64 bits.
    """
    lot = torch.Generator().manual_seed(1)
    unit = torch.finfo(first.dtype).eps / 2
    exact = compute(*(_moved(one, 0.0, lot) for one in given))
    runs = [compute(*(_moved(one, ROUNDINGS * unit, lot) for one in given)) for _ in range(RUNS)]
    spread = torch.stack([run - exact for run in runs]).square().mean(0).sqrt()
    allowed = 2 * (DEVIATIONS * spread + ROUNDINGS * unit * exact.abs())
    return bool(((first.double() - second.double()).abs() <= allowed).all())


def _moved(given: Given, by: float, lot: torch.Generator) -> Given:
    if isinstance(given, nn.Module):
        module = copy.deepcopy(given).double()
        for parameter in module.parameters():
            parameter.copy_(_moved(parameter, by, lot))
        return module
    signs = 2 * torch.randint(0, 2, given.shape, generator=lot).double() - 1
    return given.double() * (1 + by * signs)
