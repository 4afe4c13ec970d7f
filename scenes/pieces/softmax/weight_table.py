"""A table of one row: each key's score, its weight, and what that weight means in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from manim import LEFT, RIGHT, VGroup
from manim.utils.color import ManimColor

from scenes import theme
from scenes.mobjects.attention_grid import AttentionGrid
from scenes.stage.cited import Declared, Quantity
from scenes.stage.text import Text

_CELL = 1.05
_GAP = 0.2


class WeightTable(VGroup):
    """A row a key, ``pitch`` high, from the left edge ``left``."""

    def __init__(
        self,
        words: Sequence[str],
        scores: Quantity,
        weights: Quantity,
        meanings: Sequence[str],
        *,
        color_of: Callable[[float], ManimColor],
        left: float,
        top: float,
        pitch: float,
        decimals: tuple[int, int] = (1, 2),
    ) -> None:
        cell = (_CELL, pitch)
        self.scores = AttentionGrid(
            scores[:, None], decimals=decimals[0], cell=cell, color_of=color_of
        )
        self.weights = AttentionGrid(weights[:, None], decimals=decimals[1], cell=cell)
        self.words, self.meanings = VGroup(), VGroup()
        named = [Text(w, size=theme.SIZE_LABEL, color=theme.KEY, declared=Declared("token"))
                 for w in words]  # fmt: skip
        x = left + max(text.width for text in named) + _GAP
        middle = top - pitch * len(words) / 2
        self.scores.move_to([x + _CELL / 2, middle, 0])
        self.weights.move_to([x + 1.5 * _CELL, middle, 0])
        for i, (text, meaning) in enumerate(zip(named, meanings, strict=True)):
            height = self.scores.cell(i, 0).get_y() - 0.08
            self.words.add(text.set_x(x - _GAP, direction=RIGHT).stand_on(height))
            said = Text(meaning, size=theme.SIZE_LABEL)
            self.meanings.add(said.set_x(x + 2 * _CELL + _GAP, direction=LEFT).stand_on(height))
        self.heads = VGroup(
            Text("score", color=theme.INK).set_x(self.scores.get_x()),
            Text("weight", color=theme.WEIGHT).set_x(self.weights.get_x()),
            Text("meaning", color=theme.QUIET).set_x(x + 2 * _CELL + _GAP, direction=LEFT),
        )
        for head in self.heads:
            head.stand_on(top + 0.22)
        super().__init__(self.words, self.scores, self.weights, self.meanings, self.heads)
