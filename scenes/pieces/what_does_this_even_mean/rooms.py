"""Where both sentences, the bars and the formula stand."""

from __future__ import annotations

from typing import NamedTuple

from scenes.stage.layout import Room, stage


class Rooms(NamedTuple):
    """The stage while one sentence is asked about: scores rise above it, the answer is below."""

    sentence: Room
    answer: Room
    opening: tuple[Room, Room]


class Lines(NamedTuple):
    """The stage for two sentences, each with room for its answer at the end.

    ``halves`` leave room for a road below, ``edges`` are the stage's first and last line.
    """

    first: tuple[Room, Room]
    between: Room
    second: tuple[Room, Room]
    halves: tuple[Room, Room]
    edges: tuple[Room, Room]
    formula: Room


def rooms() -> Rooms:
    """Divide the stage for one sentence."""
    _, sentence, answer = stage().inset(top=0.1).rows(1.6, 1.3, 2.85)
    return Rooms(sentence, answer, stage().rows(1, 1))


def lines() -> Lines:
    """Divide the stage for two sentences."""
    first, between, second = stage().rows(1, 3.4, 1)
    parts = (one.columns(10.9, 2.4, gap=0.3) for one in (first, second))
    halves = (half.inset(left=1.0, top=0.1, bottom=1.0) for half in stage().rows(1, 1))
    formula = between.inset(top=0.3, bottom=0.3)
    return Lines(next(parts), between, next(parts), tuple(halves), (first, second), formula)
