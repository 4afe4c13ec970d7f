"""How a vector is plucked like a string, and how the nodes that listen to it ring."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from manim import (
    DOWN,
    RIGHT,
    Animation,
    AnimationGroup,
    Difference,
    FadeIn,
    FadeOut,
    LaggedStart,
    MoveAlongPath,
    MoveToTarget,
    Rectangle,
    RoundedRectangle,
    Succession,
    Union,
    VMobject,
    linear,
)

from scenes import theme
from scenes.mobjects.graph_node import GraphNode
from scenes.mobjects.motion import journey
from scenes.pieces.directed_graphs.ring_graph import RingGraph
from scenes.stage.claims import Furniture
from scenes.stage.shapes import Path

_WAVES = 4
_FARTHEST = 0.32
_FAINT, _GONE, _LEAVE, _LOST = 0.12, 0.2, 0.25, 0.7  # an opacity, a size, seconds, a size
_GROWN = 8.0  # by how much the area of a ring grows, for a weight of one
_PICK, _APART, _STROKE = 0.75, 0.12, 1.2


class Plucked(Animation):
    """Let a node's vector swing, and come to rest where it was; a ``lit`` node stays bright."""

    def __init__(self, node: GraphNode, far: float = 1.0, *, lit: bool = False) -> None:
        self._far, self._lit = far, lit
        super().__init__(node, run_time=1.2 * theme.NORMAL, rate_func=linear)

    def interpolate_mobject(self, alpha: float) -> None:
        swing = np.sin(2 * np.pi * _WAVES * alpha) * (1 - alpha)
        away = RIGHT * swing * self._far * _FARTHEST
        for part, rest in zip(self.mobject.carried, self.starting_mobject.carried, strict=True):
            part.move_to(rest.get_center() + away)
        if self._lit and alpha > 0:
            self.mobject.circle.set_stroke(theme.HIGHLIGHT, theme.STROKE_FRAME)


class Pick(Path):
    """What plucks: a finger that points to the left."""

    claim = Furniture("finger")

    def __init__(self) -> None:
        super().__init__(stroke_width=0, fill_color=theme.HIGHLIGHT, fill_opacity=1)
        self.set_points(_pointing_hand().points).scale_to_fit_height(_PICK)

    def pluck(self, node: GraphNode, *after: Animation) -> Iterator[Animation]:
        """Come to a node's column, then let it swing, and what comes after follow one another.

        The node turns white until it is released.
        """
        self.next_to(node.column, RIGHT, buff=_APART)
        yield FadeIn(self, shift=DOWN * _STROKE, run_time=theme.QUICK)
        plucked = AnimationGroup(node.invert(), Plucked(node))
        yield LaggedStart(plucked, *after, lag_ratio=0.35)

    def release(self, node: GraphNode) -> list[Animation]:
        """Go, and let the node look like all others."""
        return [FadeOut(self), node.revert()]


def singling_out(graph: RingGraph, key: int) -> Animation:
    """Let the edges that leave a node be white, and all others pale."""
    moves = []
    for edge in graph.edges:
        hue, seen = (theme.HIGHLIGHT, 1) if edge.key == key else (theme.EDGE, _FAINT)
        (target := edge.generate_target()).path.set_stroke(hue, opacity=seen)
        target.tip.set_fill(hue, seen)
        moves.append(MoveToTarget(edge))
    return AnimationGroup(*moves, run_time=theme.QUICK)


def shouting(graph: RingGraph, key: int) -> Animation:
    """Send what a node carries along every edge that leaves it, shrunk to each weight."""
    moves = []
    for edge in graph.outgoing(key):
        parcel = graph.nodes[key].parcel(edge.weight).move_to(edge.path.get_start())
        leaving = FadeIn(parcel, scale=_GONE, run_time=_LEAVE)
        going = MoveAlongPath(parcel, edge.path, run_time=theme.NORMAL)
        gone = FadeOut(parcel, scale=_GONE, run_time=_LEAVE)
        moves.append(Succession(leaving, going, gone))
    return AnimationGroup(*moves)


def dying_away(graph: RingGraph, key: int) -> Animation:
    """Send what a node carries towards all others: without edges it gets nowhere."""
    start, moves = graph.nodes[key].column, []
    for other in graph.nodes:
        if other is not graph.nodes[key]:
            parcel = start.copy().scale(_LOST).set_z_index(-1)
            moves.append(journey(parcel, (start.get_center() + other.get_center()) / 2))
    return AnimationGroup(*moves, run_time=1.2 * theme.NORMAL)


def ringing(graph: RingGraph, key: int) -> Animation:
    """Let every node that listens to a key ring, as strongly as it listens."""
    rings = []
    for edge in graph.outgoing(key):
        node = graph.nodes[edge.query]
        moved = Plucked(node, edge.weight**0.5, lit=True)
        grown = (1 + _GROWN * edge.weight) ** 0.5
        rings.append(AnimationGroup(FadeOut(node.ring(edge.weight), scale=grown), moved))
    return AnimationGroup(*rings, run_time=1.3 * theme.NORMAL)


def _pointing_hand() -> VMobject:
    """Draw a fist with one finger out, and its cuff."""
    finger = RoundedRectangle(width=1.1, height=0.24, corner_radius=0.12).shift([-0.5, 0.2, 0])
    fist = RoundedRectangle(width=0.8, height=0.86, corner_radius=0.2).shift([0.2, -0.1, 0])
    thumb = RoundedRectangle(width=0.6, height=0.26, corner_radius=0.13).rotate(-0.6)
    folds = (Rectangle(width=0.4, height=0.05).shift([-0.1, y, 0]) for y in (0.06, -0.14, -0.34))
    cuff = Rectangle(width=0.24, height=0.7).shift([0.8, -0.1, 0])
    hand = Union(finger, fist, thumb.shift([-0.02, 0.38, 0]))
    return Union(Difference(hand, Union(*folds)), cuff)
