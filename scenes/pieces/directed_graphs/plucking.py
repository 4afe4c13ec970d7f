"""How a vector is plucked like a string, and how the nodes that listen to it ring."""

from __future__ import annotations

import numpy as np
from manim import RIGHT, Animation, AnimationGroup, FadeOut, LaggedStart, linear

from scenes import theme
from scenes.mobjects.graph_node import GraphNode
from scenes.pieces.directed_graphs.ring_graph import RingGraph

_WAVES = 4
_FARTHEST = 0.32
_GROWN = 2.1


class Plucked(Animation):
    """Let a node's vector swing, and come to rest where it was; a ``lit`` node stays bright."""

    def __init__(self, node: GraphNode, far: float = 1.0, *, lit: bool = False) -> None:
        self._far, self._lit = far, lit
        super().__init__(node, run_time=theme.SLOW, rate_func=linear)

    def interpolate_mobject(self, alpha: float) -> None:
        swing = np.sin(2 * np.pi * _WAVES * alpha) * (1 - alpha)
        rest = self.starting_mobject.column.get_center()
        self.mobject.column.move_to(rest + RIGHT * swing * self._far * _FARTHEST)
        if self._lit and alpha > 0:
            self.mobject.circle.set_stroke(theme.HIGHLIGHT, theme.STROKE_FRAME)


def ringing(graph: RingGraph, key: int) -> Animation:
    """Let every node that listens to a key ring, as strongly as it listens."""
    rings = []
    for edge in graph.outgoing(key):
        node = graph.nodes[edge.query]
        moved = Plucked(node, edge.weight**0.5, lit=True)
        rings.append(AnimationGroup(FadeOut(node.ring(edge.weight), scale=_GROWN), moved))
    return LaggedStart(*rings, lag_ratio=0.15, run_time=1.5 * theme.SLOW)
