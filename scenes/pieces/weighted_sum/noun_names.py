"""Nouns that fall out of their heaps onto their names, large, below the line of gender."""

from __future__ import annotations

from collections.abc import Iterator

from manim import DOWN, Animation, FadeIn, FadeOut

from scenes import theme
from scenes.pieces.weighted_sum.line_of_gender import LineOfGender
from scenes.stage.text import Text

_NAME, _LARGER = 0.64, 1.6  # the type of a name, and how much its dot grows
_OVER = 0.86  # ems from the line of a name up to its dot


class NounNames:
    """Names some nouns of a line, for a guess."""

    def __init__(self, line: LineOfGender) -> None:
        self._line = line
        self._picked: dict[int, tuple[float, Text]] = {}

    def pick(self, noun: int) -> list[Animation]:
        """Let a noun that is to be guessed about fall onto its name."""
        dot = self._line.dots[noun]
        name = Text(self._line.words.words()[noun], size=_NAME, color=theme.HIGHLIGHT)
        name.set_x(dot.get_x()).stand_on(self._line.name_line)
        self._picked[noun] = float(dot.get_y()), name
        height = self._line.name_line + _OVER * _NAME
        fallen = dot.animate.scale(_LARGER).set_y(height).set_color(theme.HIGHLIGHT)
        return [fallen, FadeIn(name, shift=DOWN * 0.2)]

    def coloured(self) -> list[Animation]:
        """Tell masculine nouns from feminine ones, but for those that are named."""
        dots = enumerate(self._line.dots)
        return [dot.animate.set_color(self._line.hue_of(noun))
                for noun, dot in dots if noun not in self._picked]  # fmt: skip

    def put_back(self) -> Iterator[Animation]:
        """Let what was picked return, coloured, without its name."""
        for noun, (y, name) in self._picked.items():
            back = self._line.dots[noun].animate.scale(1 / _LARGER).set_y(y)
            yield back.set_color(self._line.hue_of(noun))
            yield FadeOut(name)
        self._picked = {}
