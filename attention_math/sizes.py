"""The sizes of a model: all that is needed to build one, or to count what it learns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Design = Literal["encoder", "decoder", "encoder-decoder"]


@dataclass(frozen=True)
class Sizes:
    """All that is needed to build a model: its design and the sizes of its parts."""

    design: Design
    d_model: int
    heads: int
    layers: int
    d_ff: int
    source_vocabulary: int
    target_vocabulary: int
    max_length: int
    dropout: float = 0.0

    def __post_init__(self) -> None:
        for name in ("d_model", "heads", "layers", "d_ff", "max_length"):
            require_positive(name, getattr(self, name))
        if self.d_model % self.heads:
            raise ValueError(f"d_model {self.d_model} cannot be cut into {self.heads} equal heads")

    @property
    def d_head(self) -> int:
        return self.d_model // self.heads


def require_positive(name: str, size: int) -> None:
    """Refuse a size that nothing could have.

    Raises
    ------
    ValueError
        If ``size`` is less than 1.
    """
    if size < 1:
        raise ValueError(f"{name} must be at least 1, got {size}")
