"""A sequence diagram that blocks turn into, that runs, and whose heads become signs again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from manim import (
    UP,
    Animation,
    AnimationGroup,
    Create,
    FadeIn,
    FadeOut,
    GrowArrow,
    LaggedStart,
    ReplacementTransform,
    VGroup,
    linear,
)

from scenes import theme
from scenes.mobjects.blocks import Block
from scenes.mobjects.icons import Icon
from scenes.pieces.the_formula.sequence_diagram import Message, SequenceDiagram
from scenes.stage.claims import Furniture, shows
from scenes.stage.shapes import Line

_WAIT, _PARCEL, _OVER = 9.0, 0.5, 2  # of what waits: its bar's width, its height and depth


class Schedule(SequenceDiagram):
    """The messages of the first lane start together; what the last one carries waits for the rest.

    Attributes
    ----------
    parcel
        What waits.
    """

    def __init__(self, heads: Sequence[tuple[str, str]], messages: Sequence[Message]) -> None:
        super().__init__(heads, messages)
        first, last = messages[0], messages[-1]
        ways = list(zip(messages, self.messages, strict=True))
        self._first = [way for sent, way in ways if sent.sender == first.sender]
        self._between, self._last = self.messages[len(self._first) : -1], self.messages[-1]
        start = next(way for sent, way in ways if sent.receiver == last.sender)[0].get_end()
        bar = Line(start, self._last[0].get_start(), stroke_width=_WAIT)
        self._bar = shows(bar.set_color(theme.hue_of(last.of)), Furniture("wait", of=last.of))
        self.parcel = Icon(last.of, height=_PARCEL).move_to(start).set_z_index(_OVER)

    def starting_from(self, blocks: Iterable[Block], lanes: Mapping[str, str]) -> Animation:
        """Let each block rise to where it heads a lane, or go; then the first lane sends."""
        heads = {head.node.name: head for head in self.heads}
        rising = []
        for block in blocks:
            head = heads.pop(lanes.get(block.node.name, ""), None)
            rising.append(FadeOut(block) if head is None else _rising(block, head))
        coming = AnimationGroup(*rising, FadeIn(*heads.values(), shift=UP))
        sent = AnimationGroup(FadeIn(self.lanes), *map(_sending, self._first))
        handed = FadeIn(self.parcel, scale=0.3)
        return LaggedStart(coming, sent, handed, lag_ratio=0.45, run_time=1.4)

    def running(self) -> Animation:
        """Send one message after the other, while the parcel waits and a bar says how long."""
        sent = LaggedStart(*map(_sending, self._between), lag_ratio=0.7)
        options = {"rate_func": linear, "run_time": sent.run_time}
        sinking = self.parcel.animate(**options).move_to(self._bar.get_end())
        return AnimationGroup(sent, sinking, Create(self._bar, **options))

    def ending(self) -> Animation:
        """Hand the parcel over."""
        moved = self.parcel.animate.move_to(self._last[0].get_end())
        return AnimationGroup(_sending(self._last), moved)


def _rising(block: Block, head: Block) -> Animation:
    """Let a block rise and become the head of a lane; a symbol has no box yet."""
    box, label, new = VGroup(*block.submobjects[:-1]), block.label, head.label
    boxing = ReplacementTransform(box, head.box) if len(box) else FadeIn(head.box)
    named = FadeOut(label, target_position=new), FadeIn(new, target_position=label)
    return AnimationGroup(boxing, *named)


def _sending(message: VGroup) -> Animation:
    arrow, shape = message
    return AnimationGroup(GrowArrow(arrow), FadeIn(shape))
