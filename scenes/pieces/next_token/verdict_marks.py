"""Marks that say whether something is so: a tick, or a cross."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

import numpy as np
from manim.utils.color import ManimColor

from scenes import theme
from scenes.stage.cited import Citation
from scenes.stage.claims import Verdict, shows
from scenes.stage.shapes import Path

_WIDE = 6.0
Strokes = Sequence[Sequence[tuple[float, float]]]


class Mark(Path):
    """Strokes that say yes or no of a derived yes or no."""

    says: ClassVar[bool]
    strokes: ClassVar[Strokes]

    def __init__(self, cited: Citation, color: ManimColor) -> None:
        super().__init__(stroke_color=color, stroke_width=_WIDE)
        for first, *others in self.strokes:
            self.start_new_path(np.array([*first, 0.0]))
            for corner in others:
                self.add_line_to(np.array([*corner, 0.0]))
        shows(self, Verdict(cited, self.says))


class Tick(Mark):
    """The mark of what is so."""

    says = True
    strokes = (((-0.2, 0.0), (-0.06, -0.15), (0.22, 0.2)),)

    def __init__(self, cited: Citation) -> None:
        super().__init__(cited, theme.HIGHLIGHT)


class Cross(Mark):
    """The mark of what is not so."""

    says = False
    strokes = ((-0.17, 0.17), (0.17, -0.17)), ((-0.17, -0.17), (0.17, 0.17))

    def __init__(self, cited: Citation) -> None:
        super().__init__(cited, theme.WRONG)


def verdict(cited: Citation) -> Mark:
    """Tick what is so, and cross what is not."""
    return Tick(cited) if cited.value else Cross(cited)
