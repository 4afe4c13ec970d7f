"""What stands on stage, as the checks take it apart: texts whole, shapes one by one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from manim import Mobject, Typst, VMobject
from manim import Text as PlainText
from manim.mobject.text.numbers import DecimalNumber
from scipy.spatial import ConvexHull, QhullError

from renders.checks import limits
from scenes.chapter import Chapter
from scenes.mobjects.formula import Formula
from scenes.stage.text import Numeral, Text

_WRITTEN = (Text, Numeral, Formula, Typst, PlainText, DecimalNumber)


@dataclass(frozen=True)
class StagedText:
    """One text as it stands on stage: its name, its inked parts, and the hull around them."""

    written: Mobject
    name: str
    parts: tuple[VMobject, ...]
    points: np.ndarray

    @classmethod
    def of(cls, written: Mobject) -> StagedText:
        parts = tuple(part for part in written.family_members_with_points() if is_seen(part))
        points = np.concatenate([part.points[:, :2] for part in parts])
        return cls(written, describe(written), parts, points)

    @property
    def low(self) -> np.ndarray:
        return self.points.min(axis=0)

    @property
    def high(self) -> np.ndarray:
        return self.points.max(axis=0)

    @property
    def capital(self) -> float:
        """How high a capital of its smallest type stands now."""
        if isinstance(self.written, Text | Numeral):
            return limits.CAPITAL * self.written.em
        if isinstance(self.written, Formula):
            has_scripts = set("_^") & set(self.written.code)
            return limits.CAPITAL * self.written.em * (limits.SCRIPT if has_scripts else 1)
        return max(part.height for part in self.parts)

    def hull(self) -> np.ndarray:
        try:
            return self.points[ConvexHull(self.points).vertices]
        except QhullError:  # all points on one line, as of a minus sign
            low, high = self.low - 1e-3, self.high + 1e-3
            return np.array([low, [high[0], low[1]], high, [low[0], high[1]]])


def describe(mobject: Mobject) -> str:
    """Name a mobject for a person who looks for it on screen."""
    said = getattr(mobject, "text", None) or getattr(mobject, "code", None)
    said = said or getattr(mobject, "typst_code", None)
    kind = type(mobject).__name__
    place = ", ".join(f"{value:.1f}" for value in mobject.get_center()[:2])
    return f"{kind} {said!r}" if said else f"{kind} at ({place})"


def written_on(mobjects: Iterable[Mobject]) -> Iterator[Mobject]:
    """Yield every visible text once, whole: a formula, not its letters."""
    seen: set[int] = set()

    def walk(mobject: Mobject) -> Iterator[Mobject]:
        if id(mobject) in seen:
            return
        seen.add(id(mobject))
        if isinstance(mobject, _WRITTEN):
            if any(map(is_seen, mobject.family_members_with_points())):
                yield mobject
            return
        for part in mobject.submobjects:
            yield from walk(part)

    for mobject in mobjects:
        yield from walk(mobject)


def is_seen(part: VMobject) -> bool:
    """Say whether a part has any ink, wherever it stands."""
    if not isinstance(part, VMobject):
        return True
    inked = part.get_fill_opacity() > limits.NOTHING
    stroked = part.get_stroke_opacity() > limits.NOTHING and part.get_stroke_width() > 0
    return bool(inked or stroked)


def leaves_of(chapter: Chapter) -> list[Mobject]:
    """List everything that is drawn, once."""
    family = {id(part): part for mobject in chapter.mobjects for part in mobject.get_family()}
    return [part for part in family.values() if len(part.points)]
