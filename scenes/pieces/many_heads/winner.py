"""One head alone: its map as wide as it is high, its glass below it, and nothing of the others."""

from __future__ import annotations

from manim import RIGHT, Animation, FadeIn, FadeOut, Restore, VGroup

from scenes.pieces.many_heads.glasses import Glasses
from scenes.pieces.many_heads.sheets import Sheets
from scenes.stage.layout import stage

_LARGER, _BESIDE = 2.2, 0.4  # the count that wins, and how far from its map


class Winner:
    """A head comes forward, and goes back among the others.

    Parameters
    ----------
    head
        Counted from 0.
    outlines
        Of each head: the cells that are counted.
    glasses, counts
        The glasses that stand, and what is in them.
    """

    def __init__(
        self, sheets: Sheets, head: int, outlines: VGroup, glasses: Glasses, counts: Glasses
    ) -> None:
        others = [other for other in range(len(sheets.maps)) if other != head]
        staying = sheets.maps, sheets.names, glasses.outlines
        passing = outlines, counts.fills, counts.numbers
        self._rest, self._gone = (
            VGroup(*(one[other] for one in group for other in others))
            for group in (staying, passing)
        )
        self._map, self._words = sheets.maps[head], sheets.words
        self._first = sheets.maps[0].get_left()
        self._passing = outlines[head], counts.fills[head], counts.numbers[head]

    def come(self) -> list[Animation]:
        """Let all others go, and the words stand beside the one."""
        for one in (self._map, self._words):
            one.save_state()
        map_, cells = self._map, self._passing[0]
        left = map_.get_left()
        wide = min(map_.height, stage().right - left[0])
        wider = [
            one.animate.stretch(wide / map_.width, 0, about_point=left) for one in (map_, cells)
        ]
        count = self._passing[2].animate.scale(_LARGER)
        count.next_to(left + wide * RIGHT, RIGHT, buff=_BESIDE)
        near = (left - self._first)[0] * RIGHT
        return [FadeOut(self._rest, self._gone), *wider, count, self._words.animate.shift(near)]

    def go(self) -> list[Animation]:
        """Let all be as before, but for what was counted."""
        back = map(Restore, (self._map, self._words))
        return [FadeOut(*self._passing), FadeIn(self._rest), *back]
