"""A pile for each of the likeliest next tokens: the lessons that taught it, and what is said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from manim import DOWN, LEFT, RIGHT, Animation, FadeIn, FadeOut, LaggedStart, VGroup

from scenes import theme
from scenes.pieces.next_token.name import Name
from scenes.pieces.next_token.odds_line import OddsLine
from scenes.stage.cited import Quantity
from scenes.stage.layout import Room
from scenes.stage.shapes import Panel
from scenes.stage.text import Numeral, Text

_TITLES = 1.95  # the width of what the numbers are called
_ROWS, _ROW = 2, 0.45  # of numbers
_NUMBER, _CLOSER = 0.42, 0.2  # and how much nearer than its pile what they are called stands
_CARD, _LOWER = 0.25, 0.22  # the word of a card, and how far below its middle it stands
OF_ROW, ROWS = 25, 40  # draws side by side and one on the other: a thousand fill a pile of all


class Piles(VGroup):
    """Names, with room above each for a pile and below it for numbers.

    Piles begin at ``lefts`` and stand on ``foot``; one of all would reach up to ``top``, and two
    draws lie ``pitch`` apart. For each of ``counts`` a pile has a card.
    """

    def __init__(
        self, room: Room, words: Sequence[str], begins: Quantity, counts: Quantity
    ) -> None:
        parts = room.rows(0.45, 2.75, 0.04, 0.62, _ROW * _ROWS)
        _, self._piles, _, names, self._below = parts
        self._cells = self._piles.inset(left=_TITLES).columns(*(1,) * (len(words) + 1))
        self.pitch, self.foot, self.top = (
            self._piles.height / ROWS,
            self._piles.bottom,
            parts[0].bottom,
        )
        self.wide = OF_ROW * self.pitch
        self.lefts = [cell.center[0] - self.wide / 2 for cell in self._cells]
        self.words = words
        self.cards = self._pile(counts)
        super().__init__(*(
            Name(word, goes_on=begun).stand_in(names).set_x(cell.center[0])
            for word, begun, cell in zip(
                (*words, "any other"), (*begins.values, False), self._cells, strict=True
            )
        ))  # fmt: skip

    def come(self) -> Iterator[Animation]:
        """Let names come, and cards fall, one after the other; the first lies there."""
        yield FadeIn(*self)
        if others := self.cards[1:]:
            yield LaggedStart(*(FadeIn(card, shift=DOWN) for card in others), lag_ratio=0.4)

    def wait_below(self, line: OddsLine) -> Iterator[Animation]:
        """Leave of cards their frames, to be filled, and open the way to them."""
        yield FadeIn(line.chutes(self.lefts, self.wide, self.top), shift=DOWN * 0.3)
        for card, word in self.cards:
            yield card.animate.set_fill(opacity=0).set_z_index(1)
            yield FadeOut(word)

    def row(self, place: int, title: str, values: Quantity, decimals: int = 2) -> VGroup:
        """Write in one of the rows what its numbers are, and one below each name."""
        level = self._below.rows(*(1,) * _ROWS)[place]
        text, numbers = Text(title, size=_NUMBER, color=theme.QUIET), VGroup()
        level.hold(text).set_x(self.lefts[0] + _CLOSER, direction=RIGHT)
        for cited, cell in zip(values.each(), self._cells, strict=True):
            below = Room(cell.left, cell.right, level.bottom, level.top)
            numbers.add(below.hold(Numeral(cited, decimals=decimals, size=_NUMBER)))
        return VGroup(text, numbers)

    def _pile(self, counts: Quantity) -> VGroup:
        """Pile a card with its word for each one counted; all on one another are as high as one."""
        counted = zip(self.lefts, self.words, counts.values.astype(int).tolist(), strict=False)
        places = [(*at, place) for *at, count in counted for place in range(count)]
        size = self.wide + 0.06, self._piles.height / max(1, len(places))
        return VGroup(*(self._card(left - 0.03, place, word, size) for left, word, place in places))

    def _card(self, left: float, place: int, word: str, size: tuple[float, float]) -> VGroup:
        wide, high = size
        card = Panel(width=wide, height=high, corner_radius=0.06, fill_color=theme.PANEL)
        card.set_fill(opacity=1).set_stroke(theme.HIGHLIGHT, 2.0)
        card.move_to([left, self.foot + place * high, 0], aligned_edge=DOWN + LEFT)
        text = Text(word, size=_CARD).move_to(card)
        return VGroup(card, text.stand_on(card.get_y() - _LOWER * _CARD))
