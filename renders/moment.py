"""What is looked at of a chapter that is played: the ends of its beats, and moments in between."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil

import numpy as np
from manim import Animation, AnimationGroup, Mobject, Succession, Wait

MOMENTS_A_SECOND = 5  # what is gone by the next of them is too short to be seen

Pixels = np.ndarray  # rows × columns × (red, green, blue), 0 … 255


@dataclass
class Beat:
    """One beat: when it runs, what it says, how its longest animation looks, and how it ends.

    A picture is there only if somebody asked for it and kept it.
    """

    name: str
    caption: str
    started: float
    ended: float = 0.0
    middle: Pixels | None = None
    picture: Pixels | None = None


@dataclass(frozen=True)
class Moment:
    """A time of the film that stands for some seconds around it, and what is being animated then.

    The ``moving`` are those of the animations that run, with their families; in a standstill,
    which is one moment however long it lasts, there are none. Together the moments last as long as
    the chapter does from its first beat on.
    """

    time: float
    lasts: float
    beat: Beat
    moving: tuple[Mobject, ...] = ()


def moments_of(duration: float) -> Iterable[tuple[float, float]]:
    """Divide what moves for so long into moments, from its first instant on to its last."""
    steps = ceil(duration * MOMENTS_A_SECOND)
    lasting = [duration / steps] * (steps - 1)
    ends = duration / steps / 2
    return zip(np.linspace(0, duration, steps + 1).tolist(), [ends, *lasting, ends], strict=True)


def animated(animation: Animation) -> Iterable[Mobject]:
    """Yield all that an animation moves now; of a group, those whose turn it is."""
    if isinstance(animation, Succession):
        running = filter(None, [animation.active_animation])
    elif isinstance(animation, AnimationGroup):
        turn = animation.anims_begun & ~animation.anims_finished
        running = animation.anims_with_timings["anim"][turn]
    else:
        return () if isinstance(animation, Wait) else animation.mobject.get_family()
    return (part for one in running for part in animated(one))
