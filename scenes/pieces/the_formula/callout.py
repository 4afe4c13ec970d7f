"""Words that say what a part of a picture means, tied to it by a line."""

from __future__ import annotations

import numpy as np
from manim import DOWN, UP, Line, Mobject, VGroup
from manim.utils.color import ManimColor

from scenes import theme
from scenes.mobjects.attention_formula import AttentionFormula, hue_of_part
from scenes.stage.text import Text

_AWAY = 0.12


_MEANINGS = {
    "query": ("what I am looking for", (-1.55, 2.3)),
    "key": ("what I offer", (2.85, 2.3)),
    "softmax": ("weights that add up to one", (-3.9, -1.75)),
    "divisor": ("makes the scores smaller", (1.3, -2.45)),
    "value": ("what I hand over", (5.0, -1.75)),
}


def meanings(formula: AttentionFormula) -> VGroup:
    """Say beside each symbol what it stands for, when the formula fills the stage."""
    return VGroup(
        *(
            Callout(words, formula.part(name), place, color=hue_of_part(name))
            for name, (words, place) in _MEANINGS.items()
        )
    )


class Callout(VGroup):
    """Words above or below a part of a picture, at the end of a straight line."""

    def __init__(
        self,
        words: str,
        part: Mobject,
        place: tuple[float, float],
        *,
        color: ManimColor,
        size: float = 0.45,
    ) -> None:
        self.words = Text(words, size=size, color=color).set_x(place[0]).stand_on(place[1])
        side = UP if place[1] > part.get_y() else DOWN
        near = part.get_edge_center(side) + _AWAY * side
        far = self.words.get_edge_center(-side) - _AWAY * side
        inner = self.words.width / 2 - 0.3  # the line meets the words, not the air beside them
        far[0] = np.clip(near[0], self.words.get_x() - inner, self.words.get_x() + inner)
        self.line = Line(near, far, color=color, stroke_width=theme.STROKE_THIN)
        super().__init__(self.line, self.words)
