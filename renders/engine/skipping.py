"""Tells which animations can be skipped in one step, because only their end is left behind.

manim skips every animation in one step. That is right for what follows from its start, its target
and the time alone. It is wrong for what adds up over frames: updaters, scenes that update
themselves, animations that change what they find or, as a `Succession`, look at it on the way.
These have to be stepped through.
"""

from __future__ import annotations

from collections.abc import Iterable

from manim import (
    Animation,
    AnimationGroup,
    Mobject,
    Scene,
    Transform,
    TransformFromCopy,
    Wait,
)
from manim.animation.creation import ShowPartial

# What manim's animations do in a frame, where it depends on nothing that an earlier frame left.
_FORGETFUL = {
    "interpolate": (Animation, AnimationGroup, TransformFromCopy, Wait),
    "interpolate_mobject": (Animation,),
    "interpolate_submobject": (Animation, Transform, ShowPartial),
    "update_mobjects": (Animation, AnimationGroup, Wait),
    "get_sub_alpha": (Animation,),
    "get_all_mobjects_to_update": (Animation,),
}


def leaves_only_its_end(scene: Scene) -> bool:
    """Tell whether the play that the scene has begun ends the same if no frame of it is made."""
    assert scene.animations is not None
    animations = list(_each(scene.animations))
    return (
        scene.stop_condition is None
        and not scene.updaters
        and not scene.meshes
        and type(scene).update_to_time is Scene.update_to_time
        and type(scene).update_mobjects is Scene.update_mobjects
        and all(map(_is_forgetful, animations))
        and not any(map(_updates, scene.mobjects))
        and not any(_updates(one) for animation in animations for one in _held(animation))
    )


def _each(animations: Iterable[Animation]) -> Iterable[Animation]:
    for animation in animations:
        yield animation
        if isinstance(animation, AnimationGroup):
            yield from _each(animation.animations)


def _held(animation: Animation) -> Iterable[Mobject]:
    """Return what is animated, from and to."""
    names = ("mobject", "starting_mobject", "target_mobject", "target_copy")
    values = (getattr(animation, name, None) for name in names)
    return [value for value in values if isinstance(value, Mobject)]


def _is_forgetful(animation: Animation) -> bool:
    kind = type(animation)
    return all(
        any(getattr(kind, name) is getattr(usual, name) for usual in kinds)
        for name, kinds in _FORGETFUL.items()
    )


def _updates(mobject: Mobject) -> bool:
    return any(
        one.updaters or type(one).update is not Mobject.update for one in mobject.get_family()
    )
