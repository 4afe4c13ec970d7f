"""One query's row of the formula: words, who asks, who answers, and bars over the words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from manim import (
    DOWN,
    LEFT,
    UP,
    Animation,
    AnimationGroup,
    FadeIn,
    FadeOut,
    LaggedStart,
    ManimColor,
    ReplacementTransform,
    VGroup,
)

from attention_math.story import ends
from scenes import theme
from scenes.mobjects.attention_grid import AttentionGrid
from scenes.mobjects.icons import Icon, parcel
from scenes.pieces.the_formula.run import Run
from scenes.pieces.the_formula.standing_bars import Floor, StandingBars
from scenes.stage.cited import Quantity, Word
from scenes.stage.layout import Held, Room
from scenes.stage.text import Text

ROOM_FOR_QUERY = 1.2  # left of the words, for the query that sweeps over their keys
_ICON, _ABOVE, _FREE = 0.45, 0.14, 0.1
_WIDEST, _BAR = 1.0, 0.45  # of the distance between two words
_NUMBERS = 0.45  # room for the numbers above and below the bars
_CARD = 0.56  # of the distance between words: a vector


class LivingRow(VGroup):
    """Words side by side near the top of a room; what one of them, the query, makes comes below."""

    def __init__(self, words: Sequence[Word], room: Room, *, query: int) -> None:
        self._query = query
        columns = room.columns(*(1 for _ in words))
        self.places = tuple(float(column.center[0]) for column in columns)
        self.room = room.inset(top=_ICON + 3 * _ABOVE + _FREE)
        self.width_of_bars = min(_WIDEST, _BAR * columns[0].width)
        size = min(theme.SIZE_TOKEN, 0.42 * columns[0].width)
        self.words = VGroup(*(Text(word, size=size) for word in words))
        for word, x in zip(self.words, self.places, strict=True):
            word.set_x(x).stand_on(self.room.top + _ABOVE)
        self.icons = VGroup()  # of those that ask and answer so far
        super().__init__(self.words)

    def coming(self, word: Text) -> Animation:
        """Let the words come, and the one that asks from where it stood."""
        others, own = VGroup(*self.words), self.words[self._query]
        if own.text != word.text:
            return AnimationGroup(FadeOut(word), FadeIn(others, shift=UP * 0.3))
        others.remove(own)
        return AnimationGroup(ReplacementTransform(word, own), FadeIn(others, shift=UP * 0.3))

    def asking(self) -> Icon:
        """Let one word ask; it stands aside when all answer."""
        return self._above(self._query, "query")

    def offering(self, asked: AttentionGrid, offered: AttentionGrid) -> Animation:
        """Let answers come, and keys beside the query that will be laid over each of them."""
        others = (place for place in range(len(self.words)) if place != self._query)
        hands = [self._above(place, "key") for place in others]
        arriving = (FadeIn(hand, shift=0.3 * DOWN) for hand in hands)
        lifting = asked.animate.next_to(offered, LEFT, buff=0.1)
        coming = LaggedStart(lifting, FadeIn(offered.cells, lag_ratio=0.1), lag_ratio=0.7)
        return AnimationGroup(LaggedStart(*arriving, lag_ratio=0.15), coming)

    def asked(self, queries: Quantity) -> AttentionGrid:
        """Stand the query below its word, as a column of heat."""
        own = self._columns(queries[self._query : self._query + 1], queries, "query")
        return self.below(own).set_z_index(1)

    def below(self, mobject: Held) -> Held:
        """Let something stand below the word that asks, in the middle of the room."""
        return mobject.move_to([self.places[self._query], self.room.center[1], 0])

    def parcels(self, weights: Quantity) -> VGroup:
        """Lay a parcel below each word, as large as its weight."""
        free = 0.45 * min(self.room.width / len(self.words), self.room.height)
        largest = min(0.9 * _WIDEST, free)
        middles = ([x, self.room.center[1], 0] for x in self.places)
        given = zip(weights.each(), middles, strict=True)
        return VGroup(*(parcel(cited, largest).move_to(middle) for cited, middle in given))

    def offered(self, keys: Quantity) -> AttentionGrid:
        """Stand all keys below their words, column by column."""
        columns = self._columns(keys, keys, "key")
        for place, x in enumerate(self.places):
            columns.column(place).set_x(x)
        return columns

    def _columns(self, rows: Quantity, whole: Quantity, role: str) -> AttentionGrid:
        law = partial(theme.size_color, limit=whole.limit(), hue=theme.hue_of(role))
        width = min(_WIDEST, _CARD * self.room.width / len(self.words))
        cell = width, self.room.height / rows.shape[1]
        columns = AttentionGrid(rows.transposed(), view="heat", cell=cell, color_of=law)
        return columns.move_to(self.room.center)

    def bars(
        self, values: Quantity, hue: Callable[[float], ManimColor], floor: Floor, decimals: int
    ) -> StandingBars:
        """Stand a bar below each word on a floor."""
        options = {"width": self.width_of_bars, "color_of": hue, "decimals": decimals}
        return StandingBars(values, floor, **options)

    def stages(self, run: Run, *, numbers: float = _NUMBERS) -> tuple[StandingBars, ...]:
        """Stand a row's scores, then what is left of them by the root, and the shares.

        ``numbers`` is the room that is left to them above and below the bars.
        """
        low, high = (self.floor(one, numbers) for one in (run.scores, run.weights))
        return (
            self.bars(run.scores, theme.sign_color, low, 1),
            self.bars(run.scaled, theme.sign_color, low, 1),
            self.bars(run.weights, lambda _: theme.WEIGHT, high, 2),
        )

    def floor(self, scale: Quantity, numbers: float) -> Floor:
        """Find the line from which the largest and the smallest bar of a row just fit."""
        low, high = ends(scale.values)
        inner = self.room.inset(top=numbers, bottom=numbers)
        unit = inner.height / (high - low)
        return Floor(self.places, inner.top - unit * high, unit)

    def _above(self, place: int, role: str) -> Icon:
        icon = Icon(role, height=_ICON)
        self.icons.add(icon)
        return icon.next_to(self.words[place], UP, buff=_ABOVE)
