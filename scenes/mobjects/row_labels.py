"""Words that name rows, in a column of their own."""

from __future__ import annotations

from collections.abc import Sequence

from manim import LEFT, RIGHT, VGroup
from manim.utils.color import ManimColor

from scenes import theme
from scenes.stage.cited import Declared
from scenes.stage.text import Text


class RowLabels(VGroup):
    """One word a row, level with it, in one column.

    Parameters
    ----------
    heights
        Where the rows' middles are.
    right, left
        Where the words end, or else where they begin.
    """

    def __init__(
        self,
        words: Sequence[str],
        heights: Sequence[float],
        *,
        right: float | None = None,
        left: float = 0.0,
        size: float | None = None,
        color: ManimColor | None = None,
    ) -> None:
        edge, side = (left, LEFT) if right is None else (right, RIGHT)
        size = size or theme.SIZE_LABEL
        super().__init__()
        for word, height in zip(words, heights, strict=True):
            label = Text(word, size=size, color=color or theme.KEY, declared=Declared("token"))
            self.add(label.set_x(edge, direction=side).stand_on(height - theme.MIDDLE * size))
