"""What leaves the stage when some of it stays."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from manim import Mobject


def leaving(mobjects: Iterable[Mobject], staying: Iterable[Mobject]) -> list[Mobject]:
    """List the largest parts of what is on stage in which nothing is of those that stay."""
    kept = {id(part) for one in staying for part in one.get_family()}
    return [part for one in mobjects for part in _without(one, kept)]


def _without(mobject: Mobject, kept: Collection[int]) -> Iterator[Mobject]:
    if not any(id(part) in kept for part in mobject.get_family()):
        yield mobject
    elif id(mobject) not in kept:
        for part in mobject.submobjects:
            yield from _without(part, kept)
