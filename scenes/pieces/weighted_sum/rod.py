"""The mix of one word as an arrow up to it, at which springs pull."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import numpy as np
from manim import LEFT, RIGHT, Animation, Mobject, UpdateFromAlphaFunc, VGroup, smooth

from scenes import theme
from scenes.mobjects.filled_arrow import FilledArrow
from scenes.mobjects.token_row import Token
from scenes.mobjects.value_line import ValueLine
from scenes.pieces.weighted_sum.lanes import Lanes
from scenes.stage.cited import Citation, Quantity, Word
from scenes.stage.claims import Encoding, shows
from scenes.stage.layout import Room
from scenes.stage.shapes import Path
from scenes.stage.text import Numeral

_COILS, _FINE = 7, 16  # of a spring, and in how many pieces each is drawn
_THIN, _THICK = 2, 6  # the stroke of a weak one, and how much thicker a strong one is
_HIGHEST = 0.65  # of all the weight


class Spring(Path):
    """A spring from a parcel to the rod, as high as it is strong."""

    def __init__(self, weight: Citation, pitch: float) -> None:
        super().__init__(stroke_color=theme.WEIGHT, stroke_width=_THIN + _THICK * weight.value)
        law = partial(theme.proportional, unit=min(_HIGHEST, 0.9 * pitch))
        self._half = law(weight.value) / 2
        shows(self, Encoding(weight, "height", law, group="springs"))

    def stretch_between(self, start: float, end: float, y: float) -> Spring:
        """Hang the spring between two places at one height."""
        share = np.linspace(0, 1, _COILS * _FINE + 1)
        up = self._half * np.sin(2 * np.pi * _COILS * share)
        points = np.stack([start + (end - start) * share, y + up, 0 * share], axis=1)
        return self.set_points_as_corners(points)


class Rod(VGroup):
    """A rod at the place of a word's mix: an arrow up to the word, which it is added to.

    Parameters
    ----------
    way
        Where the mix lies from step to step: ``slide`` goes there.
    """

    def __init__(self, word: Word, way: Quantity, *, line: ValueLine, room: Room) -> None:
        self.way, self.line, self._room = way, line, room
        self.last = len(way) - 1
        self.token = room.hold(Token(word, size=theme.SIZE_TOKEN), [0, -1, 0])
        self.token.box.set_stroke(theme.QUERY, theme.STROKE_FRAME)
        foot = float(line.axis.get_y())
        ends = np.array([0, foot, 0]), self.token.get_bottom()
        self.rod = FilledArrow(*ends, color=theme.VALUE, thick=0.08)
        self.foot = line.mark(way.cite(0), color=theme.VALUE, radius=0.11).set_z_index(1)
        self.riders: Sequence[Mobject] = ()  # what else goes along
        self.springs: list[tuple[Spring, float, float]] = []
        super().__init__(self.rod, self.foot, self.token)

    def tied(self, lanes: Lanes) -> VGroup:
        """Tie the rod to the parcels of some lanes by springs as strong as their weights."""
        self.springs = [
            (Spring(one.claim.citation, lanes.pitch), float(one.get_x()), y)
            for one, y in zip(lanes.parcels, lanes.heights, strict=True)
        ]
        self._pull()
        return VGroup(*(spring for spring, *_ in self.springs))

    def untie(self) -> VGroup:
        """Let go of the springs, and return them."""
        springs = VGroup(*(spring for spring, *_ in self.springs))
        self.springs = []
        return springs

    def number(self, step: int) -> Numeral:
        """Write beside the word where its mix lies at a step."""
        number = Numeral(self.way.cite(step), size=theme.SIZE_TOKEN, color=theme.VALUE)
        number.next_to(self.place_of(step), RIGHT, buff=0.15)
        if number.get_right()[0] > self._room.right:
            number.next_to(self.place_of(step), LEFT, buff=0.15)
        return number.stand_on(self.token.label.baseline)

    def place_of(self, step: int) -> Token:
        """Return the word's box as it stands at a step."""
        return self.token.copy().set_x(self.line.at(self.way.cite(step).value)[0])

    def show(self, step: int) -> Rod:
        """Put the rod at the place of a step."""
        cited = self.way.cite(step)
        x = float(self.line.at(cited.value)[0])
        for part in (self.rod, self.foot, self.token):
            part.set_x(x)
        for mark in (self.rod, self.foot):
            shows(mark, self.line.at_place(cited))
        self._pull()
        return self

    def slide(self, first: int, last: int, *others: object, **options: object) -> Animation:
        """Go from step to step; ``others`` show the same steps."""
        moved = VGroup(self, *self.riders, *(spring for spring, *_ in self.springs), *others)

        def go(_moved: VGroup, alpha: float) -> None:
            step = round(first + alpha * (last - first))
            for one in (self, *others):
                one.show(step)

        return UpdateFromAlphaFunc(moved, go, **{"rate_func": smooth, **options})

    def _pull(self) -> None:
        for spring, start, y in self.springs:
            spring.stretch_between(start, float(self.rod.get_x()), y)
