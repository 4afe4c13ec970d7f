"""One row of scores under one mask or several: what it hears, what it writes."""

from __future__ import annotations

from collections.abc import Sequence

from manim import (
    LEFT,
    RIGHT,
    UP,
    Animation,
    AnimationGroup,
    Create,
    FadeIn,
    FadeOut,
    LaggedStart,
    Mobject,
    ReplacementTransform,
    TransformFromCopy,
    VGroup,
)

from scenes import theme
from scenes.mobjects.motion import aside
from scenes.pieces.same_scores_four_masks.french import French
from scenes.pieces.same_scores_four_masks.stencil import hidden
from scenes.pieces.same_scores_four_masks.stencilled_grid import StencilledGrid
from scenes.pieces.same_scores_four_masks.told import Reading, Told
from scenes.pieces.same_scores_four_masks.tray import CALLED, NAME, WIDTH, Tray
from scenes.stage.layout import Room, stage
from scenes.stage.shapes import Outline
from scenes.stage.text import Text

_HEAD, _NAMES, _GAP, _ABOVE, _OVER = 0.75, 1.5, 0.25, 0.22, 0.35
_HIGHEST, _PITCH = 1.15, 1.5  # of a row; and from one to the next
_WRITTEN, _DEPTH = 0.85, 2
_LARGER, _LARGER_WORDS = 1.35, 1.15  # than in the grid, at most
_ALONE = 1.8  # times as large again


class _Row(VGroup):
    """The row that is followed, as it stands in the grid: its scores through one mask."""

    def __init__(self, grid: StencilledGrid, reading: Reading, query: int) -> None:
        places = [(query, j) for j in range(reading.visible.shape[1])]
        self.scores = VGroup(*(VGroup(grid.cell(*at), grid.mark(*at)).copy() for at in places))
        self.lights = VGroup(*(grid.lit(reading.weights, at) for at in places))
        unseen = (at for at in places if not reading.visible.values[at])
        self.dark = VGroup(*(hidden(grid, reading.visible, at) for at in unseen))
        super().__init__(self.scores, self.lights, self.dark)
        self.weights = reading.weights
        (self.word,) = reading.written[query : query + 1].words()


