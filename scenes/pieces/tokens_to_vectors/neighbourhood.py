"""A few names in the space of words, and who stands next to one of its words."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import VGroup, VMobject

from scenes import theme
from scenes.mobjects.space_of_words import Names, SpaceOfWords
from scenes.pieces.tokens_to_vectors.numbers import Numbers
from scenes.stage.cited import Word
from scenes.stage.layout import stage
from scenes.stage.shapes import Dot, Outline
from scenes.stage.text import Text

_NEARER, _SIZE, _NEXT = 3.5, 0.6, 2
_FEW = 4  # names of a gender


def few_names(space: SpaceOfWords, cited: Numbers, beside: Sequence[VMobject]) -> Names:
    """Name some nouns of either gender, those of the sentences before all others."""
    names = Names()
    for side in ("masculine noun", "feminine noun"):
        chosen, taken = cited.sooner(space.of_kind(side)), (*beside, *names)
        names.add(*space.names(chosen, beside=taken, size=theme.SIZE_TOKEN, most=_FEW))
    return names


class Neighbourhood:
    """What is seen of the space from near to one of its places.

    What the camera is not going to see leaves the stage, and comes back when it has gone back.
    """

    def __init__(self, space: SpaceOfWords, spot: Dot) -> None:
        self.space, self.spot = space, spot
        width, height = (side / _NEARER for side in (stage().width, stage().height))
        self.seen = Outline(width=width, height=height, stroke_width=0).move_to(spot)
        self._axes, self._was = (space.x_axis, space.y_axis), (spot.get_center(), spot.width)
        away = np.array([dot.get_center() - spot.get_center() for dot in space.dots])[:, :2]
        reach = np.array([width, height]) / 2 - space.dots[0].width / 2
        beyond = (np.abs(away) > reach).any(axis=1)
        self._beyond = [dot for dot, is_it in zip(space.dots, beyond, strict=True) if is_it]

    def others(self) -> VGroup:
        """Return what the camera is not going to see."""
        return VGroup(*self._axes, *self._beyond)

    def catch_up(self) -> None:
        """Let what is off stage go where the camera has brought the rest."""
        (center, width), others = self._was, self.others().save_state()
        others.scale(self.spot.width / width, about_point=center)
        others.shift(self.spot.get_center() - center)
        VGroup(*self._axes).set_stroke(opacity=0)
        self._unmoved = others

    def leave(self) -> VGroup:
        """Let all be where it was."""
        return self._unmoved.restore()

    def name(self, word: Word, nearest: Sequence[int]) -> tuple[Text, Names]:
        """Name the word, and of those nearest to it the first that have room for a name."""
        own = self.space.name_of(word, self.spot)
        return own, self.space.names(nearest, beside=[own], size=_SIZE, most=_NEXT)
