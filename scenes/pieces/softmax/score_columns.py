"""A column a word: its score in a cell, and e to the score as a bar from the floor."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from manim import (
    DOWN,
    LEFT,
    PI,
    UP,
    Animation,
    AnimationGroup,
    FadeIn,
    FadeOut,
    Mobject,
    ReplacementTransform,
    Succession,
    VGroup,
)
from manim.utils.color import ManimColor

from attention_math.story import decimals_to_see
from scenes import theme
from scenes.formulas import FORMULAS
from scenes.mobjects.attention_grid import AttentionGrid
from scenes.mobjects.formula import Formula
from scenes.mobjects.motion import settle
from scenes.pieces.softmax.score_row import ScoreRow
from scenes.pieces.softmax.share_line import ShareLine
from scenes.pieces.softmax.sized_words import SizedWords
from scenes.stage.cited import Declared, Quantity
from scenes.stage.claims import Encoding, shows
from scenes.stage.layout import stage
from scenes.stage.shapes import Outline, Rectangle
from scenes.stage.text import Numeral, Text

_WIDEST, _WORD, _SCORE, _RAISED = 1.9, 0.52, 0.42, 0.36
_BAR = 0.45  # of a column's width
_FOR_NUMBERS, _GAP, _MARGIN, _LINE = 0.55, 0.12, 0.5, 1.4
_ABOVE, _BEHIND, _FLAT = 1.0, -1, 1e-3


class ScoreColumns(VGroup):
    """Words, their scores, and the bars that these become; ``foot`` is what is left below."""

    def __init__(
        self, words: Sequence[str], row: ScoreRow, color_of: Callable[[float], ManimColor]
    ) -> None:
        self.row, self.color_of = row, color_of
        head, scores, room, self.foot = stage().rows(0.9, 0.95, 3.5, 1.0)
        *_, line, self.foot_of_line = stage().rows(0.9, 0.95, 2.6, 1.4)
        self._line_room = line.inset(left=_MARGIN, right=_MARGIN, top=_ABOVE)
        free = max(0.0, room.width - _WIDEST * len(words)) / 2
        self.columns = head.inset(left=free, right=free).columns(*[1] * len(words))
        wide = self.columns[0].width
        self.words = VGroup(
            *(Text(word, size=_WORD, color=theme.KEY, declared=Declared("token")) for word in words)
        )
        size = _WORD * min(1.0, 0.94 * wide / max(word.width for word in self.words))
        for word, column in zip(self.words, self.columns, strict=True):
            column.hold(word.scale(size / _WORD))
        self._cells = scores
        self.grid = self._grid(row.scores)
        raised = row.raised
        self.unit = (room.height - _FOR_NUMBERS) / raised.limit()
        law = partial(theme.proportional, unit=self.unit)
        self.raised, self.thickness = raised, _BAR * wide
        self.floor = room.bottom
        power = "exponential of leads" if row.is_far else "exponential"
        self.exponent = Formula(FORMULAS[power], color=theme.POSITIVE)
        self.exponent.move_to([self.columns[0].left, room.top, 0], aligned_edge=UP + LEFT)
        self.bars, self.numbers = VGroup(), VGroup()
        for cited, column in zip(raised.each(), self.columns, strict=True):
            bar = Rectangle(width=self.thickness, height=law(cited.value), stroke_width=0,
                            fill_color=theme.POSITIVE, fill_opacity=1)  # fmt: skip
            bar.move_to([column.center[0], room.bottom, 0], aligned_edge=DOWN)
            bar.set_z_index(_BEHIND)
            self.bars.add(shows(bar, Encoding(cited, "height", law, group="exponentials")))
            decimals = decimals_to_see(cited.value)
            number = Numeral(cited, decimals=decimals, size=_RAISED, color=theme.POSITIVE)
            self.numbers.add(number.next_to(bar, UP, buff=_GAP))
        super().__init__(self.words, self.grid)

    def show_scores(self, scores: Quantity) -> Animation:
        """Let other scores come into the cells."""
        old, self.grid = self.grid, self._grid(scores)
        numbers = Succession(FadeOut(old.marks), FadeIn(self.grid.marks, lag_ratio=0.2))
        return AnimationGroup(ReplacementTransform(old.cells, self.grid.cells), numbers)

    def _grid(self, scores: Quantity) -> AttentionGrid:
        cell = self.columns[0].width, self._cells.height * 0.8
        style = {"size": _SCORE, "decimals": self.row.decimals, "color_of": self.color_of}
        grid = AttentionGrid(scores, cell=cell, **style)
        middle = (self.columns[0].left + self.columns[-1].right) / 2
        return grid.move_to([middle, self._cells.center[1], 0])

    def under(self, line: ShareLine) -> Mobject:
        """Find the place below the best one's share, where a guess may stand."""
        return line.segments[line.best].copy().set_y(self.foot_of_line.center[1])

    def flatten(self, whole: Outline) -> Animation:
        """Let the outline of a line become the floor on which bars stand."""
        return whole.animate.stretch(_FLAT, 1).set_y(self.floor)

    def laid_down(self) -> ShareLine:
        """Lay the bars end to end, as thick and as long as they stand."""
        return ShareLine(self.raised, self._line_room, unit=self.unit, thickness=self.thickness,
                         color=theme.POSITIVE, group="exponentials")  # fmt: skip

    def fall(self, laid: ShareLine) -> list[Animation]:
        """Let each bar turn over on its way into the line, to the side to which it goes."""
        moves = []
        for bar, end in zip(self.bars, laid.segments, strict=True):
            goes_left = bar.get_x() > end.get_x()
            bar.rotate(PI if goes_left else 0)  # it looks as before, and turns the other way
            arc = PI / 2 if goes_left else -PI / 2
            moves.append(ReplacementTransform(bar, end, path_arc=arc))
        return moves

    def line(self, weights: Quantity) -> ShareLine:
        """Make a line of weights that fills its room: it is one long."""
        return ShareLine(weights, self._line_room, unit=self._line_room.width, thickness=_LINE,
                         color=theme.WEIGHT, group="weights", below=list(self.grid.cells),
                         words=self.words, best=self.row.places[0])  # fmt: skip

    def sized(self, weights: Quantity) -> SizedWords:
        """Set the words anew, each as large as its weight."""
        upper, _ = stage().rows(3, 2)
        return SizedWords(upper, [word.text for word in self.words], weights)

    def lower(self, shares: VGroup) -> Animation:
        """Let a line of shares go down, where the words need its place."""
        _, lower = stage().rows(3, 2)
        return settle(shares, lower)
