"""Where things stand in the chapter: a sentence, its readers, and below what these gather."""

from __future__ import annotations

from typing import NamedTuple

from scenes.stage.layout import Room, stage


class Reading(NamedTuple):
    """A sentence; below it the copies of a word that read it, and the words that they hear."""

    sentence: Room
    beams: Room
    readers: Room
    heard: Room
    ribbons: Room


class Mixing(NamedTuple):
    """Ribbons end to end below the words of which they are, a block, and a walk."""

    heard: Room
    joined: Room
    block: Room
    walk: Room


def for_few() -> Reading:
    """Divide the stage for a few heads: nothing comes below the words that are heard."""
    return Reading(*stage().rows(1.0, 2.45, 1.1, 1.2, 0.1))


def for_all() -> Reading:
    """Divide it for all heads."""
    return Reading(*stage().rows(1.0, 1.85, 0.8, 0.75, 1.45))


def for_mixing() -> Mixing:
    """Divide it for what they make together."""
    return Mixing(*stage().rows(0.6, 0.65, 0.45, 4.1, gap=0.05))
