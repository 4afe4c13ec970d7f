"""Bars end to end: their whole length is their sum."""

from __future__ import annotations

from functools import partial

from manim import LEFT, Animation, FadeIn, FadeOut, LaggedStart, ReplacementTransform, VGroup
from manim.utils.color import ManimColor

from scenes import theme
from scenes.mobjects.attention_grid import AttentionGrid
from scenes.stage.cited import Citation, Quantity
from scenes.stage.claims import Encoding, shows
from scenes.stage.layout import Room
from scenes.stage.shapes import Rectangle
from scenes.stage.text import Numeral

_THICKNESS, _NUMBER = 1.0, 0.48
_UNIT = 1.3  # the length of an exponential of 1


class EndToEnd(VGroup):
    """A bar a value, each beginning where the last one ends; ``numbers`` stand in them."""

    def __init__(
        self, room: Room, values: Quantity, *, unit: float, color: ManimColor, group: str
    ) -> None:
        law, left = partial(theme.proportional, unit=unit), room.left
        self.bars, self.numbers = VGroup(), VGroup()
        for cited in filter(_is_seen, values.each()):
            bar = Rectangle(width=law(cited.value), height=_THICKNESS, fill_color=color,
                            fill_opacity=1, stroke_color=theme.GROUND, stroke_width=2)  # fmt: skip
            bar.move_to([left, room.center[1], 0], aligned_edge=LEFT)
            left += law(cited.value)
            self.bars.add(shows(bar, Encoding(cited, "width", law, group=group)))
            number = Numeral(cited, decimals=4, size=_NUMBER, color=theme.ink_on(color))
            self.numbers.add(number.move_to(bar))
        super().__init__(self.bars, self.numbers)

    @classmethod
    def of_exponentials(cls, room: Room, values: Quantity) -> EndToEnd:
        """Lay out exponentials to a scale at which these fit."""
        return cls(room, values, unit=_UNIT, color=theme.POSITIVE, group="exponentials")

    @classmethod
    def of_weights(cls, room: Room, weights: Quantity) -> EndToEnd:
        """Let a whole of one fill the room."""
        return cls(room, weights, unit=room.width, color=theme.WEIGHT, group="weights")

    def stretch(self, other: EndToEnd) -> list[Animation]:
        """Let the whole length be that of others, whose numbers are still to come."""
        return [ReplacementTransform(self.bars, other.bars), FadeOut(self.numbers)]

    def take_in(self, bars: VGroup) -> Animation:
        """Let bars come from where they stand below each other."""
        return LaggedStart(*map(ReplacementTransform, bars, self.bars), lag_ratio=0.4)

    def go_into(self, cells: AttentionGrid) -> list[Animation]:
        """Let bars and numbers go into cells below each other; what has no bar appears."""
        pairs = (
            *zip(self.bars, cells.cells, strict=False),
            *zip(self.numbers, cells.marks, strict=False),
        )
        rest = cells.cells[len(self.bars) :], cells.marks[len(self.bars) :]
        return [*(ReplacementTransform(*pair) for pair in pairs), FadeIn(*rest, cells.title)]


def _is_seen(cited: Citation) -> bool:
    return cited.value > 0
