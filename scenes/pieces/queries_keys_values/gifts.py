"""What each word hands to each: a column gives, a row asks, parcels are as large as weights."""

from __future__ import annotations

from collections.abc import Sequence

from manim import (
    LEFT,
    UP,
    Animation,
    FadeIn,
    FadeOut,
    LaggedStart,
    Mobject,
    ReplacementTransform,
    VGroup,
)

from scenes import theme
from scenes.mobjects.icons import Icon, parcel
from scenes.mobjects.motion import become
from scenes.mobjects.row_labels import RowLabels
from scenes.pieces.queries_keys_values.lanes import Lanes
from scenes.stage.cited import Quantity, Word
from scenes.stage.layout import stage
from scenes.stage.text import Text

_WORD, _ICON, _HELD, _GAP = 0.62, 0.6, 1.15, 0.3
_HIGHEST, _WIDEST, _SHARE = 1.3, 1.9, 0.78  # of a row, of a parcel alone, of a row's height


class Gifts(VGroup):
    """The words of the lanes as givers above; below, one of them asks, and then all do."""

    def __init__(self, lanes: Lanes, askers: Sequence[Word], weights: Quantity) -> None:
        self.lanes, self.own = lanes, lanes.places.index(lanes.row)
        (_, head), (names, body) = (one.columns(2.4, 11.0) for one in stage().rows(1.4, 4.45))
        count = len(lanes.places)
        self.heads, self.scores = VGroup(), lanes.bars.numbers.copy()
        upper, lower = body.rows(1, 1)
        widest = min(_WIDEST, 0.8 * body.width / count)
        self.closed, columns = VGroup(), head.columns(*[1.0] * count)
        for word, score, column in zip(lanes.words, self.scores, columns, strict=True):
            named, scored = column.rows(1, 1)
            self.heads.add(named.hold(Text(word.text, size=_WORD, color=theme.KEY)))
            scored.hold(score)
            icon = Icon("value").move_to([column.center[0], upper.center[1], 0])
            self.closed.add(icon.scale(widest / icon.width))
        self.held = VGroup(*(Icon("value", height=_HELD).move_to(key) for key in lanes.keys))
        told = {"right": names.right - _GAP, "size": _WORD, "color": theme.QUERY}
        words, level = [askers[place] for place in lanes.places], lower.center[1]
        self.asker = RowLabels([words[self.own]], [level], **told)
        self.icon = Icon("query", height=_ICON).next_to(self.asker, UP)
        self.one = self._row(weights, self.own, level, widest / 2)
        heights = body.heights(count, most=_HIGHEST)
        largest = _SHARE * min(widest, body.height / count, _HIGHEST) / 2
        self.askers = RowLabels(words, heights, **told)
        self.rows = [self._row(weights, at, one, largest) for at, one in enumerate(heights)]
        super().__init__(self.heads, self.scores, self.asker, self.icon, self.one)

    def _row(self, weights: Quantity, at: int, height: float, largest: float) -> VGroup:
        """Draw what each gives to one of them."""
        row = self.lanes.places[at]
        given = (parcel(weights.cite(row, key), largest) for key in self.lanes.places)
        pairs = zip(given, self.heads, strict=True)
        return VGroup(*(one.move_to([head.get_x(), height, 0]) for one, head in pairs))

    def wrap(self) -> Animation:
        """Let each who answered have a parcel ready, in place of the key."""
        gone = FadeOut(self.lanes.query, *self.lanes.keys, run_time=theme.QUICK)
        return LaggedStart(gone, FadeIn(self.held, scale=0.3, lag_ratio=0.15), lag_ratio=0.5)

    def turn(self) -> list[Animation]:
        """Let who answered stand above, with scores and parcels; who asked stands to the left."""
        lanes, bars = self.lanes, self.lanes.bars
        olds = *lanes.words, *bars.numbers, *self.held, lanes.icon
        moved = become(olds, (*self.heads, *self.scores, *self.closed, self.icon))
        gone = FadeOut(bars.bars, bars.axis, run_time=theme.QUICK)
        return [gone, moved, FadeIn(self.asker)]

    def hand_over(self) -> Animation:
        """Let as much of each come to who asked as it weighs."""
        return LaggedStart(*map(ReplacementTransform, self.closed, self.one), lag_ratio=0.25)

    def come_down(self) -> Animation:
        """Let names and scores stand over what each gave, however little that is."""
        self._up = (self.scores.get_bottom()[1] - self.one.get_top()[1] - _GAP) * UP
        return VGroup(self.heads, self.scores).animate.shift(-self._up)

    def make_room(self) -> list[Animation]:
        """Let all others ask, too."""
        own = become((*self.asker, *self.one), (self.askers[self.own], *self.rows[self.own]))
        others = VGroup(*(one for one in self.askers if one is not self.askers[self.own]))
        return [
            own,
            self.heads.animate.shift(self._up),
            FadeOut(self.scores, self.icon, run_time=theme.QUICK / 2),
            FadeIn(others, shift=0.3 * LEFT),
        ]

    def of(self, key: int) -> tuple[Mobject, Mobject, Mobject]:
        """Return who asks first, one who gives, and what that one gives it."""
        at = self.lanes.places.index(key)
        return self.askers[self.own], self.heads[at], self.rows[self.own][at]

    def give_all(self) -> Animation:
        """Let parcels fall from all who give to all who ask."""
        falls = []
        for at, row in enumerate(self.rows):
            pairs = zip(row, self.heads, strict=True)
            falls += [FadeIn(one, target_position=head) for one, head in pairs if at != self.own]
        return LaggedStart(*falls, lag_ratio=0.05)
