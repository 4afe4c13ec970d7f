"""A sentence as a cartridge: plugged in, its words answer and hand over, each in its column."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from manim import (
    DOWN,
    LEFT,
    RIGHT,
    UP,
    Animation,
    AnimationGroup,
    FadeIn,
    FadeOut,
    Indicate,
    ReplacementTransform,
    Succession,
    VGroup,
)

from scenes import theme
from scenes.mobjects.icons import Icon
from scenes.pieces.self_and_cross.desks import Desk
from scenes.stage.cited import Declared, Word
from scenes.stage.layout import line
from scenes.stage.shapes import Panel
from scenes.stage.text import Text

_SIZES = 0.5, 0.45, 0.4, 0.36, 0.33, 0.3
PIN = 0.15
_HEIGHT, _APART, _OUT, _INSIDE = 1.2, 0.14, 0.5, 0.05
_PLUG = 0.3  # so far it comes and goes: captions stand below it
_ASIDE = 1.0  # of a word: where another one comes out of it
_WORDS, _SAID = 0.3, 0.73  # shares of the height, from its upper edge down
_ICON, _SEEN = 0.42, 1.2


class Cartridge(VGroup):
    """Words on a panel below a grid's columns, to each of which a pin leads.

    Raised into its place it is plugged in; made so.
    """

    def __init__(self, desk: Desk, words: Sequence[Word], name: Text) -> None:
        self._desk = desk
        self._top = desk.bottom - PIN
        middles = [desk.left + (j + 0.5) * desk.cell[0] for j in range(len(words))]
        size = next((s for s in _SIZES if _fit(words, middles, s)), theme.SMALLEST)
        self.words = VGroup(*(self._word(*pair, size) for pair in zip(words, middles, strict=True)))
        beyond = self.words[0].get_right()[0] - (desk.left + desk.cell[0])
        self.words[0].shift(LEFT * max(0.0, beyond + _INSIDE))  # a wide first word names its column
        left = min(desk.left, self.words.get_left()[0] - _APART)
        right = max(desk.left + len(words) * desk.cell[0], self.words.get_right()[0] + _APART)
        self.panel = panel(right - left, _HEIGHT, 0.12)
        self.panel.move_to([(left + right) / 2, self._top - _HEIGHT / 2, 0])
        self.pins = VGroup(*(self._pin(middle) for middle in middles))
        icons = (Icon(role, height=_ICON) for role in ("key", "value"))
        self.label = line(*icons, name, gap=0.14)
        self.label.move_to([self.panel.get_x(), self._top - _SAID * _HEIGHT, 0])
        super().__init__(self.pins, self.panel, self.words, self.label)

    def come(self) -> Animation:
        """Come from below, and be plugged in."""
        return FadeIn(self, shift=UP * _PLUG)

    def come_from(self, others: Sequence[Text]) -> Animation:
        """Come from below, and let each word come out of its like, which stays."""
        moves = (_leaving(*pair) for pair in zip(others, self.words, strict=True))
        return AnimationGroup(FadeIn(self.pins, self.panel, self.label, shift=UP * _PLUG), *moves)

    def point_at(self) -> Animation:
        """Let it be seen, and what its words do: answer and hand over."""
        framed = self.panel.animate.set_stroke(theme.HIGHLIGHT, theme.STROKE_FRAME)
        return AnimationGroup(framed, self.label.animate.scale(_SEEN))

    def flash(self, place: int) -> Animation:
        """Let one word be seen."""
        return Indicate(self.words[place], scale_factor=1.0, color=theme.HIGHLIGHT)

    def leave(self) -> Animation:
        return FadeOut(self, shift=DOWN * _PLUG)

    def exchange(self, other: Cartridge, place: int) -> Animation:
        """Let one word fall out and another one come in, while all others stay."""
        old, new = ([*one.words] for one in (self, other))
        out, come = old.pop(place), new.pop(place)
        staying = (self.pins, other.pins), (self.panel, other.panel), (self.label, other.label)
        pairs = *staying, *zip(old, new, strict=True)
        swap = FadeOut(out, shift=DOWN * _OUT), FadeIn(come, shift=DOWN * _OUT)
        return AnimationGroup(*(ReplacementTransform(*pair) for pair in pairs), Succession(*swap))

    def _word(self, word: Word, middle: float, size: float) -> Text:
        text = Text(word, size=size, color=theme.KEY, declared=Declared("token")).set_x(middle)
        return text.stand_on(self._top - _WORDS * _HEIGHT - theme.MIDDLE * size)

    def _pin(self, middle: float) -> Panel:
        pin = panel(0.3 * self._desk.cell[0], PIN, 0.03).set_fill(theme.EDGE)
        return pin.move_to([middle, self._top + PIN / 2, 0])


def _leaving(other: Text, word: Text) -> Animation:
    start = word.copy().move_to(other).shift(RIGHT * _ASIDE).set_opacity(0)
    return ReplacementTransform(start, word)


def panel(width: float, height: float, radius: float) -> Panel:
    """Make what words stand on, or a pin of it."""
    ground = Panel(width=width, height=height, corner_radius=radius)
    return ground.set_stroke(theme.EDGE, theme.STROKE_THIN).set_fill(theme.PANEL, 1)


def _fit(words: Sequence[Word], middles: Sequence[float], size: float) -> bool:
    """Say whether words of a size keep apart."""
    texts = [Text(word, size=size, declared=Declared("token")) for word in words]
    halves = [text.width / 2 for text in texts]
    ends = zip(middles, halves, strict=True)
    return all(b - k - a - h >= _APART for (a, h), (b, k) in pairwise(ends))
