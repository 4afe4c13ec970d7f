"""What heads do in many sentences: these pass by, and a bar a head says in how many it does so."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

from manim import (
    DOWN,
    LEFT,
    UP,
    Animation,
    FadeIn,
    FadeOut,
    GrowFromEdge,
    LaggedStart,
    VGroup,
)
from manim.utils.color import ManimColor

from attention_math.surveys import habit_of, load_surveys
from scenes import theme
from scenes.mobjects.motion import exchange, stirring
from scenes.pieces.many_heads.fan import Fan, hue_of
from scenes.pieces.many_heads.passing import Passing
from scenes.pieces.many_heads.rooms import Reading
from scenes.stage.cited import Citation
from scenes.stage.claims import Encoding, shows
from scenes.stage.derive import derive
from scenes.stage.layout import line
from scenes.stage.phrases import Phrase, phrase
from scenes.stage.shapes import Outline, Rectangle
from scenes.stage.text import Numeral, Text

_PART = 40  # sentences, of which the last passes by
_GONE, _COME, _GROW, _SCROLL = 0.12, 0.2, 0.58, 0.4  # seconds; and how far it goes
_WIDE, _HIGH, _BELOW = 3.2, 0.38, 0.14
_NAME, _NUMBER, _OF = 0.42, 0.5, 0.36


class Habits(VGroup):
    """Below each head a bar, full if its adjective hears one place most in all sentences."""

    def __init__(self, fans: Sequence[Fan], rooms: Reading) -> None:
        surveys: Any = derive(load_surveys, source="surveys")
        whole, shown = surveys.named_in.cite(), range(_PART - 1, len(surveys.words), _PART)
        self.passing = [Passing(surveys, number, fans, rooms) for number in shown]
        law = partial(theme.proportional, unit=_WIDE / whole.value)
        self.outlines, self.fills, self.told = VGroup(), VGroup(), VGroup()
        for fan in fans:
            habit: Any = derive(habit_of, surveys.hears[:, fan.head], _PART)
            hue = hue_of(fan.head)
            outline = Outline(width=_WIDE, height=_HIGH).set_stroke(theme.EDGE, theme.STROKE_THIN)
            outline.move_to([fan.reader.get_x(), rooms.foot.top, 0], UP)
            told = _told(habit.count.cite(), whole, _does(int(habit.place.values)), hue)
            self.outlines.add(outline)
            self.told.add(told.next_to(outline, DOWN, buff=_BELOW))
            self.fills.add(_filled(outline, habit.parts.each(), law, hue))
        super().__init__(self.outlines, self.told)

    def steps(self) -> Iterator[list[Animation]]:
        """Let sentence after sentence pass by, and the bars grow."""
        for part, one in enumerate(self.passing):
            if part:
                yield [FadeOut(self.passing[part - 1], shift=_SCROLL * UP, run_time=_GONE)]
            growing = (GrowFromEdge(fill[part], LEFT, run_time=_GROW) for fill in self.fills)
            coming = FadeIn(one, shift=_SCROLL * UP, run_time=_COME)
            yield [coming, *growing]

    def tell(self) -> Animation:
        """Say what was counted."""
        return LaggedStart(*(FadeIn(one, shift=0.2 * DOWN) for one in self.told), lag_ratio=0.3)

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


def _filled(
    outline: Outline, parts: Sequence[Citation], law: Callable[[float], float], hue: ManimColor
) -> VGroup:
    """Fill a bar part by part."""
    fills, left = VGroup(), outline.get_left()
    for cited in parts:
        fill = Rectangle(width=law(cited.value), height=_HIGH, stroke_width=0)
        fill.set_fill(hue, opacity=1).move_to(left, aligned_edge=LEFT)
        fills.add(shows(fill, Encoding(cited, "width", law, group="habits")))
        left = fill.get_right()
    return fills


def _told(cited: Citation, whole: Citation, does: Phrase, hue: ManimColor) -> VGroup:
    """Write what a head does, in how many sentences, and of how many."""
    quiet = {"size": _OF, "color": theme.QUIET}
    return line(
        Text(does, size=_NAME, color=hue),
        Numeral(cited, decimals=0, size=_NUMBER, color=hue),
        Text("of", **quiet),
        Numeral(whole, decimals=0, **quiet),
    )


def _does(place: int) -> Phrase:
    """Say which word of the frame an adjective hears."""
    return (
        phrase("word before"),
        phrase("itself"),
        phrase("its noun"),
        phrase("the verb"),
        phrase("later article"),
        phrase("later adjective"),
        phrase("later noun"),
    )[place]
