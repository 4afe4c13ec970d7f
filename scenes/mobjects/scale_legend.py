"""What a dot's size or a cell's colour stands for: samples with their numbers."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from manim import DOWN, LEFT, RIGHT, VGroup, VMobject

from scenes import theme
from scenes.stage.cited import Citation
from scenes.stage.text import Numeral

_SAMPLE_GAP, _NEXT, _NEXT_LINE = 0.12, 0.45, 0.22


class ScaleLegend(VGroup):
    """Real values, each with the mark that shows it; ``words`` below say by which law.

    Where a line of them would be wider than ``widest``, they stand below one another.
    """

    def __init__(
        self,
        values: Sequence[Citation],
        sample: Callable[[Citation], VMobject],
        words: VMobject,
        *,
        decimals: int,
        size: float | None = None,
        widest: float = math.inf,
    ) -> None:
        size = size or theme.SMALLEST
        samples = VGroup()
        for cited in values:
            mark, number = sample(cited), Numeral(cited, decimals=decimals, size=size)
            samples.add(VGroup(mark, number).arrange(RIGHT, buff=_SAMPLE_GAP))
        samples.arrange(RIGHT, buff=_NEXT)
        if samples.width > widest:
            samples.arrange(DOWN, buff=_SAMPLE_GAP, aligned_edge=LEFT)
        super().__init__(
            samples, words.move_to(samples.get_center() + DOWN * (samples.height / 2 + _NEXT_LINE))
        )
