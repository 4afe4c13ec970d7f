"""What stands on stage, as the checks take it apart: texts whole, shapes one by one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import shapely
from manim import Mobject, Typst, VMobject
from manim import Text as PlainText
from manim.mobject.text.numbers import DecimalNumber

from renders.checks import limits
from renders.engine.canvas import Look, look_of
from scenes.mobjects.formula import Formula
from scenes.stage.text import Numeral, Text

_STEPS = np.linspace(0, 1, 9)[:, None]
_BERNSTEIN = np.hstack([(1 - _STEPS) ** 3, 3 * _STEPS * (1 - _STEPS) ** 2,
                        3 * _STEPS**2 * (1 - _STEPS), _STEPS**3])  # fmt: skip
_WRITTEN = (Text, Numeral, Formula, Typst, PlainText, DecimalNumber)


@dataclass(frozen=True, eq=False)
class Staged:
    """One text or shape as it stands on stage: its parts, and all that their drawing depends on."""

    mobject: Mobject
    parts: tuple[VMobject, ...]
    looks: tuple[Look | None, ...]

    @cached_property
    def name(self) -> str:
        return describe(self.mobject)

    @property
    def is_text(self) -> bool:
        return isinstance(self.mobject, _WRITTEN)

    @cached_property
    def inked(self) -> tuple[VMobject, ...]:
        """The parts of which anything can be seen."""
        return tuple(filter(is_seen, self.parts))

    @cached_property
    def opacity(self) -> float:
        return max(map(opacity_of, self.parts))

    @cached_property
    def points(self) -> np.ndarray:
        return np.concatenate([part.points[:, :2] for part in self.inked or self.parts])

    @cached_property
    def box(self) -> np.ndarray:
        """Its lowest and its highest corner (2 × 2)."""
        return np.array([self.points.min(axis=0), self.points.max(axis=0)])

    @cached_property
    def ground(self) -> shapely.Geometry:
        """What it covers, as far as it matters: the hull around it, or a line without a fill."""
        if self.is_text or self.mobject.get_fill_opacity() > limits.NOTHING:
            return shapely.convex_hull(shapely.linestrings(self.points))
        curves = self.points.reshape(-1, 4, 2)
        return shapely.linestrings(np.einsum("tp,cpx->ctx", _BERNSTEIN, curves).reshape(-1, 2))

    @property
    def is_legible(self) -> bool:
        """Say whether a viewer takes it for something that is there."""
        return self.opacity > limits.LEGIBLE and np.ptp(self.box, axis=0).max() > limits.TOUCHING

    @cached_property
    def is_opaque(self) -> bool:
        return bool(self.parts[0].get_fill_opacity() > limits.OPAQUE)

    @cached_property
    def traits(self) -> np.ndarray:
        """What a viewer can tell its parts by, a row each: place, colours and what they say."""
        return np.array([_traits(part) for part in self.inked])

    @cached_property
    def presence(self) -> np.ndarray:
        """How long its outlines are, how thick, and how bright: what strikes the eye."""
        outline = np.linalg.norm(np.diff(self.points, axis=0), axis=1).sum()
        thick = max(part.get_stroke_width() for part in self.parts)
        return np.array([outline, thick, self.traits[:, 4:10].sum(axis=1).max(initial=0.0)])

    @property
    def capital(self) -> float:
        """How high a capital of its smallest type stands now."""
        if isinstance(self.mobject, Text | Numeral):
            return limits.CAPITAL * self.mobject.em
        if isinstance(self.mobject, Formula):
            has_scripts = set("_^") & set(self.mobject.code)
            return limits.CAPITAL * self.mobject.em * (limits.SCRIPT if has_scripts else 1)
        return max(part.height for part in self.inked)


def _traits(part: VMobject) -> np.ndarray:
    corners = part.points[:, :2].min(axis=0), part.points[:, :2].max(axis=0)
    fill, stroke = part.fill_rgbas[0], part.stroke_rgbas[0] * (part.stroke_width > 0)
    said = hash(getattr(part, "text", "")) % 2**31
    return np.array([*np.ravel(corners), *fill[:3] * fill[3], *stroke[:3] * stroke[3], said])


def staged(
    mobjects: Iterable[Mobject], known: Mapping[int, Staged] | None = None
) -> dict[int, Staged]:
    """Take apart what is on stage, by id, from below; what looks as it did is what is ``known``."""
    found: dict[int, Staged] = {}
    for mobject in _pieces(mobjects):
        parts = mobject.family_members_with_points() if is_written(mobject) else [mobject]
        looks = tuple(map(look_of, parts))
        before = (known or {}).get(id(mobject))
        same = before is not None and before.looks == looks
        found[id(mobject)] = before if same else Staged(mobject, tuple(parts), looks)
    return found


def _pieces(mobjects: Iterable[Mobject]) -> Iterator[Mobject]:
    """Yield every text whole, a formula and not its letters, and all else that is drawn, once."""
    met: set[int] = set()
    waiting = list(mobjects)[::-1]
    while waiting:
        mobject = waiting.pop()
        if id(mobject) in met:
            continue
        met.add(id(mobject))
        if len(mobject.points) or is_written(mobject):
            yield mobject
        if not is_written(mobject):
            waiting.extend(mobject.submobjects[::-1])


def parts_of(mobjects: Iterable[Mobject]) -> set[int]:
    """Return the ids of mobjects and of all that they are made of."""
    return {id(part) for mobject in mobjects for part in mobject.get_family()}


def is_written(mobject: Mobject) -> bool:
    """Say whether a mobject is a text, which is judged whole."""
    return isinstance(mobject, _WRITTEN)


def crossing(
    texts: Sequence[Staged], others: Sequence[Staged]
) -> Iterator[tuple[Staged, Staged, float]]:
    """Yield each text with each of the others that it touches, and how far they are apart."""
    if not (texts and others):
        return
    ours, theirs = (np.array([one.box for one in group]) for group in (texts, others))
    gaps = np.maximum(theirs[None, :, 0] - ours[:, None, 1], ours[:, None, 0] - theirs[None, :, 1])
    met: set[frozenset[int]] = set()
    for i, j in np.argwhere(gaps.max(axis=-1) < limits.TOUCHING):
        first, second = texts[i], others[j]
        pair = frozenset((id(first), id(second)))
        if len(pair) < 2 or pair in met:
            continue
        met.add(pair)
        apart = float(shapely.distance(first.ground, second.ground))
        if apart < limits.TOUCHING:
            yield first, second, apart


def describe(mobject: Mobject) -> str:
    """Name a mobject for a person who looks for it on screen."""
    said, kind = spoken(mobject), type(mobject).__name__
    place = ", ".join(f"{value:.1f}" for value in mobject.get_center()[:2])
    return f"{kind} {said!r}" if said else f"{kind} at ({place})"


def spoken(mobject: Mobject) -> str:
    """Return what a text or a formula says; a shape says nothing."""
    said = getattr(mobject, "text", None) or getattr(mobject, "code", None)
    return said or getattr(mobject, "typst_code", None) or ""


def opacity_of(part: Mobject) -> float:
    """Measure how opaque a part's ink is, wherever it stands."""
    if not isinstance(part, VMobject):
        return 1.0
    stroke = part.get_stroke_opacity() if part.get_stroke_width() > 0 else 0.0
    return float(max(part.get_fill_opacity(), stroke))


def is_seen(part: Mobject) -> bool:
    """Say whether a part has any ink."""
    return opacity_of(part) > limits.NOTHING


def inks_of(part: Mobject, least: float = limits.NOTHING, *, fill: bool = True) -> set[str]:
    """List the hues of its line, and of its ground with ``fill``, of which so much can be seen."""
    line = part.get_stroke_opacity() * part.get_stroke_width()
    inks = (part.get_stroke_color(), line), (part.get_fill_color(), part.get_fill_opacity() * fill)
    return {ink.to_hex() for ink, much in inks if much > least}
