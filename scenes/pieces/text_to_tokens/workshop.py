"""Where the letters of a word are joined, two parts at a time, by the rules that were learnt."""

from __future__ import annotations

from manim import (
    Animation,
    AnimationGroup,
    FadeIn,
    FadeOut,
    LaggedStart,
    Mobject,
    ReplacementTransform,
    VGroup,
)

from scenes import theme
from scenes.mobjects.token_row import TokenRow
from scenes.stage.cited import Quantity
from scenes.stage.layout import Room
from scenes.stage.text import Numeral, Text

_LARGEST, _APART = 2.1, 0.3
_SPARKS, _SPARK = (1, 3.6), 0.8  # the shares of the rules and of the parts in height; their type
_CLAP, _SETTLE = 0.45, 0.55  # seconds


class Workshop:
    """The parts of a piece, as ``steps`` tell them after each rule, and the ``rules`` above them.

    ``row`` are the parts as they stand now.
    """

    def __init__(self, steps: Quantity, rules: Quantity, room: Room) -> None:
        self.steps, above = steps, room.rows(*_SPARKS)
        self._room = above[1]
        self.row = self._parts(0)
        self.name = Text("rules", color=theme.QUIET)
        numbers = [Numeral(one, decimals=0, size=_SPARK, color=theme.HIGHLIGHT)
                   for one in rules.each()]  # fmt: skip
        self.sparks = VGroup(*numbers)
        above[0].hold(VGroup(self.name, *numbers).arrange(buff=0.55), shrink=True)
        for one in (self.name, *numbers):
            one.stand_on(float(above[0].center[1]))

    def __len__(self) -> int:
        return len(self.sparks)

    def come_from(self, word: Mobject) -> Animation:
        """Let a word come apart into its letters."""
        letters = (FadeIn(letter, target_position=word, scale=0.6) for letter in self.row)
        return AnimationGroup(FadeOut(word), LaggedStart(*letters, lag_ratio=0.12))

    def join(self, step: int) -> Animation:
        """Clap two parts together by the next rule, whose number flies up from between them."""
        before, after = self.row, self._parts(step + 1)
        place = self._seam(before, after)
        left, right = before[place : place + 2]
        new, rest = after[place], [*before[:place], *before[place + 2 :]]
        new.box.set_stroke(theme.HIGHLIGHT, theme.STROKE_FRAME)
        others = [*after[:place], *after[place + 1 :]]
        spark = FadeIn(self.sparks[step], target_position=VGroup(left, right), scale=0.2)
        clap = (ReplacementTransform(one, other) for one, other in zip(rest, others, strict=True))
        boxes = ReplacementTransform(VGroup(left.box, right.box), VGroup(new.box))
        labels = FadeOut(left.label, right.label, target_position=new), FadeIn(new.label)
        self.row = after
        return AnimationGroup(*clap, boxes, *labels, spark, run_time=_CLAP + _SETTLE)

    def light(self) -> Animation:
        """Let what is left stand out, part by part: no rule joins it any more."""
        moves = [part.label.animate.set_fill(theme.HIGHLIGHT) for part in self.row]
        moves += [part.box.animate.set_stroke(theme.HIGHLIGHT, theme.STROKE_FRAME)
                  for part in self.row]  # fmt: skip
        return LaggedStart(*moves, lag_ratio=0.4)

    def _seam(self, before: TokenRow, after: TokenRow) -> int:
        said = [[part.word for part in row] for row in (before, after)]
        return next(i for i, (one, two) in enumerate(zip(*said, strict=False)) if one != two)

    def _parts(self, step: int) -> TokenRow:
        words = [word for word in self.steps[step].words() if word]
        row = TokenRow(words, size=_LARGEST, gap=_APART, widest=self._room.width)
        return self._room.hold(row)
