"""What heads do in many sentences: a glass each, as full as it is often."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from manim import (
    DOWN,
    LEFT,
    RIGHT,
    UP,
    Animation,
    FadeIn,
    LaggedStart,
    Succession,
    VGroup,
)
from manim.utils.color import ManimColor

from attention_math.surveys import habits_of, load_surveys
from scenes import theme
from scenes.mobjects.motion import exchange, rising, stirring
from scenes.pieces.many_heads.fan import Fan, hue_of
from scenes.stage.cited import Citation
from scenes.stage.claims import Encoding, shows
from scenes.stage.derive import derive
from scenes.stage.layout import line, stage
from scenes.stage.phrases import phrase
from scenes.stage.shapes import Outline, Rectangle
from scenes.stage.text import Numeral, Text

_WIDE, _ABOVE, _BESIDE = 1.6, 0.25, 0.2
_NUMBER, _NAME, _OF = 1.1, 0.45, 0.38


class Habits(VGroup):
    """Above each reader a glass, full if its head does one thing in all sentences.

    Which thing is what it does in more of them; a head that does it in most of them is named.
    """

    def __init__(self, fans: Sequence[Fan]) -> None:
        surveys: Any = derive(load_surveys, source="surveys")
        counted = surveys.noun_named, surveys.previous_named, surveys.named_in
        habits: Any = derive(habits_of, *counted, tuple(fan.head for fan in fans))
        whole = surveys.named_in.cite()
        high = stage().top - fans[0].reader.get_top()[1] - _ABOVE
        law = partial(theme.proportional, unit=high / whole.value)
        self.outlines, self.fills, self.told = VGroup(), VGroup(), VGroup()
        self._is_named = habits.is_named.values.tolist()
        for fan, cited, *says in zip(
            fans, habits.counts.each(), *(one.values for one in habits[1:]), strict=True
        ):
            outline = Outline(width=_WIDE, height=high).next_to(fan.reader, UP, buff=_ABOVE)
            outline.set_stroke(theme.EDGE, theme.STROKE_FRAME)
            told = _told(cited, whole, *says, hue=hue_of(fan.head))
            told.next_to(outline, RIGHT, buff=_BESIDE)
            VGroup(outline, told).set_x(fan.reader.get_x())
            fill = Rectangle(width=_WIDE, height=law(cited.value), stroke_width=0)
            fill.set_fill(hue_of(fan.head), opacity=1).move_to(outline, aligned_edge=DOWN)
            self.fills.add(shows(fill, Encoding(cited, "height", law, group="habits")))
            self.outlines.add(outline)
            self.told.add(told)
        super().__init__(self.outlines, self.fills, self.told)

    def fill(self) -> Animation:
        """Fill one glass after the other, and say beside each what it holds."""
        each = zip(self.fills, self.told, strict=True)
        filled = (Succession(rising([one]), FadeIn(told)) for one, told in each)
        return LaggedStart(*filled, lag_ratio=0.3)

    def judge(self) -> Animation:
        """Let names be looked at, and say of heads without one that they have no clear role."""
        moves = []
        for told, is_named in zip([*self.told], self._is_named, strict=True):
            if is_named:
                moves.append(stirring([told]))
                continue
            unclear = Text("no clear role", size=_OF, color=theme.QUIET)
            unclear.move_to(told, aligned_edge=LEFT)
            self.told.remove(told).add(unclear)
            moves.append(exchange([told], [unclear]))
        return LaggedStart(*moves, lag_ratio=0.5)


def _told(
    cited: Citation, whole: Citation, hears_last: bool, is_named: bool, *, hue: ManimColor
) -> VGroup:  # fmt: skip
    """Write what a head does, how often, and of how many sentences; grey if that is no name."""
    said = phrase("word before") if hears_last else phrase("its noun")
    ink = hue if is_named else theme.QUIET
    quiet = {"size": _OF, "color": theme.QUIET}
    parts = (
        Text(said, size=_NAME, color=ink),
        Numeral(cited, decimals=0, size=_NUMBER, color=ink),
        line(Text("of", **quiet), Numeral(whole, decimals=0, **quiet)),
        Text("sentences", **quiet),
    )
    return VGroup(*parts).arrange(DOWN, buff=_BESIDE, aligned_edge=LEFT)
