"""How to read one cell of a grid of scores: who asks, the score, who offers."""

from __future__ import annotations

from manim import RIGHT, ManimColor, VGroup

from scenes import theme
from scenes.stage.cited import Citation, Declared
from scenes.stage.text import Numeral, Text

_LINE = 1.5  # ems from one line to the next


class CellReading(VGroup):
    """Three lines, each a pair: "query white", "scores 4.6", "on key cat"."""

    def __init__(
        self, query: str, score: Citation, key: str, *, decimals: int, size: float = 0.6
    ) -> None:
        number = Numeral(score, decimals=decimals, size=size)
        lines = (
            ("query", _word(query, size, theme.QUERY)),
            ("scores", number),
            ("on key", _word(key, size, theme.KEY)),
        )
        super().__init__()
        for place, (says, value) in enumerate(lines):
            line = VGroup(Text(says, size=size), value).arrange(RIGHT, buff=0.4 * size)
            for part in line:
                part.stand_on(-place * _LINE * size)
            self.add(line.shift(RIGHT * (self.get_left()[0] - line.get_left()[0])))
        self.move_to([0, 0, 0])


def _word(word: str, size: float, color: ManimColor) -> Text:
    return Text(word, size=size, color=color, declared=Declared("token"))
