"""Chains of more and more states, a parcel on each that is to reach its end, and what arrives."""

from __future__ import annotations

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
    MoveAlongPath,
    UpdateFromAlphaFunc,
    VGroup,
    linear,
)
from manim.utils.color import ManimColor

from attention_math.recall import Recall, one_network
from scenes import theme
from scenes.mobjects.plane import Plane
from scenes.pieces.one_step_away.chain import Chain, furniture
from scenes.stage.claims import Encoding, shows
from scenes.stage.derive import derive
from scenes.stage.layout import Room, line
from scenes.stage.shapes import Circle, Dot
from scenes.stage.text import Numeral, Text

_PARCEL = 0.19
_APART = 0.5  # of a parcel that has arrived from the middle of its column


class Ladder(VGroup):
    """One chain a length, and beside it a column for each network: what arrives, how often right.

    ``named`` says which network a column is of.
    """

    def __init__(self, room: Room, recall: Recall) -> None:
        self.recall = recall
        self.shares, self.arriving = (
            [derive(one_network, table, i) for i in range(len(table))]
            for table in (recall.accuracy, recall.influence)
        )
        chains, *self.columns = room.columns(8.3, 1.5, 1.6, 2.0)
        inner = chains.inset(left=1.1, right=0.95, top=0.85, bottom=0.45)
        last = recall.lengths.cite(-1).value
        plane = Plane((0.0, last), (0.0, 1.0), width=inner.width, height=inner.height)
        plane.move_to(inner.center)
        heights = inner.heights(len(recall.lengths))
        pairs = zip(recall.lengths.each(), heights, strict=True)
        super().__init__(*(Chain(plane, *pair) for pair in pairs))
        self.lamps = VGroup(*(chain.lamp for chain in self))
        self.head = Text("tokens", color=theme.QUIET).next_to(self[0].number, UP, buff=0.3)
        self.head.align_to(self[0].number, RIGHT)
        hues = theme.INK, theme.DIM, theme.WEIGHT
        self.named = VGroup(*map(_name, recall.networks.words(), hues))
        for name, column in zip(self.named, self.columns, strict=True):
            name.set_x(column.center[0]).stand_on(self.head.baseline)

    def trainings(self) -> VGroup:
        """Say below the columns what they tell, and of how many trainings it is the mean."""
        told = "share right, mean of", "trainings"
        before, after = (Text(words, color=theme.QUIET) for words in told)
        number = Numeral(self.recall.seeds.cite(), decimals=0, color=theme.QUIET)
        first, *_, last = self.columns
        return self._below(first.left, last.right).hold(line(before, number, after, gap=0.12), DOWN)

    def guessing(self) -> VGroup:
        """Say below the last lamp how often a guess is right."""
        number = Numeral(self.recall.chance.cite(), color=theme.QUIET)
        said = line(Text("guessing:", color=theme.QUIET), number)
        return self._below(self[-1].get_left()[0], self.columns[0].left).hold(said, DOWN)

    def _below(self, left: float, right: float) -> Room:
        return Room(left, right, self.columns[0].bottom, self[-1].get_bottom()[1])

    def entering(self) -> Animation:
        """Let one chain come after the other; the thread of the longest is there already."""
        rest = VGroup(self[-1].states, self[-1].number)
        return LaggedStart(*map(FadeIn, (*self[:-1], rest)), lag_ratio=0.3)

    def named_right(self, network: int) -> VGroup:
        """Write how often a network then names the first token, behind the lamps."""
        hue, numbers = self.named[network].get_fill_color(), VGroup()
        for row, lamp in enumerate(self.lamps):
            number = Numeral(self.shares[network].cite(row), size=theme.SIZE_TOKEN, color=hue)
            numbers.add(number.next_to(lamp))
        return numbers

    def put_away(self, network: int, *groups: VGroup) -> list[Animation]:
        """Let what has arrived, and then how often that is enough, go to the network's column."""
        return [one.animate.move_to(place + side * _APART)
                for group, side in zip(groups, (LEFT, RIGHT / 2), strict=False)
                for one, place in zip(group, self._in_column(network), strict=True)]  # fmt: skip

    def in_column(self, network: int, *, beside: bool = False) -> VGroup:
        """Write in a network's column how often it is right; or else beside its parcels there."""
        pairs = zip(self._in_column(network), self.named_right(network), strict=True)
        return VGroup(*(one.move_to(at + RIGHT / 2 * _APART * beside) for at, one in pairs))

    def _in_column(self, network: int) -> list[np.ndarray]:
        x = self.columns[network].center[0]
        return [np.array([x, chain.stops[0][1], 0.0]) for chain in self]

    def parcels(self, network: int) -> VGroup:
        """Let a parcel lie at the start of each chain."""
        hue = self.named[network].get_fill_color()
        dots = (Dot(chain.stops[0], _PARCEL, color=hue) for chain in self)
        return VGroup(*map(furniture, dots))

    def hand_on(self, parcels: VGroup, network: int) -> Animation:
        """Hand all parcels on at one pace, until each has faded to what arrives of it."""
        longest = len(self[-1].stops) - 1

        def put(group: VGroup, alpha: float) -> None:
            for row, (chain, parcel) in enumerate(zip(self, group, strict=True)):
                cited = self.arriving[network].cite(row)
                hops = min(alpha * longest, len(chain.stops) - 1)
                faded = hops / (len(chain.stops) - 1) * (1 - cited.value)
                parcel.move_to(chain.along(hops)).set_fill(opacity=1 - faded)
                if alpha == 1:
                    shows(parcel, Encoding(cited, "opacity", theme.proportional))

        return UpdateFromAlphaFunc(parcels, put, rate_func=linear)

    def sent(self, network: int) -> VGroup:
        """Let a parcel lie at the start of each chain, to arrive as it is."""
        parcels, hue = VGroup(), self.named[network].get_fill_color()
        for row, chain in enumerate(self):
            cited = self.arriving[network].cite(row)
            parcel = Circle(_PARCEL, color=hue, stroke_width=0).move_to(chain.stops[0])
            parcel.set_fill(hue, opacity=cited.value)
            parcels.add(shows(parcel, Encoding(cited, "opacity", theme.proportional)))
        return parcels

    def leap(self, parcels: VGroup) -> Animation:
        """Let one arc lead over each chain, and its parcel along it."""
        arcs = [chain.leap() for chain in self]
        moves = (MoveAlongPath(*pair) for pair in zip(parcels, arcs, strict=True))
        return AnimationGroup(*map(Create, arcs), *moves)


def _name(words: str, color: ManimColor) -> Text:
    return Text(words, size=theme.SIZE_TOKEN, color=color)
