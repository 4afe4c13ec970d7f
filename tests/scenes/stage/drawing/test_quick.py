"""Quick copies and families of mobjects against those that manim makes."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from manim import Circle, Dot, ImageMobject, Mobject, Square, ValueTracker, VGroup, VMobject

from scenes.mobjects.attention_grid import AttentionGrid
from scenes.stage.cited import Quantity
from scenes.stage.drawing.quick import quick_mobjects
from scenes.stage.text import Text, formula


def grid() -> Mobject:
    return AttentionGrid(Quantity("made up", "weights", np.eye(2)), queries="ab", keys="ab")


def gradient() -> Mobject:
    return Square().set_color(["#ff0000", "#00ff00"]).set_fill(opacity=0.5)


def shared() -> Mobject:
    dot = Dot()
    group = VGroup(dot, Circle())
    group.first, group.both, group.seen = dot, [dot, group], {"dot": dot, "at": dot.points}
    return group


MOBJECTS: dict[str, Callable[[], Mobject]] = {
    "grid": grid,
    "gradient": gradient,
    "shared": shared,
    "text": lambda: Text("query", size=0.4),
    "formula": lambda: formula("Q K^T"),
    "picture": lambda: ImageMobject(np.zeros((2, 2, 3), np.uint8)),
    "tracker": lambda: ValueTracker(3.5),
    "updated": lambda: VMobject().add_updater(lambda it: it.shift(1)),
    "with a target": lambda: Square().generate_target(),
}


def described(value: object, seen: dict[int, int]) -> object:
    """Describe all of a value, naming what occurs again by the order of its first occurrence."""
    if isinstance(value, Mobject | list | dict | np.ndarray):
        if id(value) in seen:
            return f"number {seen[id(value)]} again"
        seen[id(value)] = len(seen)
    if isinstance(value, Mobject):
        own = {k: v for k, v in vars(value).items() if k != "original_id"}
        return type(value), {k: described(v, seen) for k, v in own.items()}
    if isinstance(value, dict):
        return {k: described(v, seen) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [described(one, seen) for one in value]
    if isinstance(value, np.ndarray):
        return type(value), value.dtype, value.shape, value.tobytes()
    return value if callable(value) or value is None else repr(value)


@pytest.mark.parametrize("name", MOBJECTS)
def test_a_quick_copy_is_what_manim_copies(name: str) -> None:
    original = MOBJECTS[name]()
    with quick_mobjects():
        quick = original.copy()
    assert described(quick, {}) == described(original.copy(), {})
    assert quick.original_id == str(id(original))


def test_a_quick_copy_shares_nothing_that_changes() -> None:
    original = grid()
    with quick_mobjects():
        copy = original.copy()
    assert not arrays_of(copy) & arrays_of(original)
    assert not set(map(id, copy.get_family())) & set(map(id, original.get_family()))


def arrays_of(mobject: Mobject) -> set[int]:
    """Find where the arrays of a family begin in memory."""
    values = [value for one in mobject.get_family() for value in vars(one).values()]
    return {one.ctypes.data for one in values if isinstance(one, np.ndarray) and one.size}


@pytest.mark.parametrize("name", MOBJECTS)
def test_a_quick_family_is_as_manim_lists_it(name: str) -> None:
    mobject = MOBJECTS[name]()
    with quick_mobjects():
        quick = mobject.get_family()
    assert list(map(id, quick)) == list(map(id, mobject.get_family()))


def test_who_belongs_to_several_stands_where_manim_puts_it() -> None:
    dot, circle, square = Dot(), Circle(), Square()
    pair = VGroup(circle, dot)
    whole = VGroup(dot, VGroup(pair, square), pair, VGroup(square, VGroup()), circle)
    with quick_mobjects():
        quick = whole.get_family()
    assert list(map(id, quick)) == list(map(id, whole.get_family()))
    assert len(quick) == len(set(map(id, quick)))


def test_a_family_that_is_a_mobjects_own_business_stays_so() -> None:
    class Hermit(VGroup):
        def get_family(self, recurse: bool = True) -> list[Mobject]:
            return [self]

    whole = VGroup(Hermit(Dot()), Dot())
    with quick_mobjects():
        assert whole.get_family() == [whole, *whole]


def test_manim_does_as_before_once_the_block_is_left() -> None:
    usual = Mobject.__deepcopy__, Mobject.get_family
    with pytest.raises(KeyError), quick_mobjects():
        assert Mobject.__deepcopy__ is not usual[0]
        assert Mobject.get_family is not usual[1]
        raise KeyError
    assert (Mobject.__deepcopy__, Mobject.get_family) == usual
