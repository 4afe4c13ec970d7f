"""Nouns that fall out of their heaps onto their names, large, below the line of gender."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from manim import DOWN, Animation, FadeIn, FadeOut

from scenes import theme
from scenes.mobjects.line_of_gender import LineOfGender
from scenes.stage.text import Text

_NAME, _LARGER = 0.64, 1.6  # the type of a name, and how much its dot grows
_OVER = 0.86  # ems from the line of a name up to its dot


class NounNames:
    """Names some nouns of a line: for a guess, or for good and in its gender's colour."""

    def __init__(self, line: LineOfGender) -> None:
        self._line = line
        self._picked: dict[int, tuple[float, Text]] = {}

    def pick(self, noun: int) -> list[Animation]:
        """Name a noun that is to be guessed about."""
        name = self._name(noun)
        self._picked[noun] = float(self._line.dots[noun].get_y()), name
        return self._let_fall(noun, name)

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

    def keep(self, nouns: Iterable[int]) -> Iterator[Animation]:
        """Name nouns in the colours of their genders, to stay."""
        for noun in nouns:
            yield from self._let_fall(noun, self._name(noun).set_color(self._line.hue_of(noun)))

    def _name(self, noun: int) -> Text:
        name = Text(self._line.words.words()[noun], size=_NAME, color=theme.HIGHLIGHT)
        return name.set_x(self._line.dots[noun].get_x()).stand_on(self._line.name_line)

    def _let_fall(self, noun: int, name: Text) -> list[Animation]:
        height, hue = self._line.name_line + _OVER * name.em, name.get_fill_color()
        fallen = self._line.dots[noun].animate.scale(_LARGER).set_y(height).set_color(hue)
        return [fallen, FadeIn(name, shift=DOWN * 0.2)]
