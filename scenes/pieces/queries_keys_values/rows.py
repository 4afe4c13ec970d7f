"""The words of a sentence and their rows of X; one row is tried on all of them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from manim import (
    DOWN,
    LEFT,
    RIGHT,
    UP,
    Animation,
    AnimationGroup,
    ApplyMethod,
    FadeIn,
    FadeOut,
    Mobject,
    Polygon,
    ReplacementTransform,
    RoundedRectangle,
    Succession,
    Union,
    VGroup,
)

from scenes import theme
from scenes.formulas import FORMULAS
from scenes.mobjects.formula import Formula
from scenes.mobjects.heat_map import HeatMap
from scenes.mobjects.icons import Icon
from scenes.mobjects.row_labels import RowLabels
from scenes.pieces.queries_keys_values.fit_bars import FitBars
from scenes.stage.cited import Quantity
from scenes.stage.claims import Furniture, Surrounds, shows
from scenes.stage.layout import Room, stage
from scenes.stage.phrases import Phrase
from scenes.stage.shapes import Path, Rectangle
from scenes.stage.text import Text

_HEAD, _BODY, _HIGHEST = 0.75, 5.1, 1.0  # what is above the rows, what they share, and one of them
_NAME, _GAP, _ASIDE = 0.55, 0.2, 0.3
_SAID, _ICON, _TAIL, _SWELL = 0.85, 0.6, 0.6, 0.4


class Speech(VGroup):
    """Words in a bubble beside a row, which speaks."""

    def __init__(self, said: Phrase, speaker: Mobject, *, size: float = _SAID) -> None:
        words = Text(said, size=size, color=theme.GROUND)
        box = RoundedRectangle(width=words.width + 1, height=words.height + 0.8, corner_radius=0.45)
        tip = speaker.get_right() + _GAP * RIGHT
        box.move_to(tip + _TAIL * RIGHT, aligned_edge=LEFT)
        foot = box.get_left() + 0.5 * RIGHT
        tail = Polygon(tip, foot + 0.25 * DOWN, foot + 0.25 * UP)
        self.bubble = Path(fill_color=theme.QUERY, fill_opacity=1, stroke_width=0)
        self.bubble.set_points(Union(box, tail).points)
        shows(self.bubble, Furniture("bubble", of="query"))
        self.words = words.move_to(box)
        super().__init__(self.bubble, self.words)


class Rows(VGroup):
    """A word a row, and its entries of X; what the rows are tried for stands to their right."""

    def __init__(
        self, words: Sequence[str], inputs: Quantity, question: Phrase, *, row: int
    ) -> None:
        names, middle, self.free = stage().columns(1.7, 2.5, 9.2)
        self.head, room = middle.rows(_HEAD, _BODY)
        self.heights = room.heights(len(inputs), most=_HIGHEST)
        pitch = self.heights[0] - self.heights[1]
        self.row, right = row, names.right - _GAP
        widest = max(Text(word, size=1).width for word in words)
        size = min(_NAME, (right - names.left) / widest)
        self.names = RowLabels(words, self.heights, right=right, size=size, color=theme.INK)
        law = partial(theme.score_color, limit=inputs.limit())
        high = pitch * len(inputs)
        self.inputs = room.hold(HeatMap(inputs, width=room.width, height=high, color_of=law))
        wide = inputs.shape[1]
        self.one = VGroup(*self.inputs.cells()[row * wide : (row + 1) * wide])
        self.title = self.head.hold(Formula(FORMULAS["inputs"], size=0.7))
        self.speech = Speech(question, self.one)
        self.icon = Icon("query", height=_ICON).next_to(self.one, RIGHT, buff=_GAP + _ASIDE)
        frame = Rectangle(width=room.width, height=pitch, color=theme.HIGHLIGHT)
        self.frame = shows(frame.move_to(self.one), Surrounds.of(self.one))
        self.home = VGroup(self.one, self.frame, self.icon).get_center()
        super().__init__(self.names, self.inputs, self.title)

    def unroll(self) -> Animation:
        """Let the rows come out of their words."""
        return AnimationGroup(FadeIn(self.inputs, shift=0.5 * RIGHT), FadeIn(self.title))

    def ask(self) -> Animation:
        """Let one word speak, before all others."""
        others = (name for place, name in enumerate(self.names) if place != self.row)
        waits = (name.animate.set_fill(theme.DIM) for name in others)
        return AnimationGroup(FadeIn(self.speech, shift=0.3 * RIGHT), *waits)

    def lift(self) -> Animation:
        """Let its row be what it asks with: the bubble shrinks to its icon."""
        fades = FadeOut(self.speech.words, run_time=theme.QUICK / 2)
        shrinks = ReplacementTransform(self.speech.bubble, self.icon)
        return AnimationGroup(fades, shrinks, FadeIn(self.one, self.frame))

    def bars(self, fits: Quantity, decimals: int) -> FitBars:
        """Make room for how well it fits each row."""
        pitch = self.heights[0] - self.heights[1]
        left, right = self.icon.get_right()[0], self.free.right - _SWELL
        room = Room(left, right, self.heights[-1], self.heights[0])
        return FitBars(fits.each(), self.heights, room, high=0.6 * pitch, decimals=decimals)

    def try_on(self, bars: FitBars) -> Animation:
        """Let the row pass over all of them, each of which answers with a bar."""
        first, last, own = self.heights[0], self.heights[-1], self.heights[self.row]
        up, back = self._move_to(first, _ASIDE, theme.QUICK), self._move_to(own, 0, theme.QUICK)
        grown = bars.grow()
        down = self._move_to(last, _ASIDE, grown.run_time)
        return Succession(up, AnimationGroup(down, grown), back)

    def _move_to(self, height: float, aside: float, run_time: float) -> Animation:
        """Take the row, its frame and its icon beside another row."""
        moved = VGroup(self.one, self.frame, self.icon)
        place = self.home + [aside, height - self.heights[self.row], 0]
        return ApplyMethod(moved.move_to, place, run_time=run_time)
