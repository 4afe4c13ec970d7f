"""Both French forms of a word, with bars that say how likely a model makes each."""

from __future__ import annotations

from collections.abc import Sequence

from manim import (
    DOWN,
    LEFT,
    RIGHT,
    Animation,
    AnimationGroup,
    FadeIn,
    GrowFromEdge,
    LaggedStart,
    UpdateFromAlphaFunc,
    VGroup,
)

from scenes import theme
from scenes.stage.cited import Quantity, Word
from scenes.stage.claims import Encoding, shows
from scenes.stage.layout import Room, line
from scenes.stage.shapes import Outline, Rectangle
from scenes.stage.text import Numeral, Text

_SIZE, _LARGE = 0.72, 1.5
_GAP, _THICKNESS = 0.3, 0.5  # the last one as a share of a line


class FormChoice(VGroup):
    """Both forms side by side and large, with a question mark between them."""

    def __init__(self, room: Room, forms: Sequence[Word]) -> None:
        first, second = (_form(word, gender, _LARGE) for gender, word in enumerate(forms))
        self.mark = Text("?", size=_LARGE, color=theme.HIGHLIGHT)
        self.forms = VGroup(first, second)
        super().__init__(*line(first, self.mark, second, gap=_LARGE))
        room.hold(self)

    def fall(self) -> Animation:
        """Let one after the other come from above."""
        return LaggedStart(*(FadeIn(one, shift=DOWN * 0.8) for one in self), lag_ratio=0.3)


class FormBars(VGroup):
    """A line for each form, masculine first: its name, its bar in an outline, its probability."""

    def __init__(self, room: Room, forms: Sequence[Word], likely: Quantity) -> None:
        self.names, self.outlines, self.bars, self.numbers = (VGroup() for _ in range(4))
        named, barred, numbered = room.columns(3, 8, 1.6, gap=_GAP)
        for gender, (word, row) in enumerate(zip(forms, barred.rows(1, 1), strict=True)):
            name, height = _form(word, gender, _SIZE), row.center[1]
            outline = Outline(width=row.width, height=_THICKNESS * row.height)
            bar = Rectangle(stroke_width=0, fill_opacity=1, fill_color=name.get_fill_color())
            number = Numeral(likely.cite(gender), size=_SIZE)
            self.names.add(named.hold(name, RIGHT).stand_on(height - theme.MIDDLE * _SIZE))
            self.outlines.add(row.hold(outline.set_stroke(theme.EDGE, theme.STROKE_THIN)))
            self.bars.add(bar)
            self.numbers.add(numbered.hold(number, LEFT).set_y(height))
        super().__init__(self.outlines, self.bars, self.names, self.numbers)
        self.show(likely)

    def show(self, likely: Quantity) -> FormBars:
        """Let the same bars show other probabilities."""
        for i, (bar, outline) in enumerate(zip(self.bars, self.outlines, strict=True)):
            number = self.numbers[i].read(likely.cite(i))
            length = theme.proportional(number.value, unit=outline.width)
            full = outline.copy()
            bar.set_points(full.stretch_to_fit_width(length, about_edge=LEFT).points)
            shows(bar, Encoding(number.citation, "width", theme.proportional, group="forms"))
        return self

    def lines(self) -> tuple[VGroup, VGroup, VGroup]:
        """List all but the names."""
        return self.outlines, self.bars, self.numbers

    def grow(self) -> Animation:
        """Let the bars grow out of the left edge, and then the numbers appear."""
        grown = AnimationGroup(*(GrowFromEdge(bar, LEFT) for bar in self.bars))
        return LaggedStart(grown, FadeIn(self.numbers), lag_ratio=0.7)

    def answer(self, likely: Quantity) -> Animation:
        """Go to other probabilities; a number that changes is exchanged halfway, where faint."""
        start, end = self.copy(), self.copy().show(likely)
        return UpdateFromAlphaFunc(self, lambda bars, alpha: bars.go(start, end, alpha))

    def go(self, start: FormBars, end: FormBars, share: float) -> FormBars:
        """Stand somewhere between two answers."""
        near = start if share < 0.5 else end
        for bar, first, last, own in zip(self.bars, start.bars, end.bars, near.bars, strict=True):
            bar.interpolate(first, last, share)
            shows(bar, own.claim)
        pairs = zip(self.numbers, start.numbers, end.numbers, near.numbers, strict=True)
        for number, first, last, own in pairs:
            number.read(own.citation).align_to(own, LEFT)
            number.set_opacity(abs(2 * share - 1) if first.text != last.text else 1)
        return self


def _form(word: Word, gender: int, size: float) -> Text:
    """Write a French form in the hue of its gender: 0 is masculine, 1 feminine."""
    return Text(word, size=size, color=(theme.MASCULINE, theme.FEMININE)[gender])
