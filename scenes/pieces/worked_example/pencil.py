"""What is done with a pencil: products below each other, a line, and their sum."""

from __future__ import annotations

from collections.abc import Sequence

from manim import (
    DEGREES,
    DOWN,
    LEFT,
    RIGHT,
    UP,
    Animation,
    AnimationGroup,
    FadeIn,
    LaggedStart,
    VGroup,
)
from manim.utils.color import ManimColor

from scenes import theme
from scenes.mobjects.equation_line import EquationLine
from scenes.stage.cited import Citation
from scenes.stage.claims import Furniture, relate, shows
from scenes.stage.layout import Room
from scenes.stage.shapes import Polygon, Rule
from scenes.stage.text import Numeral, Text

_PITCH, NUMBER = 0.52, 0.31
_GAP = 0.12


class PencilSum(VGroup):
    """``a × b ≈ c`` a line, perhaps a bias below, a rule, and what it all adds up to.

    Parameters
    ----------
    pairs, terms
        The factors of each product, and the products.
    hues
        Of the first and of the second factors.
    """

    def __init__(
        self,
        room: Room,
        pairs: Sequence[tuple[Citation, Citation]],
        terms: Sequence[Citation],
        total: Citation,
        *,
        hues: tuple[ManimColor, ManimColor],
        bias: Citation | None = None,
    ) -> None:
        self.products = VGroup()
        for pair, term in zip(pairs, terms, strict=True):
            line = EquationLine("product", pair, term, size=NUMBER, decimals=4)
            for factor, hue in zip(line.terms, hues, strict=True):
                factor.set_color(hue)
            self.products.add(line)
        heights = room.heights(len(terms) + (bias is not None) + 1, most=_PITCH)
        for line, height in zip(self.products, heights, strict=False):
            line.shift([room.right - line.total.get_right()[0], height - line.total.get_y(), 0])
        addends = [line.total for line in self.products]
        self.bias = VGroup()
        if bias is not None:
            number = _last(Numeral(bias, decimals=4, size=NUMBER, color=hues[1]), room, heights[-2])
            addends.append(number)
            word = Text("bias", size=NUMBER, color=theme.QUIET)
            word.next_to(number, LEFT, buff=3 * _GAP).stand_on(number.get_bottom()[1])
            self.bias.add(word, number)
        self.total = Numeral(total, decimals=4, size=1.2 * NUMBER, color=theme.HIGHLIGHT)
        _last(self.total, room, heights[-1] - _GAP)
        relate("sum", [[one] for one in addends], [self.total])
        middle = (heights[-2] + heights[-1]) / 2
        self.rule = Rule([room.right - 1.5, middle, 0], [room.right, middle, 0], color=theme.QUIET)
        super().__init__(self.products, self.bias, self.rule, self.total)

    def write(self) -> Animation:
        """Let all but the sum appear, line by line."""
        lines = (*self.products, *([self.bias] if len(self.bias) else []), self.rule)
        return LaggedStart(*(FadeIn(line, shift=DOWN * 0.15) for line in lines), lag_ratio=0.5)

    def finish(self, home: Numeral) -> Animation:
        """Let the sum appear, and go home too."""
        return AnimationGroup(FadeIn(self.total), FadeIn(home, target_position=self.total))


class Pencil(VGroup):
    """A pencil that lies before where a number will be, and what it asks for."""

    def __init__(self, number: Numeral) -> None:
        body = Polygon(UP * 0.4, UP * 1.3, UP * 1.3 + RIGHT * 0.3, UP * 0.4 + RIGHT * 0.3)
        lead = Polygon(UP * 0.4, RIGHT * 0.15, UP * 0.4 + RIGHT * 0.3)
        for part, color in ((body, theme.QUIET), (lead, theme.INK)):
            part.set_fill(color, opacity=1).set_stroke(width=0)
            shows(part, Furniture("icon"))
        pencil = VGroup(body, lead).rotate(78 * DEGREES).scale(0.8)
        pencil.next_to(number, LEFT, buff=_GAP)
        words = Text("pause and check", size=NUMBER, color=theme.HIGHLIGHT)
        words.next_to(pencil, LEFT, buff=_GAP).stand_on(number.get_bottom()[1])
        super().__init__(pencil, words)


def _last(number: Numeral, room: Room, height: float) -> Numeral:
    return number.set_y(height).set_x(room.right, direction=RIGHT)
