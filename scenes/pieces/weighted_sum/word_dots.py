"""Words as dots on a plane, each label where it covers nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from manim import DL, DOWN, DR, LEFT, RIGHT, UL, UP, UR, Dot, Line, Mobject, VGroup, VMobject
from manim.utils.color import ManimColor

from scenes import theme
from scenes.mobjects.plane import Plane
from scenes.stage.cited import Declared, Quantity
from scenes.stage.phrases import Phrase, phrase
from scenes.stage.text import Text

_SIDES = (UP, DOWN, RIGHT, LEFT, UR, UL, DR, DL)
_DISTANCES = (0.1, 0.22, 0.36)
_CLEARANCE = 0.06
_NEAR = 0.24  # a label that is farther from its dot is tied to it


def along(line: VMobject, *, steps: int = 60) -> list[Dot]:
    """Return small dots on a line, which let words keep clear of it but not of its whole box."""
    return [Dot(line.point_from_proportion(k / steps), radius=0.01) for k in range(steps + 1)]


def told_apart(words: Sequence[str]) -> list[str]:
    """Number the words that occur more than once, so that their dots can be told apart."""
    return [
        word if words.count(word) == 1 else _numbered(word, words[:i].count(word))
        for i, word in enumerate(map(str, words))
    ]


def _numbered(word: str, before: int) -> Phrase:
    return (
        phrase("first {word}", word=word),
        phrase("second {word}", word=word),
        phrase("third {word}", word=word),
        phrase("fourth {word}", word=word),
        phrase("fifth {word}", word=word),
        phrase("sixth {word}", word=word),
        phrase("seventh {word}", word=word),
        phrase("eighth {word}", word=word),
    )[before]


class WordDots(VGroup):
    """One dot a row of ``places``, at the row's two values, with its word beside it.

    A word that finds no room close to its dot is tied to it by a thin line.

    ``avoid`` are mobjects that no word may cover.
    """

    def __init__(
        self,
        plane: Plane,
        places: Quantity,
        words: Sequence[str],
        *,
        color: ManimColor,
        radius: float = 0.09,
        size: float | None = None,
        avoid: Iterable[Mobject] = (),
    ) -> None:
        self.dots = VGroup(
            *(
                plane.dot(places.cite(i, 0), places.cite(i, 1), color=color, radius=radius)
                for i in range(len(places))
            )
        )
        self.labels = VGroup()
        for dot, word in zip(self.dots, words, strict=True):
            label = Text(word, size=size, color=color, declared=Declared("token"))
            taken = [*avoid, *self.dots, *self.labels]
            outwards = dot.get_center() - self.dots.get_center()
            self.labels.add(_put_beside(label, dot, outwards, taken))
        pairs = zip(self.dots, self.labels, strict=True)
        self.leaders = VGroup(*(_leader(*pair, color) for pair in pairs if _apart(*pair) > _NEAR))
        super().__init__(self.dots, self.labels, self.leaders)


def _nearest(dot: Dot, label: Text) -> np.ndarray:
    """Return the point of a label's box that is nearest to its dot."""
    return np.clip(dot.get_center(), label.get_corner(DL), label.get_corner(UR))


def _apart(dot: Dot, label: Text) -> float:
    return float(np.linalg.norm(_nearest(dot, label) - dot.get_center())) - dot.radius


def _leader(dot: Dot, label: Text, color: ManimColor) -> Line:
    """Tie a label to its dot, where other things may stand between them."""
    start = dot.get_center()
    line = Line(start, start + 0.8 * (_nearest(dot, label) - start), color=color)
    return line.set_stroke(width=theme.STROKE_THIN)


def _put_beside(label: Text, dot: Mobject, outwards: np.ndarray, taken: Sequence[Mobject]) -> Text:
    """Try the sides of the dot, outer ones first; if all are taken, the least covered wins."""
    sides = sorted(_SIDES, key=lambda side: -float(side @ outwards) / np.linalg.norm(side))
    trials = [(side, distance) for distance in _DISTANCES for side in sides]
    others = np.array([_box(other) for other in taken if other is not dot]).reshape(-1, 2, 2)
    costs = []
    for side, distance in trials:
        costs.append(_overlap(_box(label.next_to(dot, side, buff=distance)), others))
        if costs[-1] == 0:
            return label
    side, distance = trials[int(np.argmin(costs))]
    return label.next_to(dot, side, buff=distance)


def _box(mobject: Mobject) -> np.ndarray:
    """Return the lower left corner and the upper right one, as 2 × 2 numbers."""
    return np.array([mobject.get_corner(DL)[:2], mobject.get_corner(UR)[:2]])


def _overlap(box: np.ndarray, others: np.ndarray) -> float:
    """Measure the area that a box, with some air around it, shares with others, n × 2 × 2."""
    low = np.maximum(box[0] - _CLEARANCE, others[:, 0])
    high = np.minimum(box[1] + _CLEARANCE, others[:, 1])
    return float(np.maximum(high - low, 0).prod(axis=1).sum())
