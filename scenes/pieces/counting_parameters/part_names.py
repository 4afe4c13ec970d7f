"""What the parts of a bar are called."""

from __future__ import annotations

from collections.abc import Sequence

from manim import DOWN, LEFT, UP, Mobject, VGroup

from scenes import theme
from scenes.pieces.counting_parameters.counted import count
from scenes.stage.cited import Quantity
from scenes.stage.shapes import Rule
from scenes.stage.text import Text

_ABOVE, _HIGH = 0.22, 0.44  # from a part up to its number, and from there to its name
_FIRST, _LINE = 0.25, 0.45  # from a part down to the first name of a narrow one, and to the next
_BESIDE = 0.12


def part_names(shapes: Sequence[Mobject], names: Quantity, parts: Quantity) -> list[VGroup]:
    """Name each part, and write how many it has: above it, or its name alone where it is narrow."""
    told, below = [], 0
    for shape, name, cited in zip(shapes, names.words(), parts.each(), strict=True):
        number = count(cited)
        words = _fitting(name, shape.width) if number.width < shape.width else VGroup()
        if len(words):
            number.next_to(shape, UP).stand_on(shape.get_top()[1] + _ABOVE)
            for line, word in enumerate(reversed(words), start=1):
                word.next_to(shape, UP).stand_on(number.get_bottom()[1] + line * _HIGH)
            told.append(VGroup(words, number))
        else:
            told.append(_led_to(shape, name, below))
            below += 1
    return told


def _fitting(name: str, width: float) -> VGroup:
    """Write a name as large as there is room, in two lines if need be; nothing if none fits."""
    for size in (theme.SIZE_TOKEN, theme.SIZE_LABEL, theme.SMALLEST):
        for lines in ([name], name.split(" ")):
            words = VGroup(*(Text(line, size=size) for line in lines))
            if max(word.width for word in words) < width:
                return words
    return VGroup()


def _led_to(shape: Mobject, name: str, place: int) -> VGroup:
    """Let a line lead down from a narrow part to its name."""
    end = shape.get_bottom() + DOWN * (_FIRST + (place + 1) * _LINE)
    leader = Rule(shape.get_bottom(), end, color=theme.QUIET, stroke_width=1.5)
    # Not cited: where it stands it is no name of what it stands below.
    word = Text(str(name)).next_to(end, LEFT, buff=_BESIDE).stand_on(end[1])
    return VGroup(word, leader)
