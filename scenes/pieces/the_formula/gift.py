"""What is handed over, wrapped: a parcel whose lid can be lifted."""

from __future__ import annotations

import numpy as np
from manim import DEGREES, RIGHT, UP, Animation, AnimationGroup, FadeOut, VGroup, Wiggle

from scenes import theme
from scenes.mobjects.icons import Icon
from scenes.stage.claims import Furniture, shows
from scenes.stage.shapes import Path

_LID, _OVER = 0.47, 2  # of its height: from the foot up to the lid
_LIFTED, _TILTED = 0.22, -35 * DEGREES


class Gift(VGroup):
    """The parcel of the film, in two parts: box and lid."""

    def __init__(self, *, height: float) -> None:
        whole = Icon("value", height=height)
        split = whole.get_bottom()[1] + _LID * height
        pieces = whole.get_subpaths()
        self.box, self.lid = (
            _part([one for one in pieces if bool(one[:, 1].mean() > split) is upper])
            for upper in (False, True)
        )
        super().__init__(self.box, self.lid)
        self.set_z_index(_OVER)

    def shake(self) -> Animation:
        """Let it rattle: what may be inside?"""
        return Wiggle(self, scale_value=1.08, rotation_angle=5 * DEGREES)

    def open(self) -> Animation:
        """Let the lid come off."""
        way = _LIFTED * self.height * (0.3 * UP + 3 * RIGHT)
        return self.lid.animate.rotate(_TILTED).shift(way)

    def go(self) -> Animation:
        """Let the empty box go, and its lid."""
        return AnimationGroup(FadeOut(self.lid, shift=0.3 * RIGHT), FadeOut(self.box, scale=0.5))


def _part(pieces: list[np.ndarray]) -> Path:
    part = Path(stroke_width=0, fill_color=theme.VALUE, fill_opacity=1)
    return shows(part.set_points(np.concatenate(pieces)), Furniture("icon", of="value"))
