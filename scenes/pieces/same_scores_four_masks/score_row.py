"""One listener's scores as bars, up or down by their signs, on cells lit by its weights."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from manim import DOWN, RIGHT, UP, VGroup

from scenes import theme
from scenes.mobjects.attention_grid import AttentionGrid
from scenes.stage.cited import Citation, Quantity
from scenes.stage.claims import Encoding, shows
from scenes.stage.shapes import Rectangle, Rule

_LARGER = 1.3  # than a grid of many rows, with its words
_FULL, _THICK = 0.44, 0.5  # of a cell: the longest bar, and how thick all are
_LIGHT, _RULE, _BAR = 0.2, 0.5, 1  # in depth


class ScoreRow(AttentionGrid):
    """The scores never change; `lit` says what softmax makes of those that are seen.

    Parameters
    ----------
    scores
        Of one query (1 × keys).
    limit
        The size of the longest bar.
    name
        Of the row among those that are drawn to one scale, each as a whole.
    """

    def __init__(
        self,
        scores: Quantity,
        listener: Sequence[str],
        keys: Sequence[str],
        *,
        cell: tuple[float, float],
        limit: float,
        name: str,
    ) -> None:
        wide, high = (side / _LARGER for side in cell)
        super().__init__(
            scores,
            queries=listener,
            keys=keys,
            view="heat",
            cell=(wide, high),
            color_of=theme.plain_color,
        )
        law = partial(theme.length, unit=_FULL * high / limit if limit else 1.0)
        self.rules = VGroup()
        for place, square in enumerate(self.cells):
            self.marks.add(_bar(scores.cite(0, place), law, _THICK * wide, square, name))
            rule = Rule(RIGHT * wide / 2, -RIGHT * wide / 2, color=theme.EDGE)
            rule.set_stroke(width=theme.STROKE_THIN).set_z_index(_RULE)
            self.rules.add(rule.move_to(square))
        self.add(self.rules).scale(_LARGER)

    def lit(self, weights: Quantity) -> VGroup:
        """Light each cell as much as it is heard."""
        lights = VGroup()
        for cell, cited in zip(self.cells, weights[0].each(), strict=True):
            light = cell.copy().set_fill(theme.weight_color(cited.value)).set_z_index(_LIGHT)
            lights.add(shows(light, Encoding(cited, "fill", theme.weight_color)))
        return lights


def _bar(
    cited: Citation, law: partial[float], thick: float, cell: Rectangle, row: str
) -> Rectangle:
    foot = UP if cited.value < 0 else DOWN
    bar = Rectangle(width=thick, height=max(law(cited.value), 1e-4), stroke_width=0)
    bar.set_fill(theme.sign_color(cited.value), 1).set_z_index(_BAR)
    bar.move_to(cell.get_center(), aligned_edge=foot)
    return shows(bar, Encoding(cited, "height", law, group=f"scores {row}"))
