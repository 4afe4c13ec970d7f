"""Who sends what to whom, in which order: one lane for each, one arrow for each message."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from manim import UP, Animation, AnimationGroup, FadeIn, GrowArrow, LaggedStart, VGroup

from scenes import theme
from scenes.mobjects.tensor_shape import shape_of
from scenes.pieces.the_formula.blocks import Block, Node
from scenes.stage.cited import Quantity
from scenes.stage.claims import Furniture, shows
from scenes.stage.shapes import Arrow, DashedLine


@dataclass(frozen=True)
class Message:
    """One arrow: from a lane, to a lane, and the tensor that it carries."""

    sender: str
    receiver: str
    carried: Quantity
    of: str = ""


class SequenceDiagram(VGroup):
    """Lanes side by side under their heads; time runs down, and messages follow each other.

    Parameters
    ----------
    heads
        The lanes' names, from left to right, and what they are of.
    messages
        In the order in which they are sent.
    """

    def __init__(
        self,
        heads: Sequence[tuple[str, str]],
        messages: Sequence[Message],
        *,
        height: float = 5.6,
    ) -> None:
        width = theme.STAGE_RIGHT - theme.STAGE_LEFT
        pitch, head_height = width / len(heads), 0.5
        first = -width / 2 + pitch / 2
        self.heads, self.lanes = VGroup(), VGroup()
        for place, (name, of) in enumerate(heads):
            x = first + place * pitch
            node = Node(name, name, (x, height / 2 - head_height / 2), of)
            head = Block(node, width=pitch - 0.07, height=head_height, size=theme.SMALLEST)
            ends = [x, height / 2 - head_height, 0], [x, -height / 2, 0]
            lane = DashedLine(*ends, color=theme.EDGE, stroke_width=theme.STROKE_THIN)
            self.heads.add(head)
            self.lanes.add(shows(lane, Furniture("lane")))
        self._at = {name: first + place * pitch for place, (name, _) in enumerate(heads)}
        top = height / 2 - head_height
        self._step = (top + height / 2) / (len(messages) + 0.45)
        self.messages = VGroup(
            *(self._message(message, top - (order + 0.95) * self._step)
              for order, message in enumerate(messages))
        )  # fmt: skip
        super().__init__(self.lanes, self.heads, self.messages)

    def sending(self) -> Animation:
        """Send one message after the other."""
        sent = (AnimationGroup(GrowArrow(way), FadeIn(shape)) for way, shape in self.messages)
        return LaggedStart(*sent, lag_ratio=0.7)

    def _message(self, message: Message, height: float) -> VGroup:
        start, end = self._at[message.sender], self._at[message.receiver]
        color = theme.hue_of(message.of) if message.of else theme.INK
        arrow = Arrow(
            [start, height, 0], [end, height, 0], buff=0, color=color,
            stroke_width=3, tip_length=0.17, max_tip_length_to_length_ratio=0.5,
        )  # fmt: skip
        text = shape_of(message.carried, size=0.31, color=color)
        text.next_to([0, height, 0], UP, buff=0.06)
        text.set_x(start + self._pitch_towards(message) / 2)
        return VGroup(shows(arrow, Furniture("message", of=message.of)), text)

    def _pitch_towards(self, message: Message) -> float:
        """Return the way from the sender's lane to the next one on the way to the receiver."""
        lanes = sorted(self._at.values())
        pitch = lanes[1] - lanes[0]
        return pitch if self._at[message.receiver] > self._at[message.sender] else -pitch
