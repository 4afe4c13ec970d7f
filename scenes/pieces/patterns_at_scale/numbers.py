"""All that the chapter cites beside its own sentence: counts, times and a measured encoder."""

from __future__ import annotations

from typing import NamedTuple, Self

from attention_math.concordance import measured_model
from attention_math.costs import (
    Cells,
    Costs,
    Doubled,
    Grids,
    Square,
    count_cells,
    count_grids,
    doubled,
    fit_square,
    load_costs,
)
from attention_math.patterns import head_wall, measured_on, positional_heads
from attention_math.senses import head_roles
from scenes.stage.cited import Quantity
from scenes.stage.derive import derive

LENGTHS = 64, 256, 1_024
BLOCK = 64  # of a pattern's rows
LARGEST = "gpt3"


class Numbers(NamedTuple):
    """Counted, timed, or recorded of the encoder, and cited as that."""

    cells: Cells
    costs: Costs
    fit: Square
    compared: Doubled
    patterns: Quantity
    roles: Quantity
    positional: Quantity
    model: Quantity
    measured: Quantity
    grids: Grids

    @classmethod
    def of(cls, tokens: int) -> Self:
        """Cite everything, for a text that begins with so many tokens.

        Raises
        ------
        ValueError
            If a measurement cannot be read.
        """
        costs = derive(load_costs, source="costs")
        times = costs.lengths, costs.milliseconds
        encoder = (head_wall, head_roles, positional_heads, measured_model, measured_on)
        return cls(
            derive(count_cells, (tokens, *LENGTHS), source="costs"),
            costs,
            derive(fit_square, *times),
            derive(doubled, *times),
            *(derive(one, source="senses") for one in encoder),
            derive(count_grids, LARGEST, source="parameters"),
        )
