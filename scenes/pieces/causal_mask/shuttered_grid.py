"""A matrix whose later words stand behind shutters, with a glass of weight in each cell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

import numpy as np
from manim import DOWN, RIGHT, UP, Animation, FadeIn, LaggedStart, Mobject, ShrinkToCenter, VGroup
from manim.utils.color import ManimColor

from attention_math.story import Pair, hidden_cells
from scenes import theme
from scenes.mobjects.attention_grid import AttentionGrid
from scenes.pieces.causal_mask.levels import Levels, weight_bar
from scenes.stage.cited import Declared, Quantity
from scenes.stage.claims import Encoding, shows
from scenes.stage.layout import Room
from scenes.stage.shapes import Rectangle
from scenes.stage.text import Numeral, Text

_LARGEST_CELL = (2.5, 1.2)
_ROOM = {"left": 1.8, "right": 2.05, "top": 1.0, "bottom": 0.05}  # for labels and sums
_FULL = 0.84  # of a cell's height: what a weight of one fills
_GLASS = 0.48  # of its width: a glass
_WORD, _NUMBER = 0.65, 0.7
_BEHIND, _SHUTTER, _WEIGHT = 0.2, 0.4, 0.6  # all below what is written before a shutter
_ROLLED, _LARGER = 0.07, 1.1


class ShutteredGrid(AttentionGrid):
    """Who listens to whom; the shutters are the cells that a mask hides.

    ``behind`` them stand cells with the scores that are to be hidden.
    """

    def __init__(
        self, room: Room, masked: Quantity, scaled: Quantity, visible: np.ndarray,
        queries: Sequence[str], keys: Sequence[str],
    ) -> None:  # fmt: skip
        inner = room.inset(**_ROOM)
        super().__init__(
            masked,
            queries=queries,
            keys=keys,
            view="heat",
            cell=inner.cell(*masked.shape, most=_LARGEST_CELL),
            color_of=theme.plain_color,
            axes=("who listens", "who speaks"),
            visible=visible,
        )
        self.shift(inner.hold(self.cells.copy()).get_center() - self.cells.get_center())
        self.keys, self.scaled, self.seen = keys, scaled, list(map(Pair, *np.nonzero(visible)))
        self.later, self.unit = hidden_cells(visible), _FULL * self.cell_size[1]
        self.shutters = VGroup(*(self.cell(*at).set_z_index(_SHUTTER) for at in self.later))
        self.behind = VGroup(*(self._uncovered(at) for at in self.later))

    def next_ones(self) -> list[Pair]:
        """List the cells of the words that come next, each in the row of the word before it."""
        return [at for at in self.later if at.key == at.query + 1]

    def raise_shutters(self) -> Animation:
        """Roll all shutters up, so that what stands behind can be seen: the next words' first."""
        places = sorted(self.later, key=lambda at: at.key - at.query)
        up = (self.cell(*at).animate.stretch_to_fit_height(_ROLLED, about_edge=UP) for at in places)
        return LaggedStart(*up, lag_ratio=0.15)

    def close_shutters(self) -> Animation:
        """Let all shutters down again, the last words' first."""
        high = self.cell_size[1]
        rolled = (self.cell(*at) for at in sorted(self.later, key=lambda at: -at.key))
        down = (one.animate.stretch_to_fit_height(high, about_edge=UP) for one in rolled)
        return LaggedStart(*down, lag_ratio=0.15)

    def words(self, places: Iterable[Pair], color: ManimColor | None = None) -> VGroup:
        """Write into cells the words of their columns, so that a shutter can cover them."""
        size = _WORD * min(1.0, 0.84 * self.cell_size[0] / max(map(_width, self.keys)))
        words = VGroup()
        for at in places:
            word = Text(self.keys[at.key], size=size, color=color, declared=Declared("token"))
            middle = self._middle(at)
            word.move_to(middle).stand_on(middle[1] - theme.MIDDLE * size)
            words.add(word.set_z_index(_BEHIND))
        return words

    def tell(self, words: VGroup) -> Animation:
        """Let words come one after the other, as they are read."""
        return LaggedStart(*(FadeIn(word, shift=RIGHT * 0.2) for word in words), lag_ratio=0.3)

    def spots(self) -> list[Mobject]:
        """List the shutters behind which the next words stand."""
        return [self.cell(*at) for at in self.next_ones()]

    def light_answers(self, later: VGroup) -> Animation:
        """Let the words that come next stand out among all later ones."""
        answers = (later[self.later.index(at)] for at in self.next_ones())
        lit = (one.animate.set_fill(theme.HIGHLIGHT).scale(_LARGER) for one in answers)
        return LaggedStart(*lit, lag_ratio=0.3)

    def follow(self, query: int) -> list[Animation]:
        """Let the names of all rows but one wait."""
        others = [label for i, label in enumerate(self.row_labels) if i != query]
        return [label.animate.set_fill(theme.DIM) for label in others]

    def drop_labels(self) -> list[Animation]:
        """Let all names shrink to nothing."""
        names = (*self.row_labels, *self.column_labels, *self.axis_titles)
        return [ShrinkToCenter(name, remover=True) for name in names]

    def levels(self, weights: Quantity, places: Iterable[Pair] | None = None) -> Levels:
        """Fill the glasses of some cells, or of all that are seen."""
        law, bars = partial(theme.proportional, unit=self.unit), {}
        for at in places or self.seen:
            cited = weights.cite(*at)
            bar = weight_bar(_GLASS * self.cell_size[0], law(cited.value))
            bar.move_to(self._middle(at) + DOWN * self.unit / 2, aligned_edge=DOWN)
            bar.set_z_index(_WEIGHT if at in self.seen else _BEHIND)
            bars[at] = shows(bar, Encoding(cited, "height", law, group="weights"))
        return Levels(bars)

    def hidden_scores(self) -> VGroup:
        """Write on each shutter what the mask makes of the score."""
        size = min(_NUMBER, 0.4 * self.cell_size[0])
        written = VGroup()
        for at in self.later:
            score = Numeral(self.quantity.cite(*at), decimals=1, size=size)
            written.add(score.move_to(self._middle(at)))
        return written

    def _middle(self, at: Pair) -> np.ndarray:
        """Find a cell's middle, however far its shutter is rolled up."""
        wide, high = self.cell_size
        return self.cells[0].get_center() + RIGHT * at.key * wide + DOWN * at.query * high

    def _uncovered(self, at: Pair) -> Rectangle:
        cell = self.cell(*at).copy().set_fill(theme.PANEL).set_z_index(0)
        return shows(cell, Encoding(self.scaled.cite(*at), "fill", theme.plain_color))


def _width(word: str) -> float:
    return Text(word, size=_WORD, declared=Declared("token")).width
