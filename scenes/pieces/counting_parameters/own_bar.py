"""All that one of the film's own models has learnt, and how much torch says that is."""

from __future__ import annotations

from manim import DOWN, LEFT, RIGHT, UP, Animation, LaggedStart, VGroup

from attention_math.tally import Tally
from scenes import theme
from scenes.pieces.counting_parameters.counted import count
from scenes.pieces.counting_parameters.whole_bar import WholeBar, filling
from scenes.stage.cited import Quantity
from scenes.stage.layout import Room, line
from scenes.stage.text import Text


class OwnBar(VGroup):
    """A bar of its own scale, its model's name above it, and both counts below."""

    def __init__(self, room: Room, counts: Tally, by_torch: Quantity, model: str) -> None:
        _, body, _ = room.inset(left=0.3, right=0.3).rows(0.7, 1.0, 0.9)
        self.bar = WholeBar(body, counts, counts.learnt, counts.kinds, "ours")
        self.title = Text(model, size=theme.SIZE_GUESS)
        self.title.next_to(self.bar.whole, UP, buff=0.25, aligned_edge=RIGHT)
        style, word = {"size": 0.5, "color": theme.HIGHLIGHT}, {"size": theme.SIZE_TOKEN}
        self.counted = line(
            count(counts.learnt.cite(), **style),
            Text("counted from its sizes", **word),
        )
        self.by_torch = line(count(by_torch.cite(), **style), Text("counted by torch", **word))
        for said, side in ((self.counted, LEFT), (self.by_torch, RIGHT)):
            said.next_to(self.bar.whole, DOWN, buff=0.3, aligned_edge=side)
        super().__init__(self.bar, self.title)

    def fill(self) -> Animation:
        """Let the bar's parts come one after the other, attention first."""
        parts = *self.bar.bands, *self.bar.others
        return LaggedStart(*map(filling, parts), lag_ratio=0.4)
