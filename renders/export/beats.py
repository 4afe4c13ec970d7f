"""Beats of a clip that were chosen by their names, and follow each other."""

from __future__ import annotations

from collections.abc import Sequence

from renders.errors import BadInput
from renders.film.naming import slug


def following(chapter: str, known: Sequence[str], names: Sequence[str]) -> list[int]:
    """Return the places of beats among those of a chapter, in their order.

    Raises
    ------
    BadInput
        If there is no such beat, or another stands between them.
    """
    for name in names:
        if name not in known:
            raise BadInput(f"{chapter} has no beat {name!r}: choose from {', '.join(known)}")
    places = sorted({known.index(name) for name in names})
    chosen = known[places[0] : places[-1] + 1]
    if len(chosen) > len(places):
        between = next(name for name in chosen if name not in names)
        raise BadInput(f"between these beats stands {between!r}: add --beat {between!r}")
    return places


def stem_of(clip: str, beats: Sequence[str]) -> str:
    """Name a file of some beats, or without any of the whole: ``CLIP.BEAT.BEAT``."""
    return ".".join((clip, *map(slug, beats)))