class FollowedRows:
    """One row a reading: what its mask hides stands before it, and what it writes behind."""

    def __init__(
        self, room: Room, grid: StencilledGrid, told: Told, readings: Sequence[Reading]
    ) -> None:
        self._grid, self._query, self._heard = grid, told.query, told.heard
        self._rows = [_Row(grid, reading, told.query) for reading in readings]
        listener = grid.row_labels[told.query]
        longest = max((row.scores for row in self._rows), key=len)
        before = _LARGER_WORDS * listener.width + _GAP
        inner = room.inset(left=before + _NAMES, right=WIDTH + _GAP, top=_HEAD)
        factor = min(inner.width / longest.width, _HIGHEST / longest.height, _LARGER)
        larger = min(max(1.0, factor), _LARGER_WORDS)
        heights = inner.heights(len(self._rows), most=_PITCH)
        self._listeners, self._written = VGroup(), VGroup()
        for row, height in zip(self._rows, heights, strict=True):
            row.scale(factor).shift([0, height - row.scores.get_y(), 0])
            row.shift([inner.left - row.scores.get_left()[0], 0, 0])
            label = listener.copy().scale(larger).set_x(room.left, LEFT)
            self._listeners.add(label.stand_on(height - theme.MIDDLE * label.em))
        for row, height in zip(self._rows, heights, strict=True):
            word = Text(row.word, size=_WRITTEN, color=told.hue(row.word)).set_z_index(_DEPTH)
            word.scale(min(1.0, WIDTH / word.width)).next_to(longest, RIGHT, buff=_GAP)
            self._written.add(word.stand_on(height - theme.MIDDLE * word.em))
        self._keys = grid.column_labels[: len(longest)].copy()
        for key, score in zip(self._keys, longest, strict=True):
            key.scale(larger).set_x(score.get_x()).stand_on(self._rows[0].get_top()[1] + _ABOVE)
        self._heights, self._left = heights, room.left + before

    def enter(self) -> Animation:
        """Let names and scores of the first row come, one after the other, as large as can be."""
        whole = VGroup(self._listeners, *self._rows, self._written, self._keys)
        room = stage()
        whole.scale(min(_ALONE, room.width / whole.width)).move_to(room.center)
        names = FadeIn(self._listeners[0], *self._keys)
        return LaggedStart(names, FadeIn(self._rows[0].scores, lag_ratio=0.4), lag_ratio=0.4)

    def go_in(self, french: French) -> Animation:
        """Let the first row take its place in the grid, with its light and what it writes."""
        grid, query, (first, *_) = self._grid, self._query, self._rows
        pairs = [(self._listeners[0], grid.row_labels[query]),
                 (self._written[0], french.words[query])]  # fmt: skip
        pairs += zip(first.scores, grid.filled_cells(query), strict=False)
        pairs += zip(self._keys, grid.parts(filling=False)[2], strict=True)
        pairs += grid.take_light(query, first.lights, first.weights)
        return AnimationGroup(*(ReplacementTransform(*pair) for pair in pairs))

    @property
    def parts(self) -> list[Mobject]:
        """What of the grid becomes these rows and the words above them."""
        grid, query = self._grid, self._query
        scores = grid.row(query), grid.row_marks(query)
        return [*scores, grid.row_labels[query], *grid.parts(filling=False)[2]]

    def come_out(self) -> Animation:
        """Let the grid's row come out of it four times, and the words above it with it."""
        grid, first = self._grid, self._rows[0]
        own = grid.filled_cells(self._query)[: grid.count]
        moves = []
        for row, label in zip(self._rows, self._listeners, strict=True):
            turned = ReplacementTransform if row is first else TransformFromCopy
            moves.append(turned(grid.row_labels[self._query], label))
            moves += map(turned, own, row.scores)
        moves += map(ReplacementTransform, grid.parts(filling=False)[2], self._keys)
        return AnimationGroup(*moves)

    def cover(self, tray: Tray) -> Animation:
        """Let each stencil go from its tray over its row."""
        names = [Text(said, size=NAME).set_z_index(_DEPTH) for said in ("nothing", *CALLED)]
        for name, height in zip(names, self._heights, strict=True):
            name.set_x(self._left, LEFT).stand_on(height - theme.MIDDLE * NAME)
        title = tray.title.copy().set_x(self._left, LEFT).stand_on(self._keys[0].baseline)
        above = aside(UP * _OVER)  # of the words that stand on the same line
        moves = [FadeIn(names[0]), FadeOut(tray.papers)]
        moves.append(ReplacementTransform(tray.title, title, path_func=above))
        moves += map(ReplacementTransform, tray.names, names[1:])
        covered = zip(tray.stencils, self._rows[1:], strict=True)
        moves += (stencil.cover(self._query, row.dark) for stencil, row in covered)
        behind = [*self._keys[self._grid.count :], *self._rows[1].scores[self._grid.count :]]
        moves += [FadeIn(one, shift=LEFT) for one in behind]
        return AnimationGroup(*moves)

    def tell(self) -> Animation:
        """Let each row hear what is left to it, and write."""
        told = zip(self._rows, self._written, strict=True)
        moves = (AnimationGroup(FadeIn(row.lights), FadeIn(word, shift=RIGHT * 0.4))
                 for row, word in told)  # fmt: skip
        return LaggedStart(*moves, lag_ratio=0.5)

    def point(self) -> Animation:
        """Frame the word that it hears most while nothing is hidden, in all rows."""
        column = VGroup(self._keys[self._heard], *(row.scores[self._heard] for row in self._rows))
        frame = Outline(width=column[1].width, height=column.height + _GAP).move_to(column)
        return Create(frame.set_stroke(theme.HIGHLIGHT, theme.STROKE_FRAME).set_z_index(_DEPTH))
