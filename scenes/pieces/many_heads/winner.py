"""One head alone: its map as wide as it is high, its glass beside it, and nothing of the others."""

from __future__ import annotations

from manim import RIGHT, Animation, FadeIn, FadeOut, Restore, VGroup

from scenes.pieces.many_heads.glasses import Glasses
from scenes.pieces.many_heads.sheets import Sheets
from scenes.stage.layout import stage

_GLASS = 0.7  # at the right of the map


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
        self._map, self._words, self._glass = sheets.maps[head], sheets.words, staying[2][head]
        self._first = sheets.maps[0].get_left()
        self._passing = outlines[head], counts.fills[head], counts.numbers[head]

    def come(self) -> list[Animation]:
        """Let all others go, and the words stand beside the one."""
        for one in (self._map, self._glass, self._words):
            one.save_state()
        map_, (cells, *filled) = self._map, self._passing
        left = map_.get_left()
        wide = min(map_.height, stage().right - _GLASS - left[0])
        wider = [
            one.animate.stretch(wide / map_.width, 0, about_point=left) for one in (map_, cells)
        ]
        far = (wide - map_.width) * RIGHT
        shifted = [one.animate.shift(far) for one in (self._glass, *filled)]
        near = (left - self._first)[0] * RIGHT
        return [FadeOut(self._rest, self._gone), *wider, *shifted, self._words.animate.shift(near)]

    def go(self) -> list[Animation]:
        """Let all be as before, but for what was counted."""
        back = map(Restore, (self._map, self._glass, self._words))
        return [FadeOut(*self._passing), FadeIn(self._rest), *back]
