"""Where the pictures of the chapter stand."""

from __future__ import annotations

from scenes.stage.layout import stage
from scenes.stage.shapes import Rule


class Rooms:
    """Rooms of one stage, named by what stands in them."""

    def __init__(self) -> None:
        asking, under = stage().rows(1.3, 4.55)
        left, self.asking, right = asking.columns(3.6, 5.8, 3.6, gap=0.2)
        self.slider = right.inset(bottom=0.2)
        self.names = left.inset(right=0.25)
        self.columns = under.inset(bottom=0.4)
        self.listeners = under.rows(0.75, 0.8, 3.15)[1]
        both, self.unicorn = stage().columns(10.9, 2.1, gap=0.4)
        self.formula, self.twins = both.rows(1.35, 4.4, gap=0.1)

    @property
    def place_of_name(self) -> Rule:
        """Say where a guess stands at what it is like."""
        return Rule(self.names.center, self.names.center + [0.01, 0, 0])
