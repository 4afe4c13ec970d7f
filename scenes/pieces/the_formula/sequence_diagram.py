"""Who sends what to whom, in which order: one lane for each, one arrow for each message."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from manim import UP, VGroup

from scenes import theme
from scenes.mobjects.blocks import Block, Node
from scenes.mobjects.tensor_shape import shape_of
from scenes.stage.cited import Quantity
from scenes.stage.claims import Furniture, shows
from scenes.stage.layout import stage
from scenes.stage.shapes import Arrow, DashedLine
from scenes.stage.text import Text

_HEAD, _LARGEST, _AIR = 0.75, 0.42, 0.35  # of a lane's head: height, type, room for no letters
_SHAPE = 0.36


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
    ) -> None:
        room = stage()
        widths, size = _widths([name for name, _ in heads], room.width)
        columns = room.columns(*widths)
        self._lanes = [float(column.center[0]) for column in columns]
        self.heads, self.lanes = VGroup(), VGroup()
        for x, wide, (name, of) in zip(self._lanes, widths, heads, strict=True):
            node = Node(name, name, (x, room.top - _HEAD / 2), of)
            head = Block(node, width=wide - 0.08, height=_HEAD, size=size)
            ends = [x, room.top - _HEAD, 0], [x, room.bottom, 0]
            lane = DashedLine(*ends, color=theme.EDGE, stroke_width=theme.STROKE_THIN)
            self.heads.add(head)
            self.lanes.add(shows(lane, Furniture("lane")))
        self._at = dict(zip((name for name, _ in heads), self._lanes, strict=True))
        top = room.top - _HEAD
        self._step = (top - room.bottom) / (len(messages) + 0.3)
        self.messages = VGroup(
            *(self._message(message, top - (order + 0.85) * self._step)
              for order, message in enumerate(messages))
        )  # fmt: skip
        super().__init__(self.lanes, self.heads, self.messages)

    def _message(self, message: Message, height: float) -> VGroup:
        start, end = self._at[message.sender], self._at[message.receiver]
        color = theme.hue_of(message.of) if message.of else theme.INK
        arrow = Arrow(
            [start, height, 0], [end, height, 0], buff=0, color=color,
            stroke_width=5, tip_length=0.22, max_tip_length_to_length_ratio=0.5,
        )  # fmt: skip
        text = shape_of(message.carried, size=_SHAPE, color=color)
        text.next_to([0, height, 0], UP, buff=0.06)
        text.set_x(self._free(start, end))
        return VGroup(shows(arrow, Furniture("message", of=message.of)), text)

    def _free(self, start: float, end: float) -> float:
        """Return the middle of the widest gap between lanes on the way."""
        low, high = sorted((start, end))
        passed = [x for x in self._lanes if low <= x <= high]
        left, right = max(pairwise(passed), key=lambda gap: gap[1] - gap[0])
        return (left + right) / 2


def _widths(names: Sequence[str], whole: float) -> tuple[list[float], float]:
    """Divide a width so that every name has room, in the largest type in which all fit."""
    ems = [Text(name, size=1.0).width for name in names]
    size = min(_LARGEST, (whole - len(names) * _AIR) / sum(ems))
    spare = (whole - size * sum(ems)) / len(names)
    return [size * em + spare for em in ems], size
