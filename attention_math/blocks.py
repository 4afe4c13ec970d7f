"""The boxes of the paper's drawing: what each does, and how they stand on each other."""

from __future__ import annotations

from typing import Literal, NamedTuple

StackName = Literal["encoder", "decoder"]
Does = Literal["embedding", "self", "masked", "cross", "feed-forward", "norm", "output"]


class Block(NamedTuple):
    """One box of the paper's drawing.

    Attributes
    ----------
    does
        A kind of attention, ``feed-forward``; the ``norm`` of what those add; the ``embedding`` of
        ids, and the ``output`` that scores the vocabulary.
    module
        Its path within the model; what leaves the model itself has the path "".
    """

    does: Does
    module: str


class Stack(NamedTuple):
    """A tower of the drawing, from below: one layer stands for all, which have the same blocks."""

    name: StackName
    blocks: tuple[Block, ...]
    layers: int
