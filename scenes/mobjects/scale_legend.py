"""What a dot's size or a cell's colour stands for: samples with their numbers."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from manim import DOWN, RIGHT, VGroup, VMobject
from manim.utils.color import ManimColor

from scenes import theme
from scenes.stage.cited import Citation
from scenes.stage.claims import Encoding, shows
from scenes.stage.shapes import Square
from scenes.stage.text import Numeral

_SAMPLE_GAP, _NEXT, _NEXT_LINE = 0.12, 0.45, 0.22


class ScaleLegend(VGroup):
    """Real values, each with the mark that shows it; ``words`` below say by which law."""

    def __init__(
        self,
        values: Sequence[Citation],
        sample: Callable[[Citation], VMobject],
        words: VMobject,
        *,
        decimals: int,
        size: float | None = None,
    ) -> None:
        size = size or theme.SMALLEST
        samples = VGroup()
        for cited in values:
            mark, number = sample(cited), Numeral(cited, decimals=decimals, size=size)
            samples.add(VGroup(mark, number).arrange(RIGHT, buff=_SAMPLE_GAP))
        samples.arrange(RIGHT, buff=_NEXT)
        super().__init__(
            samples, words.move_to(samples.get_center() + DOWN * (samples.height / 2 + _NEXT_LINE))
        )


def swatch(cited: Citation, law: Callable[[float], ManimColor], side: float) -> Square:
    """Draw a square in the colour of a value."""
    square = Square(side, fill_color=law(cited.value), fill_opacity=1, stroke_color=theme.LINE,
                    stroke_width=1)  # fmt: skip
    return shows(square, Encoding(cited, "fill", law))
