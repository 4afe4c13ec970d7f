"""All keys as arrows, so near that they fill the stage; how much of them is seen is said."""

from __future__ import annotations

from collections.abc import Sequence

from manim import (
    DL,
    DR,
    UL,
    UR,
    Animation,
    FadeOut,
    VGroup,
    smooth,
    squish_rate_func,
)

from attention_math.principal import Sweep
from scenes import theme
from scenes.mobjects.motion import become
from scenes.pieces.dot_product_scores.pointer import Pointer
from scenes.pieces.dot_product_scores.vector_plane import VectorPlane, upright
from scenes.stage.layout import Room, line
from scenes.stage.text import Numeral, Text

_EARLY = squish_rate_func(smooth, 0, 0.5)
_SIZE, _NOTED = 0.6, 0.4  # of words at the tips; of what is said in a corner


class NearKeys(VGroup):
    """Keys in the plane in which a query is to turn over them, each with its word."""

    def __init__(self, sweep: Sweep, words: Sequence[str], room: Room) -> None:
        tips = upright(sweep.key)
        box = room.hold(VectorPlane(tips, width=room.width, height=room.height))
        self.arrows = VGroup(*(box.arrow(tip, color=theme.KEY) for tip in tips))
        self.names = box.name_tips(words, self.arrows, avoid=self.arrows, size=_SIZE)
        number = Numeral(sweep.percent.cite(), decimals=0, size=_NOTED, color=theme.QUIET)
        words = Text("% kept in this flat view", size=_NOTED, color=theme.QUIET)
        self.note = line(number, words, gap=0.06)
        corners = [room.hold(self.note, side).get_center() for side in (DR, DL, UR, UL)]
        box.place(self.note, corners, [*self.arrows, *self.names])
        super().__init__(self.arrows, self.names, self.note)

    def go_to(self, pointer: Pointer) -> list[Animation]:
        """Let the arrows go, smaller, to where the query will turn, each with its word."""
        smaller = pointer.arrows.width / self.arrows.width
        there = pointer.arrows.get_center() - smaller * self.arrows.get_center()
        names = (name.animate.scale(smaller).move_to(there + smaller * name.get_center())
                 for name in self.names)  # fmt: skip
        return [become(self.arrows, pointer.arrows), *names, FadeOut(self.note, rate_func=_EARLY)]

    def leave_to(self, pointer: Pointer) -> list[Animation]:
        """Let only keys that matter keep their words, larger again."""
        kept = (self.names[place] for place in pointer.named)
        rest = VGroup(*(self.names[place] for place in pointer.quiet))
        return [FadeOut(rest, rate_func=_EARLY), become(kept, pointer.names)]
