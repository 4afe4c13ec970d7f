"""One token asks, and all of them raise a hand."""

from __future__ import annotations

from collections.abc import Sequence

from manim import DOWN, UP, Animation, FadeIn, LaggedStart, VGroup

from scenes import theme
from scenes.mobjects.icons import Icon
from scenes.mobjects.token_row import TokenRow
from scenes.stage.layout import stage

_ICON, _GAP = 1.1, 0.25


class Answers(VGroup):
    """The sentence, a bubble below the one who asks, and a hand above every token."""

    def __init__(self, words: Sequence[str], *, query: int) -> None:
        self.row = stage().hold(TokenRow(words, size=0.6, gap=0.4, widest=13))
        self.asker = self.row[query]
        self.bubble = Icon("query", height=_ICON).next_to(self.asker, DOWN, buff=_GAP)
        self.hands = VGroup(
            *(Icon("key", height=_ICON).next_to(token, UP, buff=_GAP) for token in self.row)
        )
        super().__init__(self.row, self.bubble, self.hands)

    def ask(self) -> tuple[Animation, Animation]:
        lit = self.asker.box.animate.set_stroke(theme.QUERY, theme.STROKE_FRAME)
        return lit, FadeIn(self.bubble, shift=0.3 * DOWN)

    def raise_hands(self) -> Animation:
        return LaggedStart(*(FadeIn(hand, shift=0.4 * UP) for hand in self.hands), lag_ratio=0.15)
