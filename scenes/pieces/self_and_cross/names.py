"""Who asks: the tokens of the held prefix, each before its row, with the bubble above them."""

from __future__ import annotations

from collections.abc import Sequence

from manim import (
    UP,
    Animation,
    AnimationGroup,
    FadeIn,
    ReplacementTransform,
    VGroup,
)

from scenes import theme
from scenes.mobjects.icons import Icon
from scenes.mobjects.row_labels import RowLabels
from scenes.pieces.self_and_cross.cartridge import Cartridge
from scenes.pieces.self_and_cross.desks import Desk
from scenes.stage.cited import Word
from scenes.stage.text import Text

_SIZE, _GAP, _ICON, _ABOVE, _ASIDE = 0.42, 0.22, 0.46, 0.3, 0.9


class Names(VGroup):
    """Words at the left of a desk, level with its rows."""

    def __init__(self, desk: Desk, words: Sequence[Word]) -> None:
        heights = [desk.height(row) for row in range(desk.rows)]
        size = min(_SIZE, 0.7 * desk.cell[1])
        right = desk.left - _GAP
        self.words = RowLabels(words, heights, right=right, size=size, color=theme.QUERY)
        self.icon = Icon("query", height=_ICON).set_x(self.words.get_x())
        self.icon.set_y(desk.top + _ABOVE)
        super().__init__(self.words, self.icon)

    def come_from(self, cartridge: Cartridge) -> Animation:
        """Let them rise out of a cartridge's words, and go to the left."""
        pairs = zip(cartridge.words, self.words, strict=True)
        moves = (_leaving(*pair) for pair in pairs)
        return AnimationGroup(*moves, FadeIn(self.icon))

    def go(self, other: Names) -> Animation:
        """Go to another desk."""
        return ReplacementTransform(self, other)


def _leaving(word: Text, name: Text) -> Animation:
    """Let a name rise out of a word, which stays."""
    start = name.copy().move_to(word).shift(UP * _ASIDE).set_opacity(0)
    return ReplacementTransform(start, name)
