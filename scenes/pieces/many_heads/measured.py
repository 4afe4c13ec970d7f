"""What heads do, on this sentence and over many, as outlines, glasses and names."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Literal

from manim import VGroup

from attention_math.derived import measured_cells, role_share
from attention_math.readings import noun_places
from attention_math.surveys import Surveys, load_surveys, mostly_named
from scenes import theme
from scenes.pieces.many_heads.glasses import Glasses
from scenes.pieces.many_heads.sheets import Sheets, hue_of
from scenes.stage.cited import Declared, Quantity
from scenes.stage.derive import derive
from scenes.stage.phrases import phrase
from scenes.stage.text import Text

_SIZE = 0.31

Role = Literal["partner", "previous", "first"]


class Measured:
    """Says of each head how much of it a role has; heads count from 0.

    Parameters
    ----------
    tokens
        The sentence's, as the model reads them.
    """

    def __init__(
        self, sheets: Sheets, weights: Sequence[Quantity], tokens: tuple[str, ...]
    ) -> None:
        self.sheets, self.weights = sheets, weights
        partners = noun_places(tokens)
        self._sentence = {"query_tokens": tokens, "key_tokens": tokens, "partners": partners}
        self._unnamed = set(range(len(weights)))

    @cached_property
    def _surveys(self) -> Surveys:
        return derive(load_surveys, source="surveys")

    def _named(self, role: Role) -> Quantity:
        found = self._surveys
        return found.noun_named if role == "partner" else found.previous_named

    def outlines(self, role: Role) -> VGroup:
        """Outline on each map all cells that the role's mean counts."""
        cells = (measured_cells(one.values, **self._sentence)[role] for one in self.weights)
        return VGroup(*(self.sheets.outlines(head, each) for head, each in enumerate(cells)))

    def shares(self, role: Role) -> Glasses:
        """Fill a glass with the mean of a head's outlined cells."""
        means = (derive(role_share, one, role=role, unnamed=self._sentence) for one in self.weights)
        each = [mean.cite() for mean in means]
        return Glasses(self.sheets, each, name="shares", whole=1, decimals=2)

    def counts(self, role: Role) -> Glasses:
        """Fill it with the sentences in which the role names the head."""
        whole = self._surveys.named_in.cite().value
        each = self._named(role).each()
        return Glasses(self.sheets, each, name="counts", whole=whole, decimals=0)

    def names(self, role: Role) -> list[Text]:
        """Name the heads that the role names in most sentences."""
        heads = derive(mostly_named, self._named(role), self._surveys.named_in).values.tolist()
        self._unnamed -= {*heads}
        return [self.sheets.entitle(head, _name(head, role)) for head in heads]

    def unclear(self) -> list[Text]:
        """Say of all others that nothing names them."""
        texts = (
            (head, Text("no clear role", size=_SIZE, color=theme.QUIET))
            for head in sorted(self._unnamed)
        )
        return [self.sheets.entitle(*one) for one in texts]


def _name(head: int, role: Role) -> Text:
    said = {
        "partner": phrase("head {number}: its noun", number=head + 1),
        "previous": phrase("head {number}: word before", number=head + 1),
    }
    return Text(said[role], size=_SIZE, color=hue_of(head), declared=Declared("number of a head"))
