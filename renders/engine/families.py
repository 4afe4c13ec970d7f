"""Remembers who belongs to a family, as long as nobody joins or leaves it.

manim collects the families of what it animates and of what it draws anew in every frame, and frees
each list from repetitions at every level of nesting: 5 ms a frame for a hundred mobjects and their
copies in a `Transform`. Here the parts of each member are compared with what they were, 0.2 µs a
member, and only another answer makes manim collect again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from manim import Animation, AnimationGroup, Mobject, Transform

_ZIPPED = "get_all_families_zipped"


class Families:
    """What was made of the families of some mobjects, made again when these families change."""

    def __init__(self) -> None:
        self._roots: list[Mobject] = []
        self._members: list[tuple[Mobject, list[Mobject], bool, float]] = []
        self._made: list = []

    def collect(self, roots: Iterable[Mobject], make: Callable[[], Iterable]) -> list:
        """Return what ``make`` makes of these mobjects' families, their order and who has points.

        The list is the caller's to read, not to change.
        """
        roots = list(roots)
        if roots != self._roots or not self._is_as_it_was():
            self._made = list(make())
            members = list(dict.fromkeys(one for root in roots for one in root.get_family()))
            self._members = [
                (one, list(one.submobjects), len(one.points) > 0, one.z_index) for one in members
            ]
            self._roots = roots if all(map(_is_usual, members)) else []
        return self._made

    def _is_as_it_was(self) -> bool:
        for member, parts, has_points, z_index in self._members:
            if (
                member.submobjects != parts
                or (len(member.points) > 0) is not has_points
                or member.z_index != z_index
            ):
                return False
        return True


@contextmanager
def remembered(animations: Iterable[Animation]) -> Iterator[None]:
    """Let these animations, and those in groups of them, remember whom they animate."""
    usual = [one for one in _each(animations) if _how(one) in _HOW]
    for animation in usual:
        setattr(animation, _ZIPPED, _remembering(animation))
    try:
        yield
    finally:
        for animation in usual:
            delattr(animation, _ZIPPED)


def _each(animations: Iterable[Animation]) -> Iterator[Animation]:
    for animation in dict.fromkeys(animations):
        yield animation
        if isinstance(animation, AnimationGroup):
            yield from _each(animation.animations)


def _remembering(animation: Animation) -> Callable[[], list[tuple[Mobject, ...]]]:
    families, collect, roots = Families(), getattr(animation, _ZIPPED), _HOW[_how(animation)]
    return lambda: families.collect(roots(animation), collect)


def _how(animation: Animation) -> Callable:
    return getattr(type(animation), _ZIPPED)


def _is_usual(mobject: Mobject) -> bool:
    kind = type(mobject)
    return (
        kind.get_family is Mobject.get_family
        and kind.family_members_with_points is Mobject.family_members_with_points
        and kind.get_num_points is Mobject.get_num_points
    )


# The two ways in which manim's animations collect families, and whose they collect.
_HOW: dict[Callable, Callable[[Animation], Iterable[Mobject]]] = {
    Animation.get_all_families_zipped: lambda one: one.get_all_mobjects(),
    Transform.get_all_families_zipped: lambda one: (
        one.mobject,
        one.starting_mobject,
        one.target_copy,
    ),
}
