"""One query and some keys as arrows, the line where scores are zero, and what each key scores."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from manim import RIGHT, ManimColor, Mobject, VGroup

from scenes import theme
from scenes.pieces.dot_product_scores.vector_plane import VectorPlane
from scenes.stage.cited import Citation, Declared, Quantity
from scenes.stage.text import Numeral, Text

_SIZE = 0.31


class Offer(NamedTuple):
    """A key: where its arrow ends, the word that it belongs to, and its score with the query."""

    vector: Quantity
    word: str
    score: Citation


class Directions(VGroup):
    """Arrows of one query and of keys, on a plane that they share with all others.

    ``line`` stands at a right angle to the query; ``sides`` says what it separates.

    Parameters
    ----------
    across
        The direction of that line, of length 1.
    says_sides
        Whether the line parts these keys by the signs of their scores.
    """

    def __init__(
        self,
        box: VectorPlane,
        query: Quantity,
        across: Quantity,
        *,
        word: str,
        offers: Sequence[Offer],
        decimals: int,
        says_sides: bool = True,
    ) -> None:
        self.box = box
        self.line = box.line(across, color=theme.QUIET)
        self.query = box.arrow(query, color=theme.QUERY)
        arrows = [box.arrow(offer.vector, color=theme.KEY) for offer in offers]
        self.query_name = _named("query", word, theme.QUERY)
        placed: list[Mobject] = [self.line, self.query, *arrows]
        placed.append(box.label_tip(self.query_name, self.query, avoid=placed))
        self.keys = VGroup()
        for offer, arrow in zip(offers, arrows, strict=True):
            label = _named("key", offer.word, theme.KEY)
            score = Numeral(offer.score, decimals=decimals, size=_SIZE)
            label.add(score.next_to(label, RIGHT, buff=0.16).stand_on(label[0].baseline))
            placed.append(box.label_tip(label, arrow, avoid=placed))
            self.keys.add(VGroup(arrow, label))
        self.sides = self._sides(placed) if says_sides else VGroup()
        super().__init__(self.line, self.sides, self.query, self.query_name, self.keys)

    def _sides(self, placed: list[Mobject]) -> VGroup:
        """Write on either side of the line what keys there score, near one of its ends."""
        forward = self.query.get_end() - self.query.get_start()
        along = self.line.get_end() - self.line.get_start()
        sides = VGroup()
        for says, side in (("above zero", 1), ("below zero", -1)):
            label = Text(says, size=0.29, color=theme.QUIET, italic=True)
            aside = side * forward / np.linalg.norm(forward)
            reach = abs(aside[0]) * label.width / 2 + abs(aside[1]) * label.height / 2 + 0.16
            spots = [
                self.line.get_start() + share * along + aside * reach
                for share in (0.94, 0.06, 0.86, 0.14, 0.78, 0.22, 0.7, 0.3)
            ]
            self.box.place(label, spots, avoid=placed)
            placed.append(label)
            sides.add(label)
        return sides


def _named(part: str, word: str, color: ManimColor) -> VGroup:
    label = VGroup(
        Text(part, size=_SIZE, color=color, italic=True),
        Text(word, size=_SIZE, color=color, declared=Declared("token")),
    )
    label[1].next_to(label[0], RIGHT, buff=0.12).stand_on(label[0].baseline)
    return label
