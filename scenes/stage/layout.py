"""Where things go when there is less room than they would like."""

from __future__ import annotations

from itertools import pairwise

from manim import RIGHT, VGroup

_GAP = 0.12
_ROUNDS = 200


def spread(row: VGroup, gap: float = _GAP) -> VGroup:
    """Push neighbours of a row apart, both by as much, until no two are closer than ``gap``."""
    for _ in range(_ROUNDS):
        for left, right in pairwise(row):
            missing = gap - (right.get_left()[0] - left.get_right()[0])
            if missing > 0:
                left.shift(RIGHT * -missing / 2)
                right.shift(RIGHT * missing / 2)
    return row
