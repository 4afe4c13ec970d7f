"""A brace below what adds up."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, Mobject

from scenes import theme
from scenes.stage.shapes import Bracket

_TALL, _BELOW = 0.36, 0.12


def brace_below(parts: Sequence[Mobject]) -> Bracket:
    """Draw one from the left end of the first part to the right end of the last, and its cusp."""
    low = min(part.get_bottom()[1] for part in parts) - _BELOW
    left, right = parts[0].get_left()[0], parts[-1].get_right()[0]
    start, end = (np.array([x, low, 0.0]) for x in (left, right))
    cusp, arm = (start + end) / 2 + DOWN * _TALL, _TALL / 2
    brace = Bracket(stroke_color=theme.QUIET, stroke_width=3)
    brace.start_new_path(start)
    for first, last in ((start, cusp), (cusp, end)):
        _arm(brace, first, last, arm)
    return brace


def _arm(brace: Bracket, first: np.ndarray, last: np.ndarray, arm: float) -> None:
    """Go down a quarter turn, along, and down or up another to the cusp or from it."""
    way = DOWN if first[1] > last[1] else UP
    bend, turn = first + way * arm, last - way * arm
    level = bend + RIGHT * arm, turn + LEFT * arm
    brace.add_cubic_bezier_curve_to(bend, bend, level[0])
    brace.add_line_to(level[1])
    brace.add_cubic_bezier_curve_to(turn, turn, last)
