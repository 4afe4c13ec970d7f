"""The order of the film: a card before each part, its chapters, and a card at the end."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from renders.own import Own
from scenes.storyboard import Entry, Part, heading, part_of

CARDS = "scenes.stage.part_card"
CARD_SECONDS = 3
END = Entry(0, "EndCard", "scenes.stage.end_card", 6, "Where it comes from")


def with_cards(chapters: Sequence[Entry]) -> list[Entry]:
    """Put the card of each part before the part's chapters, and one behind them all."""
    parts = groupby(chapters, key=part_of)
    return [*(entry for part, own in parts for entry in (_card(part), *own)), END]


def is_card(entry: Entry) -> bool:
    """Tell whether an entry is no chapter."""
    return entry == END or entry.module == CARDS


def title(entry: Entry) -> str:
    """Name a chapter or a card as a player's menu does."""
    if isinstance(entry, Own):
        return entry.title
    return entry.teaches if is_card(entry) else f"{entry.number} · {heading(entry)}"


def _card(part: Part) -> Entry:
    return Entry(0, part.card, CARDS, CARD_SECONDS, f"{part.called} · {part.name}")
