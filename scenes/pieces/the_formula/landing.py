"""Where what is handed over comes to lie: on the line of gender, between both forms of the word."""

from __future__ import annotations

from collections.abc import Iterator

from manim import (
    DOWN,
    LEFT,
    UP,
    Animation,
    AnimationGroup,
    Create,
    FadeIn,
    LaggedStart,
    Mobject,
    MoveToTarget,
    VGroup,
)

from scenes import theme
from scenes.mobjects.motion import stirring
from scenes.mobjects.value_line import ValueLine
from scenes.pieces.the_formula.gift import Gift
from scenes.pieces.the_formula.outcome import Outcome
from scenes.pieces.the_formula.run import Twin
from scenes.stage.cited import extent
from scenes.stage.gender import hue_of_gender
from scenes.stage.layout import Room
from scenes.stage.shapes import Rule
from scenes.stage.text import Text

HIGH = 1.35  # of the room that it needs
_WIDE, _UP, _DOT = 0.84, 0.56, 0.19  # of the room; from its foot to the axis; half a dot
_OVER, _SIZE, _GROWN = 0.5, 0.62, 1.3  # forms over the axis; their type, and that of an answer
_TOP, _LOW, _ASK = 0.2, 0.2, 0.26  # of the place at which the word turns; a guess over it
_UNDER = 0.5  # of the names of both sides


class Landing(VGroup):
    """The line with both sides, on which the contents of gifts lie; or, without it, one vector.

    Parameters
    ----------
    handed
        What is in the gift if there is no line: the vector itself.
    """

    def __init__(self, outcome: Outcome, room: Room, twin: Twin | None, handed: Mobject) -> None:
        self._forms, self._room = outcome.forms, room
        self._inside = [handed.move_to(room.center)]
        self.ground = VGroup()
        if twin is not None:
            self.ground = self._lay(twin)
        super().__init__(self.ground, self._forms)

    def _lay(self, twin: Twin) -> VGroup:
        low, high = extent(twin.way)
        line = ValueLine(ends=(float(low), float(high)), width=_WIDE * self._room.width)
        line.move_to([self._room.center[0], self._room.bottom + _UP, 0])
        places = twin.way.cite(0), twin.way.cite(len(twin.way) - 1)
        self._inside = [
            line.mark(place, color=hue_of_gender(form), radius=_DOT)
            for place, form in zip(places, twin.forms, strict=True)
        ]
        self._seats = sorted(mark.get_x() for mark in self._inside)
        height = float(line.axis.get_y())
        turn = line.threshold(twin.turn.cite(), top=height + _TOP, bottom=height - _LOW)
        names = VGroup(
            *(
                Text(name, size=theme.SIZE_TOKEN, color=hue).set_x(x).stand_on(height - _UNDER)
                for name, hue, x in zip(
                    ("masculine", "feminine"),
                    (theme.MASCULINE, theme.FEMININE),
                    self._seats,
                    strict=True,
                )
            )
        )
        return VGroup(line, turn, names)

    @property
    def middle(self) -> Rule:
        """Say where a guess has its place: over the turn, between both forms."""
        at = self.ground[1].get_top() if len(self.ground) else self._room.center
        return Rule(at + _ASK * UP, at + 1.1 * _ASK * UP)

    def wait(self) -> list[Animation]:
        """Let both forms go where they wait, low, each under the place that it may win."""
        moves = []
        for form, x in zip(self._forms, getattr(self, "_seats", ()), strict=True):
            moving = form.animate.scale(_SIZE / form.em)
            moves.append(moving.move_to([x, self._room.bottom + _OVER / 2, 0]))
        return moves

    def come(self) -> Animation:
        """Let the line come, and the forms rise over it."""
        line, turn, names = self.ground
        rising = (form.animate.set_y(line.axis.get_y() + _OVER) for form in self._forms)
        coming = LaggedStart(Create(line), FadeIn(turn), FadeIn(names), lag_ratio=0.4)
        return AnimationGroup(*rising, coming)

    def under(self, gift: Gift) -> Animation:
        """Let a gift go over the middle."""
        return gift.animate.set_x(self.middle.get_x())

    def open(self, gift: Gift, turn: int) -> Iterator[Animation]:
        """Let the lid come off, and what is inside fall and roll to its place.

        Of a vector alone there is but one: the second gift has nothing new in it.
        """
        yield gift.open()
        inside = self._inside[turn : turn + 1]
        homes = [one.get_center() for one in inside]
        coming = (FadeIn(one.move_to(gift.box), scale=0.5) for one in inside)
        yield AnimationGroup(gift.go(), *coming)
        for one, home in zip(inside, homes, strict=True):
            self.add(one)
            if len(self.ground):
                yield one.animate.set_y(home[1]).build()
            yield one.animate.move_to(home).build()

    def decide(self, turn: int) -> Animation:
        """Let the form grow on whose side it lies; a vector alone stirs."""
        inside = self._inside[min(turn, len(self._inside) - 1)]
        near = [form for form in self._forms if abs(form.get_x() - inside.get_x()) < _DOT]
        if not near:
            return stirring([inside])
        return near[0].animate.scale(_GROWN, about_edge=DOWN).build()

    def take(self, word: Text) -> Animation:
        """Let the word come and stand between both its forms, or before its vector."""
        word.generate_target().scale(_SIZE / word.em)
        if len(self._forms):
            word.target.set_x(sum(self._seats) / 2).stand_on(self._forms[0].baseline)
        else:
            word.target.next_to(self._inside[0], LEFT, buff=_OVER)
        self.add(word)
        return MoveToTarget(word)
