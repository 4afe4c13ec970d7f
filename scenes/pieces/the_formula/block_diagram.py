"""Boxes that compute and arrows between them, each arrow with the shape of what it carries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from manim import (
    DOWN,
    LEFT,
    RIGHT,
    UP,
    Animation,
    AnimationGroup,
    FadeIn,
    FadeOut,
    LaggedStart,
    Mobject,
    ReplacementTransform,
    VGroup,
)

from scenes.mobjects.blocks import GAP, Block, Link, Node, Pipe
from scenes.mobjects.formula import Formula
from scenes.mobjects.motion import aside

_BELOW = 0.9 * DOWN  # so far a sign goes out of the others' way


class BlockDiagram(VGroup):
    """Nodes in boxes of equal size, joined by arrows that run straight or round one corner.

    Parameters
    ----------
    nodes
        What stands where, in any direction: arrows find their way from the places.
    links
        What flows, in the order in which it does.
    """

    def __init__(
        self,
        nodes: Sequence[Node],
        links: Sequence[Link],
        *,
        width: float = 1.98,
        height: float = 0.95,
        size: float = 0.38,
    ) -> None:
        self._blocks = {
            node.name: Block(node, width=width, height=height, size=size) for node in nodes
        }
        self._pipes = {
            (link.start, link.end): Pipe(
                _corners(self._blocks[link.start], self._blocks[link.end]), link
            )
            for link in links
        }
        self.pipes = VGroup(*self._pipes.values())
        self.blocks = VGroup(*self._blocks.values())
        super().__init__(self.pipes, self.blocks)

    def block(self, name: str) -> Block:
        return self._blocks[name]

    def pipe(self, start: str, end: str) -> Pipe:
        return self._pipes[start, end]

    def into(self, name: str) -> VGroup:
        """Return the arrows that end at a node."""
        return VGroup(*(pipe for (_, end), pipe in self._pipes.items() if end == name))

    def growing(self, signs: Mapping[str, Mobject]) -> Animation:
        """Let signs go to where they are at work, and boxes and arrows come one after the other."""
        coming = []
        for name, block in self._blocks.items():
            sign = signs.get(name)
            label = FadeIn(block.label) if sign is None else _settling(sign, block.label)
            box = VGroup(*block.submobjects[:-1], *self.into(name))
            coming.append(AnimationGroup(label, FadeIn(box, shift=DOWN * 0.15)))
        return LaggedStart(*coming, lag_ratio=0.08)


def _settling(sign: Mobject, label: Mobject) -> Animation:
    """Let a sign become the same sign, or else sink where a name comes."""
    if isinstance(label, Formula):
        return ReplacementTransform(sign, label, path_func=aside(_BELOW))
    return AnimationGroup(FadeOut(sign, target_position=label, scale=0.5), FadeIn(label))


def _corners(start: Block, end: Block) -> list[np.ndarray]:
    """Find the way between two nodes: straight where one is above the other, else one corner."""
    x = next((x for x, over in ((start.get_x(), end), (end.get_x(), start))
              if over.get_left()[0] <= x <= over.get_right()[0]), None)  # fmt: skip
    vertical = UP if end.get_y() > start.get_y() else DOWN
    above = end.get_edge_center(-vertical) - GAP * vertical
    if x is not None:
        leave = start.get_edge_center(vertical) + GAP * vertical
        return [np.array([x, leave[1], 0]), np.array([x, above[1], 0])]
    horizontal = RIGHT if end.get_x() > start.get_x() else LEFT
    leave = start.get_edge_center(horizontal) + GAP * horizontal
    if abs(end.get_y() - start.get_y()) < 0.01:
        return [leave, end.get_edge_center(-horizontal) - GAP * horizontal]
    return [leave, np.array([above[0], leave[1], 0]), above]
