"""Where the letters of a word are joined, two parts at a time, by the rules that were learnt."""

from __future__ import annotations

from itertools import pairwise

from manim import (
    DOWN,
    LEFT,
    RIGHT,
    Animation,
    AnimationGroup,
    FadeIn,
    FadeOut,
    LaggedStart,
    ManimColor,
    Mobject,
    ReplacementTransform,
    VectorizedPoint,
    VGroup,
    VMobject,
)

from scenes import theme
from scenes.mobjects.token_row import TokenRow
from scenes.pieces.text_to_tokens.clapping import LATE, clap, said_at, seam, write
from scenes.stage.cited import Citation, Quantity
from scenes.stage.layout import Room, Written, line
from scenes.stage.text import Numeral, Text

_LARGEST, _APART = 2.1, 0.3
_SPARKS = 1.2, 3.4  # the shares of the rules and of the parts in height
_SPARK, _PAIR, _BETWEEN = 0.62, 0.62, 0.9  # the type of a rule and of what it joins
_ABOVE = 0.45  # a gap: what asks whether it stays
_FIRST, _CLAP = 1.6, 1.0  # seconds: the first of them is to be understood


class Workshop:
    """The parts of a piece, as ``steps`` tell them after each rule, and the ``rules`` above them.

    ``row`` are the parts as they stand now.
    """

    def __init__(self, steps: Quantity, rules: Quantity, room: Room) -> None:
        self.steps, above = steps, room.rows(*_SPARKS)
        self._whole, self._room = room, above[1]
        self.row = self._parts(0)
        self.name = VGroup(Text("rule", size=_SPARK, color=theme.QUIET))
        self.sparks = VGroup(*(self._spark(step, one) for step, one in enumerate(rules.each())))
        above[0].hold(VGroup(self.name, *self.sparks).arrange(buff=_BETWEEN), shrink=True)
        for one in (self.name, *self.sparks):
            for part, height in zip(one, above[0].heights(2), strict=False):
                _stand(part, height)

    def __len__(self) -> int:
        return len(self.sparks)

    def come_from(self, word: Mobject) -> Animation:
        """Let a word come apart into its letters."""
        letters = (FadeIn(letter, target_position=word, scale=0.6) for letter in self.row)
        return AnimationGroup(FadeOut(word), LaggedStart(*letters, lag_ratio=0.12))

    def gaps(self) -> VGroup:
        """Return the places above the gaps between the parts as they stand."""
        beside = (VGroup(*pair) for pair in pairwise(self.row))
        high = self.row.get_top()[1] + _ABOVE
        return VGroup(*(VectorizedPoint([two.get_x(), high, 0]) for two in beside))

    def join(self, step: int) -> Animation:
        """Clap two parts together by the next rule, which is told above them."""
        before, after, place = self.row, self._parts(step + 1), seam(self.steps, step)
        left, right = before[place : place + 2]
        after[place].box.set_stroke(theme.HIGHLIGHT, theme.STROKE_FRAME)
        told = FadeIn(self.sparks[step], target_position=VGroup(left, right), rate_func=LATE)
        self.row, run_time = after, _CLAP if step else _FIRST
        joined = write(after[place].label, (left.label, LEFT), (right.label, RIGHT))
        moves = clap(before, after, place), joined, told
        return AnimationGroup(*moves, *([] if step else [FadeIn(self.name)]), run_time=run_time)

    def light(self) -> Animation:
        """Let what is left stand out, part by part: no rule joins it any more."""
        old, self.row = self.row, self._parts(len(self), theme.TOKEN)
        return LaggedStart(*map(ReplacementTransform, old, self.row), lag_ratio=0.4)

    def _spark(self, step: int, rule: Citation) -> VGroup:
        """Write the number of a rule, and the two parts that it joins below it."""
        place = seam(self.steps, step)
        left, right = (
            Text(word, size=_PAIR) for word in said_at(self.steps, step)[place : place + 2]
        )
        pair = line(left, Text("+", size=_PAIR, color=theme.QUIET), right, gap=0.14)
        number = Numeral(rule, decimals=0, size=_SPARK, color=theme.HIGHLIGHT)
        return VGroup(number, pair).arrange(DOWN)

    def _parts(self, step: int, hue: ManimColor | None = None) -> TokenRow:
        widest = self._room.width
        row = TokenRow(said_at(self.steps, step), size=_LARGEST, gap=_APART, hue=hue, widest=widest)
        return (self._room if step else self._whole).hold(row)


def _stand(part: VMobject, height: float) -> None:
    """Let what is written, or a line of it, have its middle at a height."""
    words = [part] if isinstance(part, Written) else list(part)
    for one in words:
        one.stand_on(height - theme.MIDDLE * words[0].em)
