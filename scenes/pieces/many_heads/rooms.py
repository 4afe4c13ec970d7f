"""Where things stand in the chapter: a sentence, its readers, and below what these gather."""

from __future__ import annotations

from typing import NamedTuple

from scenes.stage.layout import Room, stage


class Reading(NamedTuple):
    """A sentence; below it the copies of a word that read it, the words that they hear, a foot."""

    sentence: Room
    beams: Room
    readers: Room
    heard: Room
    foot: Room


class Mixing(NamedTuple):
    """Ribbons end to end below the words of which they are, a block, and a walk."""

    heard: Room
    joined: Room
    block: Room
    walk: Room


def for_few() -> Reading:
    """Divide the stage for a few heads: what each does often stands at its foot."""
    return Reading(*stage().rows(1.05, 1.5, 1.1, 1.15, 1.05))


def for_all() -> Reading:
    """Divide it for all heads."""
    return Reading(*stage().rows(1.0, 2.75, 0.95, 0.95, 0.2))


def for_mixing() -> Mixing:
    """Divide it for what they make together."""
    return Mixing(*stage().rows(0.6, 0.8, 0.6, 3.8, gap=0.05))
