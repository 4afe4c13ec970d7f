"""The words that are given, and the place of the next one, which is to be guessed."""

from __future__ import annotations

from collections.abc import Sequence

from manim import DOWN, LEFT, UP, Brace, VGroup

from scenes import theme
from scenes.mobjects.token_row import Token, TokenRow
from scenes.stage.text import Text


class NextWord(VGroup):
    """A sentence up to a word that stays open; ``row[-1]`` is the open place.

    ``answer`` is the token that belongs there, in the place that is kept for it.
    """

    def __init__(
        self, words: Sequence[str], *, size: float, widest: float = 12.6, label: float = 0.42
    ) -> None:
        row = TokenRow(words, size=size, gap=0.35, widest=widest)
        self.answer = row[-1]
        self.hole = self.answer.copy().hide(theme.HIGHLIGHT)
        self.row = VGroup(*row[:-1], self.hole)
        self.brace = Brace(VGroup(*row[:-1]), DOWN, color=theme.QUIET)
        self.given = Text("given", size=label, color=theme.QUIET)
        self.given.next_to(self.brace, DOWN, buff=0.15)
        self.wanted = Text("to be guessed", size=label, color=theme.HIGHLIGHT)
        self.wanted.next_to(self.hole, UP, buff=0.3)
        beyond = self.wanted.get_right()[0] - max(row.get_right()[0], widest / 2)
        self.wanted.shift(LEFT * max(0.0, beyond))
        super().__init__(self.row, self.brace, self.given, self.wanted)

    def seen(self) -> Token:
        """Return the answer in its place, wherever that stands now."""
        answer = self.answer.copy().scale(self.hole.height / self.answer.height)
        return answer.move_to(self.hole)
