"""What is done with a pencil: products below each other, a line, and their sum."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from manim import (
    DEGREES,
    DOWN,
    LEFT,
    RIGHT,
    UP,
    Animation,
    AnimationGroup,
    FadeIn,
    FadeOut,
    LaggedStart,
    ReplacementTransform,
    TransformFromCopy,
    VGroup,
)
from manim.utils.color import ManimColor

from scenes import theme
from scenes.mobjects.equation_line import EquationLine
from scenes.mobjects.formula import Formula
from scenes.stage.cited import Citation
from scenes.stage.claims import Furniture, relate, shows
from scenes.stage.layout import Room
from scenes.stage.shapes import Polygon, Rule
from scenes.stage.text import Numeral, Text

_NUMBER, _GAP, _RULE = 0.46, 0.2, 1.9


class PencilSum(VGroup):
    """``a × b ≈ c`` a line, perhaps a bias below, a rule, and what it all adds up to.

    Parameters
    ----------
    head
        What is worked out.
    heights
        Where the lines stand, one by one, and the sum.
    pairs, terms
        The factors of each product, and the products.
    hues
        Of the first and of the second factors.
    """

    def __init__(
        self,
        room: Room,
        head: Formula,
        heights: Sequence[float],
        pairs: Sequence[tuple[Citation, Citation]],
        terms: Sequence[Citation],
        total: Citation,
        *,
        hues: tuple[ManimColor, ManimColor],
        bias: Citation | None = None,
    ) -> None:
        self.head, self.products, self.bias = head, VGroup(), VGroup()
        for pair, term in zip(pairs, terms, strict=True):
            line = EquationLine("product", pair, term, size=_NUMBER, decimals=4)
            for factor, hue in zip(line.terms, hues, strict=True):
                factor.set_color(hue)
            self.products.add(line)
        for line, height in zip(self.products, heights, strict=False):
            line.shift([room.right - line.total.get_right()[0], height - line.total.get_y(), 0])
        addends = [line.total for line in self.products]
        if bias is not None:
            number = Numeral(bias, decimals=4, size=_NUMBER, color=hues[1])
            addends.append(_last(number, room, heights[len(terms)]))
            word = Text("bias", size=_NUMBER, color=theme.QUIET)
            word.next_to(number, LEFT, buff=3 * _GAP).stand_on(number.get_bottom()[1])
            self.bias.add(word, number)
        self.total = Numeral(total, decimals=4, size=1.3 * _NUMBER, color=theme.HIGHLIGHT)
        _last(self.total, room, heights[-1])
        relate("sum", [[one] for one in addends], [self.total])
        middle = heights[-1] + (heights[0] - heights[1]) / 2
        ends = [room.right - _RULE, middle, 0], [room.right, middle, 0]
        self.rule = Rule(*ends, color=theme.QUIET)
        super().__init__(self.head, self.products, self.bias, self.rule, self.total)

    @property
    def steps(self) -> VGroup:
        """All but the sum."""
        return VGroup(self.head, self.products, self.bias, self.rule)

    def write(
        self,
        known: Iterable[VGroup] = (),
        *,
        stay: bool = False,
        beside: Iterable[Animation] = (),
        lag: float = 0.3,
    ) -> Animation:
        """Let all but the sum appear, line by line; numbers that are ``known`` come to the first
        factors, or if they ``stay``, copies of them. What is ``beside`` moves as its line comes;
        lines come one by one with a ``lag`` of 1.
        """
        move = TransformFromCopy if stay else ReplacementTransform
        moving = [move(one, line.terms[0])
                  for one, line in zip(known, self.products, strict=False)]  # fmt: skip
        lines = [VGroup(*(p for p in line if p is not line.terms[0])) if moving else line
                 for line in self.products]  # fmt: skip
        lines += [self.bias] if len(self.bias) else []
        come = [FadeIn(line, shift=DOWN * 0.15) for line in (self.head, *lines, self.rule)]
        for i, along in enumerate(beside, 1):
            come[i] = AnimationGroup(come[i], along)
        for i, one in enumerate(moving, 1):
            come[i] = LaggedStart(one, come[i], lag_ratio=1)
        return LaggedStart(*come, lag_ratio=lag)

    def finish(self) -> Animation:
        """Let the sum appear."""
        return FadeIn(self.total, scale=1.5)

    def go(self, home: Numeral) -> list[Animation]:
        """Let all but the sum leave, and the sum go home."""
        return [FadeOut(self.steps), ReplacementTransform(self.total, home)]


class Pencil(VGroup):
    """A pencil that lies before where a number will be, and what it asks for."""

    def __init__(self, number: Numeral) -> None:
        body = Polygon(UP * 0.4, UP * 1.3, UP * 1.3 + RIGHT * 0.3, UP * 0.4 + RIGHT * 0.3)
        lead = Polygon(UP * 0.4, RIGHT * 0.15, UP * 0.4 + RIGHT * 0.3)
        for part, color in ((body, theme.QUIET), (lead, theme.INK)):
            part.set_fill(color, opacity=1).set_stroke(width=0)
            shows(part, Furniture("icon"))
        pencil = VGroup(body, lead).rotate(78 * DEGREES)
        pencil.next_to(number, LEFT, buff=_GAP)
        words = Text("pause and check", size=_NUMBER, color=theme.HIGHLIGHT)
        words.next_to(pencil, LEFT, buff=_GAP).stand_on(number.get_bottom()[1])
        super().__init__(pencil, words)


def _last(number: Numeral, room: Room, height: float) -> Numeral:
    return number.set_y(height).set_x(room.right, direction=RIGHT)
