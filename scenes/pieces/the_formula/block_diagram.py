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
    LaggedStart,
    ShowPassingFlash,
    VGroup,
)

from scenes import theme
from scenes.mobjects.attention_grid import AttentionGrid
from scenes.mobjects.blocks import GAP, Block, Link, Node, Pipe
from scenes.mobjects.motion import rippling


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
        width: float = 1.85,
        height: float = 0.9,
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

    def growing(self) -> Animation:
        """Let each block appear with the arrows that lead to it, one after the other."""
        steps = ((self.into(block.node.name), block) for block in self.blocks)
        coming = (FadeIn(*step, shift=DOWN * 0.15) for step in steps)
        return LaggedStart(*coming, lag_ratio=0.6, run_time=2.5 * theme.NORMAL)

    def flowing(self, tensors: Mapping[tuple[str, str], AttentionGrid]) -> Animation:
        """Send something along each arrow; what it carries appears row by row, if it is there."""
        flows = []
        for way, pipe in self._pipes.items():
            flash = ShowPassingFlash(pipe.flow(), time_width=0.5)
            shown = [rippling(tensors[way])] if way in tensors else []
            flows.append(AnimationGroup(flash, *shown))
        return LaggedStart(*flows, lag_ratio=0.6)


def _corners(start: Block, end: Block) -> list[np.ndarray]:
    """Find the way between two nodes: straight where one is above the other, else one corner."""
    x = next((x for x, over in ((start.get_x(), end), (end.get_x(), start))
              if over.get_left()[0] <= x <= over.get_right()[0]), None)  # fmt: skip
    vertical = UP if end.get_y() > start.get_y() else DOWN
    leave = start.get_edge_center(vertical) + GAP * vertical
    if x is not None:
        arrive = end.get_edge_center(-vertical) - GAP * vertical
        return [np.array([x, leave[1], 0]), np.array([x, arrive[1], 0])]
    horizontal = RIGHT if end.get_x() > start.get_x() else LEFT
    arrive = end.get_edge_center(-horizontal) - GAP * horizontal
    if abs(end.get_y() - start.get_y()) < 0.01:
        return [start.get_edge_center(horizontal) + GAP * horizontal, arrive]
    return [leave, np.array([leave[0], arrive[1], 0]), arrive]
