"""One query's row of the formula: words, who asks, who answers, and bars over the words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from manim import UP, Animation, LaggedStart, ManimColor, VGroup

from attention_math.story import ends
from scenes import theme
from scenes.mobjects.attention_grid import AttentionGrid
from scenes.mobjects.icons import Icon, parcel
from scenes.pieces.the_formula.standing_bars import Floor, StandingBars
from scenes.stage.cited import Quantity, Word
from scenes.stage.layout import Room
from scenes.stage.text import Text

ROOM_FOR_QUERY = 1.2  # left of the words, for the query that sweeps over their keys
_ICON, _ABOVE = 0.55, 0.2
_WIDEST, _BAR = 0.9, 0.45  # of the distance between two words
_NUMBERS = 0.45  # room for the numbers above and below the bars


class LivingRow(VGroup):
    """Words side by side near the top of a room; what a query makes of them comes below.

    ``above`` is left free for the words and for the icons of those that ask and answer.
    """

    def __init__(
        self, words: Sequence[Word], room: Room, *, above: float = _ICON + 3 * _ABOVE
    ) -> None:
        columns = room.columns(*(1 for _ in words))
        self.places = tuple(float(column.center[0]) for column in columns)
        self.room = room.inset(top=above)
        self.width_of_bars = min(_WIDEST, _BAR * columns[0].width)
        size = min(theme.SIZE_TOKEN, 0.42 * columns[0].width)
        self.words = VGroup(*(Text(word, size=size) for word in words))
        for word, x in zip(self.words, self.places, strict=True):
            word.set_x(x).stand_on(self.room.top + _ABOVE)
        super().__init__(self.words)

    def asking(self, query: int) -> Icon:
        """Let one word ask."""
        return self._above(query, "query")

    def answering(self, query: int) -> VGroup:
        """Let all words answer; the one that asks stands aside for its question."""
        return VGroup(*(self._above(key, "key") for key in range(len(self.words)) if key != query))

    def column(self, vectors: Quantity, place: int, role: str) -> AttentionGrid:
        """Stand a word's vector below it, as a column of heat."""
        own = vectors[place : place + 1]
        column = self._columns(own, vectors, role, self.width_of_bars)
        return column.set_x(self.places[place])

    def parcels(self, weights: Quantity) -> VGroup:
        """Lay a parcel below each word, as large as its weight."""
        free = 0.45 * min(self.room.width / len(self.words), self.room.height)
        largest = min(_WIDEST, free)
        middles = ([x, self.room.center[1], 0] for x in self.places)
        given = zip(weights.each(), middles, strict=True)
        return VGroup(*(parcel(cited, largest).move_to(middle) for cited, middle in given))

    def offered(self, keys: Quantity) -> AttentionGrid:
        """Stand all keys below their words, column by column."""
        return self._columns(keys, keys, "key", self.room.width / len(self.words))

    def _columns(self, rows: Quantity, whole: Quantity, role: str, width: float) -> AttentionGrid:
        law = partial(theme.size_color, limit=whole.limit(), hue=theme.hue_of(role))
        cell = width, self.room.height / rows.shape[1]
        columns = AttentionGrid(rows.transposed(), view="heat", cell=cell, color_of=law)
        return columns.move_to(self.room.center)

    def bars(
        self,
        values: Quantity,
        color_of: Callable[[float], ManimColor],
        *,
        scale: Quantity,
        decimals: int,
    ) -> StandingBars:
        """Stand a bar below each word, to the scale at which another row fills the room."""
        width = self.width_of_bars
        return StandingBars(
            values, self.floor(scale), width=width, color_of=color_of, decimals=decimals
        )

    def floor(self, scale: Quantity) -> Floor:
        """Find the line from which the largest and the smallest bar of a row just fit."""
        low, high = ends(scale.values)
        inner = self.room.inset(top=_NUMBERS, bottom=_NUMBERS)
        unit = inner.height / (high - low)
        return Floor(self.places, inner.top - unit * high, unit)

    def _above(self, place: int, role: str) -> Icon:
        icon = Icon(role, height=_ICON)
        return icon.next_to(self.words[place], UP, buff=_ABOVE)


def mix(parcels: VGroup, mixed: AttentionGrid) -> Animation:
    """Let parcels go to where the vector will stand that is mixed of them."""
    return LaggedStart(*(one.animate.move_to(mixed) for one in parcels), lag_ratio=0.15)
