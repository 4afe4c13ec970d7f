"""Four words with their ids, and the line above which a vector points up and below it down."""

from __future__ import annotations

from collections.abc import Sequence

from manim import DOWN, LEFT, UP, Animation, AnimationGroup, Create, FadeIn, FadeOut, VGroup

from scenes import theme
from scenes.mobjects.motion import become
from scenes.pieces.worked_example.projections import Projections
from scenes.stage.cited import Declared, Quantity, Word
from scenes.stage.layout import Room, line
from scenes.stage.shapes import Rule
from scenes.stage.text import Numeral, Text

_WORD, _ID, _APART, _BIG, _AIR = 0.8, 0.6, 0.9, 1.1, 0.25


class Opening(VGroup):
    """What comes in, and then what is asked of it, across a whole stage."""

    def __init__(self, room: Room, words: Sequence[Word], ids: Quantity) -> None:
        declared = Declared("token")
        self.words = line(*(Text(one, size=_WORD, declared=declared) for one in words), gap=_APART)
        self.ids = VGroup(Numeral(one, decimals=0, size=_ID) for one in ids.each())
        for number, word in zip(self.ids, self.words, strict=True):
            number.next_to(word, DOWN).set_y(-_WORD)
        self.ids.add(Text("id", size=_ID, color=theme.QUIET).next_to(self.ids, LEFT, buff=_APART))
        room.hold(VGroup(self.words, self.ids))
        self._room = room
        super().__init__(self.words, self.ids)

    def come(self) -> Animation:
        """Let the words come with their ids."""
        return AnimationGroup(FadeIn(self.words), FadeIn(self.ids, shift=0.3 * UP, lag_ratio=0.2))

    def draw(self, drawn: Projections) -> Animation:
        """Let the ids fall away, and each word fly to the tip of a vector that grows."""
        flying = become(self.words, drawn.inputs.names)
        arrows = AnimationGroup(*map(Create, drawn.inputs.arrows), lag_ratio=0.25)
        gone = FadeOut(self.ids, shift=0.5 * DOWN, run_time=theme.QUICK)
        return AnimationGroup(gone, FadeIn(drawn.plane), arrows, flying)

    def horizon(self, drawn: Projections) -> VGroup:
        """Draw the line that parts up from down, and ask which it will be."""
        height = drawn.plane.x_axis.get_y()
        ends = [self._room.left, height, 0], [self._room.right, height, 0]
        rule = Rule(*ends, color=theme.EDGE, stroke_width=theme.STROKE_THIN)
        asked = VGroup(Text(one, size=_BIG, color=theme.HIGHLIGHT) for one in ("up?", "down?"))
        for word, side in zip(asked, (UP, DOWN), strict=True):
            word.next_to(rule, side, buff=_AIR).set_x(self._room.left, direction=LEFT)
        return VGroup(rule, asked)
