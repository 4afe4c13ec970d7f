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
from scenes.mobjects.graph import Graph
from scenes.pieces.many_heads.glasses import Glasses
from scenes.pieces.many_heads.looks import Looks
from scenes.pieces.many_heads.sheets import Sheets, hue_of
from scenes.pieces.many_heads.winner import Winner
from scenes.stage.cited import Quantity
from scenes.stage.derive import derive
from scenes.stage.phrases import phrase
from scenes.stage.text import Text

Role = Literal["partner", "previous", "first"]


class Measured:
    """Says of each head how much of it a role has; heads count from 0.

    Parameters
    ----------
    tokens
        The sentence's, as the model reads them.
    """

    def __init__(
        self,
        sheets: Sheets,
        looks: Looks,
        weights: Sequence[Quantity],
        tokens: tuple[str, ...],
    ) -> None:
        self.sheets, self.looks, self.weights = sheets, looks, weights
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
        heads = range(len(self.weights))
        return VGroup(*(self.sheets.outlines(head, self._cells(head, role)) for head in heads))

    def asked(self, role: Role) -> VGroup:
        """Join on the sentence the words of these cells."""
        return self.looks.asked(self._cells(0, role))

    def jobs(self, role: Role) -> list[Graph]:
        """Draw there what the heads that the role names do."""
        return [self.looks.job(head, self._cells(head, role)) for head in self._heads(role)]

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
        heads = self._heads(role)
        self._unnamed -= {*heads}
        return [self.sheets.entitle(head, _name(head, role)) for head in heads]

    def winner(self, role: Role, outlines: VGroup, glasses: Glasses, counts: Glasses) -> Winner:
        """Let the first head that the role names stand alone."""
        return Winner(self.sheets, self._heads(role)[0], outlines, glasses, counts)

    def unclear(self) -> list[tuple[Text, VGroup]]:
        """Say of all others that nothing names them; beside it, whom each hears most."""
        said = {"size": theme.SMALLEST, "color": theme.QUIET}
        return [
            (self.sheets.entitle(head, Text("unclear", **said)), self.looks.most[head].edges)
            for head in sorted(self._unnamed)
        ]

    def _heads(self, role: Role) -> list[int]:
        found = derive(mostly_named, self._named(role), self._surveys.named_in)
        return found.values.tolist()

    def _cells(self, head: int, role: Role) -> list[tuple[int, int]]:
        return measured_cells(self.weights[head].values, **self._sentence)[role]


def _name(head: int, role: Role) -> Text:
    said = {"partner": phrase("its noun"), "previous": phrase("word before")}
    return Text(said[role], size=theme.SMALLEST, color=hue_of(head))
