"""Chains of more and more states, and a parcel on each that is to reach its end."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
from manim import (
    DOWN,
    LEFT,
    RIGHT,
    UP,
    Animation,
    AnimationGroup,
    Create,
    FadeIn,
    LaggedStart,
    Mobject,
    MoveAlongPath,
    UpdateFromAlphaFunc,
    VGroup,
    linear,
)
from manim.utils.color import ManimColor

from scenes import theme
from scenes.mobjects.motion import become
from scenes.mobjects.plane import Plane
from scenes.pieces.one_step_away.arcs import arc
from scenes.stage.cited import Citation, Quantity
from scenes.stage.claims import Encoding, Furniture, Placement, shows
from scenes.stage.layout import Room
from scenes.stage.shapes import Circle, Dot, Path, Rule
from scenes.stage.text import Numeral, Text

_STATE, _PARCEL, _LAMP = 0.06, 0.19, 0.23
_JUMP = 0.25
_NEXT = 0.5  # from the lamp of one network up to that of the other
_RISE = 0.38


class Chain(VGroup):
    """So many states in a row, with their number before them and two lamps at their end."""

    def __init__(self, plane: Plane, length: Citation, height: float) -> None:
        self.plane, self.length = plane, length
        places = [plane.at(place, 0)[0] for place in range(1, int(length.value) + 1)]
        self.stops = [np.array([x, height, 0.0]) for x in places]
        self.thread = Rule(self.stops[0], self.stops[-1], color=theme.LINE, stroke_width=1)
        self.states = VGroup(*(_furniture(Dot(at, _STATE, color=theme.EDGE)) for at in self.stops))
        self.number = Numeral(length, decimals=0, size=theme.SIZE_LABEL)
        self.number.next_to(self.stops[0], LEFT, buff=0.3)
        self.lamps = VGroup(*(_lamp(self.stops[-1] + UP * up) for up in (0, _NEXT)))
        super().__init__(self.thread, self.states, self.number)

    def along(self, hops: float) -> np.ndarray:
        """Return where a parcel is after so many hops: it jumps from state to state."""
        hops = min(hops, len(self.stops) - 1.0)
        last = min(int(hops), len(self.stops) - 2)
        share = hops - last
        start, end = self.stops[last : last + 2]
        return start + share * (end - start) + UP * _JUMP * np.sin(np.pi * share)

    def leap(self) -> Path:
        """Draw the one hop from the first state to the last."""
        start, end = self.stops[0], self.lamps[1].get_center()
        way = Path(stroke_color=theme.WEIGHT, stroke_width=2.5)
        way.set_points(arc(start, end, _RISE).points)
        ends = (1.0, np.nan), (self.length, np.nan)
        both = Placement(self.plane, ends, lambda arc: np.array([arc.get_start(), arc.get_end()]))
        return shows(way, both)


class Ladder(VGroup):
    """One chain a length, each state where its number is on the x axis of a plane."""

    def __init__(self, plane: Plane, lengths: Quantity, room: Room) -> None:
        heights = zip(lengths.each(), room.heights(len(lengths)), strict=True)
        super().__init__(*(Chain(plane, length, height) for length, height in heights))
        self.named = VGroup(_name("RNN", theme.INK), _name("attention", theme.WEIGHT))
        self.named.arrange(DOWN, buff=0.4, aligned_edge=RIGHT)
        room.hold(self.named, UP + RIGHT)
        self.head = Text("tokens", color=theme.QUIET).next_to(self[0].number, UP, buff=0.3)
        self.head.align_to(self[0].number, RIGHT)

    def taking_in(self, row: Collection[Mobject]) -> tuple[Animation, Animation]:
        """Let a row become states of the first chain that is long enough; then show all others."""
        first = next(chain for chain in self if len(chain.stops) >= len(row))
        others = (chain for chain in self if chain is not first)
        rest = VGroup(first.states[len(row) :], first.thread, first.number, self.head)
        entering = LaggedStart(*map(FadeIn, (rest, *others)), lag_ratio=0.3)
        return become(row, first.states), entering

    def lamps(self, which: int) -> VGroup:
        """Return the ends at which the parcels of one of the two networks arrive."""
        return VGroup(*(chain.lamps[which] for chain in self))

    def named_right(self, shares: Quantity) -> VGroup:
        """Write behind the lower ends how often that network then names the first token."""
        pairs = zip(self.lamps(0), shares.each(), strict=True)
        return VGroup(*(Numeral(one, size=theme.SIZE_TOKEN).next_to(at) for at, one in pairs))

    def parcels(self) -> VGroup:
        """Let a parcel lie at the start of each chain."""
        dots = (Dot(chain.stops[0], _PARCEL, color=theme.INK) for chain in self)
        return VGroup(*map(_furniture, dots))

    def hand_on(self, parcels: VGroup, arriving: Quantity) -> Animation:
        """Hand all parcels on at one pace, until each has faded to what arrives of it."""
        longest = len(self[-1].stops) - 1

        def put(group: VGroup, alpha: float) -> None:
            for chain, parcel, cited in zip(self, group, arriving.each(), strict=True):
                hops = min(alpha * longest, len(chain.stops) - 1)
                faded = hops / (len(chain.stops) - 1) * (1 - cited.value)
                parcel.move_to(chain.along(hops)).set_fill(opacity=1 - faded)
                if alpha == 1:
                    shows(parcel, Encoding(cited, "opacity", theme.proportional))

        return UpdateFromAlphaFunc(parcels, put, rate_func=linear)

    def sent(self, arriving: Quantity) -> VGroup:
        """Let another parcel lie at the start of each chain, to arrive as it is."""
        parcels = VGroup()
        for chain, cited in zip(self, arriving.each(), strict=True):
            parcel = Circle(_PARCEL, color=theme.WEIGHT, stroke_width=0).move_to(chain.stops[0])
            parcel.set_fill(theme.WEIGHT, opacity=cited.value)
            parcels.add(shows(parcel, Encoding(cited, "opacity", theme.proportional)))
        return parcels

    def leap(self, parcels: VGroup) -> Animation:
        """Let one arc lead over each chain, and its parcel along it."""
        arcs = [chain.leap() for chain in self]
        moves = (MoveAlongPath(*pair) for pair in zip(parcels, arcs, strict=True))
        return AnimationGroup(*map(Create, arcs), *moves)


def _name(words: str, color: ManimColor) -> Text:
    return Text(words, size=theme.SIZE_GUESS, color=color)


def _furniture(dot: Dot) -> Dot:
    return shows(dot, Furniture("state"))


def _lamp(at: np.ndarray) -> Circle:
    ring = Circle(_LAMP, color=theme.QUIET, stroke_width=theme.STROKE_THIN)
    return shows(ring.move_to(at), Furniture("lamp"))
