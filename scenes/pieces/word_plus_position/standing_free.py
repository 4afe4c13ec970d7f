"""Where a name finds room beside its dot."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import product

import numpy as np
from manim import DL, DR, LEFT, RIGHT, UL, UR, Mobject, VMobject

from scenes.stage.layout import stage

_AWAY = 0.12, 0.3, 0.6, 0.9
_SIDES = LEFT, RIGHT, UL, UR, DL, DR


def stand_free(
    name: VMobject, end: Mobject, taken: Sequence[VMobject], unless_full: Iterable[VMobject] = ()
) -> None:
    """Put a name beside a dot, as near as nothing stands in its way, or only nothing ``taken``."""
    for others, away, side in product((unless_full, ()), _AWAY, _SIDES):
        name.next_to(end, side, buff=away)
        if _is_on_stage(name) and not any(_meet(name, one) for one in (*taken, *others)):
            return


def _is_on_stage(name: VMobject) -> bool:
    room, (left, low), (right, top) = stage(), name.get_corner(DL)[:2], name.get_corner(UR)[:2]
    return room.left <= left and right <= room.right and room.bottom <= low and top <= room.top


def _meet(name: VMobject, other: VMobject) -> bool:
    apart = np.abs(name.get_center() - other.get_center())[:2]
    reach = np.array([name.width + other.width, name.height + other.height]) / 2
    return bool((apart < reach).all())
