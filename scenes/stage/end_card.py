"""The card behind the last chapter: where all comes from, and how to make one's own."""

from __future__ import annotations

from manim import UP, FadeIn, LaggedStart

from scenes import theme
from scenes.stage.card import Card
from scenes.stage.text import Text
from scenes.storyboard import TITLE

_REST = 3.5
_SIZE_TITLE, _SIZE_LINE = 0.92, 0.4
_TITLE_BASELINE, _FIRST_BASELINE, _APART = 2.0, 0.7, 0.75
LINES = (
    "Every number is a tensor’s: pause, and ask for it by its badge.",
    "Formula: Vaswani et al., “Attention Is All You Need”",
    "Sentences: Tatoeba, CC BY, and generated ones",
    "Code: MIT",
    "Make it with your own sentence: attention-film render",
)


class EndCard(Card):
    """Sources, licences, and the command for a sentence of one's own."""

    def construct(self) -> None:
        title = Text(TITLE, size=_SIZE_TITLE).stand_on(_TITLE_BASELINE)
        lines = [Text(said, size=_SIZE_LINE, color=theme.QUIET) for said in LINES]
        for place, line in enumerate(lines):
            line.stand_on(_FIRST_BASELINE - place * _APART)
        lines[-1].set_color(theme.INK)
        coming = (FadeIn(line, shift=UP * 0.2) for line in (title, *lines))
        self.play(LaggedStart(*coming, lag_ratio=0.3), run_time=2 * theme.NORMAL)
        self.wait(_REST)
