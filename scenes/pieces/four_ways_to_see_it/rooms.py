"""Where the pictures of the chapter stand."""

from __future__ import annotations

from scenes.stage.layout import stage


class Rooms:
    """Rooms of one stage, named by what stands in them."""

    def __init__(self) -> None:
        left, right = stage().columns(8.6, 4.6, gap=0.2)
        self.name, below = left.rows(1, 6.2)
        self.shelf, self.page = below.inset(bottom=0.35), below.inset(right=-0.18, bottom=0.35)
        self.field, self.hits = self.shelf.rows(1, 5.4, gap=0.2)
        self.receiver, self.foot = right.rows(4.4, 1.4)
        under = stage().rows(1, 6.2)[1]
        self.board, self.beyond = under.columns(9.6, 3.6, gap=0.2)
        self.asking, self.drawers = under.rows(2.2, 4)
        self.formula, self.twins = stage().rows(1.25, 1.2, gap=0.2)
        self.unicorn = self.formula.inset(left=0.2)
