"""The order of the film: a card before each part, its chapters, and bridges between all of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import groupby, pairwise
from pathlib import Path

from renders.film import Piece
from scenes.storyboard import Entry, Part, heading, part_of

CARDS = "scenes.part_card"
CARD_SECONDS = 4


def with_cards(chapters: Sequence[Entry]) -> list[Entry]:
    """Put the card of each part before the part's chapters."""
    parts = groupby(chapters, key=part_of)
    return [entry for part, own in parts for entry in (_card(part), *own)]


def is_card(entry: Entry) -> bool:
    """Tell a part's card from a chapter."""
    return entry.module == CARDS


def _card(part: Part) -> Entry:
    return Entry(0, part.card, CARDS, CARD_SECONDS, f"Part {part.numeral} · {part.name}")


def build_reel(
    entries: Sequence[Entry], clip: Callable[[Entry], Path], folder: Path, jobs: int
) -> list[Piece]:
    """Title the clips of chapters and cards, and put bridges, written to ``folder``, between."""
    from renders.bridges import build_bridge  # late: it brings in manim

    titled = [Piece(clip(entry), _title(entry)) for entry in entries]
    joints = list(pairwise(piece.clip for piece in titled))
    bridges = [folder / f"bridge-{number:02}.mp4" for number in range(len(joints))]
    with ThreadPoolExecutor(jobs) as executor:
        list(executor.map(lambda joint, path: build_bridge(*joint, path), joints, bridges))
    reel = titled[:1]
    for bridge, piece in zip(bridges, titled[1:], strict=True):
        reel += [Piece(bridge), piece]
    return reel


def _title(entry: Entry) -> str:
    if is_card(entry):
        return entry.teaches
    return f"{entry.number} · {heading(entry)}"
