"""One listener's scores as bars above the words that are heard, on cells lit by its weights."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from manim import DOWN, RIGHT, UP, VGroup

from scenes import theme
from scenes.stage.cited import Citation, Declared, Quantity
from scenes.stage.claims import Encoding, shows
from scenes.stage.layout import Room
from scenes.stage.shapes import Rectangle, Rule
from scenes.stage.text import Text

_WIDEST, _FULL, _THICK = 1.6, 0.45, 0.5  # a cell; of it: the longest bar, and how thick all are
_SIZE, _FIT, _WORDS = 0.56, 0.8, 0.62  # of words; of a cell's width, at most; the room below cells
_LIGHT, _RULE, _BAR = 0.2, 0.5, 1  # in depth


class ScoreRow(VGroup):
    """The scores never change; `lit` says what softmax makes of those that are seen.

    Attributes
    ----------
    columns
        Of each word all that is seen from the beginning: cell, rule, bar and the word itself.
    cells, rules, bars, words
        The same by what they are.
    """

    def __init__(self, room: Room, scores: Quantity, words: Sequence[str]) -> None:
        wide, high = room.inset(bottom=_WORDS).cell(1, len(words), most=(_WIDEST, room.height))
        law = partial(theme.length, unit=_FULL * high / (scores.limit() or 1.0))
        self.cells, self.rules, self.bars = VGroup(), VGroup(), VGroup()
        left = room.center[0] - len(words) * wide / 2
        for place in range(len(words)):
            cited = scores.cite(0, place)
            middle = [left + (place + 0.5) * wide, room.top - high / 2, 0]
            cell = Rectangle(width=wide, height=high, stroke_color=theme.LINE, stroke_width=1)
            cell.set_fill(theme.PANEL, 1).move_to(middle)
            self.cells.add(shows(cell, Encoding(cited, "fill", theme.plain_color)))
            rule = Rule(RIGHT * wide / 2, -RIGHT * wide / 2, color=theme.EDGE).move_to(cell)
            self.rules.add(rule.set_stroke(width=theme.STROKE_THIN).set_z_index(_RULE))
            self.bars.add(_bar(cited, law, _THICK * wide, cell))
        self.words = VGroup(*_fitting(words, _FIT * wide))
        for word, cell in zip(self.words, self.cells, strict=True):
            word.set_x(cell.get_x()).stand_on(room.bottom + _WORDS - word.em)
        parts = self.cells, self.rules, self.bars, self.words
        self.columns = VGroup(*map(VGroup, *parts))
        super().__init__(*self.columns)

    def lit(self, weights: Quantity) -> VGroup:
        """Light each cell as much as it is heard."""
        lights = VGroup()
        for cell, cited in zip(self.cells, weights.each(), strict=False):
            light = cell.copy().set_fill(theme.weight_color(cited.value)).set_z_index(_LIGHT)
            lights.add(shows(light, Encoding(cited, "fill", theme.weight_color)))
        return lights


def _bar(cited: Citation, law: partial[float], thick: float, cell: Rectangle) -> Rectangle:
    foot = UP if cited.value < 0 else DOWN
    bar = Rectangle(width=thick, height=max(law(cited.value), 1e-4), stroke_width=0)
    bar.set_fill(theme.sign_color(cited.value), 1).set_z_index(_BAR)
    bar.move_to(cell.get_center(), aligned_edge=foot)
    return shows(bar, Encoding(cited, "height", law, group="scores"))


def _fitting(words: Sequence[str], wide: float) -> list[Text]:
    """Write words in one size at which all have room."""
    texts = [Text(word, color=theme.KEY, declared=Declared("token"), size=_SIZE) for word in words]
    size = _SIZE * min(1.0, wide / max(text.width for text in texts))
    return [text.scale(size / _SIZE) for text in texts]
