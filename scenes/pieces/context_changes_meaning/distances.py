"""How far one point lies from two others: in the plane, and then in all dimensions."""

from __future__ import annotations

from functools import partial

from manim import (
    DOWN,
    LEFT,
    ORIGIN,
    RIGHT,
    Animation,
    Create,
    FadeIn,
    FadeOut,
    LaggedStart,
    Mobject,
    ReplacementTransform,
    TransformFromCopy,
    VGroup,
)

from attention_math.concordance import Misled
from scenes import theme
from scenes.mobjects.motion import exchange
from scenes.pieces.context_changes_meaning.measured import Measured
from scenes.pieces.context_changes_meaning.sense_plane import SensePlane
from scenes.stage.cited import Quantity
from scenes.stage.claims import Encoding, shows
from scenes.stage.layout import Room
from scenes.stage.shapes import Line
from scenes.stage.text import Numeral, Text

_THREAD, _THICK, _NUMBER, _NAME, _GAP, _BELOW = 5.0, 36.0, 0.6, 0.46, 0.2, 0.4


class Distances(VGroup):
    """Two threads in the plane, and beside it two bars as long as they are, which then grow true.

    The bars have the plane's own scale before and after; the nearest in truth comes first.
    """

    def __init__(self, told: Measured, misled: Misled, plane: SensePlane, room: Room) -> None:
        stray, *others = misled.numbers.values.tolist()
        self._plane, self._hues = plane, [told.hue(one) for one in others]
        self.threads = VGroup(*(plane.thread(stray, one, _THREAD) for one in others))
        self.rings = [plane.ring(one) for one in others]
        above, *rooms = room.rows(1.0, 1.5, 1.5)
        words = "distance, seen flat", "distance in all dimensions"
        self.titles = [above.hold(Text(one, size=_NAME), LEFT) for one in words]
        self.names = VGroup()
        for place, other in zip(rooms, others, strict=True):
            name = Text(told.name(other), size=_NAME, color=told.hue(other))
            self.names.add(place.rows(1, 1)[0].hold(name, LEFT + DOWN))
        self.flat, self.full = (self._bars(one) for one in (misled.flat, misled.full))
        super().__init__(self.threads, self.names)

    def tie(self) -> Animation:
        """Tie the point to the one beside which it lies, and ring that."""
        return LaggedStart(Create(self.threads[1]), Create(self.rings[1]), lag_ratio=0.5)

    def lay_flat(self) -> list[Animation]:
        """Let a bar come out of each thread, as long as it is."""
        bars, numbers = self.flat
        laid = (TransformFromCopy(*pair) for pair in zip(self.threads, bars, strict=True))
        moving = LaggedStart(*laid, lag_ratio=0.4)
        return [FadeIn(self.titles[0], self.names), LaggedStart(moving, FadeIn(numbers))]

    def grow(self) -> list[Animation]:
        """Let the bars grow to what the distances are."""
        pairs = zip(self.flat[0], self.full[0], strict=True)
        growing = (ReplacementTransform(*pair) for pair in pairs)
        changes = (
            exchange([old], [new])
            for old, new in zip(
                (self.titles[0], self.flat[1]), (self.titles[1], self.full[1]), strict=True
            )
        )
        return [*growing, *changes]

    def jump(self) -> list[Animation]:
        """Let the ring jump to the one that is nearest in truth."""
        return [ReplacementTransform(*reversed(self.rings)), FadeOut(self.threads[1])]

    def left(self) -> list[Mobject]:
        """Return all that stands there after the jump."""
        return [self.rings[0], self.threads[0], self.names, self.titles[1], *self.full]

    def _bars(self, distances: Quantity) -> tuple[VGroup, VGroup]:
        law = partial(theme.proportional, unit=self._plane.unit)
        bars, numbers = VGroup(), VGroup()
        for name, hue, cited in zip(self.names, self._hues, distances.each(), strict=True):
            bar = Line(ORIGIN, law(cited.value) * RIGHT, color=hue, stroke_width=_THICK)
            bar.next_to(name, DOWN, buff=_BELOW, aligned_edge=LEFT)
            bars.add(shows(bar, Encoding(cited, "width", law, group="distances")))
            number = Numeral(cited, decimals=1, size=_NUMBER).next_to(bar, RIGHT, buff=_GAP)
            numbers.add(number)
        return bars, numbers
