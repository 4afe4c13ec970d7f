"""Numbered rules in lines: what joins with what, and which rule says so."""

from __future__ import annotations

from collections.abc import Sequence

from manim import DOWN, RIGHT, VGroup

from scenes import theme
from scenes.stage.cited import Declared, Quantity
from scenes.stage.text import Numeral, Text

_ACROSS = 5
_SIZE = 0.34


class RuleChips(VGroup):
    """``chips[k]`` is rule number ``rules[k]``, which joins the pair k."""

    def __init__(self, pairs: Sequence[tuple[str, str]], rules: Quantity, *, widest: float) -> None:
        chips = []
        for place, (left, right) in enumerate(pairs):
            joined = Text(f"{left} + {right}", size=_SIZE, declared=Declared("token"))
            number = VGroup(
                Text("rule", size=theme.SMALLEST + 0.02, color=theme.QUIET),
                Numeral(rules.cite(place), decimals=0, size=_SIZE, color=theme.HIGHLIGHT),
            ).arrange(RIGHT, buff=0.1)
            number[1].stand_on(number[0].baseline)
            chips.append(VGroup(joined, number).arrange(DOWN, buff=0.1))
        pitch = widest / min(len(chips), _ACROSS)
        for place, chip in enumerate(chips):
            down, across = divmod(place, _ACROSS)
            chip.move_to([across * pitch, -0.78 * down, 0])
        super().__init__(*chips)
