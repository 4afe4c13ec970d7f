"""What is written at the points of two nouns: names, how far they are apart, what axes are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from manim import DOWN, LEFT, RIGHT, UP, Mobject, VGroup
from manim.utils.color import ManimColor

from scenes import theme
from scenes.stage.cited import Citation, Quantity, Word
from scenes.stage.layout import Room, line
from scenes.stage.text import Numeral, Text

OUT = (LEFT, RIGHT)  # the first noun is on the left
RING, NEXT, SIZE = 0.36, 0.14, 0.72
_SAID, _NOTE, _LIFT = 0.5, 0.36, 0.4  # the last one lifts numbers that stand beside lines


def names(marks: VGroup, words: Sequence[Word], hues: Sequence[ManimColor]) -> VGroup:
    """Name both nouns, outside of their marks."""
    said = VGroup()
    for mark, word, hue, out in zip(marks, words, hues, OUT, strict=True):
        name = Text(word, size=SIZE, color=hue)
        said.add(name.next_to(mark, out, buff=NEXT + RING - mark.width / 2))
    return said


def at_one(spots: Iterable[Mobject], apart: Iterable[Citation]) -> VGroup:
    """Say below what stands at one point how far its vectors are apart."""
    return VGroup(*(
        _distance(one, "apart").next_to(spot, DOWN, buff=RING + NEXT)
        for spot, one in zip(spots, apart, strict=True)
    ))  # fmt: skip


def away(lines: Iterable[Mobject], apart: Iterable[Citation]) -> VGroup:
    """Say inside of lines how far the vectors at their ends are apart."""
    return VGroup(*(
        _distance(one, "away").next_to(drawn, -out, buff=NEXT).shift(UP * _LIFT)
        for drawn, one, out in zip(lines, apart, OUT, strict=True)
    ))  # fmt: skip


def axes_note(percent: Quantity, room: Room) -> VGroup:
    """Say what up and across are, and how much is kept."""
    kept = Numeral(percent.cite(), decimals=0, size=_NOTE, color=theme.QUIET)
    words = ("up: which comes first; across: which noun; kept:", "% of what differs")
    before, after = (Text(said, size=_NOTE, color=theme.QUIET) for said in words)
    return room.hold(line(before, kept, after, gap=0.12))


def _distance(apart: Citation, said: str) -> VGroup:
    return line(Numeral(apart, decimals=1, size=_SAID), Text(said, size=_SAID), gap=0.14)
