"""All that one of the film's own models has learnt, and how much torch says that is."""

from __future__ import annotations

from manim import DOWN, LEFT, RIGHT, UP, VGroup

from attention_math.tally import Tally
from scenes import theme
from scenes.pieces.counting_parameters.counted import count
from scenes.pieces.counting_parameters.whole_bar import WholeBar
from scenes.stage.cited import Quantity
from scenes.stage.layout import Room, line
from scenes.stage.text import Text


class OwnBar(VGroup):
    """A bar of its own scale, its model's name above it, and both counts below."""

    def __init__(self, room: Room, counts: Tally, by_torch: Quantity, model: str) -> None:
        _, body, _ = room.inset(left=0.3, right=0.3).rows(0.7, 1.0, 0.9)
        self.bar = WholeBar(body, counts, counts.learnt, counts.kinds, "ours")
        self.title = Text(model, size=theme.SIZE_GUESS)
        self.title.next_to(self.bar.whole, UP, buff=0.2, aligned_edge=LEFT)
        style = {"size": 0.5, "color": theme.HIGHLIGHT}
        self.counted = line(count(counts.learnt.cite(), **style), Text("from its sizes"))
        self.by_torch = line(count(by_torch.cite(), **style), Text("counted by torch"))
        for said, side in ((self.counted, LEFT), (self.by_torch, RIGHT)):
            said.next_to(self.bar.whole, DOWN, buff=0.3, aligned_edge=side)
        self.parts = VGroup(*self.bar.bands, *self.bar.others)
        super().__init__(self.bar, self.title)
