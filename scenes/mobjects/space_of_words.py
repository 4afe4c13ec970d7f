"""Words as places: near means alike, and both axes say what they are and what they keep."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, Animation, VGroup, VMobject
from manim.utils.color import ManimColor

from scenes import theme
from scenes.mobjects.plane import Plane
from scenes.stage.cited import Citation, Quantity, extent
from scenes.stage.layout import line
from scenes.stage.shapes import Dot
from scenes.stage.text import Numeral, Text

_AIR = 0.35  # beyond the outermost words, in the unit of the axes, if no other is named
_RADIUS, _LIT = 0.09, 0.16
_NAME, _APART, _GAP = 0.29, 0.04, 0.08  # of a name from all else, and from its own dot
_ABOVE, _ASIDE = 0.9, 0.2  # of what names the axes: from them, in their unit and in the frame's
_SIDES = (RIGHT, LEFT, UP, DOWN)


class Space(Protocol):
    """What `attention_math.directions.word_space` found, cited."""

    words: Quantity
    kinds: Quantity
    places: Quantity
    percent: Quantity


def hue_of_kind(kind: str) -> ManimColor:
    """Return the colour of a kind of words in the space."""
    hues = {"masculine noun": theme.MASCULINE, "feminine noun": theme.FEMININE}
    return hues.get(kind, theme.INK if kind == "adjective" else theme.DIM)


class Names(VGroup):
    """Words in the space, each in the colour of its kind."""

    def waiting(self) -> Names:
        """Be grey, as the dots are, until `painted`."""
        self._hues = [name.get_fill_color() for name in self]
        return self.set_fill(theme.INK)

    def painted(self) -> list[Animation]:
        """Take the colours of the kinds."""
        pairs = zip(self, self._hues, strict=True)
        return [name.animate.set_fill(hue) for name, hue in pairs]


class SpaceOfWords(Plane):
    """A dot a word, grey until `painted`; across is gender, up leads from nouns to adjectives.

    Both axes have one unit, and cross in the mean of all the words. Whatever else is to stand in
    the space, such as a word with its position added, is named in ``also`` so that it finds room:
    places that `attention_math.directions.places_along` found along the space's axes.
    """

    def __init__(
        self,
        space: Space,
        *also: Quantity,
        width: float,
        height: float,
        air: float = _AIR,
        radius: float = _RADIUS,
    ) -> None:
        low, high = extent(space.places, *also)
        low, high = np.minimum(low, 0) - air, np.maximum(high, 0) + air
        self.unit = min(width / float(high[0] - low[0]), height / float(high[1] - low[1]))
        across, up = ((float(low[i]), float(high[i])) for i in (0, 1))
        size = {"width": self.unit * (across[1] - across[0]), "height": self.unit * (up[1] - up[0])}
        super().__init__(across, up, **size)
        self.space = space
        self.kinds = space.kinds.values.tolist()
        self._numbers = {word: i for i, word in enumerate(space.words.values.tolist())}
        places = (space.places[i] for i in range(len(space.places)))
        self.dots = VGroup(*(self.place(place, radius=radius) for place in places))
        self.add(self.dots)

    def place(
        self, where: Quantity, *, color: ManimColor | None = None, radius: float = _RADIUS
    ) -> Dot:
        """Draw a dot at one place, such as ``places_along(…)[2]``."""
        return self.dot(*where.each(), color=color or theme.QUIET, radius=radius)

    def lit(self, where: Quantity) -> Dot:
        """Draw a dot that the eye goes to."""
        return self.place(where, color=theme.HIGHLIGHT, radius=_LIT)

    def number_of(self, word: str) -> int | None:
        """Find a word among those of the space."""
        return self._numbers.get(str(word))

    def of_kind(self, *endings: str) -> list[int]:
        """List the words of some kinds, by how the kinds' names end."""
        return [i for i, kind in enumerate(self.kinds) if kind.endswith(endings)]

    def painted(self, numbers: Iterable[int]) -> list[Animation]:
        """Give words the colours of their kinds."""
        return [self.dots[i].animate.set_fill(hue_of_kind(self.kinds[i])) for i in numbers]

    def tinted(self, words: Iterable[Text], numbers: Iterable[int]) -> list[Animation]:
        """Give words elsewhere the colours of their kinds, if they are among some of the space."""
        among, pairs = set(numbers), [(word, self.number_of(word.text)) for word in words]
        return [
            word.animate.set_fill(hue_of_kind(self.kinds[i])) for word, i in pairs if i in among
        ]

    def names(
        self,
        numbers: Iterable[int],
        *,
        beside: Iterable[VMobject] = (),
        size: float | None = None,
        most: int | None = None,
    ) -> Names:
        """Write beside their dots as many of the words, from the first on, as find room.

        No name stands on a dot or on another name, or on what is ``beside``.
        """
        words = self.space.words.words()
        taken = list(map(_box, (*self._seen(), *beside)))
        found = Names()
        for i in numbers:
            hue = hue_of_kind(self.kinds[i])
            if len(found) == most:
                break
            name = Text(
                words[i], size=size or _NAME, color=theme.QUIET if hue == theme.DIM else hue
            )
            if self._stands_free(name, self.dots[i], taken):
                found.add(name)
                taken.append(_box(name))
        return found

    def _seen(self) -> list[VMobject]:
        """List the axes and the dots that are not clear."""
        axes = (axis for axis in (self.x_axis, self.y_axis) if axis.get_stroke_opacity())
        return [*(dot for dot in self.dots if dot.get_fill_opacity()), *axes]

    def _stands_free(self, name: Text, dot: Dot, taken: Sequence[np.ndarray]) -> bool:
        for side in _SIDES:
            name.next_to(dot, side, buff=_GAP)
            if self._holds(name) and not any(_meet(_box(name), one) for one in taken):
                return True
        return False

    def ends(self, *, size: float | None = None) -> VGroup:
        """Name what lies at the left, the right and the upper end of the axes."""
        left, right = (
            Text("masculine", size=size, color=theme.MASCULINE),
            Text("feminine", size=size, color=theme.FEMININE),
        )
        for text, end, side in zip((left, right), self.x_range, (LEFT, RIGHT), strict=True):
            text.move_to(self.at(end, _ABOVE), aligned_edge=side)
        up = Text("adjectives", size=size)
        up.move_to(self.at(_ABOVE, self.y_range[1]), aligned_edge=UP + LEFT)
        return VGroup(left, right, up)

    def shares(self) -> VGroup:
        """Say at the foot of the space how much each axis keeps of what sets the words apart."""
        lines = VGroup(*(self._share(axis, way) for axis, way in enumerate(("across:", "up:"))))
        lines.arrange(DOWN, buff=0.14, aligned_edge=LEFT)
        foot = self.at(0, self.y_range[0]) + RIGHT * _ASIDE
        return lines.move_to(foot, aligned_edge=DOWN + LEFT)

    def _share(self, axis: int, way: str) -> VGroup:
        number = Numeral(self.space.percent.cite(axis), decimals=1, size=_NAME)
        said = way, "% of how words differ"
        texts = (Text(text, size=_NAME, color=theme.QUIET) for text in said)
        return line(next(texts), number, next(texts), gap=0.1)

    def step(self, start: Quantity, end: Quantity, *, color: ManimColor) -> VGroup:
        """Draw what leads from one place to another, such as a position that is added."""
        ends: list[tuple[Citation, Citation]] = [tuple(one.each()) for one in (start, end)]
        return self.way(*ends, color=color)

    def _holds(self, name: Text) -> bool:
        low, high = (self.at(x, y)[:2] for x, y in zip(self.x_range, self.y_range, strict=True))
        return bool((low < _box(name)[0]).all() and (_box(name)[1] < high).all())


def _box(one: VMobject) -> np.ndarray:
    return np.array([one.get_corner(DOWN + LEFT)[:2], one.get_corner(UP + RIGHT)[:2]])


def _meet(first: np.ndarray, second: np.ndarray) -> bool:
    apart = np.maximum(second[0] - first[1], first[0] - second[1])
    return bool(apart.max() < _APART)
