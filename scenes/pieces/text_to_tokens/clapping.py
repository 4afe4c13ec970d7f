"""How two parts of a word become one: their boxes, and what is written in them."""

from __future__ import annotations

import numpy as np
from manim import (
    Animation,
    AnimationGroup,
    FadeIn,
    ReplacementTransform,
    VGroup,
    smooth,
    squish_rate_func,
)

from scenes.mobjects.token_row import TokenRow
from scenes.stage.cited import Quantity, Word
from scenes.stage.text import Text

_LAST, LATE = (squish_rate_func(smooth, start, 1.0) for start in (0.85, 0.5))


def said_at(steps: Quantity, step: int) -> list[Word]:
    """Return the parts that there are after so many rules."""
    return [word for word in steps[step].words() if word]


def seam(steps: Quantity, step: int) -> int:
    """Say which part the next rule joins with its right neighbour."""
    said = said_at(steps, step), said_at(steps, step + 1)
    return next(i for i, (one, two) in enumerate(zip(*said, strict=False)) if one != two)


def clap(before: TokenRow, after: TokenRow, place: int) -> Animation:
    """Let a part and its right neighbour become one, and all others make room.

    What is written in these three is left to others.
    """
    left, right = before[place : place + 2]
    rest, others = ([*row[:place], *row[place + many :]] for row, many in ((before, 2), (after, 1)))
    moves = (ReplacementTransform(*pair) for pair in zip(rest, others, strict=True))
    boxes = ReplacementTransform(VGroup(left.box, right.box), VGroup(after[place].box))
    return AnimationGroup(*moves, boxes)


def write(new: Text, *parts: tuple[Text, np.ndarray]) -> Animation:
    """Let what is written at sides of a word slide into its place there, and be the word."""
    slides = (
        part.animate(remover=True)
        .scale(new.em / part.em)
        .stand_on(new.baseline)
        .align_to(new, side)
        for part, side in parts
    )
    return AnimationGroup(*slides, FadeIn(new, rate_func=_LAST))
