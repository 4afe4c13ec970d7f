"""The order of the film: a card before each part, its chapters, and cross-fades between."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from renders.own import Own
from scenes.storyboard import Entry, Part, heading, part_of

CARDS = "scenes.stage.part_card"
CARD_SECONDS = 4


def with_cards(chapters: Sequence[Entry]) -> list[Entry]:
    """Put the card of each part before the part's chapters."""
    parts = groupby(chapters, key=part_of)
    return [entry for part, own in parts for entry in (_card(part), *own)]


def title(entry: Entry) -> str:
    """Name a chapter or a card as a player's menu does."""
    if isinstance(entry, Own):
        return entry.title
    return entry.teaches if entry.module == CARDS else f"{entry.number} · {heading(entry)}"


def _card(part: Part) -> Entry:
    return Entry(0, part.card, CARDS, CARD_SECONDS, f"{part.called} · {part.name}")
