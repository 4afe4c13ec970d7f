"""Words in rounded boxes of one height, on one baseline."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Self

from manim import RIGHT, VGroup, interpolate_color
from manim.utils.color import ManimColor

from scenes import theme
from scenes.stage.cited import Declared
from scenes.stage.claims import Furniture, Surrounds, shows
from scenes.stage.shapes import RoundedRectangle
from scenes.stage.text import Text

_MIDDLE = 0.26  # ems from the baseline up to what the eye takes for a word's middle
_SMALLEST_GAP = 0.08
_TINT = 0.2  # of a box with a hue


class Token(VGroup):
    """One token in its box, which may have a hue."""

    def __init__(
        self,
        word: str,
        *,
        size: float | None = None,
        color: ManimColor | None = None,
        hue: ManimColor | None = None,
    ) -> None:
        size = size or theme.SIZE_TOKEN
        self.word = word
        self.label = Text(word, size=size, color=color, declared=Declared("token"))
        self.box = RoundedRectangle(
            width=self.label.width + 0.9 * size,
            height=1.7 * size,
            corner_radius=0.35 * size,
            stroke_color=hue or theme.QUIET,
            stroke_width=theme.STROKE_THIN,
            fill_color=interpolate_color(theme.PANEL, hue, _TINT) if hue else theme.PANEL,
            fill_opacity=1,
        )
        shows(self.box, Surrounds.of(self.label))
        self.label.stand_on(self.box.get_y() - _MIDDLE * size)
        super().__init__(self.box, self.label)

    def hide(self, color: ManimColor) -> Self:
        """Ask "?" in place of the word; the box stays as wide."""
        self.remove(self.label)
        shows(self.box, Furniture("panel"))
        self.label = Text("?", size=self.label.size, color=color).move_to(self.box)
        return self.add(self.label)


class TokenRow(VGroup):
    """A sentence, token by token; ``row[i]`` is its token number i.

    A row wider than ``widest`` closes its gaps first, then takes smaller type. With a ``pitch`` the
    middles of neighbours are so far apart, and the type so small that gaps are no smaller.

    Raises
    ------
    ValueError
        If the words do not fit even in the smallest type.
    """

    def __init__(
        self,
        words: Sequence[str],
        *,
        size: float | None = None,
        gap: float = 0.3,
        color: ManimColor | None = None,
        hue: ManimColor | None = None,
        widest: float | None = None,
        pitch: float | None = None,
    ) -> None:
        size = size or theme.SIZE_TOKEN
        widest = widest or theme.STAGE_RIGHT - theme.STAGE_LEFT
        least = gap if pitch else _SMALLEST_GAP
        while True:
            tokens = [Token(word, size=size, color=color, hue=hue) for word in words]
            wide = [token.width for token in tokens]
            spare = (widest - sum(wide)) / max(1, len(tokens) - 1)
            room = pitch - max(wide) if pitch else spare
            if room >= least or size <= theme.SMALLEST:
                break
            size = max(theme.SMALLEST, 0.95 * size)
        if room < _SMALLEST_GAP:
            raise ValueError(f"the words of {' '.join(words)!r} are too long for the stage")
        super().__init__(*tokens)
        self.arrange(RIGHT, buff=min(gap, room))
        for place, token in enumerate(tokens if pitch else ()):
            token.set_x(place * pitch)
