"""Words that say what a part of a picture means, tied to it by a line."""

from __future__ import annotations

import numpy as np
from manim import DOWN, UP, Mobject, VGroup

from scenes import theme
from scenes.mobjects.attention_formula import AttentionFormula, hue_of_part
from scenes.stage.shapes import Rule
from scenes.stage.text import Text

_AWAY = 0.12  # from a symbol to its line
_ABOVE, _BELOW = 0.42, 0.72  # from the formula to the baseline of words

_MEANINGS = {
    "query": ("what I am looking for", UP, -1.7),
    "key": ("what I offer", UP, 2.1),
    "softmax": ("weights that add up to one", DOWN, -4.05),
    "divisor": ("shrinks the scores", DOWN, 0.8),
    "value": ("what I hand over", DOWN, 4.4),
}


def meanings(formula: AttentionFormula) -> VGroup:
    """Say above and below a formula that fills the stage what each symbol stands for."""
    said = VGroup()
    for name, (words, side, x) in _MEANINGS.items():
        text = Text(words, size=theme.SIZE_CAPTION, color=hue_of_part(name))
        text.set_x(x)
        text.stand_on(float(formula.get_edge_center(side)[1]) + (_ABOVE if side is UP else -_BELOW))
        said.add(Callout(text, formula.part(name), side))
    return said


class Callout(VGroup):
    """Words above or below a part of a picture, at the end of a straight line."""

    def __init__(self, words: Text, part: Mobject, side: np.ndarray) -> None:
        near = part.get_edge_center(side) + _AWAY * side
        far = words.get_edge_center(-side) - _AWAY * side
        inner = words.width / 2 - 0.3  # the line meets the words, not the air beside them
        far[0] = np.clip(near[0], words.get_x() - inner, words.get_x() + inner)
        line = Rule(near, far, color=theme.EDGE, stroke_width=theme.STROKE_THIN)
        super().__init__(line, words)
