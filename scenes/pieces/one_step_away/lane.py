"""A row of states along which a parcel is handed on, or over which it leaps."""

from __future__ import annotations

import numpy as np
from manim import (
    UP,
    Animation,
    AnimationGroup,
    Create,
    FadeIn,
    MoveAlongPath,
    UpdateFromAlphaFunc,
    VGroup,
    linear,
)
from manim.utils.color import ManimColor

from attention_math.recall import fading
from scenes import theme
from scenes.mobjects.plane import Plane
from scenes.pieces.one_step_away.arcs import arc
from scenes.stage.cited import Citation, Quantity
from scenes.stage.claims import Encoding, Furniture, Placement, shows
from scenes.stage.derive import derive
from scenes.stage.shapes import Circle, Dot, Path, Rule

_PARCEL, _RING, _STATE = 0.27, 0.36, 0.045
_LONG = 2.0  # seconds, from the first state to the last
_SIDES = 4  # pieces of an arc, for each is to become a square
_JUMP, _RISE, _LEAST = 0.3, 1.15, 0.3  # how high is a hop; the longest arc; and the shortest of it


class Lane(VGroup):
    """As many states as the longest sentence has tokens, and a ring where each sentence ends.

    Parameters
    ----------
    lengths
        Of the sentences.
    arriving
        How much of the first word arrives at each ring.

    Attributes
    ----------
    arcs
        The ways of one hop, one to each ring.
    """

    def __init__(
        self, plane: Plane, height: float, lengths: Quantity, arriving: Quantity, hue: ManimColor
    ) -> None:
        self._plane, self._lengths, self._arriving = plane, lengths, arriving
        ends = lengths.values.astype(int).tolist()
        self._stops = [
            np.array([plane.at(place, 0)[0], height, 0.0]) for place in range(1, ends[-1] + 1)
        ]
        self._hops, self._hue = [end - 1 for end in ends], hue
        self.thread = Rule(self._stops[0], self._stops[-1], color=theme.LINE, stroke_width=1)
        states = (Dot(stop, _STATE, color=theme.EDGE) for stop in self._stops)
        self.states = VGroup(*(shows(state, Furniture("state")) for state in states))
        rings = (Circle(_RING, color=theme.QUIET, stroke_width=theme.STROKE_THIN) for _ in ends)
        self.rings = VGroup(*(shows(ring, Furniture("ring")) for ring in rings))
        for ring, hops in zip(self.rings, self._hops, strict=True):
            ring.move_to(self._stops[hops])
        self.arcs = VGroup(*map(self._arc, self._hops, lengths.each()))
        super().__init__(self.thread, self.states, self.rings)

    def parcel(self) -> VGroup:
        """Let what is handed on lie at the start."""
        return VGroup(shows(self._dot(self._stops[0]), Furniture("parcel")))

    def hand_on(self, parcels: VGroup) -> Animation:
        """Hand a parcel on; at each ring stays what of it was measured to arrive there."""
        faded = derive(fading, self._lengths, self._arriving)

        def put(group: VGroup, alpha: float) -> None:
            hops, last = alpha * (len(self._stops) - 1), len(self._stops) - 2
            start = min(int(hops), last)
            way, share = self._stops[start + 1] - self._stops[start], hops - start
            jump = _JUMP * np.sin(np.pi * share) * UP
            moving = group[0].move_to(self._stops[start] + share * way + jump)
            self._told(moving, faded.cite(round(hops)))
            passed = [place for place, ring in enumerate(self._hops[:-1]) if hops >= ring]
            for place in passed[len(group) - 1 :]:
                left = self._dot(self._stops[self._hops[place]])
                group.add(self._told(left, self._arriving.cite(place)))

        return UpdateFromAlphaFunc(parcels, put, rate_func=linear, run_time=_LONG)

    def sent(self) -> VGroup:
        """Let a parcel for each ring lie at the start, to arrive there as it is."""
        dots = (Circle(_PARCEL, color=self._hue, stroke_width=0) for _ in self._hops)
        parcels = (dot.move_to(self._stops[0]) for dot in dots)
        pairs = zip(parcels, self._arriving.each(), strict=True)
        return VGroup(*(self._told(*pair) for pair in pairs))

    def leap(self, parcels: VGroup) -> Animation:
        """Let one arc lead to the last ring, and a parcel along it."""
        return AnimationGroup(Create(self.arcs[-1]), MoveAlongPath(parcels[-1], self.arcs[-1]))

    def follow(self, parcels: VGroup) -> Animation:
        """Let an arc and a parcel come to each of the other rings, too."""
        stops = (self._stops[hops] for hops in self._hops)
        moves = [
            AnimationGroup(
                Create(way), FadeIn(parcel.move_to(stop), target_position=self._stops[0])
            )
            for parcel, way, stop in zip(parcels[:-1], self.arcs, stops, strict=False)
        ]
        return AnimationGroup(*moves)

    def _dot(self, at: np.ndarray) -> Dot:
        return Dot(at, _PARCEL, color=self._hue, stroke_width=0)

    def _told(self, parcel: Dot | Circle, arriving: Citation) -> Dot | Circle:
        parcel.set_fill(self._hue, opacity=arriving.value)
        return shows(parcel, Encoding(arriving, "opacity", theme.proportional))

    def _arc(self, hops: int, end: Citation) -> Path:
        share = _LEAST + (1 - _LEAST) * hops / self._hops[-1]
        way = Path(stroke_color=theme.WEIGHT, stroke_width=3)
        way.set_points(arc(self._stops[0], self._stops[hops], _RISE * share).points)
        way.insert_n_curves(_SIDES - 1)
        ends = (1.0, np.nan), (end, np.nan)
        both = Placement(self._plane, ends, lambda arc: np.array([arc.get_start(), arc.get_end()]))
        return shows(way, both)
