"""A walk without its longest step: all that comes after it begins where that began."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from manim import Animation, AnimationGroup, FadeIn, FadeOut, VGroup

from attention_math.heads_apart import without_step
from scenes.mobjects.filled_arrow import FilledArrow
from scenes.pieces.many_heads.walk import Walk
from scenes.stage.claims import Placement, shows
from scenes.stage.derive import derive

_LONGEST = 0  # the first step


class Shorter:
    """Leaves a step of a walk out, and puts it back; from where the walk stands now.

    Attributes
    ----------
    left
        Where it leads then.
    later, moved
        The steps that come after it: as they stand, and those that take their place meanwhile.
    """

    def __init__(self, walk: Walk) -> None:
        self._walk, self._step, self.later = walk, walk.steps[_LONGEST], walk.steps[_LONGEST + 1 :]
        self.left = derive(without_step, walk.walked.places, _LONGEST)
        stops = pairwise(tuple(self.left[place].each()) for place in range(len(self.left)))
        self.moved = VGroup(*(one.copy() for one in self.later))
        for step, ends in zip(self.moved, stops, strict=True):
            shows(step, Placement(walk, ends, FilledArrow.ends))
        own = walk.staying.get(walk.heads[_LONGEST])
        self._gone = VGroup(self._step, *filter(None, [own]))
        others = (token for token in walk.staying.values() if token is not own)
        self._going = VGroup(self.moved, walk.after, *others)

    def with_landing(self) -> VGroup:
        """Return the walk, and where its steps would lead."""
        return VGroup(self._walk, self._going.copy().shift(self._missing()))

    def leave_out(self) -> Animation:
        """Let the step go, and the word end where the others lead."""
        going = self._going.animate.shift(self._missing())
        return AnimationGroup(FadeOut(self._gone), going)

    def put_back(self) -> Animation:
        """Let all be as it was."""
        return AnimationGroup(FadeIn(self._gone), self._going.animate.shift(-self._missing()))

    def _missing(self) -> np.ndarray:
        start, end = self._step.ends()
        return start - end
