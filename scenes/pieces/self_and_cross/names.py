"""Who asks: the tokens of the held prefix, each before its row, on a panel with the bubble."""

from __future__ import annotations

from collections.abc import Sequence

from manim import LEFT, Animation, AnimationGroup, FadeIn, VGroup

from scenes import theme
from scenes.mobjects.icons import Icon
from scenes.mobjects.row_labels import RowLabels
from scenes.mobjects.token_row import TokenRow
from scenes.pieces.self_and_cross.cartridge import PIN, panel
from scenes.pieces.self_and_cross.desks import Desk
from scenes.pieces.self_and_cross.grounds import gathered
from scenes.stage.cited import Word
from scenes.stage.layout import line
from scenes.stage.text import Text

_SIZE, _ICON, _NAME = 0.42, 0.4, 0.34
_AROUND, _HEAD = 0.22, 0.7


class Names(VGroup):
    """Words at the left of a desk, level with its rows, on a panel of which a pin leads to each.

    ``around`` is all but the words.
    """

    def __init__(self, desk: Desk, words: Sequence[Word]) -> None:
        heights = [desk.height(row) for row in range(desk.rows)]
        size = min(_SIZE, 0.7 * desk.cell[1])
        right = desk.left - PIN - _AROUND
        self.words = RowLabels(words, heights, right=right, size=size, color=theme.QUERY)
        width, high = self.words.width + 2 * _AROUND, _HEAD + desk.top - desk.bottom
        self.panel = panel(width, high, 0.12).next_to([desk.left - PIN, 0, 0], LEFT, buff=0)
        self.panel.set_y((desk.top + _HEAD + desk.bottom) / 2)
        self.pins = VGroup(*(panel(PIN, 0.3 * desk.cell[1], 0.03) for _ in heights))
        for pin, height in zip(self.pins, heights, strict=True):
            pin.set_fill(theme.EDGE).move_to([desk.left - PIN / 2, height, 0])
        self.label = line(Icon("query", height=_ICON), Text("French", size=_NAME), gap=0.14)
        self.label.move_to([self.panel.get_x(), desk.top + _HEAD / 2, 0])
        self.around = VGroup(self.pins, self.panel, self.label)
        super().__init__(self.pins, self.panel, self.words, self.label)

    def come_from(self, tokens: TokenRow) -> Animation:
        """Let the words of boxes walk to the left, each before its row."""
        return AnimationGroup(
            gathered(tokens, self.words, self.panel), FadeIn(self.pins, self.label)
        )
