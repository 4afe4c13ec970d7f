"""Where things stand in the chapter: the sentence above, and below it names, columns and words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from scenes.stage.layout import Room, stage

_NAMES = 3.8  # at the left of the sawn matrix
_FREE = 0.12  # between two layers
_LEAST = 0.14  # of all layers: the height of the lowest


class Sawing(NamedTuple):
    """The rooms of one word's sum.

    ``names`` stand beside the matrix in its ``body``, ``stack`` is the room of the bars that are
    made of it, and ``below`` that of digits.
    """

    sentence: Room
    heads: Room
    names: Room
    body: Room
    stack: Room
    below: Room


class Layered(NamedTuple):
    """The rooms of all words' sums, in layers over their French."""

    sentence: Room
    layers: tuple[Room, ...]
    gloss: Room


def sawing() -> Sawing:
    """Divide the stage for one word."""
    sentence, heads, low, below = stage().rows(0.8, 0.55, 3.6, 0.9)
    names, body = low.columns(_NAMES, low.width - _NAMES)
    stack = Room(low.left, low.right, below.bottom, heads.top)
    body = body.inset(top=0.05, bottom=0.1)
    return Sawing(sentence, heads, names, body, stack, below)


def layered(spans: Sequence[float]) -> Layered:
    """Divide the stage for all words: each layer as high as its bars need, or a little higher."""
    sentence, middle, gloss = stage().rows(0.85, 3.85, 1.15)
    most = sum(spans)
    layers = middle.rows(*(max(one, _LEAST * most) for one in spans), gap=_FREE)
    return Layered(sentence, layers, gloss)


def feet_in(room: Room, y: float, count: int) -> list[np.ndarray]:
    """Return where so many bars stand side by side in a room."""
    columns = room.columns(*[1.0] * count)
    return [np.array([column.center[0], y, 0.0]) for column in columns]
